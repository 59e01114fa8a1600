"""The parts of a Word file that are read: opened by python-docx, or by their usual names where it gives up."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from lxml import etree

from cpec_tui.errors import ReadingError
from cpec_tui.reading.container import Container, opened
from cpec_tui.reading.officexml import MOST_XML, parse

_USUAL = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "footnotes": "word/footnotes.xml",
    "endnotes": "word/endnotes.xml",
    "comments": "word/comments.xml",
    "core-properties": "docProps/core.xml",
}
_DOCUMENT = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Package:
    """The document, and what belongs to it by the last word of its relationship ("styles", "footnotes")."""

    document: etree._Element
    related: dict[str, etree._Element]
    notes: tuple[str, ...] = ()


def open_package(content: bytes) -> Package:
    """The Word file in ``content``. Raises ReadingError."""
    container = opened(content)
    try:
        return _by_relationships(container)
    except Exception:  # python-docx lets through whatever happens in a file that is not as it expects
        return _by_usual_names(container)


def _by_relationships(container: Container) -> Package:
    import docx

    document = docx.Document(_copy(container))
    related: dict[str, etree._Element] = {}
    for relationships in (document.part.package.rels, document.part.rels):
        for one in relationships.values():
            name = one.reltype.rpartition("/")[2]
            if name in _USUAL and not one.is_external:
                element = getattr(one.target_part, "element", None)
                related[name] = parse(one.target_part.blob, name) if element is None else element
    return Package(document.element, related)


def _copy(container: Container) -> io.BytesIO:
    """The container again with its XML as it was read within limits, and nothing in place of pictures."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as archive:
        for name in container.names:
            content = container.read(name) if name.endswith((".xml", ".rels")) else b""
            if len(content) > MOST_XML:
                raise ReadingError(f"`{name}` has more than {MOST_XML >> 20} MB of XML", "divide the document")
            archive.writestr(name, content)
    return copy


def _by_usual_names(container: Container) -> Package:
    """What python-docx does not open: files of the strict kind or with macros, and those with a part missing."""
    document = parse(container.read(_DOCUMENT), _DOCUMENT)
    related: dict[str, etree._Element] = {}
    notes: list[str] = []
    for name, member in _USUAL.items():
        try:
            content = container.get(member)
            if content is not None:
                related[name] = parse(content, member)
        except ReadingError as error:
            notes.append(f"read without its {name}: {error.message}")
    return Package(document, related, tuple(notes))
