"""One search: the query parsed, resolved, answered, and its hits dressed with text, highlights and mentions."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice

from cpec_tui.answers import Order
from cpec_tui.built.generation import Generation
from cpec_tui.catalog.counting import by_document, in_time
from cpec_tui.model import EntityHit, Hit, ResultPage, address_of
from cpec_tui.search.advice import why_nothing
from cpec_tui.search.asked import asked_entities, asked_kinds
from cpec_tui.search.cards import Found, ranked, wanted_words
from cpec_tui.search.copies import Shown, without_copies
from cpec_tui.search.daterange import Today
from cpec_tui.search.explain import explain
from cpec_tui.search.highlight import highlighter_of
from cpec_tui.search.parser import parse
from cpec_tui.search.plan import NOTHING, All, Filter, Plan, Ranked
from cpec_tui.search.query import And, Query
from cpec_tui.search.resolve import Resolver

_ASKED_FOR = 100.0


class Searcher:
    """Answers queries from one generation."""

    def __init__(
        self, generation: Generation, clock: Callable[[], float] = time.perf_counter, today: Today = date.today
    ) -> None:
        """``generation`` stays open while this is used; ``clock`` gives seconds."""
        self._generation = generation
        self._clock = clock
        self._today = today

    def page(
        self,
        text: str,
        limit: int,
        offset: int,
        entity_limit: int,
        *,
        order: Order,
        typing: bool,
        elapsed: Callable[[], float],
    ) -> ResultPage:
        """The slice of hits from ``offset``; ``elapsed`` gives the seconds since the search began."""
        query = parse(text, typing=typing, today=self._today)
        manifest = self._generation.manifest
        resolver = Resolver(self._generation.catalog, self._generation.engine, self._generation.lexicon, self._clock)
        found, shown = self._found(query, resolver, order, slice(offset, offset + limit))
        entities, entities_total = self._entities(query, entity_limit)
        hits = self.hits(query, found.best, shown)
        warnings = [*query.notes, *resolver.warnings]
        if manifest.partial:
            warnings.append(f"indexed so far: {manifest.covered:,} of {manifest.sources:,} files")
        return ResultPage(
            query.text,
            explain(query.root),
            found.total,
            entities_total,
            round(elapsed() * 1000, 1),
            manifest.partial,
            tuple(dict.fromkeys(warnings)),
            tuple(entities),
            tuple(hits),
            offset,
            resolver.fatal,
        )

    def _found(self, query: Query, resolver: Resolver, order: Order, wanted: slice) -> tuple[Ranked, Shown]:
        """How many paragraphs answer, copies left out, and those ``wanted``; warnings explain that there is none."""
        nothing = Ranked(0, ()), Shown(NOTHING)
        if query.root is None:
            return nothing
        plan = resolver.resolve(query.root)
        if resolver.fatal:
            return nothing
        shown = without_copies(plan, self._generation.engine, self._generation.catalog)
        found = self.ordered(shown.plan, order, wanted)
        if found.total:
            return found, shown
        if not self._generation.catalog.totals()["paragraphs"]:
            resolver.warnings.append("there is no text to search in: put sources into the corpus's seeds folder")
        elif isinstance(query.root, And) or not resolver.warnings:  # Of a single part the resolver has said why.
            resolver.warnings.append(why_nothing(query.root, plan, self._generation.engine))
        return found, shown

    def ordered(self, plan: Plan, order: Order, wanted: slice) -> Ranked:
        """How many paragraphs answer ``plan``, and those ``wanted``, counted in that order."""
        return self._best(plan, wanted) if order is Order.RANK else self._by_date(plan, order, wanted)

    def _best(self, plan: Plan, wanted: slice) -> Ranked:
        found = self._generation.engine.search(plan, wanted.stop, self._generation.catalog.places)
        return Ranked(found.total, found.best[wanted])

    def _by_date(self, plan: Plan, order: Order, wanted: slice) -> Ranked:
        engine = self._generation.engine
        rows = engine.rows(plan)
        page = list(islice(self._in_time(rows, order), wanted.start, wanted.stop))
        scores = dict(engine.search(All((plan, Filter(frozenset(page)))), len(page)).best)
        return Ranked(len(rows), tuple((row, scores[row]) for row in page))

    def _in_time(self, rows: Sequence[int], order: Order) -> Iterator[int]:
        """``rows`` by date, those of one date by id and ordinal; as far as they are taken."""
        documents = in_time(self._generation.catalog.document_rows, newest_first=order is Order.NEWEST)
        for _, found in by_document(documents, rows):
            yield from found

    def _entities(self, query: Query, limit: int) -> tuple[list[EntityHit], int]:
        catalog, engine = self._generation.catalog, self._generation.engine
        named = asked_entities(catalog, query)
        found = Found({}, {})
        groups = wanted_words(query.root, lambda word: bool(engine.frequency(word)))
        if groups:
            found = self._generation.cards.find(groups)
        elif not named:
            for kind in asked_kinds(catalog, query):
                found.scores.update(dict.fromkeys(catalog.entities_of_kind(kind), 0.0))
        found.scores.update(dict.fromkeys(named, _ASKED_FOR))
        hits = ranked(catalog.entity_hits(list(found.scores)), found, query.text, self._generation.cards.names)
        return hits[:limit], len(hits)

    def hits(self, query: Query, wanted: Sequence[tuple[int, float]], shown: Shown) -> list[Hit]:
        """The ``wanted`` rows, with their scores, as hits of ``query``."""
        catalog = self._generation.catalog
        copies = self._copies([row for row, _ in wanted], shown)
        paragraphs = catalog.paragraphs([row for row, _ in wanted])
        mentions = catalog.mentions({row: paragraphs[row].text for row, _ in wanted})
        highlighter = highlighter_of(query, catalog, self._generation.lexicon)
        hits = []
        for row, score in wanted:
            paragraph = paragraphs[row]
            hits.append(
                Hit(
                    address_of(paragraph.doc, paragraph.ordinal),
                    paragraph.doc,
                    paragraph.ordinal,
                    paragraph.role,
                    paragraph.title,
                    paragraph.date,
                    paragraph.page,
                    paragraph.text,
                    highlighter.spans(paragraph.text, mentions.get(row, ())),
                    tuple(mentions.get(row, ())),
                    round(score, 4),
                    copies.get(row, ()),
                )
            )
        return hits

    def _copies(self, rows: Sequence[int], shown: Shown) -> dict[int, tuple[str, ...]]:
        """The addresses of the copies of ``rows`` that answer, too."""
        copies = shown.copies_of(rows)
        addresses = self._generation.catalog.addresses([row for found in copies.values() for row in found])
        return {row: tuple(addresses[one] for one in addresses if one in set(found)) for row, found in copies.items()}
