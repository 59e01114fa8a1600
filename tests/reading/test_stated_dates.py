"""Dates in the usual notations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.dates import day_range
from cpec_tui.reading.stated_dates import stated_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", "2024"),
        ("2024-06", "2024-06"),
        ("2024-6-5", "2024-06-05"),
        ("2024/06/05", "2024-06-05"),
        ("20240605T101112Z", "2024-06-05"),
        ("2024-06-05T23:30:00-05:00", "2024-06-05"),
        ("2024-06-05 10:00", "2024-06-05"),
        ("Wed, 05 Jun 2024 10:00:00 GMT", "2024-06-05"),
        ("June 5, 2024", "2024-06-05"),
        ("Wednesday, June 5, 2024 at 3pm", "2024-06-05"),
        ("5 June 2024", "2024-06-05"),
        ("Sept. 2020", "2020-09"),
    ],
)
def test_a_date_is_as_precise_as_what_is_stated(text: str, date: str) -> None:
    assert stated_date(text) == date


@pytest.mark.parametrize("text", ["", "today", "5/6/2024", "2024-13-01", "2023-02-29", "1234567", "0000"])
def test_what_states_no_day_for_certain_is_no_date(text: str) -> None:
    assert stated_date(text) is None


@given(st.text(alphabet="0123456789-/.:TZ jun,e", max_size=20))
def test_whatever_is_stated_gives_a_real_date_or_none(text: str) -> None:
    date = stated_date(text)
    assert date is None or day_range(date) is not None
