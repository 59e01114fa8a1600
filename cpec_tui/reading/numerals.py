"""Numbers of list items as word processors write them."""

from __future__ import annotations

BULLET = "• "
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 3999


def numeral(number: int, style: str) -> str | None:
    """``number`` in the style of ``1``, ``a``, ``A``, ``i`` or ``I``; None where programs differ on how to write it."""
    if style == "1":
        return str(number)
    if style in ("a", "A") and 1 <= number <= 26:
        return chr(ord(style) + number - 1)
    if style in ("i", "I") and 1 <= number <= _MOST_ROMAN:
        return _roman(number) if style == "i" else _roman(number).upper()
    return None


def _roman(number: int) -> str:
    written = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written.append(letters * count)
    return "".join(written)
