"""How numbers and standings are said."""

from __future__ import annotations

from collections.abc import Mapping

from cpec_tui.vocabulary import Standing

# Before a fact whose quotation has that standing. The mark of proof is only for what stands word for word where it is
# looked for.
STANDING_SIGNS: Mapping[Standing, str] = {
    Standing.EXACT: "✓",
    Standing.MOVED: "✓",
    Standing.AMBIGUOUS: "✓",
    Standing.CHANGED: "≠",
    Standing.ELSEWHERE: "»",
    Standing.LOST: "✗",
}


def counted(number: int, word: str, plural: str = "") -> str:
    """``1 paragraph``, ``9,693 paragraphs``."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"


def copies_said(number: int) -> str:
    """``+1 copy``, ``+3 copies``; empty for none."""
    return f"+{counted(number, 'copy', 'copies')}" if number else ""


def standings_said(counts: Mapping[str, int]) -> str:
    """``60 exact, 1 moved, 2 lost``; empty when all are exact, or there is none."""
    if not any(number for standing, number in counts.items() if standing != Standing.EXACT):
        return ""
    return ", ".join(f"{counts[one]:,} {one}" for one in Standing if counts.get(one))
