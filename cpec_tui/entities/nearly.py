"""The place in a document that is nearly the same as a text that does not stand there word for word.

It is looked for in three steps, each on what the one before left: the paragraphs that have its rare words, in each the
stretch that has most of them, in that the span that is most like it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate

from cpec_tui.folding import fold, token_spans, tokens
from cpec_tui.model import Span

# By how many of its words, the longest (which are the rarest, mostly), pieces of text are chosen, and how many are.
_TELLING = 12
_MOST_PIECES = 5
# A longer paragraph is looked at in such pieces, of which the next begins before the one before ends.
_PIECE = 20_000
_OVERLAP = 4_000
# How like it a place must be (100 is the same). Measured on documents about one subject: of eight words and more, with
# every fifth one replaced, added or taken out, a text stays above 80, and what another place says of the same comes to
# 75 once in thirty times, when it nearly is the same; of fewer words many phrases do.
_ENOUGH = 75.0
_ENOUGH_OF_FEW = 85.0
_FEW = 8
# Of fewer words (or a shorter text) anything may be nearly the same.
_LEAST_WORDS = 2
_LEAST_LENGTH = 8
_ROUNDS = 3
_ENDS = re.compile(r"[.:;!?]")


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch of the paragraph with that index (from 0) and how like it is, up to 100."""

    index: int
    start: int
    end: int
    likeness: float


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph, or a piece of a long one from ``start``: its ``text`` folded."""

    index: int
    start: int
    text: str


@dataclass(slots=True)
class Nearby:
    """The texts of the paragraphs of one document, in which texts are looked for that do not stand there."""

    texts: Sequence[str]
    _pieces: list[_Piece] = field(default_factory=list)

    def find(self, text: str) -> Near | None:
        """The place that is most like ``text``; None when none is nearly the same."""
        words = tokens(text)
        if len(words) < _LEAST_WORDS or len(text) < _LEAST_LENGTH:
            return None
        if not self._pieces:
            self._pieces = [piece for index, one in enumerate(self.texts) for piece in _pieces(index, one)]
        enough = _ENOUGH if len(words) >= _FEW else _ENOUGH_OF_FEW
        found = [_in_piece(piece, fold(text), words) for piece in self._likely(words)]
        best = max(found, key=lambda near: near.likeness, default=None)
        return best if best is not None and best.likeness >= enough else None

    def _likely(self, words: Sequence[str]) -> list[_Piece]:
        """The pieces that have the most telling words of these, best first."""
        scores: dict[int, float] = {}
        for word in sorted(dict.fromkeys(words), key=len, reverse=True)[:_TELLING]:
            having = [number for number, piece in enumerate(self._pieces) if word in piece.text]
            weight = math.log(1 + len(self._pieces) / len(having)) if having else 0.0
            for number in having:
                scores[number] = scores.get(number, 0.0) + weight
        best = sorted(scores, key=lambda number: (-scores[number], number))
        return [self._pieces[number] for number in best[:_MOST_PIECES]]


def _pieces(index: int, text: str) -> Iterator[_Piece]:
    folded = fold(text)
    for start in range(0, max(1, len(text) - _OVERLAP), _PIECE - _OVERLAP):
        yield _Piece(index, start, folded[start : start + _PIECE])


def _in_piece(piece: _Piece, wanted: str, words: Sequence[str]) -> Near:
    """What is most like ``wanted`` there; a mark that it ends with is taken along."""
    spans = _stretch(list(token_spans(piece.text)), words)
    start, end, likeness = _most_like(wanted, piece.text, spans, len(words))
    if not wanted[-1].isalnum() and piece.text.startswith(wanted[-1], end):
        end += 1
    return Near(piece.index, piece.start + start, piece.start + end, likeness)


def _stretch(spans: Sequence[tuple[str, int, int]], words: Sequence[str]) -> Sequence[tuple[str, int, int]]:
    """Of the words of a piece those around where most of ``words`` stand; all, when they are few."""
    length = len(words) + len(words) // 2 + 2
    if len(spans) <= 2 * length:
        return spans
    known = frozenset(words)
    hits = [0, *accumulate(word in known for word, _, _ in spans)]
    best = max(range(len(spans) - length), key=lambda at: hits[at + length] - hits[at])
    return spans[max(0, best - length // 2) : best + length + length // 2]


def _most_like(wanted: str, text: str, spans: Sequence[tuple[str, int, int]], count: int) -> tuple[int, int, float]:
    """Start and end of the words of ``text`` that are most like ``wanted``, both folded, and how like they are.

    Of all stretches of ``count`` words, as many as are wanted, the best one is begun with; then either end is moved.
    """
    from rapidfuzz.fuzz import ratio

    if not spans:
        return 0, 0, 0.0
    starts, ends = [start for _, start, _ in spans], [end for _, _, end in spans]

    def likeness(first: int, last: int) -> float:
        return ratio(wanted, text[starts[first] : ends[last]])

    words = min(count, len(spans))
    first = max(range(len(spans) - words + 1), key=lambda one: likeness(one, one + words - 1))
    last = first + words - 1
    for _ in range(_ROUNDS):
        before = first, last
        first = max(range(last + 1), key=partial(_swapped, likeness, last))
        last = max(range(first, len(spans)), key=partial(likeness, first))
        if (first, last) == before:
            break
    found = likeness(first, last)
    wider = list(_wider(text, spans, (first, last), count))
    first, last = max(wider, key=lambda span: likeness(*span), default=(first, last))
    return starts[first], ends[last], found


def _swapped(function: Callable[[int, int], float], last: int, first: int) -> float:
    return function(first, last)


def _wider(text: str, spans: Sequence[tuple[str, int, int]], found: Span, count: int) -> Iterator[Span]:
    """The stretches of ``count`` words around one that is shorter, within its sentence.

    The word at an end may have been put in the place of another, which makes the stretch less like, but not wrong.
    """
    first, last = found
    missing = count - (last - first + 1)
    for left in range(min(missing, first) + 1):
        one, other = first - left, last + missing - left
        if other < len(spans):
            added = text[spans[one][1] : spans[first][1]] + text[spans[last][2] : spans[other][2]]
            if not _ENDS.search(added):
                yield one, other
