"""All that answers a query, not only its best page: what a reader steps through, and what is marked in a document."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cpec_tui.answers import Matches, Order
from cpec_tui.built.generation import Generation
from cpec_tui.catalog.counting import DocumentRows, by_document, in_time
from cpec_tui.model import Span
from cpec_tui.search.copies import without_copies
from cpec_tui.search.daterange import Today
from cpec_tui.search.highlight import highlighter_of
from cpec_tui.search.parser import parse
from cpec_tui.search.plan import NOTHING, All, Filter, Plan
from cpec_tui.search.query import Query
from cpec_tui.search.resolve import Resolver

_RANKED = 2_000


@dataclass(frozen=True, slots=True)
class Matcher:
    """Answers for one query on one generation; ``plan`` answers it, copies and all."""

    generation: Generation
    query: Query
    plan: Plan | None

    @classmethod
    def of(
        cls,
        generation: Generation,
        text: str,
        *,
        typing: bool,
        clock: Callable[[], float] = time.perf_counter,
        today: Today = date.today,
    ) -> Matcher:
        """A matcher for ``text``; it has no plan when nothing can be asked for."""
        query = parse(text, typing=typing, today=today)
        if query.root is None:
            return cls(generation, query, None)
        resolver = Resolver(generation.catalog, generation.engine, generation.lexicon, clock)
        plan = resolver.resolve(query.root)
        return cls(generation, query, None if resolver.fatal else plan)

    @property
    def found(self) -> Plan:
        """The plan for all that answers, copies and all."""
        return NOTHING if self.plan is None else self.plan

    @property
    def shown(self) -> Plan:
        """The plan for what is shown as hits: copies are left out."""
        return without_copies(self.found, self.generation.engine, self.generation.catalog).plan

    def matches(self, order: Order) -> Matches:
        """Every answering paragraph by document: in time, or the documents with the best hits first, the rest by id."""
        if self.plan is None:
            return Matches(())
        plan = self.shown
        documents = self.generation.catalog.document_rows
        if order is Order.RANK:
            ordered = self._best_first(plan, documents)
        else:
            ordered = in_time(documents, newest_first=order is Order.NEWEST)
        found = by_document(ordered, self.generation.engine.rows(plan))
        return Matches(tuple((one.id, tuple(row - one.first + 1 for row in rows)) for one, rows in found))

    def _best_first(self, plan: Plan, documents: Sequence[DocumentRows]) -> Sequence[DocumentRows]:
        by_first = sorted(documents, key=lambda one: one.first)
        starts = [one.first for one in by_first]
        best = self.generation.engine.search(plan, _RANKED, self.generation.catalog.places).best
        ranked = dict.fromkeys(by_first[bisect_right(starts, row) - 1] for row, _ in best)
        return list(dict.fromkeys((*ranked, *documents)))

    def highlights(self, doc: str) -> dict[int, tuple[Span, ...]]:
        """The spans that match in each answering paragraph of a document, by ordinal."""
        catalog = self.generation.catalog
        stored = catalog.document(doc)
        if self.plan is None or stored is None:
            return {}
        within = Filter(catalog.rows_of_documents([stored.number]))
        paragraphs = catalog.paragraphs(self.generation.engine.rows(All((self.plan, within))))
        mentions = catalog.mentions({row: paragraph.text for row, paragraph in paragraphs.items()})
        highlighter = highlighter_of(self.query, catalog, self.generation.lexicon)
        return {
            paragraph.ordinal: highlighter.spans(paragraph.text, mentions.get(row, ()))
            for row, paragraph in paragraphs.items()
        }
