"""Candidates for the first places: the best of each stream by Tantivy's own score, the shortest where all count alike.

In one stream Tantivy's score of a word rises and falls with ours, and a word that counts once is worth the more the
shorter the paragraph; so the best of each stream are the best of all. Where several words are asked for its order is
nearly ours: a few more are taken than are wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import tantivy
from tantivy import Order, Query

from cpec_tui.search.tantivy_queries import Queries, both
from cpec_tui.search.tantivy_schema import LENGTH, ROW
from cpec_tui.search.weighing import WEIGHTS

# So many more than are wanted are scored exactly.
MARGIN = 150
_MOST_TIED = 20_000
# Scores so little apart are equal: each form of a word is rounded by itself.
_NEARLY = 1 - 1e-5


@dataclass(frozen=True, slots=True)
class Proposer:
    """Proposes rows of one index."""

    searcher: tantivy.Searcher
    queries: Queries

    def by_score(self, query: Query, limit: int, *, with_tied: bool) -> dict[int, float]:
        """Rows that may be among the ``limit`` best of a scored query, with Tantivy's score; equal ones if asked."""
        found: dict[int, float] = {}
        for code in range(len(WEIGHTS)):
            found.update(self._best(self.queries.in_stream(query, code), limit, with_tied=with_tied))
        return found

    def ranked(self, query: Query, limit: int) -> list[int]:
        """The rows of the ``limit`` best by Tantivy's score, best first."""
        return self._rows(self.searcher.search(query, limit, count=False).hits)

    def _best(self, query: Query, limit: int, *, with_tied: bool) -> Iterator[tuple[int, float]]:
        take = limit + MARGIN
        hits = self.searcher.search(query, take, count=False).hits
        while with_tied and len(hits) == take < _MOST_TIED and hits[limit - 1][0] * _NEARLY <= hits[-1][0]:
            take *= 8
            hits = self.searcher.search(query, take, count=False).hits
        return zip(self._rows(hits), (score for score, _ in hits), strict=True)

    def shortest(self, query: Query, limit: int) -> set[int]:
        """Rows that may be among the ``limit`` best where every answering paragraph counts by its length only."""
        found: set[int] = set()
        for code in range(len(WEIGHTS)):
            found.update(self._shortest(self.queries.in_stream(query, code), limit))
        return found

    def _shortest(self, query: Query, limit: int) -> Iterator[int]:
        take = limit + MARGIN
        hits = self._by_length(query, take)
        yield from self._rows(hits)
        if len(hits) == take and hits[limit - 1][0] == hits[-1][0]:
            tied = Query.term_query(self.queries.schema, LENGTH, int(hits[-1][0]), "basic")
            yield from self._rows(self._by_length(both(query, Query.const_score_query(tied, 0.0)), _MOST_TIED))

    def _by_length(self, query: Query, take: int) -> list[tuple[int, tantivy.DocAddress]]:
        return self.searcher.search(query, take, count=False, order_by_field=LENGTH, order=Order.Asc).hits

    def _rows(self, hits: Sequence[tuple[float, tantivy.DocAddress]]) -> list[int]:
        found = self.searcher.fast_field_values(ROW, [address for _, address in hits])
        return [int(row) for row in found if row is not None]
