"""What comes first of some rows when only their ratio counts, found without going through them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.catalog.rowset import bits_of, rows_in
from cpec_tui.search.shortest import Shortest

_KEYS = st.lists(st.integers(0, 12), min_size=1, max_size=400)


def shortest(keys: list[int]) -> Shortest:
    """Rows by the key of each; the ratio of a key is half of it."""
    alike: dict[int, list[list[int]]] = {key: [[], []] for key in keys}
    for row, key in enumerate(keys):
        alike[key][row % 2].append(row)
    return Shortest({key: key / 2 for key in alike}, alike)


@settings(max_examples=200, deadline=None)
@given(_KEYS, st.data())
def test_the_first_are_so_many_and_none_left_out_comes_before_them(keys: list[int], data: st.DataObject) -> None:
    rows = data.draw(st.sets(st.integers(0, len(keys) - 1)))
    wanted = data.draw(st.integers(1, 60))
    found = set(rows_in(shortest(keys).first(bits_of(rows), wanted)))
    assert found <= rows
    assert len(found) >= min(wanted, len(rows))
    assert all(keys[row] > max(keys[one] for one in found) for row in rows - found)


@settings(max_examples=200, deadline=None)
@given(_KEYS, st.data())
def test_all_are_found_that_score_so_much(keys: list[int], data: st.DataObject) -> None:
    rows = data.draw(st.sets(st.integers(0, len(keys) - 1)))
    least = data.draw(st.sampled_from((0.0, 0.1, 0.25, 1 / 3, 0.5, 1.0, 2.0)))

    def score(ratio: float) -> float:
        return 1 / (1 + ratio)

    found = set(rows_in(shortest(keys).reaching(bits_of(rows), score, least)))
    assert {row for row in rows if score(keys[row] / 2) >= least} <= found <= rows
    if least > 1:
        assert not found
