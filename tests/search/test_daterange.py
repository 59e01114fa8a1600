"""Dates in queries."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.search.daterange import date_range
from cpec_tui.search.parser import parse
from cpec_tui.search.query import DateRange, Unknown

SPAN = (0, 9)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-05", "2024-02-05", "2024-02-05"),
        (">=2024", "2024-01-01", None),
        (">2024", "2025-01-01", None),
        (">2024-02-29", "2024-03-01", None),
        ("<=2024", None, "2024-12-31"),
        ("<2024", None, "2023-12-31"),
        ("<2024-03-01", None, "2024-02-29"),
        ("2024..2025-02", "2024-01-01", "2025-02-28"),
        ("2024..2024", "2024-01-01", "2024-12-31"),
        ("2024-06..2024", "2024-06-01", "2024-12-31"),
        ("2024..", "2024-01-01", None),
        ("..2024", None, "2024-12-31"),
    ],
)
def test_a_range_has_a_first_and_a_last_day(value: str, first: str | None, last: str | None) -> None:
    assert date_range(value, SPAN, unfinished=False) == DateRange(first, last, value, SPAN)


@pytest.mark.parametrize(
    "value",
    [
        "2024-13",
        "2023-02-29",
        "x",
        "2024..x",
        "..",
        ">",
        ">2024..2025",
        "2024-",
        "20245",
        "0000",
        ">9999",
        "<0001",
        "２０２４",
    ],
)
def test_what_is_no_date_says_how_one_is_written(value: str) -> None:
    found = date_range(value, SPAN, unfinished=False)
    assert isinstance(found, Unknown)
    assert found.reason.startswith(f"`{value}` is no date: write date:2024")


def test_a_range_that_ends_before_it_begins_says_so() -> None:
    for unfinished in (False, True):
        found = date_range("2025..2024", SPAN, unfinished=unfinished)
        assert isinstance(found, Unknown)
        assert found.reason == "`2025..2024` ends before it begins: exchange the two dates"


@pytest.mark.parametrize(
    "value", ["2", "202", "2024-", "2024-1", "2024-02-", "2024-02-3", ">", ">=", "..", "2024..2", "2024..2025-"]
)
def test_a_date_being_typed_is_not_complained_about(value: str) -> None:
    assert date_range(value, SPAN, unfinished=True) is None


@pytest.mark.parametrize("value", ["2024-13", "2024-02-31", "x", "2x", "2024..2025-13", "2024-13..2"])
def test_what_can_become_no_date_is_complained_about_at_once(value: str) -> None:
    assert isinstance(date_range(value, SPAN, unfinished=True), Unknown)


@given(value=st.text(alphabet="0123456789-.<>= x", max_size=16), unfinished=st.booleans())
def test_no_value_raises(value: str, unfinished: bool) -> None:
    found = date_range(value, SPAN, unfinished=unfinished)
    if isinstance(found, DateRange):
        assert found.first or found.last


# A Tuesday.
TODAY = date(2024, 7, 2)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("today", "2024-07-02", "2024-07-02"),
        ("yesterday", "2024-07-01", "2024-07-01"),
        ("this-week", "2024-07-01", "2024-07-07"),
        ("last-week", "2024-06-24", "2024-06-30"),
        ("this-month", "2024-07-01", "2024-07-31"),
        ("last-month", "2024-06-01", "2024-06-30"),
        ("this-year", "2024-01-01", "2024-12-31"),
        ("last-year", "2023-01-01", "2023-12-31"),
        ("last-7-days", "2024-06-26", "2024-07-02"),
        ("last-1-day", "2024-07-02", "2024-07-02"),
        ("last-2-weeks", "2024-06-19", "2024-07-02"),
        ("last-3-months", "2024-04-03", "2024-07-02"),
        ("last-1-year", "2023-07-03", "2024-07-02"),
        (">=last-month", "2024-06-01", None),
        (">yesterday", "2024-07-02", None),
        ("<this-year", None, "2023-12-31"),
        ("2024..yesterday", "2024-01-01", "2024-07-01"),
        ("last-month..", "2024-06-01", None),
    ],
)
def test_a_date_may_be_said_in_words(value: str, first: str | None, last: str | None) -> None:
    found = date_range(value, SPAN, unfinished=False, today=lambda: TODAY)
    assert found == DateRange(first, last, value, SPAN)
    assert date_range(value.upper(), SPAN, unfinished=True, today=lambda: TODAY) == found


def test_months_of_different_length_end_on_their_last_day() -> None:
    found = date_range("last-1-month", SPAN, unfinished=False, today=lambda: date(2024, 3, 31))
    assert found == DateRange("2024-03-01", "2024-03-31", "last-1-month", SPAN)


@pytest.mark.parametrize("value", ["tomorrow", "next-week", "last-0", "last-9999-years", "last-7-apples", "this"])
def test_other_words_are_no_dates(value: str) -> None:
    assert isinstance(date_range(value, SPAN, unfinished=False, today=lambda: TODAY), Unknown)


@pytest.mark.parametrize("value", ["t", "tod", "yes", "last-", "last-7", "last-7-", "last-7-da", ">=this-", "2024..to"])
def test_a_word_for_a_date_may_be_typed_letter_by_letter(value: str) -> None:
    assert date_range(value, SPAN, unfinished=True, today=lambda: TODAY) is None


def test_a_query_says_which_days_a_word_means() -> None:
    assert "date:last-7-days is 2024-06-26..2024-07-02" in parse("date:last-7-days", today=lambda: TODAY).notes
    assert "date:>=today is 2024-07-02.." in parse("date:>=today", today=lambda: TODAY).notes
    assert "date:today is 2024-07-02" in parse("date:today", today=lambda: TODAY).notes
