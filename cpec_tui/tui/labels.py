"""Letters to follow a mention by: short, home row first, none the beginning of another."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING

from cpec_tui.tui.paint import cells, letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cpec_tui.model import Mention

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands on a line of ``room`` cells: ``text``, from the offset ``start`` of paragraph ``index`` (from 0)."""

    index: int
    start: int
    text: str
    room: int

    @property
    def end(self) -> int:
        """Where it ends in its paragraph."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A mention in sight with its letters. ``index`` is its paragraph (from 0), ``line`` where its line begins in that.

    ``drawn`` stands in place of ``[start, end)`` of the text and is as wide; only at the end of a line it may be wider.
    """

    label: str
    drawn: str
    index: int
    mention: Mention
    line: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A row in sight with its letters, which are capitals: those of mentions are small."""

    label: str
    pane: str
    number: int


def label_names(count: int, alphabet: str = LETTERS) -> list[str]:
    """``count`` labels, as many of one letter as can be: the last of ``alphabet`` begin those of two."""
    beginnings = 0
    while (len(alphabet) - beginnings) + beginnings * len(alphabet) < count and beginnings < len(alphabet):
        beginnings += 1
    single = alphabet[: len(alphabet) - beginnings]
    double = ("".join(pair) for pair in product(alphabet[len(single) :], alphabet))
    return [*single, *double][:count]


def labelled(lines: Iterable[tuple[Stretch, Sequence[Mention]]], glyphs: Mapping[str, str]) -> list[Labelled]:
    """Labels for the mentions that begin on ``lines``: each is seen whole, and no two stand in the same place.

    ``glyphs`` gives the sign of each kind, which follows the letters where the mention has room for it. Of more
    mentions than there are labels, or than their line has room for, the last get none.
    """
    lines = list(lines)
    names = iter(label_names(sum(len(mentions) for _, mentions in lines)))
    found: list[Labelled] = []
    for stretch, mentions in lines:
        named = list(zip(islice(names, len(mentions)), mentions, strict=False))
        found.extend(_side_by_side(stretch, named, glyphs))
    return found


def _side_by_side(stretch: Stretch, named: Sequence[tuple[str, Mention]], glyphs: Mapping[str, str]) -> list[Labelled]:
    """Each label as near as can be to its mention's beginning; where that leaves one without a place, one by one."""
    cells_of_line = _Cells(stretch)
    near = [cells_of_line.label(name, mention, glyphs) for name, mention in named]
    if None in near:
        cells_of_line = _Cells(stretch)
        near = [cells_of_line.label_next(name, mention) for name, mention in named]
    return [one for one in near if one is not None]


class _Cells:
    """The letters of a line, and the empty cells behind them, of which each holds one label at most."""

    def __init__(self, stretch: Stretch) -> None:
        """All are free."""
        self._stretch = stretch
        found = [(stretch.start + start, stretch.start + end, wide) for start, end, wide in letters(stretch.text)]
        empty = stretch.room - sum(wide for _, _, wide in found)
        self._letters = [*found, *[(stretch.end, stretch.end, 1)] * empty]
        self._is_free = [True] * len(self._letters)

    def label(self, name: str, mention: Mention, glyphs: Mapping[str, str]) -> Labelled | None:
        """Put a label near the beginning of its mention, with the glyph if that fits on it; None without room."""
        begins = bisect_right(self._letters, mention.start, key=_begin) - 1
        nearest = sorted(range(len(self._letters)), key=lambda number: (abs(number - begins), number < begins))
        with_glyph = name + glyphs.get(mention.kind or "", "?")
        roomy = nearest if mention.end - mention.start > len(with_glyph) + 1 else []
        on_it = [number for number in roomy if self._is_on(mention, number, len(with_glyph))]
        return self._take(with_glyph, on_it, name, mention) or self._take(name, nearest, name, mention)

    def label_next(self, name: str, mention: Mention) -> Labelled | None:
        """Put a label into the first free place; None when the line is full."""
        return self._take(name, range(len(self._letters)), name, mention)

    def _is_on(self, mention: Mention, number: int, size: int) -> bool:
        start = self._letters[number][0]
        return mention.start <= start and start + size <= min(mention.end, self._stretch.end)

    def _take(self, drawn: str, numbers: Iterable[int], name: str, mention: Mention) -> Labelled | None:
        for number in numbers:
            taken = self._run(number, cells(drawn))
            if taken:
                for one in taken:
                    self._is_free[one] = False
                padded = drawn + " " * (sum(self._letters[one][2] for one in taken) - cells(drawn))
                start, end = self._letters[taken[0]][0], self._letters[taken[-1]][1]
                return Labelled(name, padded, self._stretch.index, mention, self._stretch.start, start, end)
        return None

    def _run(self, number: int, wide: int) -> range:
        """Free letters from ``number`` on that are together as wide; none when there are not enough."""
        end = number
        while wide > 0 and end < len(self._letters) and self._is_free[end]:
            wide -= self._letters[end][2]
            end += 1
        return range(number, end if wide <= 0 else number)


def _begin(letter: tuple[int, int, int]) -> int:
    return letter[0]
