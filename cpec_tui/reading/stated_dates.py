"""Dates as files state them, in any of the usual notations, to dates as precise as what is stated."""

from __future__ import annotations

import re

from cpec_tui.dates import day_range

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?=[T\s+Z]|$)", re.ASCII)
_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})(?=T?\d{0,6}(?:\D|$))", re.ASCII)
_DAY_FIRST = re.compile(r"(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_FIRST = re.compile(r"(?:[a-z]{3,9}\.?,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_MONTH_AND_YEAR = re.compile(r"([a-z]{3,9})\.?,?\s+(\d{4})$")


def stated_date(text: str) -> str | None:
    """``text`` as YYYY, YYYY-MM or YYYY-MM-DD; None when it states no date, or one that may mean two days (5/6/2024).

    A time of day is left out, the day is that of the place whose time it is.
    """
    text = " ".join(text[:100].split()).lower()
    return _numbers(text) or _words(text)


def _numbers(text: str) -> str | None:
    text = text.upper()
    if match := _RUN_TOGETHER.match(text):
        return _date(*match.groups())
    if match := _ISO.match(text):
        year, _, month, day = match.groups()
        return _date(year, month, day)
    return None


def _words(text: str) -> str | None:
    if match := _DAY_FIRST.match(text):
        day, month, year = match.groups()
    elif match := _MONTH_FIRST.match(text):
        month, day, year = match.groups()
    elif match := _MONTH_AND_YEAR.match(text):
        (month, year), day = match.groups(), ""
    else:
        return None
    number = _month(month)
    return _date(year, number, day) if number else None


def _month(name: str) -> str:
    """The number of a month by its English name or its beginning; empty when it is none."""
    return next(
        (f"{number}" for number, month in enumerate(_MONTHS, 1) if month.startswith(name) and len(name) > 2), ""
    )


def _date(year: str, month: str | None, day: str | None) -> str | None:
    parts = [year, *(f"{int(part):02}" for part in (month, day) if part)]
    date = "-".join(parts)
    return date if day_range(date) else None
