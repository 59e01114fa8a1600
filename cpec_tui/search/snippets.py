"""The stretch of a paragraph that shows best why it is a hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cpec_tui.model import Span

_MARKER = "•‣◦▪●○∙·*–—- "


@dataclass(frozen=True, slots=True)
class Snippet:
    """``start`` and ``end`` in code points of the paragraph; whether text was cut off on either side."""

    start: int
    end: int
    cut_before: bool
    cut_after: bool


def snippet(text: str, highlights: Sequence[Span], width: int) -> Snippet:
    """The best stretch of about ``width`` code points: as many highlights as fit, beginning at a word."""
    first = len(text) - len(text.lstrip(_MARKER)) if text[:1] in _MARKER else 0
    if len(text) - first <= width:
        return Snippet(first, len(text), False, False)
    start = _best_start(highlights, width)
    start = max(first, min(start - width // 6, len(text) - width))
    if start > first:
        space = text.find(" ", start - 1, start + width // 4)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + width)
    if end < len(text):
        space = text.rfind(" ", start + width // 2, end + 1)
        end = space if space > 0 else end
    return Snippet(start, end, start > first, end < len(text))


def _best_start(highlights: Sequence[Span], width: int) -> int:
    """Where to begin so that most highlights fit: the first of the best."""
    best, most = 0, 0
    room = width * 5 // 6
    for index, (start, _) in enumerate(highlights):
        count = sum(1 for _, end in highlights[index : index + 60] if end <= start + room)
        if count > most:
            best, most = start, count
    return best
