"""Cards, and verdicts, put together from the catalog."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cpec_tui.answers import Card, FactOnCard, PlacedVerdict, Quotation, RelationOnCard
from cpec_tui.catalog.codec import load_verdicts
from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.stored import StoredEntity
from cpec_tui.errors import NotFoundError
from cpec_tui.folding import lookup_key
from cpec_tui.library_mentions import first_and_last
from cpec_tui.nearest import nearest


def entity_meant(catalog: Catalog, name: str) -> str:
    """The id of the entity meant by an id, a name or an alias. Raises NotFoundError, with the nearest names."""
    wanted = name.removeprefix("@")
    known = catalog.entity(wanted)
    if known is not None:
        return known.entity.id
    found = catalog.entities_named(lookup_key(wanted))
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(f"`{wanted}` is a name of {', '.join(found)}", "give one of these ids")
    names = dict(catalog.names())
    near = nearest(wanted, names, 3)
    advice = "did you mean " + " or ".join(f"`{one}` ({names[one]})" for one in near) + "?" if near else ""
    raise NotFoundError(f"there is no entity `{wanted}`", advice or "find it with: cpec-tui search")


def ids_now(catalog: Catalog, ids: Iterable[str]) -> dict[str, str]:
    """The id that each of ``ids`` has now, merged or not; those that no entity has or had are left out."""
    known = frozenset(catalog.entity_ids())
    now = {entity: catalog.merged.get(entity, entity) for entity in ids}
    return {entity: found for entity, found in now.items() if found in known}


def card_of(catalog: Catalog, entity: str) -> Card:
    """The card of an entity by its id. Raises NotFoundError."""
    stored = catalog.entity(entity)
    if stored is None:
        raise NotFoundError(f"there is no entity `{entity}`", "find it with: cpec-tui search")
    first, last = first_and_last(catalog, entity) or (None, None)
    return Card(
        stored.entity,
        _facts(stored),
        _relations(catalog, stored),
        stored.mentions,
        stored.documents,
        stored.ambiguous,
        first,
        last,
    )


def verdicts_of(catalog: Catalog) -> list[PlacedVerdict]:
    """Every verdict with what became of its place."""
    return [
        PlacedVerdict(verdict, at.standing, at.address, at.start, at.end, at.text, verdict.line)
        for verdict, at in load_verdicts(catalog.meta["verdicts"])
    ]


def _facts(stored: StoredEntity) -> tuple[FactOnCard, ...]:
    facts = []
    for number, fact in enumerate(stored.entity.facts):
        located = stored.located[number] if number < len(stored.located) else ()
        quotations = tuple(
            Quotation(
                evidence.document, evidence.text, where.standing, where.address, where.start, where.end, where.text
            )
            for evidence, where in zip(fact.evidence, located, strict=False)
        )
        facts.append(FactOnCard(fact, quotations))
    return tuple(facts)


def _relations(catalog: Catalog, stored: StoredEntity) -> tuple[RelationOnCard, ...]:
    """Its own relations, then those that other cards have to it, read from this end."""
    declared: dict[str, str | None] = json.loads(catalog.meta["inverses"])
    inverses = {inverse: name for name, inverse in declared.items() if inverse} | declared
    own = [(relation.type, relation.to, relation, False) for relation in stored.entity.relations]
    for other, number in catalog.relations_to(stored.entity.id):
        source = catalog.entity(other)
        if source is not None and other != stored.entity.id:
            relation = source.entity.relations[number]
            inverse = inverses.get(relation.type) or f"{relation.type} (of)"
            if (inverse, other) not in {(kind, to) for kind, to, _, _ in own}:
                own.append((inverse, other, relation, True))
    named = {hit.id: hit for hit in catalog.entity_hits([to for _, to, _, _ in own])}
    return tuple(
        RelationOnCard(
            kind, to, named[to].name, named[to].kind, relation.role, relation.since, relation.until, incoming
        )
        for kind, to, relation, incoming in own
        if to in named
    )
