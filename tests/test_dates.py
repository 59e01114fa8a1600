"""Dates as precise as their source."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.dates import FIRST_DAY, LAST_DAY, day_range


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
    ],
)
def test_a_date_means_its_first_to_its_last_day(text: str, first: str, last: str) -> None:
    assert day_range(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    "25|2025-2|2025-02-30|2025-02-29|2025-13|2025-00|2025-01-00|2025-01-32|0000|20250205|2025/02/05|-2025|| 2025|2025\n"
    "|2025-|2025-02-05T10:00|٢٠٢٥|2025-٠٢".split("|"),
)
def test_what_is_no_date_has_no_days(text: str) -> None:
    assert day_range(text) is None


@settings(max_examples=80, deadline=None)
@given(st.dates())
def test_every_day_is_a_date(day: object) -> None:
    assert day_range(str(day)) == (str(day), str(day))
    assert FIRST_DAY < str(day) <= LAST_DAY
