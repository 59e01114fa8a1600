"""Candidates for the first places, and how much all others can be worth at most.

Tantivy's score of some words is never below ours in a paragraph of the body: it takes each form of a word for a word
of its own (what several are worth together is no more than the sum of what each is), and rounds lengths down. In
headings and titles, where words count more, ours is below a bound that rises with Tantivy's. So what was not fetched
is worth no more than the last that was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import tantivy
from tantivy import Query

from cpec_tui.search.tantivy_queries import Queries
from cpec_tui.search.tantivy_schema import ROW
from cpec_tui.search.tantivy_scoring import MOST
from cpec_tui.search.weighing import WEIGHTS

CODES = range(len(WEIGHTS))


@dataclass(frozen=True, slots=True)
class Proposed:
    """``rows`` of one stream with what Tantivy thinks of them, best first; ``ended`` when there are no more."""

    rows: Sequence[int]
    scores: Sequence[float]
    ended: bool

    @property
    def last(self) -> float:
        """What Tantivy thinks of any other at most."""
        return 0.0 if self.ended else self.scores[-1]


@dataclass(frozen=True, slots=True)
class Proposer:
    """Proposes rows of one index, worth at most ``slack`` times what Tantivy thinks because of removed ones."""

    searcher: tantivy.Searcher
    queries: Queries
    slack: float

    def best(self, query: Query, code: int, take: int) -> Proposed:
        """The best of what answers a query and has that weight code; for 0 whatever code it has."""
        hits = self.searcher.search(self.queries.in_stream(query, code), take, count=False).hits
        found = self.searcher.fast_field_values(ROW, [address for _, address in hits])
        rows = [int(row) for row in found if row is not None]
        return Proposed(rows, [score for score, _ in hits], len(hits) < take)

    def bound(self, score: float, code: int, rarity: float) -> float:
        """How much words whose ``rarity`` in all is so much are worth at most where Tantivy thinks so of them."""
        most = MOST * rarity
        share = score * self.slack / most if most else 0.0
        weight = WEIGHTS[code]
        # What the share of one word becomes by its weight is concave, so for several their mean is the worst case.
        worth = share if weight == 1.0 else weight * share / (1 + (weight - 1) * min(share, 1.0))
        return most * worth
