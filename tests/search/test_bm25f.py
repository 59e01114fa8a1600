"""The best of many rows are those that scoring them all would give, in the same order."""

from __future__ import annotations

import random
from array import array
from itertools import pairwise

import pytest

from cpec_tui.catalog.rowset import bits_of
from cpec_tui.catalog.standing import Places
from cpec_tui.search import bm25f, columns
from cpec_tui.search.bm25f import Lengths, Weighed, key_of
from cpec_tui.search.columns import Column

ROWS = 3_000


def lengths(chance: random.Random) -> Lengths:
    keys = array("I", (key_of(chance.choice((3, 5, 40, 41, 300)), chance.choice((0, 0, 0, 1, 2))) for _ in range(ROWS)))
    alike: dict[int, list[list[int]]] = {key: [[], []] for key in keys}
    for row, key in enumerate(keys):
        alike[key][row * 2 // ROWS].append(row)
    return Lengths(keys, lambda: alike, sum(key >> 2 for key in keys) / ROWS)


def some_columns(chance: random.Random) -> list[Weighed]:
    """A word counted by bytes, one by a mapping, and a beginning; how often each stands there falls off quickly."""
    often = bytes(min(200, int(chance.expovariate(0.7))) for _ in range(ROWS))
    counted = Column(bits_of([row for row, times in enumerate(often) if times]), often)
    rare = Column.of({row: chance.randrange(1, 4) for row in chance.sample(range(ROWS), 900)})
    begun = Column(bits_of(chance.sample(range(ROWS), 2_000)))
    return chance.sample([(counted, 0.4), (rare, 1.2), (begun, 1.0)], chance.randrange(1, 4))


def some_order(chance: random.Random) -> Places:
    """Documents of all sizes, in any order."""
    starts = [0, *sorted(chance.sample(range(1, ROWS), 150)), ROWS]
    runs = [(start, end - start) for start, end in pairwise(starts)]
    return Places.of_runs(chance.sample(runs, len(runs)))


@pytest.mark.parametrize("seed", range(30))
def test_the_best_are_the_best_of_all(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr(bm25f, "_FEW", chance.choice((8, 100, 1_500)))
    monkeypatch.setattr(bm25f, "_VERY_FEW", chance.choice((0, 30, 300)))
    monkeypatch.setattr(columns, "_FEW", chance.choice((5, 400)))
    scored, asked = lengths(chance), some_columns(chance)
    order = some_order(chance)
    of = dict(zip(order.rows(), range(ROWS), strict=True))
    rows = sorted(chance.sample(range(ROWS), 2_500))
    bits = bits_of(rows)
    scores = dict(zip(rows, scored.scores(rows, bits, asked), strict=True))
    for places, place_of in ((order, of), (None, range(ROWS))):
        expected = sorted(rows, key=lambda row: (-scores[row], place_of[row]))
        for limit in (1, 10, 200, 2_600):
            assert scored.best(bits, asked, limit, places) == [(row, scores[row]) for row in expected[:limit]]


def test_what_nothing_scores_comes_by_place() -> None:
    scored = lengths(random.Random(1))
    assert scored.best(bits_of(range(2_000)), [], 3, None) == [(0, 0.0), (1, 0.0), (2, 0.0)]
