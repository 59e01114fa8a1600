"""Which words of a paragraph a mention covers, and with which its sentences begin: as numbers from 0.

They are kept beside the word streams, so that entities and sentences are looked for there as words are.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from cpec_tui.folding import word_ends, words_apart
from cpec_tui.model import Mention, Span
from cpec_tui.sentences import sentence_starts


def word_places(text: str, mentions: Sequence[Mention], apart: str | None = None) -> list[Span]:
    """(first word, one past the last) that each of ``mentions`` covers or touches; equal when it touches none.

    ``apart`` is ``words_apart`` of the text, where that is known.
    """
    if not mentions:
        return []
    apart = words_apart(text) if apart is None else apart
    if apart is not None:
        return [_place_among(apart, one.start, one.end) for one in mentions]
    starts, ends = word_ends(text)
    return [place_in(starts, ends, one.start, one.end) for one in mentions]


def place_in(starts: Sequence[int], ends: Sequence[int], start: int, end: int) -> Span:
    """(first word, one past the last) of those from ``starts`` to ``ends`` that touch the code points of a span."""
    first = bisect_right(ends, start)
    return first, max(first, bisect_left(starts, end))


def _place_among(apart: str, start: int, end: int) -> Span:
    """The same, of words that stand apart."""
    first = len(apart[:start].split()) - _is_within(apart, start)
    return first, max(first, len(apart[:end].split()))


def _is_within(apart: str, at: int) -> bool:
    """Whether a word goes on over the offset ``at``."""
    return 0 < at < len(apart) and " " not in apart[at - 1 : at + 1]


def sentence_marks(text: str, apart: str | None = None) -> bytes:
    """The numbers of the words with which the sentences after the first begin, 4 bytes each (``array("I")``).

    ``apart`` is ``words_apart`` of the text, where that is known.
    """
    sentences = sentence_starts(text)
    if not sentences:
        return b""
    if apart is None or any(_is_within(apart, start) for start in sentences):
        _, ends = word_ends(text)
        return array("I", [bisect_right(ends, start) for start in sentences]).tobytes()
    between = (len(apart[begin:end].split()) for begin, end in pairwise((0, *sentences)))
    return array("I", accumulate(between)).tobytes()
