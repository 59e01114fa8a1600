"""The value of ``date:`` as a range of days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from cpec_tui.dates import day_range
from cpec_tui.model import Span
from cpec_tui.search.query import DateRange, Unknown

_RANGE = re.compile(r"(?P<sign>[<>]=?)?(?P<first>[0-9-]*)(?P<dots>\.\.)?(?P<last>[0-9-]*)")
_BEGUN = re.compile(r"[0-9]{0,4}|[0-9]{4}-(?:[01]?|(?:0[1-9]|1[0-2])-[0-3]?)")
_HOW = "write date:2024, date:2024-06, date:>=2024-06 or date:2024..2025-02"


def date_range(value: str, span: Span, *, unfinished: bool) -> DateRange | Unknown | None:
    """The days that ``value`` may mean; None when it is being typed and may yet become a date."""
    shown = "".join(value.split())
    match = _RANGE.fullmatch(shown)
    if match is None or (match["sign"] and match["dots"]):
        return _not_understood(shown, span)
    first, last = (day_range(match[part]) for part in ("first", "last"))
    wrong = [match[part] for part in ("first", "last") if match[part] and day_range(match[part]) is None]
    if wrong or not (first or last):
        begun = _BEGUN.fullmatch((match["last"] or match["first"]) if len(wrong) < 2 else "-")
        return None if unfinished and begun else _not_understood(shown, span)
    if match["dots"]:
        if first and last and first[0] > last[1]:
            return Unknown(f"date:{shown}", f"`{shown}` ends before it begins: exchange the two dates", span)
        return DateRange(first and first[0], last and last[1], shown, span)
    assert first is not None
    return _signed(match["sign"] or "", first, shown, span)


def _signed(sign: str, days: tuple[str, str], shown: str, span: Span) -> DateRange | Unknown:
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
