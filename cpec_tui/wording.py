"""How numbers are said."""

from __future__ import annotations


def counted(number: int, word: str, plural: str = "") -> str:
    """``1 paragraph``, ``9,693 paragraphs``."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"


def copies_said(number: int) -> str:
    """``+1 copy``, ``+3 copies``; empty for none."""
    return f"+{counted(number, 'copy', 'copies')}" if number else ""
