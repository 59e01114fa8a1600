"""Stretches near each other, against every way to choose them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.search.windows import Stretch, least_stretches, stand_near, taking_part

COLUMN = st.lists(st.builds(lambda at, length: (at, at + length), st.integers(0, 14), st.integers(1, 3)), max_size=5)
COLUMNS = st.lists(COLUMN, min_size=2, max_size=4)


def choices(columns: list[list[Stretch]], distance: int, *, ordered: bool) -> Iterator[tuple[Stretch, ...]]:
    for chosen in product(*columns):
        in_text = sorted(chosen)
        apart = all(one[1] <= other[0] for one, other in pairwise(in_text))
        between = in_text[-1][1] - in_text[0][0] - sum(end - start for start, end in chosen)
        if apart and between <= distance and (not ordered or in_text == list(chosen)):
            yield chosen


@settings(max_examples=300, deadline=None)
@given(columns=COLUMNS, distance=st.integers(0, 8), ordered=st.booleans())
def test_what_stands_near_is_what_trying_every_choice_finds(
    columns: list[list[Stretch]], distance: int, ordered: bool
) -> None:
    found = list(choices(columns, distance, ordered=ordered))
    whole = {(min(chosen)[0], max(chosen)[1]) for chosen in found}
    assert stand_near(columns, distance, ordered=ordered) == bool(found)
    assert taking_part(columns, distance, ordered=ordered) == [
        {chosen[part] for chosen in found} for part in range(len(columns))
    ]
    assert least_stretches(columns, distance, ordered=ordered) == sorted(
        (start, end) for start, end in whole if not any(_is_inside(other, (start, end)) for other in whole)
    )


def _is_inside(other: Stretch, one: Stretch) -> bool:
    return other != one and one[0] <= other[0] and other[1] <= one[1]


def test_many_stretches_take_no_time() -> None:
    columns = [[(at, at + 1) for at in range(part, 2000, 3)] for part in (0, 1, 2, 0, 1, 2, 0, 1)]
    assert stand_near(columns, 999, ordered=False)
    assert stand_near(columns, 0, ordered=True)
    assert not stand_near(columns[::-1], 0, ordered=True)


def test_equal_columns_are_not_tried_in_every_order() -> None:
    column = [(at, at + 1) for at in range(0, 120, 2)]
    columns = [column] * 8
    assert stand_near(columns, 7, ordered=False)
    assert not stand_near(columns, 6, ordered=False)
    assert least_stretches(columns, 7, ordered=False)[0] == (0, 15)
    assert taking_part(columns, 7, ordered=False) == [set(column)] * 8
