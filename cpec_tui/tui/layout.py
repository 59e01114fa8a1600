"""How the paragraphs of a document fall into lines; pure, so that long documents are laid out in a thread."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.tui.paint import edges, letter_of, wrap
from cpec_tui.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.answers import ParagraphInDocument

_INLINE = 40_000
_MARKERS = "•‣◦▪●○∙·*–—-"


@dataclass(frozen=True, slots=True)
class Line:
    """A line on the screen: ``[start, end)`` of the text of paragraph ``index`` (from 0), moved in by ``indent`` cells.

    ``blank`` is the empty line after a paragraph.
    """

    index: int
    start: int
    end: int
    indent: int
    first: bool
    blank: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """All lines of a document. ``tops`` holds the first line of each paragraph, and the total at its end."""

    width: int
    starts: array[int]
    ends: array[int]
    tops: array[int]
    hangs: array[int]

    @classmethod
    def of(cls, paragraphs: Sequence[ParagraphInDocument], width: int) -> Layout:
        """Lay out ``paragraphs`` in ``width`` cells, an empty line after each."""
        starts, ends, tops, hangs = array("I"), array("I"), array("I"), array("I")
        for paragraph in paragraphs:
            tops.append(len(starts))
            hang = hanging(paragraph) if width > 24 else 0
            hangs.append(hang)
            for start, end in wrap(paragraph.text, width, hang):
                starts.append(start)
                ends.append(end)
            starts.append(0)
            ends.append(0)
        tops.append(len(starts))
        return cls(width, starts, ends, tops, hangs)

    @property
    def height(self) -> int:
        """How many lines there are."""
        return max(0, len(self.starts) - 1)

    def line(self, y: int) -> Line | None:
        """Line ``y``, None below the last."""
        if not 0 <= y < self.height:
            return None
        index = bisect_right(self.tops, y) - 1
        first = y == self.tops[index]
        blank = y == self.tops[index + 1] - 1
        return Line(index, self.starts[y], self.ends[y], 0 if first else self.hangs[index], first, blank)

    def line_of(self, index: int, offset: int) -> int:
        """The line on which ``offset`` of paragraph ``index`` stands."""
        top, bottom = self.tops[index], self.tops[index + 1] - 1
        return max(top, bisect_right(self.starts, offset, top, bottom) - 1)

    @staticmethod
    def offset_at(text: str, start: int, end: int, column: int) -> int:
        """Where in ``text`` the letter begins that stands in cell ``column`` of the line ``[start, end)``.

        -1 beyond its end.
        """
        before = edges(text[start:end])
        if column >= before[-1]:
            return -1
        return max(start, letter_of(text, start + bisect_right(before, column) - 1)[0])

    def span_of(self, index: int) -> tuple[int, int]:
        """First line of a paragraph and the line after its last, the empty one left out."""
        return self.tops[index], self.tops[index + 1] - 1


def hanging(paragraph: ParagraphInDocument) -> int:
    """How far the lines after the first of a list item stand in: under its text."""
    text = paragraph.text
    if paragraph.role is not Role.LIST_ITEM:
        return 0
    if text[:1] in _MARKERS:
        return len(text) - len(text[1:].lstrip())
    marker, space, _ = text.partition(" ")
    return len(marker) + 1 if space and len(marker) <= 4 else 0


def is_short(paragraphs: Sequence[ParagraphInDocument]) -> bool:
    """Whether they are laid out in less than a moment."""
    size = 0
    for paragraph in paragraphs:
        size += len(paragraph.text) + 40
        if size > _INLINE:
            return False
    return True
