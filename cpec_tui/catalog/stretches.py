"""Where words and names stand on the line of words (``wordline``): where each begins, and where it has ended."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, chain, repeat
from operator import add, rshift, sub

from cpec_tui.catalog.rowset import bits_of
from cpec_tui.catalog.wordline import Line

# Places are looked for in blocks of so many bits, which have a few each.
_BLOCK = 12
# To find a place without blocks takes as long as to put so many into blocks.
_PLACES_A_SEARCH = 16


@dataclass(frozen=True)
class LinePlaces:
    """Places ``at`` which something is, rising, below ``beyond``; ``often`` tells that they are asked for again."""

    at: array[int]
    beyond: int
    often: bool = False

    def __len__(self) -> int:
        return len(self.at)

    @cached_property
    def _blocks(self) -> tuple[array[int], array[int]]:
        """How many places there are before each block, and before the next one."""
        counts = array("I", bytes(4 * ((self.beyond >> _BLOCK) + 3)))
        for place in self.at:
            counts[(place >> _BLOCK) + 1] += 1
        before = array("I", accumulate(counts))
        return before[:-1], before[1:]

    def before(self, places: array[int]) -> Iterator[int]:
        """For each of ``places`` the last place up to it; the very last one when there is none."""
        first, last = self._around(places)
        found = map(bisect_right, repeat(self.at), places, first, last)
        return map(self.at.__getitem__, map(sub, found, repeat(1)))

    def after(self, places: array[int]) -> Iterator[int]:
        """For each of ``places`` the first place from it on; the very first one when there is none."""
        first, last = self._around(places)
        found = map(bisect_left, repeat(self.at), places, first, last)
        return map(self.at.__getitem__, map(sub, found, repeat(len(self.at))))

    def _around(self, places: array[int]) -> tuple[Iterator[int], Iterator[int]]:
        """Between which of our numbers each of ``places`` is to be looked for."""
        if not self.often and len(places) * _PLACES_A_SEARCH < len(self.at):
            return repeat(0), repeat(len(self.at))
        before, behind = self._blocks
        blocks = list(map(rshift, places, repeat(_BLOCK)))
        return map(before.__getitem__, blocks), map(behind.__getitem__, blocks)


@dataclass(frozen=True)
class Stretches:
    """All places where something begins, and all those just after its last words."""

    starts: LinePlaces
    ends: LinePlaces

    def around(self, distance: int, *, before: bool, after: bool) -> bytes:
        """A bit for each place at most ``distance`` others ``before`` one of them, or ``after`` it, or both.

        What is asked ``often`` is remembered.
        """
        asked = distance, before, after
        known = self._around.get(asked)
        if known is None:
            bits = _spread(bits_of([start - 1 - distance for start in self.starts.at]), distance) if before else 0
            bits |= _spread(bits_of(self.ends.at), distance) if after else 0
            known = bits.to_bytes((self.starts.beyond >> 3) + 1, "little")
            self._around.clear()
            if self.starts.often:
                self._around[asked] = known
        return known

    @cached_property
    def _around(self) -> dict[tuple[int, bool, bool], bytes]:
        return {}

    @classmethod
    def of(cls, starts: Iterable[int], ends: Iterable[int], beyond: int) -> Stretches:
        """The stretches with these ``starts`` and ``ends``, each in any order."""
        return cls(LinePlaces(array("I", sorted(starts)), beyond), LinePlaces(array("I", sorted(ends)), beyond))

    def often(self) -> Stretches:
        """The same, to be asked for again and again."""
        return Stretches(replace(self.starts, often=True), replace(self.ends, often=True))

    @classmethod
    def of_words(cls, several: Iterable[array[int]], beyond: int) -> Stretches:
        """Single words; of ``several`` arrays each rises."""
        listed = list(several)
        at = listed[0] if len(listed) == 1 else array("I", sorted(chain.from_iterable(listed)))
        return cls(LinePlaces(at, beyond), LinePlaces(array("I", map(_AFTER, at)), beyond))

    @classmethod
    def of_names(cls, line: Line, rows: str, first_words: str, past_words: str) -> Stretches | None:
        """Names that are listed with commas between: row, first word and the one past the last of each.

        None when one of the rows is not on the ``line``.
        """
        numbers, start_of = list(map(int, rows.split(","))), line.start_of
        if max(numbers) >= len(start_of):
            return None
        begins = list(map(start_of.__getitem__, numbers))
        starts = map(add, begins, map(int, first_words.split(",")))
        ends = map(add, begins, map(int, past_words.split(",")))
        return cls.of(starts, ends, line.beyond) if all(begins) else None


def together(several: Iterable[Stretches]) -> Stretches:
    """The stretches of all of ``several``."""
    listed = list(several)
    if len(listed) == 1:
        return listed[0]
    starts = chain.from_iterable(one.starts.at for one in listed)
    ends = chain.from_iterable(one.ends.at for one in listed)
    return Stretches.of(starts, ends, max((one.starts.beyond for one in listed), default=0))


def _spread(bits: int, distance: int) -> int:
    """``bits`` with the next so many after each."""
    width = 1
    while width <= distance:
        step = min(width, distance + 1 - width)
        bits |= bits << step
        width += step
    return bits


_AFTER = (1).__add__
