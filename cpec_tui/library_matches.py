"""All that answers a query, not only its best page: what a reader steps through, and what is marked in a document."""

from __future__ import annotations

from dataclasses import dataclass

from cpec_tui.answers import Matches
from cpec_tui.built.generation import Generation
from cpec_tui.model import Span
from cpec_tui.search.asked import highlighter_of
from cpec_tui.search.parser import parse
from cpec_tui.search.plan import All, Filter, Plan
from cpec_tui.search.query import Query
from cpec_tui.search.resolve import Resolver

_RANKED = 2_000


@dataclass(frozen=True, slots=True)
class Matcher:
    """Answers for one query on one generation."""

    generation: Generation
    query: Query
    plan: Plan | None

    @classmethod
    def of(cls, generation: Generation, text: str, *, typing: bool) -> Matcher:
        """A matcher for ``text``; it has no plan when nothing can be asked for."""
        query = parse(text, typing=typing)
        if query.root is None:
            return cls(generation, query, None)
        resolver = Resolver(generation.catalog, generation.engine, generation.lexicon)
        plan = resolver.resolve(query.root)
        return cls(generation, query, None if resolver.fatal else plan)

    def matches(self) -> Matches:
        """Every answering paragraph by document; documents in the order of their best hit, the rest by id."""
        if self.plan is None:
            return Matches(())
        best = [row for row, _ in self.generation.engine.search(self.plan, _RANKED).best]
        rows = self.generation.engine.rows(self.plan)
        places = self.generation.catalog.places(rows)
        ordinals: dict[str, list[int]] = {}
        for row in best:
            ordinals.setdefault(places[row][0], [])
        for doc, ordinal in sorted(places.values()):
            ordinals.setdefault(doc, []).append(ordinal)
        return Matches(tuple((doc, tuple(found)) for doc, found in ordinals.items()))

    def highlights(self, doc: str) -> dict[int, tuple[Span, ...]]:
        """The spans that match in each answering paragraph of a document, by ordinal."""
        catalog = self.generation.catalog
        stored = catalog.document(doc)
        if self.plan is None or stored is None:
            return {}
        within = Filter(frozenset(catalog.rows_of_documents([stored.number])))
        paragraphs = catalog.paragraphs(self.generation.engine.rows(All((self.plan, within))))
        mentions = catalog.mentions({row: paragraph.text for row, paragraph in paragraphs.items()})
        highlighter = highlighter_of(self.query, catalog, self.generation.lexicon)
        return {
            paragraph.ordinal: highlighter.spans(paragraph.text, mentions[row]) for row, paragraph in paragraphs.items()
        }
