"""Rows in the order in which they score when they have everything equally often: the shorter a paragraph, the better.

The order is kept as sets: the first hundred rows or so, the first hundred and twenty-five, and so on up to all. What of
some rows comes first in it is found by what they share with these sets, whatever the number of rows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from cpec_tui.catalog.rowset import bits_of

_FIRST, _GROWTH = 64, 1.25


class Shortest:
    """Rows by the ratio of norm to weight of their key."""

    def __init__(self, ratios: Mapping[int, float], alike: Mapping[int, Sequence[Sequence[int]]]) -> None:
        """``ratios`` by key; ``alike`` the rows with each key, in several parts."""
        self._alike = alike
        self._keys = sorted(ratios, key=ratios.__getitem__)
        self._ratios = [ratios[key] for key in self._keys]
        # Each set holds the rows of so many of the first keys.
        self._ends = self._made_ends()
        self._sets: list[int] = []

    def _made_ends(self) -> list[int]:
        ends, rows, wanted = list[int](), 0, float(_FIRST)
        for number, key in enumerate(self._keys, 1):
            rows += sum(map(len, self._alike[key]))
            if rows >= wanted:
                ends.append(number)
                wanted = rows * _GROWTH
        return [*ends, len(self._keys)]

    def _set(self, number: int) -> int:
        """The set with that number; made when it is asked for first."""
        while len(self._sets) <= number:
            begin = self._ends[len(self._sets) - 1] if self._sets else 0
            keys = self._keys[begin : self._ends[len(self._sets)]]
            rows = list(chain.from_iterable(part for key in keys for part in self._alike[key]))
            self._sets.append(bits_of(rows) | (self._sets[-1] if self._sets else 0))
        return self._sets[number]

    def first(self, bits: int, wanted: int) -> int:
        """The first of ``bits``: at least so many, if there are."""
        for number in range(len(self._ends)):
            found = bits & self._set(number)
            if found.bit_count() >= wanted:
                return found
        return bits

    def reaching(self, bits: int, score: Callable[[float], float], least: float) -> int:
        """Those of ``bits`` that score ``least`` or more, and perhaps some more; ``score`` falls as a ratio rises."""
        keys = bisect_right(self._ratios, -least, key=lambda ratio: -score(ratio))
        return bits & self._set(bisect_left(self._ends, keys)) if keys else 0
