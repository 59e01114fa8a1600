"""The walk over a Word document: paragraphs, tables, text boxes and notes, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from cpec_tui.reading.docx.inline import DELETED, Inline, chosen, is_placeholder, mark_is_deleted
from cpec_tui.reading.docx.numbering import Numbering
from cpec_tui.reading.docx.styles import Styles, role_and_list
from cpec_tui.reading.officexml import attribute, child, children, name_of
from cpec_tui.reading.parts import Part
from cpec_tui.reading.tables import row_part

_WITHOUT_BLOCKS = frozenset({"", "pPr", "rPr", "sdtPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr"})
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")

Notes = dict[tuple[str, str], etree._Element]


@dataclass(slots=True)
class Walk:
    """Collects the parts of a document. A note is taken out of ``notes`` when it is read, so none can hold itself."""

    styles: Styles
    numbering: Numbering
    notes: Notes
    parts: list[Part] = field(default_factory=list)
    deletes: bool = False
    _going_on: list[str] = field(default_factory=list)

    def blocks(self, container: etree._Element) -> None:
        """Take in the paragraphs and tables in ``container``, however they are wrapped."""
        for one in self._inside(container, ("p", "tbl")):
            if name_of(one) == "p":
                self._paragraph(one)
            else:
                self._table(one)

    def finish(self) -> None:
        """Keep the text of a last paragraph whose end is deleted."""
        if self._going_on:
            self.parts.append(Part("".join(self._going_on)))

    def _inside(self, container: etree._Element, names: tuple[str, ...]) -> Iterator[etree._Element]:
        """The outermost elements of these names, but for deleted ones."""
        for one in container:
            name = name_of(one)
            if name in names:
                yield one
            elif name in DELETED:
                self.deletes = True
            elif name == "AlternateContent":
                yield from self._inside(chosen(one), names)
            elif name not in _WITHOUT_BLOCKS and not is_placeholder(one):
                yield from self._inside(one, names)

    def _paragraph(self, paragraph: etree._Element) -> None:
        inline = self._inline(paragraph)
        self._going_on.append(inline.text)
        properties = child(paragraph, "pPr")
        if mark_is_deleted(properties):
            self.deletes = True
        else:
            self._end("".join(self._going_on), properties)
            self._going_on = []
        self._hanging(inline)

    def _end(self, text: str, properties: etree._Element | None) -> None:
        """Keep a paragraph, with its marker when it is an item of a list."""
        if text.strip():
            role, item = role_and_list(properties, self.styles)
            marker = self.numbering.marker(item) if item else ""
            self.parts.append(Part(marker + text, role))

    def _inline(self, paragraph: etree._Element) -> Inline:
        inline = Inline()
        inline.read(paragraph)
        self.deletes = self.deletes or inline.deletes
        return inline

    def _hanging(self, *inlines: Inline) -> None:
        """Text boxes and notes, which come after what they hang on."""
        for inline in inlines:
            for one in inline.hanging:
                element = self.notes.pop(one, None) if isinstance(one, tuple) else one
                if element is not None:
                    self.blocks(element)

    def _table(self, table: etree._Element) -> None:
        rows = [list(self._inside(row, ("tc",))) for row in self._inside(table, ("tr",)) if not self._is_deleted(row)]
        if len(rows) == 1 and len(rows[0]) == 1:
            self.blocks(rows[0][0])  # a frame around text, not a table
            return
        for cells in rows:
            self._row(cells)

    def _is_deleted(self, row: etree._Element) -> bool:
        is_deleted = child(row, "trPr", "del") is not None
        self.deletes = self.deletes or is_deleted
        return is_deleted

    def _row(self, cells: list[etree._Element]) -> None:
        texts: list[str] = []
        inlines: list[Inline] = []
        nested: list[etree._Element] = []
        for cell in cells:
            blocks = [] if _goes_on(cell) else list(self._inside(cell, ("p", "tbl")))
            nested.extend(block for block in blocks if name_of(block) == "tbl")
            own = [self._inline(block) for block in blocks if name_of(block) == "p"]
            texts.append(" ".join(inline.text for inline in own))
            inlines.extend(own)
        self.parts.extend(row_part(texts))
        self._hanging(*inlines)
        for table in nested:
            self._table(table)


def notes_in(root: etree._Element | None, kind: str) -> Notes:
    """The notes of ``footnotes.xml`` or ``endnotes.xml`` by kind and id, without the lines that part them."""
    found: Notes = {}
    for note in root if root is not None else ():
        if name_of(note) in ("footnote", "endnote") and attribute(note, "type") not in _SEPARATORS:
            found[kind, attribute(note, "id") or ""] = note
    return found


def _goes_on(cell: etree._Element) -> bool:
    """Whether a cell belongs to the merged one above or before it."""
    merges = [one for name in ("vMerge", "hMerge") for one in children(child(cell, "tcPr"), name)]
    return any(attribute(merge, "val") in (None, "continue") for merge in merges)
