"""The blocks of text in an element tree, with their roles: shared by all formats that hold HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from cpec_tui.model import Role
from cpec_tui.reading.htmlelements import DIVIDES, HEADINGS, ITEMS, is_doubtful, is_furniture, is_hidden, is_layout
from cpec_tui.reading.htmllists import has_marker, marker_of
from cpec_tui.reading.htmlnotes import Notes, find_notes
from cpec_tui.reading.parts import Part

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# A power or a unit: "10" or "km" and the like before a raised number; after a longer word it calls a note.
_BASE = re.compile(r"(?:\d|(?<![^\W\d_])[^\W\d_]{1,3})\Z")


@dataclass(slots=True)
class Block:
    """A stretch of text of one page.

    ``marker`` is that of a list item, ``linked`` counts the characters that are links, ``kind`` says what the role does
    not (pre, caption, note), and blocks of the same list or table have the same ``group``. ``doubtful`` blocks may be
    no part of the text.
    """

    text: str
    marker: str = ""
    role: Role = Role.BODY
    kind: str = ""
    group: int = 0
    linked: int = 0
    doubtful: bool = False
    calls: list[HtmlElement] = field(default_factory=list)

    @property
    def part(self) -> Part:
        """The block as a part of its document."""
        return Part(self.marker + self.text, self.role)


@dataclass(slots=True)
class _Frame:
    """An element that decides about the text in it, and where text went before it began."""

    element: HtmlElement
    role: Role
    kind: str = ""
    marker: str = ""
    out: list[Block] | None = None


def parts_of(root: HtmlElement, *, furniture: bool = True) -> tuple[Part, ...]:
    """The parts of a page or of a piece of one; without ``furniture`` menus, margins and the foot are left out."""
    return tuple(block.part for block in blocks_of(root, furniture=furniture))


def blocks_of(root: HtmlElement, *, furniture: bool = True) -> list[Block]:
    """The blocks of text below ``root`` in reading order, each footnote after the block that calls it."""
    return _Walker(find_notes(root), furniture=furniture).walk(root)


class _Walker:
    """Goes through a tree once, without recursion, and collects its text."""

    def __init__(self, notes: Notes, *, furniture: bool) -> None:
        self._notes = notes
        self._furniture = furniture
        self._out: list[Block] = []
        self._noted: dict[HtmlElement, list[Block]] = {}
        self._frames: list[_Frame] = []
        self._last_numbers: dict[HtmlElement, int] = {}
        self._block = Block("")
        self._text: list[str] = []
        self._breaks = 0
        self._links = 0
        self._group = 0
        self._groups: list[HtmlElement] = []
        self._doubts: list[HtmlElement] = []
        self._table: HtmlElement | None = None
        self._cells: list[str] | None = None
        # The cell or the preformatted text in which the blocks are joined.
        self._joined: HtmlElement | None = None

    def walk(self, root: HtmlElement) -> list[Block]:
        """All blocks below ``root``."""
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in walker:
            if event == "start":
                if self._enter(element):
                    self._add(element.text)
                else:
                    skipped = element
                    walker.skip_subtree()
                continue
            if element is not skipped:
                self._leave(element)
            elif element.tag in DIVIDES:
                self._divide()
            if element is not root:
                self._add(element.tail)
        self._flush()
        return self._in_order()

    def _enter(self, element: HtmlElement) -> bool:
        """Begin an element; False when what is in it is not read."""
        tag = element.tag
        if is_hidden(element) or element in self._notes.back:
            return False
        if not self._furniture and is_furniture(element) and element not in self._notes.holders:
            return False
        if tag in DIVIDES:
            self._divide()
            if is_doubtful(element) or is_furniture(element):
                self._doubts.append(element)
            self._begin(element)
        elif tag == "br":
            self._break()
        elif tag == "a":
            self._begin_link(element)
        elif tag == "sup":
            return not self._raise(element)
        return True

    def _begin(self, element: HtmlElement) -> None:
        tag = element.tag
        if element in self._notes.notes:
            self._frames.append(_Frame(element, Role.BODY, "note", marker_of(element, self._last_numbers), self._out))
            self._out = []
        elif tag in ITEMS:
            self._frames.append(_Frame(element, Role.LIST_ITEM, marker=marker_of(element, self._last_numbers)))
        elif tag in HEADINGS:
            self._frames.append(_Frame(element, Role.HEADING))
        elif tag == "blockquote":
            self._frames.append(_Frame(element, Role.QUOTE))
        elif tag in ("figcaption", "caption"):
            self._frames.append(_Frame(element, Role.BODY, "caption"))
        elif tag in ("ul", "ol", "dl"):
            self._begin_group(element)
        elif tag == "pre" and self._joined is None:
            self._frames.append(_Frame(element, Role.BODY, "pre"))
            self._joined = element
        else:
            self._begin_in_table(element)

    def _begin_group(self, element: HtmlElement) -> None:
        if not self._groups:
            self._group += 1
        self._groups.append(element)

    def _begin_in_table(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "table" and self._table is None and not is_layout(element):
            self._table = element
            self._begin_group(element)
        elif self._table is not None and tag == "tr":
            self._cells = []
        elif self._cells is not None and self._joined is None and tag in ("td", "th"):
            self._joined = element

    def _leave(self, element: HtmlElement) -> None:
        if element.tag == "a":
            self._links = max(0, self._links - 1)
        if element.tag not in DIVIDES:
            return
        if element is self._joined:
            self._joined = None
            if self._cells is not None and element.tag in ("td", "th"):
                self._cells.append("".join(self._text))
                self._text.clear()
        self._divide()
        if self._frames and self._frames[-1].element is element:
            self._end_frame(self._frames.pop())
        for open_elements in (self._groups, self._doubts):
            if open_elements and open_elements[-1] is element:
                open_elements.pop()
        if element.tag == "tr":
            self._end_row()
        if element is self._table:
            self._table = None

    def _end_frame(self, frame: _Frame) -> None:
        if frame.out is not None:
            self._noted[frame.element] = self._out
            self._out = frame.out

    def _end_row(self) -> None:
        cells, self._cells = self._cells, None
        if cells and any(cell.strip() for cell in cells):
            self._text.append(" | ".join(" ".join(cell.split()) for cell in cells))
            self._emit(Role.TABLE_ROW, "")

    def _begin_link(self, link: HtmlElement) -> None:
        self._links += 1
        note = self._notes.note_of.get(link)
        if note is None:
            return
        self._block.calls.append(note)
        before = self._before()
        if before and str(link.text_content()).strip().isalnum() and (before[-1].isalnum() or before[-1] in ".,;:!?"):
            self._text.append(" ")

    def _raise(self, element: HtmlElement) -> bool:
        """Write a raised number so that it does not run into the one or the word before it."""
        number = str(element.text_content()).strip()
        if not (number.isascii() and number.isdigit()) or any(
            link in self._notes.note_of for link in element.iter("a")
        ):
            return False
        before = self._before()
        is_power = len(number) < 3 and bool(_BASE.search(before))
        self._add(number.translate(_RAISED) if is_power else f" {number}")
        return True

    def _before(self) -> str:
        return "".join(self._text[-4:])[-8:]

    def _add(self, text: str | None) -> None:
        if text:
            self._text.append(text)
            if not text.isspace():
                self._breaks = 0
                self._block.linked += len(text.strip()) if self._links else 0

    def _break(self) -> None:
        """One line break is a space; two are the end of a paragraph."""
        self._breaks += 1
        if self._breaks > 1 and self._joined is None:
            self._flush()
        self._text.append("\n")

    def _divide(self) -> None:
        if self._joined is None:
            self._flush()
        else:
            self._text.append("\n")

    def _flush(self) -> None:
        frame = self._frames[-1] if self._frames else None
        if frame is None:
            self._emit(Role.BODY, "")
        elif self._emit(frame.role, frame.kind, frame.marker):
            frame.marker = ""

    def _emit(self, role: Role, kind: str, marker: str = "") -> bool:
        """Make a block of the text so far; False when there is none."""
        text = "".join(self._text)
        self._text.clear()
        self._breaks = 0
        if not text.strip():
            return False
        block, self._block = self._block, Block("")
        block.text, block.role, block.kind = text.strip(), role, kind
        block.marker = "" if has_marker(text) else marker
        block.group = self._group if self._groups else 0
        block.doubtful = bool(self._doubts)
        self._out.append(block)
        return True

    def _in_order(self) -> list[Block]:
        """The blocks, each followed by the notes that it is the first to call."""
        result: list[Block] = []
        for block in self._out:
            result.append(block)
            for note in block.calls:
                result += self._noted.pop(note, ())
        for left in self._noted.values():
            result += left
        return result
