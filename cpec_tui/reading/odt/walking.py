"""The walk over an OpenDocument text: paragraphs, lists, tables, text boxes and notes, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from cpec_tui.reading.odt.inline import Inline
from cpec_tui.reading.odt.styles import Styles, whole
from cpec_tui.reading.officexml import attribute, name_of
from cpec_tui.reading.parts import Part
from cpec_tui.reading.tables import row_part
from cpec_tui.vocabulary import Role

_WITHOUT_BLOCKS = frozenset(
    "tracked-changes sequence-decls variable-decls user-field-decls dde-connection-decls forms script annotation "
    "table-of-content-source index-title-template note-citation".split()
) | {""}
_BLOCKS = ("p", "h", "list", "table", "numbered-paragraph")


@dataclass(slots=True)
class _List:
    """The list that is being read: its style, and the numbers of the items above and at the current one."""

    style: str
    counts: list[int]


@dataclass(slots=True)
class Walk:
    """Collects the parts of a document."""

    styles: Styles
    parts: list[Part] = field(default_factory=list)
    comments: int = 0
    _last_numbers: dict[str, int] = field(default_factory=dict)

    def blocks(self, container: etree._Element) -> None:
        """Take in the paragraphs, lists and tables in ``container``, however they are wrapped."""
        for one in self._inside(container, _BLOCKS):
            self._block(one)

    def _block(self, block: etree._Element) -> None:
        name = name_of(block)
        if name == "list":
            self._list(block, None)
        elif name == "table":
            self._table(block)
        elif name == "numbered-paragraph":
            self.blocks(block)
        else:
            self._paragraph(block)

    def _inside(self, container: etree._Element, names: tuple[str, ...]) -> Iterator[etree._Element]:
        """The outermost elements of these names."""
        for one in container:
            name = name_of(one)
            if name in names:
                yield one
            elif name == "annotation":
                self.comments += 1
            elif name not in _WITHOUT_BLOCKS:
                yield from self._inside(one, names)

    def _paragraph(self, paragraph: etree._Element, role: Role | None = None, marker: str = "") -> None:
        inline = self._inline(paragraph)
        own = Role.HEADING if name_of(paragraph) == "h" else self.styles.role(attribute(paragraph, "style-name"))
        if inline.text.strip():
            if role is not None and own in (Role.BODY, Role.QUOTE):
                self.parts.append(Part(marker + inline.text, role))
            else:
                self.parts.append(Part(inline.text, own))
        self._hanging(inline)

    def _inline(self, paragraph: etree._Element) -> Inline:
        inline = Inline()
        inline.read(paragraph)
        self.comments += inline.comments
        return inline

    def _hanging(self, *inlines: Inline) -> None:
        """Text boxes and notes, which come after what they hang on."""
        for inline in inlines:
            for element in inline.hanging:
                if name_of(element) == "table":
                    self._table(element)
                else:
                    self.blocks(element)

    def _list(self, element: etree._Element, outer: _List | None) -> None:
        style = attribute(element, "style-name") or (outer.style if outer else "")
        above = outer.counts if outer else []
        level = len(above) + 1
        count = self.styles.start(style, level) - 1
        if attribute(element, "continue-numbering") == "true" and level == 1:
            count = self._last_numbers.get(style, count)
        for item in element:
            if name_of(item) == "list-item":
                count = whole(attribute(item, "start-value"), count + 1)
                self._item(item, _List(style, [*above, count]))
            elif name_of(item) == "list-header":
                self.blocks(item)
        if level == 1:
            self._last_numbers[style] = count

    def _item(self, item: etree._Element, of_list: _List) -> None:
        marker = self.styles.marker(of_list.style, of_list.counts)
        for block in self._inside(item, _BLOCKS):
            if name_of(block) == "list":
                self._list(block, of_list)
            elif name_of(block) in ("p", "h"):
                self._paragraph(block, Role.LIST_ITEM, marker)
                marker = ""
            else:
                self._block(block)

    def _table(self, table: etree._Element) -> None:
        rows = [
            list(self._inside(row, ("table-cell", "covered-table-cell"))) for row in self._inside(table, ("table-row",))
        ]
        if len(rows) == 1 and len(rows[0]) == 1:
            self.blocks(rows[0][0])  # a frame around text, not a table
            return
        for cells in rows:
            self._row(cells)

    def _row(self, cells: list[etree._Element]) -> None:
        texts: list[str] = []
        inlines: list[Inline] = []
        nested: list[etree._Element] = []
        for cell in cells:
            blocks = list(self._inside(cell, ("p", "h", "table"))) if name_of(cell) == "table-cell" else []
            nested.extend(block for block in blocks if name_of(block) == "table")
            own = [self._inline(block) for block in blocks if name_of(block) != "table"]
            texts.append(" ".join(inline.text for inline in own))
            inlines.extend(own)
        self.parts.extend(row_part(texts))
        self._hanging(*inlines)
        for table in nested:
            self._table(table)
