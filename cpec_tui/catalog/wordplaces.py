"""Which words of a paragraph a mention covers, and with which its sentences begin: as numbers from 0.

They are kept beside the word streams, so that entities and sentences are looked for there as words are.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from cpec_tui.folding import token_spans, tokens
from cpec_tui.model import Mention, Span
from cpec_tui.sentences import sentence_starts


def word_places(text: str, mentions: Sequence[Mention]) -> list[Span]:
    """(first word, one past the last) that each of ``mentions`` covers or touches; equal when it touches none."""
    if not mentions:
        return []
    spans = list(token_spans(text))
    starts, ends = [start for _, start, _ in spans], [end for _, _, end in spans]
    return [place_in(starts, ends, one.start, one.end) for one in mentions]


def place_in(starts: Sequence[int], ends: Sequence[int], start: int, end: int) -> Span:
    """(first word, one past the last) of those from ``starts`` to ``ends`` that touch the code points of a span."""
    first = bisect_right(ends, start)
    return first, max(first, bisect_left(starts, end))


def sentence_marks(text: str) -> bytes:
    """The numbers of the words with which the sentences after the first begin, 4 bytes each (``array("I")``)."""
    starts = sentence_starts(text)
    marks, words = array("I"), 0
    for start, end in pairwise((0, *starts)):
        words += len(tokens(text[start:end]))
        marks.append(words)
    return marks.tobytes()
