"""The XML of office files: parsed without entities or network, and asked by local names.

Word files come in two sets of namespaces (transitional and strict) that differ in nothing else, so namespaces are not
looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from cpec_tui.errors import ReadingError

# What is parsed becomes a tree of many times its size.
MOST_XML = 64 * 1024 * 1024


def parse(content: bytes, name: str) -> etree._Element:
    """The root of the XML in ``content``. Raises ReadingError, which calls it ``name``."""
    if len(content) > MOST_XML:
        raise ReadingError(
            f"`{name}` has {len(content) >> 20:,} MB of XML, more than {MOST_XML >> 20}", "divide the document"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(
            f"`{name}` is damaged ({error})", "open the file in a word processor, save it anew"
        ) from error
    return root


def name_of(element: etree._Element) -> str:
    """The local name of an element; empty for what is none (an entity that is not resolved)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The children of ``element`` of that local name."""
    if element is not None:
        yield from (one for one in element if name_of(one) == name)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of that local name, and its first child of the next name; None when there is none."""
    for name in path:
        element = next(children(element, name), None)
    return element


def attribute(element: etree._Element | None, name: str) -> str | None:
    """The attribute of that local name."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def text_of(element: etree._Element | None) -> str:
    """All text in ``element``."""
    return "" if element is None else "".join(str(text) for text in element.itertext())
