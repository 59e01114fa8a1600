"""The element tree of a web page, of XHTML where it is well-formed, without entities or files from elsewhere."""

from __future__ import annotations

import html as standard_html
import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, XHTMLParser, document_fromstring, fromstring

from cpec_tui.errors import ReadingError

# In XHTML these may close themselves; to a parser of HTML all that follows would be their text.
_CLOSES_ITSELF = re.compile(
    r"<(script|title|style|textarea|iframe|noscript|a|span|div|p)\b([^<>]{0,1000}?)/>", re.IGNORECASE
)
_XML = re.compile(r"\s*<\?xml\b|.{0,500}<html\b[^>]{0,500}xmlns\s*=", re.IGNORECASE | re.DOTALL)
_ENTITY_DECLARATION = re.compile(r"\s*(?:<\?.{0,500}?\?>\s*)?<!DOCTYPE\b[^>\[]{0,500}\[.{0,4000}?<!ENTITY\b", re.DOTALL)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset({"lt", "gt", "amp", "quot", "apos"})
# What neither XML nor lxml admits: control characters, halves of surrogate pairs, two non-characters.
_NOT_ADMITTED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(text: str) -> HtmlElement:
    """The tree of a page, tags without namespace. Raises ReadingError for one that cannot be taken apart."""
    if _ENTITY_DECLARATION.match(text):
        raise ReadingError(
            "the page defines entities of its own, which can make a short text endless",
            "save it from a browser as HTML",
        )
    text = _NOT_ADMITTED.sub(" ", text)
    # An entity in an attribute would be expanded whatever the parser is told.
    if _XML.match(text) and "<!ENTITY" not in text:
        tree = _as_xml(text)
        if tree is not None:
            return tree
    return _as_html(_CLOSES_ITSELF.sub(r"<\1\2></\1>", text) if _XML.match(text) else text)


def _as_html(text: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        tree = document_fromstring(text.encode(), parser=parser, ensure_head_body=False)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        _refuse_limits(parser)
        raise ReadingError("there is no text in the page", "get the file once more, or remove it") from error
    _refuse_limits(parser)
    return tree


def _as_xml(text: str) -> HtmlElement | None:
    """The tree of well-formed XHTML; None when it is not well-formed and is to be read as a browser would."""
    parser = XHTMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=True,
    )  # fmt: skip
    try:
        tree = fromstring(_NAMED.sub(_character, text).encode(), parser=parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError, AssertionError):
        return None
    for element in tree.iter(etree.Element):
        element.tag = etree.QName(element).localname.lower()
    return tree


def _character(entity: re.Match[str]) -> str:
    """The character that HTML names so; XML knows but five of the names."""
    name = entity.group(1)
    return entity.group() if name in _OF_XML else standard_html.unescape(entity.group())


def _refuse_limits(parser: HTMLParser) -> None:
    """What the parser cut off for its depth or size would be lost without a word."""
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadingError("the elements of the page are nested too deeply", "save its text as plain text")
