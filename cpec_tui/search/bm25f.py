"""Scores by BM25F (``weighing``), and the best of many rows without scoring them all.

Of two paragraphs that have everything equally often, the one with the smaller norm for its weight scores
higher, whatever is counted: so of all that are alike, the first in one standing order are the best.
"""

from __future__ import annotations

import heapq
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice

from cpec_tui.catalog.rowset import bits_of, flags_of, rows_in
from cpec_tui.catalog.standing import Places
from cpec_tui.search.columns import Column
from cpec_tui.search.shortest import Shortest
from cpec_tui.search.weighing import K1, WEIGHTS
from cpec_tui.search.weighing import norm as norm_of

# So few rows are all scored.
_FEW = 1_500
# So few that are alike are looked at one by one; more of them the first time, when no sets are made yet.
_VERY_FEW = 300
# Scores so little apart may be equal when they are rounded.
_NEARLY = 1 - 1e-5

Weighed = tuple[Column, float]
# How often each thing that scores stands in a paragraph, with its rarity.
_Counted = tuple[tuple[int, float], ...]
Best = list[tuple[int, float]]


# The rows with each key, in several parts.
Alike = Mapping[int, Sequence[Sequence[int]]]


class _Table(dict[int, float]):
    """Numbers by key, each worked out when it is first needed."""

    def __init__(self, made: Callable[[int], float]) -> None:
        self._made = made

    def __missing__(self, key: int) -> float:
        self[key] = value = self._made(key)
        return value


class Lengths:
    """How long each paragraph is and how much a word counts in it: ``keys`` by row, looked up in small tables."""

    def __init__(self, keys: array[int], alike: Callable[[], Alike], average: float) -> None:
        """A key stands for a length and a weight code (``key_of``).

        ``alike`` tells the rows with each key, in several parts, and perhaps rows that answer nothing any more;
        ``average`` is how long a paragraph is on the average.
        """
        self.keys = keys
        weights = _Table(lambda key: _rounded(WEIGHTS[key & 3]))
        norms = _Table(lambda key: _rounded(norm_of(key >> 2, average or 1.0)))
        self._weights, self._norms = weights, norms
        self._once = _Table(lambda key: _rounded(weights[key] * (K1 + 1) / (weights[key] + norms[key])))
        self._ratios = _Table(lambda key: norms[key] / weights[key])
        self._alike = alike
        self._one_by_one = _FEW

    @cached_property
    def _shortest(self) -> Shortest:
        alike = self._alike()
        return Shortest({key: self._ratios[key] for key in alike}, alike)

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
            self._one_by_one = _VERY_FEW
        rows = rows_in(bits)
        scores = self.scores(rows, bits, columns)
        # Finding the lowest score that counts first spares a tuple for each of all the others.
        least = heapq.nlargest(limit, scores)[-1] if limit < len(scores) else 0.0
        found = [
            (-score, row if places is None else places.of(row), row)
            for score, row in zip(scores, rows, strict=True)
            if score >= least
        ]
        found.sort()
        return [(row, -negative) for negative, _, row in found[:limit]]

    def _candidates(self, bits: int, columns: Sequence[Weighed], limit: int, places: Places | None) -> int:
        """Rows among which the best ``limit`` of ``bits`` are."""
        chosen, worth = 0, list[int]()
        best: list[float] = []
        for part, counted in _parts(bits, columns, ()):
            if counted is None or part.bit_count() <= limit:
                chosen |= part
            elif counted:
                worth.extend(self._worth(part, counted, best, limit, places))
            elif len(best) < limit:
                worth.extend(_in_place(flags_of(part, len(self.keys)), limit, places))
        return chosen | bits_of(worth)

    def _worth(
        self, part: int, counted: _Counted, best: list[float], limit: int, places: Places | None
    ) -> Iterator[int]:
        """The rows of ``part`` that may be among the best ``limit``, all of which have what is ``counted``.

        ``best`` is the heap of the best scores so far, as far as they are told by what all of a part have.
        """

        def score(ratio: float) -> float:
            return sum(rarity * times / (times + ratio) for times, rarity in counted)

        few = part.bit_count() <= self._one_by_one
        if len(best) == limit and not few:
            part = self._shortest.reaching(part, score, best[0] * _NEARLY)
        kinds = Counter(map(self.keys.__getitem__, rows_in(part if few else self._shortest.first(part, limit))))
        for key, times in kinds.items():
            for _ in range(min(times, limit)):
                (heapq.heappush if len(best) < limit else heapq.heappushpop)(best, score(self._ratios[key]))
        least = best[0] * _NEARLY if len(best) == limit else 0.0
        if few:
            kept = {key for key in kinds if score(self._ratios[key]) >= least}
            return self._first_of_each_kind([row for row in rows_in(part) if self.keys[row] in kept], limit, places)
        return self._first_of_each_kind(rows_in(self._shortest.reaching(part, score, least)), limit, places)

    def _first_of_each_kind(self, rows: list[int], limit: int, places: Places | None) -> Iterator[int]:
        """``rows``; where more than ``limit`` score the same, the first of them."""
        if len(rows) <= limit:
            return iter(rows)
        alike: dict[int, list[int]] = {}
        for row in rows:
            alike.setdefault(self.keys[row], []).append(row)
        return chain.from_iterable(
            found if len(found) <= limit else _first(found, limit, places) for found in alike.values()
        )


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
    return islice(filter(flags.__getitem__, range(len(flags)) if places is None else places.rows()), limit)


def _first(rows: Sequence[int], limit: int, places: Places | None) -> list[int]:
    """The first of ``rows`` by their place."""
    return heapq.nsmallest(limit, rows, key=None if places is None else places.of)


def _rounded(value: float) -> float:
    """``value`` with the precision of four bytes."""
    return array("f", (value,))[0]
