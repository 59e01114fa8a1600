"""How numbers are said."""

from __future__ import annotations


def counted(number: int, word: str, plural: str = "") -> str:
    """``1 paragraph``, ``9,693 paragraphs``."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"
