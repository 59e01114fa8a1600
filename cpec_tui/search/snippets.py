"""The stretch of a paragraph that shows best why it is a hit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from cpec_tui.model import Span

_MARKER = re.compile(r"[•‣◦▪●○∙·*–—-]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Snippet:
    """``start`` and ``end`` in code points of the paragraph; whether text was cut off on either side."""

    start: int
    end: int
    cut_before: bool
    cut_after: bool


def snippet(text: str, highlights: Sequence[Span], width: int) -> Snippet:
    """The stretch of at most ``width`` code points that holds the most highlights whole; the first such one.

    ``highlights`` are in order and do not overlap. Some room is left before the first of them, cuts fall between words
    where they can, and the marker of a list item is left out.
    """
    marker = _MARKER.match(text)
    first = marker.end() if marker else 0
    if len(text) - first <= width:
        return Snippet(first, len(text), False, False)
    shown = _best(highlights, first, width)
    room = width - (shown[1] - shown[0])
    start = max(first, min(shown[0] - min(room, width // 6), len(text) - width))
    start = _word_start(text, start, max(start, shown[0])) if start > first else first
    end = min(len(text), start + width)
    if end < len(text):
        end = _word_end(text, max(start + width // 2, shown[1]), end)
    return Snippet(start, end, start > first, end < len(text))


def _best(highlights: Sequence[Span], first: int, width: int) -> Span:
    """From the first to the last of the most highlights that fit into ``width``; of one too long, its beginning."""
    best, most = (first, first), 0
    last = 0
    for index, (start, _) in enumerate(highlights):
        last = max(last, index)
        while last < len(highlights) and highlights[last][1] <= start + width:
            last += 1
        if start >= first and last - index > most:
            best, most = (start, highlights[last - 1][1]), last - index
    if not most and highlights:
        start = max(first, highlights[0][0])
        return start, start + width
    return best


def _word_start(text: str, start: int, latest: int) -> int:
    """The first beginning of a word from ``start`` on, not after ``latest``; else where no letter loses its accents."""
    space = text.find(" ", start - 1, latest)
    if space >= 0:
        return space + 1
    while start < latest and unicodedata.combining(text[start]):
        start += 1
    return start


def _word_end(text: str, earliest: int, end: int) -> int:
    """The last end of a word before ``end``, not before ``earliest``; else where no letter loses its accents."""
    space = text.rfind(" ", earliest, end + 1)
    if space >= 0:
        return space
    while end > earliest and unicodedata.combining(text[end]):
        end -= 1
    return end
