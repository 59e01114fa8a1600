"""The standing order of paragraphs, by which those come that are equal otherwise: document by document.

It is kept of documents, in the form in which it is used: of a million paragraphs it is read in no time, and a small
update writes little.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from operator import add

# What is kept of each document: first row and rows, in the standing order; first row and place, by row.
_KEPT = 4


class Places:
    """An order of all paragraphs."""

    __slots__ = ("_counts", "_firsts", "_places", "_starts")

    def __init__(self, kept: bytes) -> None:
        """What ``dump`` gave."""
        numbers = array("I", kept)
        self._firsts, self._counts, self._starts, self._places = (numbers[at::_KEPT] for at in range(_KEPT))

    @classmethod
    def of_runs(cls, runs: Iterable[tuple[int, int]]) -> Places:
        """The order of documents that come as (first row, how many rows)."""
        return cls(dump(runs))

    def of(self, row: int) -> int:
        """The place of a paragraph."""
        at = bisect_right(self._starts, row) - 1
        return self._places[at] + row - self._starts[at]

    def rows(self) -> Iterator[int]:
        """All rows by their place."""
        return chain.from_iterable(map(range, self._firsts, map(add, self._firsts, self._counts)))

    @property
    def end(self) -> int:
        """One more than the highest row."""
        return max(map(add, self._firsts, self._counts), default=0)


def dump(runs: Iterable[tuple[int, int]]) -> bytes:
    """What is kept of an order of documents, which come as (first row, how many rows)."""
    listed = list(runs)
    places = accumulate((count for _, count in listed), initial=0)
    by_row = sorted((first, place) for (first, _), place in zip(listed, places, strict=False))
    return array("I", chain.from_iterable(map(add, listed, by_row))).tobytes()
