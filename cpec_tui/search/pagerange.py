"""The value of ``page:`` as a range of pages."""

from __future__ import annotations

import re

from cpec_tui.model import Span
from cpec_tui.search.query import PageRange, Unknown

_RANGE = re.compile(r"(?P<sign>[<>]=?)?(?P<first>[0-9]{0,6})(?P<dots>\.\.(?P<last>[0-9]{0,6}))?")
_HOW = "write page:3, page:>=3 or page:3..7"


def page_range(value: str, span: Span, *, unfinished: bool) -> PageRange | Unknown | None:
    """The pages that ``value`` means; None when it is being typed and may yet become one."""
    shown = "".join(value.split())
    match = _RANGE.fullmatch(shown)
    if match is None or not shown.isascii() or (match["sign"] and match["dots"]):
        return Unknown(f"page:{shown}", f"`{shown}` is no page: {_HOW}", span)
    first, last = (int(match[part]) if match[part] else None for part in ("first", "last"))
    if first is None and last is None:
        return None if unfinished else Unknown(f"page:{shown}", f"`{shown}` is no page: {_HOW}", span)
    if match["dots"]:
        if first is not None and last is not None and first > last:
            return Unknown(f"page:{shown}", f"`{shown}` ends before it begins: exchange the two pages", span)
        return PageRange(first, last, shown, span)
    assert first is not None
    ranges = {">=": (first, None), ">": (first + 1, None), "<=": (None, first), "<": (None, first - 1)}
    return PageRange(*ranges.get(match["sign"] or "", (first, first)), shown, span)
