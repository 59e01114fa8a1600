"""The markers of list items, which a page shows and its text does not hold."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_MARKER = re.compile(r"\s*(?:[•‣◦▪●○∙·*–—-]\s|\(?\d{1,3}[.)]\s|\([a-zA-Z]\)\s|[a-z][.)]\s|\[\d{1,4}\])")
_PLAIN = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def has_marker(text: str) -> bool:
    """Whether an item brings a marker of its own."""
    return bool(_MARKER.match(text))


def marker_of(item: HtmlElement, last_numbers: dict[HtmlElement, int]) -> str:
    """``• ``, or the number of the item as the page shows it; nothing for what is no item or shows none.

    ``last_numbers`` remembers for each list the number of its last item.
    """
    above = item.getparent()
    if item.tag != "li" or (above is not None and _PLAIN.search(above.get("style", "")[:1000])):
        return ""
    if above is None or above.tag != "ol":
        return "• "
    number = _number(item, above, last_numbers.get(above))
    last_numbers[above] = number
    return f"{_written(number, above.get('type', '1'))}. "


def _number(item: HtmlElement, above: HtmlElement, last: int | None) -> int:
    given = _integer(item.get("value"))
    if given is not None:
        return given
    first = _integer(above.get("start"))
    return last + 1 if last is not None else (1 if first is None else first)


def _integer(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text.strip()) else None


def _written(number: int, sort: str) -> str:
    if sort in ("a", "A") and 1 <= number <= 26:
        return chr(ord(sort) + number - 1)
    if sort in ("i", "I") and 1 <= number < 400:
        return _roman(number) if sort == "i" else _roman(number).upper()
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written
