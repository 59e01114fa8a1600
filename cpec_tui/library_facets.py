"""Facets: what stands in all the paragraphs that answer a query, each with the part of a query that narrows to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from cpec_tui.answers import FacetCount, Facets
from cpec_tui.catalog.counting import by_document
from cpec_tui.catalog.reading import Catalog
from cpec_tui.folding import fold
from cpec_tui.library_matches import Matcher
from cpec_tui.search.asked import kinds_meant
from cpec_tui.search.explain import explain
from cpec_tui.search.fields import values_meant
from cpec_tui.search.parser import parse
from cpec_tui.search.query import And, Entity, Field, Kind, Leaf, Node, Or, changed, joined
from cpec_tui.search.stopwords import is_stop_word

_NOWHERE = (0, 0)
_OF_DOCUMENTS = ("documents", "years", "publishers", "languages")
# (value, label) to the number of paragraphs.
_Counts = Mapping[tuple[str, str], int]


def facets_of(matcher: Matcher, limit: int) -> Facets:
    """The facets of the query of ``matcher``, at most ``limit`` of each field; none when nothing can be asked for."""
    catalog = matcher.generation.catalog
    rows = frozenset(matcher.generation.engine.rows(matcher.shown))
    kinds, entities = _named(catalog, rows)
    placed = _placed(catalog, rows)
    ids = Counter(fold(doc) for doc, _ in placed.documents)
    known = catalog.imprints.values()
    publishers = frozenset(publisher for publisher, _ in known if publisher)
    languages = frozenset(language for _, language in known if language)
    counts = {"kinds": kinds, "entities": entities, **{field: getattr(placed, field) for field in _OF_DOCUMENTS}}
    return Facets(
        _best(kinds, limit, lambda kind: _narrows_to_kind(catalog, kind)),
        _best(entities, limit, lambda entity: explain(Entity(entity, _NOWHERE))),
        _best(placed.documents, limit, lambda doc: _narrows_to_document(doc, ids)),
        _best(placed.years, limit, lambda year: f"date:{year}"),
        _best(placed.publishers, limit, lambda name: _narrows_to_value("publisher", name, publishers)),
        _best(placed.languages, limit, lambda code: _narrows_to_value("lang", code, languages)),
        {field: len(of_field) for field, of_field in counts.items()},
        len(rows) - placed.years.total(),
        len(rows) - placed.publishers.total(),
        len(rows) - placed.languages.total(),
    )


def narrowed(query: str, narrows: str, *, typing: bool = False) -> str:
    """``query`` and ``narrows`` (of a ``FacetCount``) in one query, to be asked with the same ``typing``.

    What the query means stays: alternatives are put in brackets, and what is not finished yet stays at the end.
    """
    root, part = parse(query, typing=typing).root, parse(narrows).root
    if root is None or part is None:
        return f"{query} {narrows} ".lstrip()
    begun, wanted = query.strip(), _parts(joined(And, (root, part)))
    ways = (
        f"{begun} {narrows} ",
        f"({begun}) {narrows} ",
        f"{narrows} {query}",
        f"{narrows} ({query}",
    )
    for way in ways:
        if _parts(parse(way, typing=typing).root) == wanted:
            return way
    return f"{explain(joined(And, (changed(root, _stop_word_kept), part)))} "


# Counting


def _named(catalog: Catalog, rows: frozenset[int]) -> tuple[_Counts, _Counts]:
    """In how many of ``rows`` each kind and each entity is mentioned."""
    labels = {kind.name: kind.label for kind in catalog.kinds}
    entities: dict[tuple[str, str], int] = {}
    kinds: dict[tuple[str, str], set[int]] = {}
    for entity in catalog.entity_rows if rows else ():
        found = rows.intersection(entity.rows)
        if found:
            entities[entity.id, entity.name] = len(found)
            kinds.setdefault((entity.kind, labels.get(entity.kind, entity.kind)), set()).update(found)
    return {kind: len(found) for kind, found in kinds.items()}, entities


@dataclass(frozen=True, slots=True)
class _Placed:
    """How many rows stand in each document, and in documents of each year, publisher and language."""

    documents: Counter[tuple[str, str]] = field(default_factory=Counter)
    years: Counter[tuple[str, str]] = field(default_factory=Counter)
    publishers: Counter[tuple[str, str]] = field(default_factory=Counter)
    languages: Counter[tuple[str, str]] = field(default_factory=Counter)


def _placed(catalog: Catalog, rows: frozenset[int]) -> _Placed:
    placed = _Placed()
    for document, found in by_document(catalog.document_rows, rows):
        placed.documents[document.id, document.title] = len(found)
        publisher, language = catalog.imprints[document.id]
        year = document.date and document.date[:4]
        for counts, value in ((placed.years, year), (placed.publishers, publisher), (placed.languages, language)):
            if value:
                counts[value, value] += len(found)
    return placed


def _best(counts: _Counts, limit: int, narrows: Callable[[str], str]) -> tuple[FacetCount, ...]:
    """The ``limit`` most frequent, equal ones by label."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0][1], item[0][0]))
    return tuple(FacetCount(value, label, count, narrows(value)) for (value, label), count in ordered[:limit])


# Narrowing


def _narrows_to_kind(catalog: Catalog, kind: str) -> str:
    """``kind:…``, unless it would also mean another kind or cannot be written."""
    text = explain(Kind(kind, _NOWHERE))
    asked = parse(text).root
    return text if isinstance(asked, Kind) and kinds_meant(catalog, asked) == [kind] else ""


def _narrows_to_document(doc: str, ids: Mapping[str, int]) -> str:
    """``doc:…``, unless it would also mean another document or cannot be written; ``ids`` counts folded ids."""
    text = explain(Field("doc", doc, _NOWHERE))
    asked = parse(text).root
    means_it = isinstance(asked, Field) and _without_span(asked) == Field("doc", doc, _NOWHERE)
    return text if means_it and ids[fold(doc)] == 1 else ""


def _narrows_to_value(name: str, value: str, known: Collection[str]) -> str:
    """``publisher:…`` or ``lang:…``, unless it would also mean another one of the ``known`` or cannot be written."""
    text = explain(Field(name, value, _NOWHERE))
    asked = parse(text).root
    means_it = isinstance(asked, Field) and _without_span(asked) == Field(name, value, _NOWHERE)
    return text if means_it and values_meant(Field(name, value, _NOWHERE), known) == [value] else ""


def _parts(node: Node | None) -> Counter[Node]:
    """What must all be there, wherever in the query it stands."""
    parts = node.parts if isinstance(node, And) else (node,)
    return Counter(changed(part, _without_span) for part in parts if part is not None)


def _without_span(leaf: Leaf) -> Node:
    return replace(leaf, span=_NOWHERE)


def _stop_word_kept(leaf: Leaf) -> Node:
    """``leaf`` so that it counts beside something else, too: an OR keeps its stop words."""
    return Or((leaf, leaf)) if is_stop_word(leaf) else leaf
