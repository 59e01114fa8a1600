"""Which words of a paragraph a mention covers, and with which its sentences begin: as numbers from 0.

They are kept beside the word streams, so that entities and sentences are looked for there as words are.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from cpec_tui.folding import word_ends
from cpec_tui.model import Mention, Span
from cpec_tui.sentences import sentence_starts


def word_places(text: str, mentions: Sequence[Mention]) -> list[Span]:
    """(first word, one past the last) that each of ``mentions`` covers or touches; equal when it touches none."""
    if not mentions:
        return []
    starts, ends = word_ends(text)
    return [place_in(starts, ends, one.start, one.end) for one in mentions]


def place_in(starts: Sequence[int], ends: Sequence[int], start: int, end: int) -> Span:
    """(first word, one past the last) of those from ``starts`` to ``ends`` that touch the code points of a span."""
    first = bisect_right(ends, start)
    return first, max(first, bisect_left(starts, end))


def sentence_marks(text: str) -> bytes:
    """The numbers of the words with which the sentences after the first begin, 4 bytes each (``array("I")``)."""
    sentences = sentence_starts(text)
    if not sentences:
        return b""
    _, ends = word_ends(text)
    return array("I", [bisect_right(ends, start) for start in sentences]).tobytes()
