"""What lists show: rows that say their height at once and are laid out only when they are seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from cpec_tui.tui.paint import cells, cut, wrap
from cpec_tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cpec_tui.model import Span

Mark = tuple[int, int, str]
"""A span of a line with the name of its look: ``muted``, ``strong``, ``match``, ``kind:place`` …"""

SIGN = "sign"
"""The look of what is the program's own, not a text's: arrows, dots, ellipses, paragraph signs."""
GLYPH = "glyph:"
"""The look of a kind's glyph is this and the name of the kind."""

_LEAST_ROOM = 4


@dataclass(frozen=True, slots=True)
class RowLine:
    """One line of a row."""

    text: str
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: RowLine) -> RowLine:
        """This line and the ``other`` behind it."""
        return RowLine(self.text + other.text, (*self.marks, *_moved(other.marks, len(self.text))))

    def part(self, start: int, end: int) -> RowLine:
        """A stretch of it."""
        inside = ((max(start, first), min(end, last), look) for first, last, look in self.marks)
        marks = [mark for mark in inside if mark[0] < mark[1]]
        return RowLine(self.text[start:end], tuple(_moved(marks, -start)))


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
        whole = RowLine(self.text, self.marks)
        for number, (start, end) in enumerate(self._lines(width)):
            lead = piece(self.lead, self.lead_look, SIGN) if number == 0 else RowLine("")
            line = lead + RowLine(" " * (self._before - cells(lead.text))) + whole.part(start, end)
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
        text = f"{self.listed:,} of {counted(self.total, self.noun, self.nouns)} listed: more"
        return [cut_line(piece(text, "accent"), width)]


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


def piece(text: str, *looks: str) -> RowLine:
    """A text all of which has these looks."""
    return RowLine(text, tuple((0, len(text), look) for look in looks if text))


def glyph_of(kind: str, glyph: str) -> RowLine:
    """The ``glyph`` of a kind of that name."""
    return piece(glyph, GLYPH + kind)


def joined(parts: Iterable[str | RowLine], by: str = " · ") -> RowLine:
    """What there is of ``parts``, with a sign of the program's own between them."""
    text = ""
    marks: list[Mark] = []
    for part in parts:
        one = RowLine(part) if isinstance(part, str) else part
        if not one.text:
            continue
        if text:
            marks.append((len(text), len(text) + len(by), SIGN))
            text += by
        marks += _moved(one.marks, len(text))
        text += one.text
    return RowLine(text, tuple(marks))


def cut_line(line: RowLine, width: int) -> RowLine:
    """``line`` in at most ``width`` cells, an ellipsis where it was cut."""
    text = cut(line.text, width)
    if text == line.text:
        return line
    return line.part(0, len(text) - 1) + piece("…", SIGN) if text else RowLine("")


def fitted(parts: Sequence[RowLine], width: int) -> RowLine:
    """``parts`` joined in at most ``width`` cells; the first gives way to the others."""
    line = joined(parts)
    left_over = cells(line.text) - width
    if left_over > 0:
        first = cut_line(parts[0], max(1, cells(parts[0].text) - left_over))
        line = cut_line(joined([first, *parts[1:]]), width)
    return line


def with_right(line: RowLine, right: str, width: int, *looks: str) -> RowLine:
    """``line`` cut so that ``right`` fits at its end; without ``looks`` that is muted and the program's own."""
    room = width - cells(right) - 1
    if room < _LEAST_ROOM:
        return cut_line(line, width)
    line = cut_line(line, room)
    text = line.text + " " * (room - cells(line.text) + 1)
    end = len(text) + len(right)
    return RowLine(text + right, (*line.marks, *((len(text), end, look) for look in looks or ("muted", SIGN) if right)))


def _moved(marks: Sequence[Mark], by: int) -> Sequence[Mark]:
    return [(start + by, end + by, look) for start, end, look in marks] if by else marks
