"""How numbers are said."""

from __future__ import annotations

from cpec_tui.errors import CpecError, NotFoundError


def counted(number: int, word: str, plural: str = "") -> str:
    """``1 paragraph``, ``9,693 paragraphs``."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"


def error_said(error: CpecError) -> str:
    """An error as the screen tells it: advice about commands is for where they are typed."""
    return error.message if isinstance(error, NotFoundError) else str(error)
