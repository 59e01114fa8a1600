"""Intervals and the chance of a difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.measuring.resampling import chance_of, interval, resampled
from cpec_tui.measuring.scores import Counts, total

ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=6
    )
)  # fmt: skip
COUNTS = st.builds(Counts, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))


@given(ROWS)
def test_sums_of_drawn_rows_lie_between_the_least_and_the_greatest(rows: list[list[int]]) -> None:
    draws = list(resampled(rows, 20))
    assert len(draws) == 20
    for draw in draws:
        for place, value in enumerate(draw):
            column = [row[place] for row in rows]
            assert min(column) * len(rows) <= value <= max(column) * len(rows)


def test_a_single_row_is_always_drawn_and_the_same_seed_draws_the_same() -> None:
    assert set(resampled([[3, 0, 70_000]], 5)) == {(3, 0, 70_000)}
    rows = [[1, 0], [0, 5], [2, 2]]
    assert list(resampled(rows, 9)) == list(resampled(rows, 9))
    assert list(resampled(rows, 9)) != list(resampled(rows, 9, seed=2))


def test_the_interval_is_the_middle_of_what_was_drawn() -> None:
    assert interval(value / 1000 for value in range(1000)) == (0.025, 0.974)
    assert interval([None, 0.5, None]) == (0.5, 0.5)
    assert interval([None]) is None


def test_a_difference_in_every_document_is_hardly_chance_and_none_at_all_is() -> None:
    worse, better = [Counts(5, 5, 5)] * 20, [Counts(9, 1, 1)] * 20
    assert chance_of(worse, better) < 0.01
    assert chance_of(better, worse) == chance_of(worse, better)
    assert chance_of(worse, worse) == 1.0


@given(st.lists(st.tuples(COUNTS, COUNTS), max_size=5))
def test_the_chance_is_a_probability_and_the_same_both_ways(pairs: list[tuple[Counts, Counts]]) -> None:
    old, new = [one for one, _ in pairs], [other for _, other in pairs]
    found = chance_of(old, new, 50)
    assert 0 < found <= 1
    assert found == chance_of(new, old, 50)


def test_rates_of_nothing_are_unknown() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (None, None, None)
    assert (Counts(fp=1).precision, Counts(fp=1).recall, Counts(fp=1).f1) == (0, None, 0)
    assert Counts(2, 2, 0).f1 == pytest.approx(2 / 3)
    assert total([Counts(1, 2, 3), Counts(4, 5, 6)]) == Counts(5, 7, 9)
