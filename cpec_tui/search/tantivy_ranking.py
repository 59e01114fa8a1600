"""The best of what answers, exactly: candidates are scored until no other can be among them.

Two lists are gone down: what Tantivy thinks of words (``tantivy_candidates``), and what is known without counting them
(``bm25f``). Whatever stands in neither so far is worth no more than the last of one and the last of the other.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tantivy import Query

from cpec_tui.catalog.counting import Places
from cpec_tui.search.bm25f import Best, Lengths
from cpec_tui.search.tantivy_candidates import CODES, Proposed, Proposer
from cpec_tui.search.tantivy_scoring import MOST, Scoring

# So many more than are wanted are fetched first, and so many times as many each time that they were too few.
MARGIN = 150
_MORE = 4
# At least so many are scored at once.
_AT_ONCE = 25
# Sums differ so much by rounding.
_ROUNDED = 1 + 1e-5
# Words that stand somewhere so often that they are hardly worth more when they do once more.
_SATURATED = 0.999

# A row with what it is worth at most; rows that are the same have everything equally often.
_Candidate = tuple[float, int, Hashable]


def first_of(scores: Mapping[int, float], limit: int, places: Places | None) -> Best:
    """The best ``limit`` rows of ``scores`` with these: by falling score, then by place, or by row."""
    of = None if places is None else places.of
    found = ((-score, row if of is None else of[row], row) for row, score in scores.items())
    return [(row, -negative) for negative, _, row in heapq.nsmallest(limit, found)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: ``query`` finds what has any of the words that are counted, and some more, ``is_wanted`` not.

    ``members`` are all that answer, as bits; ``covered`` when ``query`` finds all of these.
    """

    query: Query
    is_wanted: Callable[[int], bool] | None
    members: Callable[[], int]
    covered: bool
    limit: int
    places: Places | None


class Ranking:
    """Ranks what answers one search."""

    def __init__(self, asked: Asked, scoring: Scoring, proposer: Proposer, lengths: Lengths) -> None:
        """All of one index."""
        self._asked = asked
        self._scoring = scoring
        self._proposer = proposer
        self._lengths = lengths
        self._scores: dict[int, float] = {}
        self._heap: list[float] = []

    def best(self) -> Best:
        """The best, by falling score, then by place, or by row."""
        take = self._asked.limit + MARGIN
        known: Best | None = None if self._asked.covered else self._known(take)
        while True:
            lists = [self._proposer.best(self._asked.query, code, take) for code in CODES]
            self._score(self._candidates(lists, known or []))
            if self._is_sure(lists, known, take):
                return first_of(self._scores, self._asked.limit, self._asked.places)
            take *= _MORE
            if self._scoring.knows_some or not self._asked.covered:
                known = self._known(take)

    def _known(self, take: int) -> Best:
        return self._lengths.best(self._asked.members(), self._scoring.columns(), take, self._asked.places)

    @property
    def _least(self) -> float:
        """What others must be worth to be among the best."""
        return self._heap[0] if len(self._heap) == self._asked.limit else 0.0

    def _bound(self, code: int, score: float) -> float:
        return self._proposer.bound(score, code, self._scoring.rarity)

    def _is_sure(self, lists: Sequence[Proposed], known: Best | None, take: int) -> bool:
        """Whether nothing else can be among the best."""
        if all(one.ended for one in lists) and (self._asked.covered or known is not None):
            return True
        if known is not None and len(known) < take:
            return True  # All that answer are known.
        if len(self._heap) < self._asked.limit:
            return False
        most = [known[-1][1] if known else self._scoring.most_known(code) for code in CODES]
        return all(
            (self._bound(code, one.last) + most[code]) * _ROUNDED < self._least
            for code, one in enumerate(lists)
            if not (one.ended and self._asked.covered)
        )

    def _candidates(self, lists: Sequence[Proposed], known: Best) -> list[_Candidate]:
        """What may be among the best and was not scored yet, what may be worth most first."""
        found = dict[int, tuple[float, Hashable]]()
        for proposed in lists:
            for row, score in self._wanted(proposed):
                found[row] = score, self._alike(row, score)
        codes = self._lengths.keys
        for row, _ in known:
            if row not in found and row not in self._scores:
                found[row] = lists[codes[row] & 3].last, row
        rows = list(found)
        worth = self._scoring.known(rows)
        bounds = (
            (self._bound(codes[row] & 3, found[row][0]) + more) * _ROUNDED
            for row, more in zip(rows, worth, strict=True)
        )
        return sorted(((bound, row, found[row][1]) for row, bound in zip(rows, bounds, strict=True)), reverse=True)

    def _wanted(self, proposed: Proposed) -> Iterable[tuple[int, float]]:
        scored, is_wanted = self._scores, self._asked.is_wanted
        for row, score in zip(proposed.rows, proposed.scores, strict=True):
            if row not in scored and (is_wanted is None or is_wanted(row)):
                yield row, score

    def _alike(self, row: int, score: float) -> Hashable:
        """What rows have in common that have a word equally often: Tantivy thinks the same of them."""
        if self._scoring.counts_one and score < _SATURATED * MOST * self._scoring.rarity:
            return score, self._lengths.keys[row]
        return row

    def _score(self, candidates: Sequence[_Candidate]) -> None:
        """Score ``candidates`` until the next ones are worth too little."""
        at = 0
        while at < len(candidates) and candidates[at][0] >= self._least:
            chunk = candidates[at : at + max(_AT_ONCE, at or self._asked.limit)]
            at += len(chunk)
            if at > self._asked.limit:
                chunk = [one for one in chunk if one[0] >= self._least]
            rows = [row for _, row, _ in chunk]
            for row, score in zip(rows, self._scoring.scores(rows, [same for *_, same in chunk]), strict=True):
                self._scores[row] = score
                (heapq.heappush if len(self._heap) < self._asked.limit else heapq.heappushpop)(self._heap, score)
