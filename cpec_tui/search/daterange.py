"""The value of ``date:`` as a range of days: dates, comparisons, ranges, and words such as ``last-7-days``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from cpec_tui.dates import day_range
from cpec_tui.model import Span
from cpec_tui.search.query import DateRange, Unknown

Today = Callable[[], date]

RELATIVE = (
    "today",
    "yesterday",
    "this-week",
    "last-week",
    "this-month",
    "last-month",
    "this-year",
    "last-year",
)
_DAYS = tuple[str, str]
_RANGE = re.compile(r"(?P<sign>[<>]=?)?(?P<first>[0-9a-z-]*)(?P<dots>\.\.)?(?P<last>[0-9a-z-]*)")
_BEGUN = re.compile(r"[0-9]{0,4}|[0-9]{4}-(?:[01]?|(?:0[1-9]|1[0-2])-[0-3]?)")
_LAST = re.compile(r"last-([0-9]{1,4})-(day|week|month|year)s?")
_LAST_BEGUN = re.compile(r"last-(?:[0-9]{0,4}|[0-9]{1,4}-(?P<unit>[a-z]*))")
_UNITS = ("days", "weeks", "months", "years")
_HOW = "write date:2024, date:2024-06, date:>=2024-06, date:2024..2025-02 or date:last-7-days"


def date_range(value: str, span: Span, *, unfinished: bool, today: Today = date.today) -> DateRange | Unknown | None:
    """The days that ``value`` may mean; None when it is being typed and may yet become a date."""
    shown = "".join(value.split()).lower()
    match = _RANGE.fullmatch(shown)
    if match is None or (match["sign"] and match["dots"]):
        return _not_understood(shown, span)
    first, last = (_days(match[part], today) for part in ("first", "last"))
    wrong = [match[part] for part in ("first", "last") if match[part] and _days(match[part], today) is None]
    if wrong or not (first or last):
        begun = len(wrong) < 2 and _is_begun(match["last"] or match["first"])
        return None if unfinished and begun else _not_understood(shown, span)
    if match["dots"]:
        if first and last and first[0] > last[1]:
            return Unknown(f"date:{shown}", f"`{shown}` ends before it begins: exchange the two dates", span)
        return DateRange(first and first[0], last and last[1], shown, span)
    assert first is not None
    return _signed(match["sign"] or "", first, shown, span)


def is_relative(shown: str) -> bool:
    """Whether a date as ``shown`` depends on the day on which it is asked for."""
    return any(letter.isalpha() for letter in shown)


def _days(text: str, today: Today) -> _DAYS | None:
    """The first and the last day of a date or of a word for one; None when it is none."""
    if not text[:1].isalpha():
        return day_range(text)
    try:
        found = _relative(text, today())
    except (OverflowError, ValueError):
        return None
    return found and (found[0].isoformat(), found[1].isoformat())


def _relative(text: str, day: date) -> tuple[date, date] | None:
    match = _LAST.fullmatch(text)
    if match:
        return _before(day, int(match[1]), match[2]), day
    this, _, unit = text.partition("-")
    if text == "today":
        return day, day
    if text == "yesterday":
        return day - timedelta(1), day - timedelta(1)
    if text not in RELATIVE:
        return None
    first, last = _period(day, unit)
    return (first, last) if this == "this" else _period(first - timedelta(1), unit)


def _period(day: date, unit: str) -> tuple[date, date]:
    """The week from Monday on, the month or the year of ``day``."""
    if unit == "week":
        first = day - timedelta(day.weekday())
        return first, first + timedelta(6)
    if unit == "month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _before(day: date, count: int, unit: str) -> date:
    """The first day of the last ``count`` units, of which ``day`` is the last."""
    if unit in ("day", "week"):
        return day - timedelta(count * (7 if unit == "week" else 1) - 1)
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(1)


def _is_begun(text: str) -> bool:
    match = _LAST_BEGUN.fullmatch(text)
    if match:
        return any(unit.startswith(match["unit"] or "") for unit in _UNITS)
    words = (*RELATIVE, "last-")
    return _BEGUN.fullmatch(text) is not None or (text[:1].isalpha() and any(word.startswith(text) for word in words))


def _signed(sign: str, days: _DAYS, shown: str, span: Span) -> DateRange | Unknown:
    try:
        match sign:
            case ">=":
                return DateRange(days[0], None, shown, span)
            case ">":
                return DateRange(_next_day(days[1], 1), None, shown, span)
            case "<=":
                return DateRange(None, days[1], shown, span)
            case "<":
                return DateRange(None, _next_day(days[0], -1), shown, span)
    except OverflowError:
        return _not_understood(shown, span)
    return DateRange(*days, shown, span)


def _next_day(day: str, step: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=step)).isoformat()


def _not_understood(shown: str, span: Span) -> Unknown:
    return Unknown(f"date:{shown}", f"`{shown}` is no date: {_HOW}", span)
