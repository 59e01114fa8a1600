"""Dates as precise as their source: ``2025``, ``2025-02``, ``2025-02-05`` (level 0 of EDTF, ISO 8601-2)."""

from __future__ import annotations

import calendar
import re

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

FIRST_DAY = "0000-01-01"
LAST_DAY = "9999-12-31"


def day_range(text: str) -> tuple[str, str] | None:
    """The first and last day that a date may mean, as ``YYYY-MM-DD``; None when it is no date."""
    match = _DATE.fullmatch(text)
    if match is None or not match.group().isascii():
        return None
    year, month, day = match.groups()
    if int(year) == 0:
        return None
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    if not 1 <= int(month) <= 12:
        return None
    last = calendar.monthrange(int(year), int(month))[1]
    if day is None:
        return f"{year}-{month}-01", f"{year}-{month}-{last:02}"
    return (f"{year}-{month}-{day}",) * 2 if 1 <= int(day) <= last else None
