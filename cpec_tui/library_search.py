"""One search: the query parsed, resolved, answered, and its hits dressed with text, highlights and mentions."""

from __future__ import annotations

from collections.abc import Callable

from cpec_tui.built.generation import Generation
from cpec_tui.model import EntityHit, Hit, ResultPage, address_of
from cpec_tui.search.cards import Found, ranked, wanted_words
from cpec_tui.search.explain import explain
from cpec_tui.search.highlight import Highlighter
from cpec_tui.search.parser import parse
from cpec_tui.search.plan import Ranked
from cpec_tui.search.query import Entity, Kind, Query, leaves
from cpec_tui.search.resolve import Resolver


class Searcher:
    """Answers queries from one generation."""

    def __init__(self, generation: Generation) -> None:
        """``generation`` stays open while this is used."""
        self._generation = generation

    def page(
        self, text: str, limit: int, offset: int, entity_limit: int, *, typing: bool, elapsed: Callable[[], float]
    ) -> ResultPage:
        """The slice of hits from ``offset``; ``elapsed`` gives the seconds since the search began."""
        query = parse(text, typing=typing)
        manifest = self._generation.manifest
        resolver = Resolver(self._generation.catalog, self._generation.engine, self._generation.lexicon)
        found = Ranked(0, ())
        if query.root is not None:
            plan = resolver.resolve(query.root)
            if not resolver.fatal:
                found = self._generation.engine.search(plan, offset + limit)
        entities, entities_total = self._entities(query, entity_limit)
        hits = self._hits(query, found, offset)
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

    def _entities(self, query: Query, limit: int) -> tuple[list[EntityHit], int]:
        catalog, engine = self._generation.catalog, self._generation.engine
        named = self._asked_entities(query)
        found = Found(dict.fromkeys(named, 100.0), {})
        groups = wanted_words(query.root, lambda word: bool(engine.frequency(word)))
        if groups:
            found = self._generation.cards.find(groups)
            found.scores.update(dict.fromkeys(named, 100.0))
        elif not named:
            for kind in self._asked_kinds(query):
                found.scores.update(dict.fromkeys(catalog.entities_of_kind(kind), 0.0))
        hits = ranked(catalog.entity_hits(list(found.scores)), found, query.text)
        return hits[:limit], len(hits)

    def _asked_entities(self, query: Query) -> frozenset[str]:
        """Ids of the entities that the query asks for with @."""
        catalog = self._generation.catalog
        found: set[str] = set()
        for leaf in leaves(query.root):
            if isinstance(leaf, Entity):
                ids = catalog.entity_ids()
                if leaf.unfinished:
                    found.update(one for one in ids if one.startswith(leaf.id))
                else:
                    found.update([leaf.id] if leaf.id in ids else catalog.entities_named(leaf.id.replace("-", " ")))
        return frozenset(found)

    def _asked_kinds(self, query: Query) -> frozenset[str]:
        """Names of the kinds that the query asks for."""
        found: set[str] = set()
        for leaf in leaves(query.root):
            if isinstance(leaf, Kind):
                for kind in self._generation.catalog.kinds:
                    names = (kind.name, kind.label, kind.plural)
                    if leaf.name in names or (leaf.unfinished and any(name.startswith(leaf.name) for name in names)):
                        found.add(kind.name)
        return frozenset(found)

    def _hits(self, query: Query, found: Ranked, offset: int) -> list[Hit]:
        wanted = found.best[offset:]
        catalog = self._generation.catalog
        paragraphs = catalog.paragraphs([row for row, _ in wanted])
        mentions = catalog.mentions({row: paragraphs[row].text for row, _ in wanted})
        highlighter = Highlighter(
            query.root, self._generation.lexicon, self._asked_entities(query), self._asked_kinds(query)
        )
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
                    highlighter.spans(paragraph.text, mentions[row]),
                    tuple(mentions[row]),
                    round(score, 4),
                )
            )
        return hits
