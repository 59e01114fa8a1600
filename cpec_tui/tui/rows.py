"""What lists show: rows that say their height at once and are laid out only when they are seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from cpec_tui.tui.paint import cells, cut, wrap
from cpec_tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.model import Span

Mark = tuple[int, int, str]
"""A span of a line with the name of its look: ``muted``, ``strong``, ``match``, ``kind:place`` …"""


@dataclass(frozen=True, slots=True)
class RowLine:
    """One line of a row."""

    text: str
    marks: tuple[Mark, ...] = ()


class Row(Protocol):
    """A row of a list. ``id`` is kept by the highlight when rows change."""

    @property
    def id(self) -> str:
        """What the row stands for."""
        ...

    @property
    def selectable(self) -> bool:
        """Whether the highlight can stand on it."""
        ...

    def height(self, width: int) -> int:
        """How many lines it takes in ``width`` cells."""
        ...

    def lines(self, width: int) -> Sequence[RowLine]:
        """Its lines, as many as ``height`` says."""
        ...


class Choosable:
    """A row that the highlight can always stand on."""

    __slots__ = ()

    @property
    def selectable(self) -> bool:
        """It can be opened."""
        return True


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text that wraps; ``marks`` are spans of it.

    ``lead`` stands before its first line in ``indent`` cells, ``right`` at its end, ``above`` empty lines over it.
    """

    id: str
    text: str
    marks: tuple[Mark, ...] = ()
    selectable: bool = False
    lead: str = ""
    indent: int = 0
    right: str = ""
    lead_look: str = "muted"
    above: int = 0
    _wrapped: dict[int, list[Span]] = field(default_factory=dict, compare=False, repr=False)

    def height(self, width: int) -> int:
        """As many lines as the text takes."""
        return self.above + len(self._lines(width))

    def lines(self, width: int) -> Sequence[RowLine]:
        """The text broken at spaces."""
        found = [RowLine("")] * self.above
        for number, (start, end) in enumerate(self._lines(width)):
            lead = self.lead if number == 0 else ""
            before = lead + " " * (self._before - cells(lead))
            shift = len(before) - start
            marks = tuple(
                (max(start, first) + shift, min(end, last) + shift, look)
                for first, last, look in self.marks
                if first < end and last > start
            )
            line = RowLine(before + self.text[start:end], ((0, len(lead), self.lead_look), *marks) if lead else marks)
            found.append(with_right(line, self.right, width) if number == 0 and self.right else line)
        return found

    @property
    def _before(self) -> int:
        return max(self.indent, cells(self.lead))

    def _lines(self, width: int) -> list[Span]:
        if width not in self._wrapped:
            self._wrapped.clear()
            aside = cells(self.right) + 1 if self.right else 0
            self._wrapped[width] = wrap(self.text, max(1, width - self._before - aside))
        return self._wrapped[width]


@dataclass(frozen=True, slots=True)
class MoreRow(Choosable):
    """What is not listed yet; opening it lists more. ``noun`` says of what, ``nouns`` of several, unless an s does."""

    listed: int
    total: int
    noun: str
    nouns: str = ""

    @property
    def id(self) -> str:
        """Another one for every part that is listed."""
        return f"more {self.noun} {self.listed}"

    def height(self, width: int) -> int:
        """One line."""
        return 1

    def lines(self, width: int) -> Sequence[RowLine]:
        """``100 of 9,693 paragraphs listed: more``."""
        text = cut(f"{self.listed:,} of {counted(self.total, self.noun, self.nouns)} listed: more", width)
        return [RowLine(text, ((0, len(text), "accent"),))]


class Worded:
    """A row that looks as the text it holds in ``row``."""

    __slots__ = ()

    row: TextRow

    @property
    def id(self) -> str:
        """As the text's."""
        return self.row.id

    def height(self, width: int) -> int:
        """As its text wraps."""
        return self.row.height(width)

    def lines(self, width: int) -> Sequence[RowLine]:
        """Its text."""
        return self.row.lines(width)


def with_right(line: RowLine, right: str, width: int, look: str = "muted") -> RowLine:
    """``line`` cut so that ``right`` fits at its end."""
    room = width - cells(right) - 1
    if room < 4:
        return RowLine(cut(line.text, width), line.marks)
    text = cut(line.text, room)
    text += " " * (room - cells(text) + 1)
    marks = tuple((start, min(end, len(text)), name) for start, end, name in line.marks if start < len(text))
    return RowLine(text + right, (*marks, (len(text), len(text) + len(right), look)))
