"""Facets: what stands in all the paragraphs that answer a query, each with the part of a query that narrows to it."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from cpec_tui.answers import FacetCount, Facets
from cpec_tui.built.generation import Generation
from cpec_tui.catalog.reading import Catalog
from cpec_tui.facet_counts import Answers, Counts, named, placed_in
from cpec_tui.folding import fold
from cpec_tui.search.asked import kinds_meant
from cpec_tui.search.explain import explain
from cpec_tui.search.fields import values_meant
from cpec_tui.search.parser import parse
from cpec_tui.search.plan import Plan
from cpec_tui.search.query import And, Entity, Field, Kind, Leaf, Node, Not, Or, changed, joined, without_spans
from cpec_tui.search.stopwords import is_stop_word

_NOWHERE = (0, 0)
_OF_DOCUMENTS = ("documents", "years", "publishers", "languages")
# So many parts one value may take to be said.
_MOST_PARTS = 4


def facets_of(generation: Generation, plan: Plan, limit: int) -> Facets:
    """The facets of all that ``plan`` answers, copies and all; at most ``limit`` of each field."""
    catalog, known = generation.catalog, generation.catalog.imprinted
    answers = Answers.of(generation.engine.rows(plan), catalog)
    kinds, entities = named(catalog, answers)
    placed = placed_in(catalog, answers)
    counts = {"kinds": kinds, "entities": entities, **{field: getattr(placed, field) for field in _OF_DOCUMENTS}}
    return Facets(
        _best(kinds, limit, lambda kind: _narrows_to_kind(catalog, kind)),
        _best(entities, limit, lambda entity: explain(Entity(entity, _NOWHERE))),
        _best_documents(catalog, placed.documents, limit),
        _best(placed.years, limit, lambda year: f"date:{year}"),
        _best(placed.publishers, limit, lambda name: _narrows_to_value("publisher", name, known.publishers)),
        _best(placed.languages, limit, lambda code: _narrows_to_value("lang", code, known.languages)),
        {field: len(of_field) for field, of_field in counts.items()},
        placed.without["years"],
        placed.without["publishers"],
        placed.without["languages"],
    )


def without_narrowing(facets: Facets) -> Facets:
    """``facets`` of what no query asks for, so that none can be narrowed to them."""
    return Facets(
        _bare(facets.kinds),
        _bare(facets.entities),
        _bare(facets.documents),
        _bare(facets.years),
        _bare(facets.publishers),
        _bare(facets.languages),
        facets.totals,
        facets.undated,
        facets.unpublished,
        facets.unspoken,
    )


def _bare(counts: Iterable[FacetCount]) -> tuple[FacetCount, ...]:
    return tuple(replace(one, narrows="") for one in counts)


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


# Narrowing


def _narrows_to_kind(catalog: Catalog, kind: str) -> str:
    """``kind:…``, unless it would also mean another kind or cannot be written."""
    text = explain(Kind(kind, _NOWHERE))
    asked = parse(text).root
    return text if isinstance(asked, Kind) and kinds_meant(catalog, asked) == [kind] else ""


def _best(counts: Counts, limit: int, narrows: Callable[[str], str]) -> tuple[FacetCount, ...]:
    """The ``limit`` most frequent, equal ones by label."""
    least = _least(counts.values(), limit)
    among = [item for item in counts.items() if item[1] >= least] if limit else []
    ordered = sorted(among, key=lambda item: (-item[1], item[0][1], item[0][0]))
    return tuple(FacetCount(value, label, count, narrows(value)) for (value, label), count in ordered[:limit])


def _best_documents(catalog: Catalog, found: Mapping[int, int], limit: int) -> tuple[FacetCount, ...]:
    """As ``_best``, of documents that are ``found`` by their numbers; of very many, only those are looked at."""
    documents = catalog.document_index.documents
    least = _least(found.values(), limit)
    best = {number: count for number, count in found.items() if count >= least}
    labelled = {(documents[number].id, documents[number].title): count for number, count in best.items()}
    return _best(labelled, limit, lambda doc: _narrows_to_document(doc, catalog, found))


def _least(counts: Iterable[int], limit: int) -> int:
    """What the ``limit`` highest of ``counts`` are at least."""
    return min(heapq.nlargest(limit, counts), default=0)


def _narrows_to_document(doc: str, catalog: Catalog, found: Mapping[int, int]) -> str:
    """``doc:…``, unless it would also mean another document that was ``found``, or cannot be written."""
    text = explain(Field("doc", doc, _NOWHERE))
    asked = parse(text).root
    means_it = isinstance(asked, Field) and without_spans(asked) == Field("doc", doc, _NOWHERE)
    others = [other for other in catalog.ids_alike.get(fold(doc), ()) if other != doc]
    ids = {catalog.document_index.documents[number].id for number in found} if others else set()
    return text if means_it and ids.isdisjoint(others) else ""


def _narrows_to_value(name: str, value: str, known: Collection[str]) -> str:
    """``publisher:…`` or ``lang:…``, without the other ones of the ``known`` that it would also mean.

    Nothing when that cannot be written, or when they are many.
    """
    asked = Field(name, value, _NOWHERE)
    others = [other for other in values_meant(asked, sorted(known)) if other != value]
    texts = [explain(asked), *(f"-{explain(Field(name, other, _NOWHERE))}" for other in _widest(name, others))]
    parsed = parse(" ".join(texts)).root
    wanted = [asked, *(Not(Field(name, other, _NOWHERE)) for other in _widest(name, others))]
    excluded = any(value in values_meant(Field(name, other, _NOWHERE), [value]) for other in others)
    is_said = _parts(parsed) == Counter(wanted) and not excluded and len(texts) <= _MOST_PARTS
    return " ".join(texts) if is_said else ""


def _widest(name: str, values: list[str]) -> list[str]:
    """Those of ``values`` that no other one means, too."""
    return [
        one
        for one in values
        if not any(values_meant(Field(name, other, _NOWHERE), [one]) for other in values if other != one)
    ]


def _parts(node: Node | None) -> Counter[Node]:
    """What must all be there, wherever in the query it stands."""
    parts = node.parts if isinstance(node, And) else (node,)
    return Counter(without_spans(part) for part in parts if part is not None)


def _stop_word_kept(leaf: Leaf) -> Node:
    """``leaf`` so that it counts beside something else, too: an OR keeps its stop words."""
    return Or((leaf, leaf)) if is_stop_word(leaf) else leaf
