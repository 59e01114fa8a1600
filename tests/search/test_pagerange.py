"""Pages in queries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.search.pagerange import page_range
from cpec_tui.search.query import PageRange, Unknown

SPAN = (0, 9)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("3", 3, 3),
        (">=3", 3, None),
        (">3", 4, None),
        ("<=3", None, 3),
        ("<3", None, 2),
        ("3..7", 3, 7),
        ("3..", 3, None),
        ("..7", None, 7),
    ],
)
def test_a_range_has_a_first_and_a_last_page(value: str, first: int | None, last: int | None) -> None:
    assert page_range(value, SPAN, unfinished=False) == PageRange(first, last, value, SPAN)


@pytest.mark.parametrize("value", ["x", ">", "..", ">=3..4", "3-4", "٣", "1234567"])
def test_what_is_no_page_says_how_one_is_written(value: str) -> None:
    found = page_range(value, SPAN, unfinished=False)
    assert isinstance(found, Unknown)
    assert found.reason == f"`{value}` is no page: write page:3, page:>=3 or page:3..7"


def test_a_range_that_ends_before_it_begins_says_so() -> None:
    found = page_range("7..3", SPAN, unfinished=True)
    assert isinstance(found, Unknown)
    assert found.reason == "`7..3` ends before it begins: exchange the two pages"


@given(value=st.text(alphabet="0123456789.<>= x٣", max_size=12), unfinished=st.booleans())
def test_no_value_raises(value: str, unfinished: bool) -> None:
    page_range(value, SPAN, unfinished=unfinished)
