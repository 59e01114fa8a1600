"""The best of what answers, exactly: candidates are scored until no other can be among them.

Two lists are gone down: what Tantivy thinks of words (``tantivy_candidates``), and what is known without counting them
(``bm25f``). Whatever stands in neither so far is worth no more than the last of one and the last of the other.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, repeat

from tantivy import Query

from cpec_tui.catalog.standing import Places
from cpec_tui.search.bm25f import Best, Lengths, key_of
from cpec_tui.search.tantivy_candidates import CODES, Forms, Proposed, Proposer, bound
from cpec_tui.search.tantivy_scoring import Scoring

# So many more than are wanted are fetched first, and so many times as many each time that they were too few.
MARGIN = 50
_MORE = 4
# At least so many are scored at once.
_AT_ONCE = 25
# Sums differ so much by rounding.
_ROUNDED = 1 + 1e-5

# A row with what it is worth at most; rows that are the same have everything equally often.
_Candidate = tuple[float, int, Hashable]


def first_of(scores: Mapping[int, float], limit: int, places: Places | None) -> Best:
    """The best ``limit`` rows of ``scores`` with these: by falling score, then by place, or by row."""
    found = ((-score, row if places is None else places.of(row), row) for row, score in scores.items())
    return [(row, -negative) for negative, _, row in heapq.nsmallest(limit, found)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: ``query`` finds what has any of the words that are scored, and some more, ``is_wanted`` not.

    ``forms`` find the same if all that is scored is one word with several. ``members`` are all that answer, as bits;
    ``covered`` when ``query`` finds all of these. Nothing is worth more than ``slack`` times what Tantivy thinks.
    """

    query: Query
    forms: Forms | None
    is_wanted: Callable[[int], int] | None
    members: Callable[[], int]
    covered: bool
    slack: float
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
        self._slack = asked.slack * _ROUNDED
        self._scores: dict[int, float] = {}
        self._heap: list[float] = []

    def best(self) -> Best:
        """The best, by falling score, then by place, or by row."""
        asked = self._asked
        take = asked.limit + MARGIN
        known = None if asked.covered else self._known(take)
        lists = [self._proposer.best(asked.query, code, take) for code in CODES]
        while True:
            self._score(self._candidates(lists, known or []))
            open_ones = self._open(lists, known)
            if not open_ones or (known is not None and len(known) < asked.limit):
                return first_of(self._scores, asked.limit, asked.places)
            take *= _MORE
            for code in open_ones:
                lists[code] = self._more(code, take)
            if known is None and self._scoring.knows_some:
                known = self._known(asked.limit + MARGIN)

    def _more(self, code: int, take: int) -> Proposed:
        if self._asked.forms is None:
            return self._proposer.best(self._asked.query, code, take)
        return self._proposer.best_of_forms(self._asked.forms, code, take)

    def _known(self, take: int) -> Best:
        return self._lengths.best(self._asked.members(), self._scoring.columns(), take, self._asked.places)

    @property
    def _least(self) -> float:
        """What others must be worth to be among the best."""
        return self._heap[0] if len(self._heap) == self._asked.limit else 0.0

    def _open(self, lists: Sequence[Proposed], known: Best | None) -> list[int]:
        """The weight codes of which others may be among the best.

        Of those that are in no list any more nothing is left where all answering are; else the first by what is known
        of them, which are as many as are wanted, are before all others.
        """
        most = [known[-1][1] if known else self._scoring.most_known(code) for code in CODES]
        longest = [key_of(self._proposer.longest(code), code) for code in CODES]
        return [
            code
            for code, one in enumerate(lists)
            if not one.ended and self._bound(longest[code], one.last) + most[code] * _ROUNDED >= self._least
        ]

    def _bound(self, key: int, score: float) -> float:
        return bound(score * self._slack, key & 3, self._lengths.norm(key))

    def _candidates(self, lists: Sequence[Proposed], known: Best) -> list[_Candidate]:
        """What may be among the best and was not scored yet, what may be worth most first."""
        keys, alike, least = self._lengths.keys, self._scoring.alike, self._least
        found = dict[int, tuple[float, Hashable]]()
        enough = least - max(map(self._scoring.most_known, CODES)) * _ROUNDED
        for proposed in lists:
            for row, score in self._wanted(proposed):
                key = keys[row]
                worth = self._bound(key, score)
                if worth >= enough:
                    found[row] = worth, alike(row, score, key)
        for row, _ in known:
            if row not in found and row not in self._scores:
                key = keys[row]
                found[row] = self._bound(key, lists[key & 3].last), row
        rows = list(found)
        worth_known = self._scoring.known(rows) if self._scoring.knows_some else repeat(0.0)
        made = zip(rows, worth_known, found.values(), strict=False)
        return sorted(((worth + more * _ROUNDED, row, same) for row, more, (worth, same) in made), reverse=True)

    def _wanted(self, proposed: Proposed) -> Iterable[tuple[int, float]]:
        scored, is_wanted = self._scores, self._asked.is_wanted
        found: Iterable[tuple[int, float]] = zip(proposed.rows, proposed.scores, strict=True)
        if is_wanted is not None:
            found = compress(found, map(is_wanted, proposed.rows))
        return (one for one in found if one[0] not in scored)

    def _score(self, candidates: Sequence[_Candidate]) -> None:
        """Score ``candidates`` until the next ones are worth too little."""
        at = 0
        while at < len(candidates) and candidates[at][0] >= self._least:
            chunk = candidates[at : at + max(_AT_ONCE, at or self._asked.limit)]
            at += len(chunk)
            rows, same = zip(*((row, same) for worth, row, same in chunk if worth >= self._least), strict=True)
            for row, score in zip(rows, self._scoring.scores(rows, same), strict=True):
                self._scores[row] = score
                (heapq.heappush if len(self._heap) < self._asked.limit else heapq.heappushpop)(self._heap, score)
