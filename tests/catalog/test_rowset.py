"""Sets of rows as bits."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.catalog.rowset import (
    RowSet,
    bits_of,
    bits_of_runs,
    dump,
    extended,
    flagged,
    flags_of,
    load,
    planes,
    rows_in,
)

_ROWS = st.frozensets(st.integers(0, 3000), max_size=200)


@settings(max_examples=100, deadline=None)
@given(_ROWS, _ROWS)
def test_they_are_sets(some: frozenset[int], others: frozenset[int]) -> None:
    one, other = RowSet.of(some), RowSet.of(others)
    assert list(one) == sorted(some)
    assert len(one) == len(some)
    assert frozenset(one) == some
    assert one == RowSet.of(some)
    assert (one | other, one & other, one - other) == (some | others, some & others, some - others)
    assert all((row in one) == (row in some) for row in (*others, -1))
    assert isinstance(one & other, RowSet)


@pytest.mark.parametrize("count", [0, 1, 30, 900, 20_000, 60_000])
def test_bits_become_rows_flags_and_bytes_and_back(count: int) -> None:
    rows = random.Random(count).sample(range(100_000), count)
    bits = bits_of(rows)
    assert rows_in(bits) == sorted(rows)
    assert load(dump(bits)) == bits
    assert flagged(flags_of(bits, 100_000)) == bits
    assert len(flags_of(bits, 100_000)) == 100_000


def test_the_shorter_way_to_keep_rows_is_taken() -> None:
    assert len(dump(bits_of([5, 90_000]))) == 9
    assert len(dump(bits_of(range(50_000, 90_000)))) == 5_005


@settings(max_examples=300, deadline=None)
@given(_ROWS, st.frozensets(st.integers(0, 600), max_size=60), st.integers(1, 2000))
def test_rows_beyond_those_that_are_kept_are_added_as_if_all_were_kept_at_once(
    kept: frozenset[int], more: frozenset[int], gap: int
) -> None:
    start = max(kept, default=0) + gap
    assert extended(dump(bits_of(kept)), start, bits_of(more)) == dump(bits_of({*kept, *(start + row for row in more)}))


@pytest.mark.parametrize("every", [1, 2, 7, 40, 900])
def test_adding_a_few_rows_again_and_again_comes_to_the_same(every: int) -> None:
    kept, rows = dump(0), range(0, 20_000, every)
    for at in range(0, len(rows), 13):
        some = rows[at : at + 13]
        kept = extended(kept, some[0], bits_of([row - some[0] for row in some]))
    assert kept == dump(bits_of(rows))


@given(_ROWS, _ROWS)
def test_other_sets_are_joined_with_them(some: frozenset[int], others: frozenset[int]) -> None:
    assert RowSet.of(some) & others == some & others
    assert others & RowSet.of(some) == some & others
    assert others - RowSet.of(some) == others - some


def test_runs_of_rows_become_bits() -> None:
    assert rows_in(bits_of_runs([range(2, 5), range(5, 6), range(9, 11)])) == [2, 3, 4, 5, 9, 10]
    assert bits_of_runs([]) == 0


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_planes_are_the_bits_of_the_values(values: bytes) -> None:
    found = planes(values)
    for row, value in enumerate(values):
        assert sum((plane >> row & 1) << bit for bit, plane in enumerate(found)) == value
    assert len(found) == max(1, max(values, default=0).bit_length())
