"""The reader of Word files (.docx): all text in reading order, with headings, lists, tables, notes and text boxes."""

from __future__ import annotations

from lxml import etree

from cpec_tui.errors import ReadingError
from cpec_tui.model import Metadata
from cpec_tui.reading.docx.numbering import numbering_in
from cpec_tui.reading.docx.package import Package, open_package
from cpec_tui.reading.docx.styles import styles_in
from cpec_tui.reading.docx.walking import Walk, notes_in
from cpec_tui.reading.officemeta import Properties, titled
from cpec_tui.reading.officexml import children, name_of, text_of
from cpec_tui.reading.parts import Part, Parts
from cpec_tui.vocabulary import Role
from cpec_tui.wording import counted

_PROPERTIES = Properties(
    origin="docx properties",
    fields={"title": "title", "creator": "author", "language": "language"},
    tags=("subject", "keywords"),
    other={name: name for name in ("created", "modified", "category", "description")},
)


def read(content: bytes, path: str) -> Parts:
    """The parts of a Word file. Raises ReadingError for what is damaged, encrypted or made to hurt."""
    package = open_package(content)
    related = package.related
    walk = Walk(
        styles_in(related.get("styles")),
        numbering_in(related.get("numbering")),
        notes_in(related.get("footnotes"), "footnotes") | notes_in(related.get("endnotes"), "endnotes"),
    )
    try:
        walk.blocks(package.document)
    except RecursionError as error:
        raise ReadingError("the document is nested too deeply", "save its text as plain text") from error
    walk.finish()
    parts = tuple(walk.parts)
    return Parts(parts, _metadata(related.get("core-properties"), parts), notes=_notes(package, deletes=walk.deletes))


def _metadata(properties: etree._Element | None, parts: tuple[Part, ...]) -> Metadata:
    pairs = [(name_of(one), text_of(one)) for one in properties] if properties is not None else []
    title = next((part.text for part in parts if part.role is Role.TITLE), "")
    return titled(_PROPERTIES.metadata(pairs), title, "docx title style")


def _notes(package: Package, *, deletes: bool) -> tuple[str, ...]:
    comments = sum(1 for _ in children(package.related.get("comments"), "comment"))
    left_out = [f"{counted(comments, 'comment')} left out"] if comments else []
    changes = ["text deleted under tracked changes is left out"] if deletes else []
    return (*package.notes, *left_out, *changes)
