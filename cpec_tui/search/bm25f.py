"""Scores by BM25F (``weighing``), and the best of many rows without scoring them all.

Of two paragraphs that have everything equally often, the one with the smaller norm for its weight scores
higher, whatever is counted: so of all that are alike, the first in one standing order are the best.
"""

from __future__ import annotations

import heapq
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from cpec_tui.catalog.counting import Places
from cpec_tui.catalog.rowset import bits_of, flags_of, rows_in
from cpec_tui.search.columns import Column
from cpec_tui.search.weighing import K1, WEIGHTS
from cpec_tui.search.weighing import norm as norm_of

# So few rows are all scored.
_FEW = 1_500
# Scores so little apart may be equal when they are rounded.
_NEARLY = 1 - 1e-5

Weighed = tuple[Column, float]
# How often each thing that scores stands in a paragraph, with its rarity.
_Counted = tuple[tuple[int, float], ...]
Best = list[tuple[int, float]]


class _Table(dict[int, float]):
    """Numbers by key, each worked out when it is first needed."""

    def __init__(self, made: Callable[[int], float]) -> None:
        self._made = made

    def __missing__(self, key: int) -> float:
        self[key] = value = self._made(key)
        return value


class Lengths:
    """How long each paragraph is and how much a word counts in it: ``keys`` by row, looked up in small tables."""

    def __init__(self, keys: array[int], average: float) -> None:
        """A key stands for a length and a weight code (``key_of``); 0 for a row without a paragraph."""
        self.keys = keys
        weights = _Table(lambda key: _rounded(WEIGHTS[key & 3]))
        norms = _Table(lambda key: _rounded(norm_of(key >> 2, average)))
        self._weights, self._norms = weights, norms
        self._once = _Table(lambda key: _rounded(weights[key] * (K1 + 1) / (weights[key] + norms[key])))
        self._ordered_for: Places | None = None
        self._order: list[tuple[float, array[int]]] | None = None

    def scores(self, rows: Sequence[int], bits: int, columns: Sequence[Weighed]) -> list[float]:
        """The score of each of ``rows``, which are ``bits``: the sum over ``columns``, each with its rarity."""
        counted = [(column.among(rows, bits), rarity, column.counts is None) for column, rarity in columns]
        return self.summed(rows, counted)

    def summed(self, rows: Sequence[int], counted: Iterable[tuple[Sequence[int], float, bool]]) -> list[float]:
        """The score of each of ``rows``: of how often each has something, how rare that is, and if it counts once."""
        keys = list(map(self.keys.__getitem__, rows))
        scored = [self._scores(keys, counts, rarity, once=once) for counts, rarity, once in counted]
        if not scored:
            return [0.0] * len(rows)
        return scored[0] if len(scored) == 1 else list(map(sum, zip(*scored, strict=True)))

    def most(self, code: int) -> float:
        """What is there once counts no more than this, times how rare it is, in a paragraph with that weight code."""
        return self._once[key_of(0, code)]

    def norm(self, key: int) -> float:
        """What counts of paragraphs with that key are compared with."""
        return self._norms[key]

    def _scores(self, keys: list[int], counts: Sequence[int], rarity: float, *, once: bool) -> list[float]:
        if once:
            worth = self._once
            return [rarity * worth[key] if count else 0.0 for key, count in zip(keys, counts, strict=True)]
        weights, norms, most = self._weights, self._norms, rarity * (K1 + 1)
        return [
            most * (weighted := count * weights[key]) / (weighted + norms[key]) if count else 0.0
            for key, count in zip(keys, counts, strict=True)
        ]

    def best(self, bits: int, columns: Sequence[Weighed], limit: int, places: Places | None) -> Best:
        """The best ``limit`` of ``bits`` with their scores: by falling score, then by place, or by row."""
        if limit <= 0:
            return []
        if bits.bit_count() > max(_FEW, limit):
            bits = self._candidates(bits, columns, limit, places)
        rows = rows_in(bits)
        scores = self.scores(rows, bits, columns)
        # Finding the lowest score that counts first spares a tuple for each of all the others.
        least = heapq.nlargest(limit, scores)[-1] if limit < len(scores) else 0.0
        of = range(self.keys.__len__()) if places is None else places.of
        found = [(-score, of[row], row) for score, row in zip(scores, rows, strict=True) if score >= least]
        found.sort()
        return [(row, -negative) for negative, _, row in found[:limit]]

    def _candidates(self, bits: int, columns: Sequence[Weighed], limit: int, places: Places | None) -> int:
        """Rows among which the best ``limit`` of ``bits`` are."""
        chosen, walked = 0, list[int]()
        best: list[float] = []
        for part, counted in _parts(bits, columns, ()):
            if counted is None or part.bit_count() <= limit:
                chosen |= part
            elif counted:
                walked.extend(self._walk(flags_of(part, len(self.keys)), counted, best, limit, places))
            elif len(best) < limit:
                walked.extend(_in_place(flags_of(part, len(self.keys)), limit, places))
        return chosen | bits_of(walked)

    def _walk(
        self, flags: bytes, counted: _Counted, best: list[float], limit: int, places: Places | None
    ) -> Iterator[int]:
        """The rows with a flag that may be among the best ``limit``, all of which have what is ``counted``.

        ``best`` is the heap of the best scores so far, as far as they are told by the standing order.
        """
        for ratio, rows in self._standing_order(places):
            score = sum(rarity * times / (times + ratio) for times, rarity in counted)
            if len(best) == limit and score < best[0] * _NEARLY:
                break
            # No more of those that score the same can be among the best.
            for row in islice(filter(flags.__getitem__, rows), limit):
                (heapq.heappush if len(best) < limit else heapq.heappushpop)(best, score)
                yield row

    def _standing_order(self, places: Places | None) -> list[tuple[float, array[int]]]:
        """All rows by the ratio of norm to weight, those first that score highest; those of one ratio by place."""
        if self._order is None or self._ordered_for is not places:
            groups: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
            keys = self.keys
            for row in range(len(keys)) if places is None else places.rows:
                groups[keys[row]].append(row)
            ratios = sorted((self._norms[key] / self._weights[key], key) for key in groups)
            self._order = [(ratio, groups[key]) for ratio, key in ratios]
            self._ordered_for = places
        return self._order


def average_of(keys: array[int], paragraphs: int) -> float:
    """How long a paragraph is on average."""
    return sum((key >> 2) * times for key, times in Counter(keys).items()) / paragraphs or 1.0


def key_of(length: int, code: int) -> int:
    """The key of a paragraph with so many words and that code."""
    return length << 2 | code


def _parts(bits: int, columns: Sequence[Weighed], counted: _Counted) -> Iterator[tuple[int, _Counted | None]]:
    """``bits`` in parts, with what all of a part have equally often, and how rare that is; None when they differ."""
    if not columns or bits.bit_count() <= _FEW // 4:
        yield bits, None if columns else counted
        return
    column, rarity = columns[0]
    for level in column.levels:
        part = bits & level.bits
        if part:
            bits ^= part
            if level.times:
                yield from _parts(part, columns[1:], (*counted, (level.times, rarity)))
            else:
                yield part, None
    if bits:
        yield from _parts(bits, columns[1:], counted)


def _in_place(flags: bytes, limit: int, places: Places | None) -> Iterator[int]:
    """The first ``limit`` rows with a flag by their place."""
    return islice(filter(flags.__getitem__, range(len(flags)) if places is None else places.rows), limit)


def _rounded(value: float) -> float:
    """``value`` with the precision of four bytes."""
    return array("f", (value,))[0]
