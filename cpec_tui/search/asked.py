"""The entities and kinds that a query asks for by name (@id, kind:name)."""

from __future__ import annotations

from cpec_tui.catalog.reading import Catalog
from cpec_tui.folding import lookup_key
from cpec_tui.search.query import Entity, Kind, Query, words_and_names


def entities_meant(catalog: Catalog, leaf: Entity) -> list[str]:
    """Ids of the entities that ``leaf`` stands for: by id, else by name; unfinished, all that begin so.

    The id that an entity had before it was merged into another stands for that one.
    """
    ids = {**{entity: entity for entity in catalog.entity_ids()}, **catalog.merged}
    key = lookup_key(leaf.id)
    if not leaf.unfinished:
        return [ids[leaf.id]] if leaf.id in ids else catalog.entities_named(key)
    begun = [entity for had, entity in ids.items() if had.startswith(leaf.id)]
    if begun:
        return list(dict.fromkeys(begun))
    return list(dict.fromkeys(entity for name, entity in catalog.names() if lookup_key(name).startswith(key)))


def kinds_meant(catalog: Catalog, leaf: Kind) -> list[str]:
    """Names of the kinds that ``leaf`` stands for: by name, label or plural; unfinished, all that begin so."""
    wanted = lookup_key(leaf.name)
    found = []
    for kind in catalog.kinds:
        names = {lookup_key(name) for name in (kind.name, kind.label, kind.plural)}
        if wanted in names or (leaf.unfinished and any(name.startswith(wanted) for name in names)):
            found.append(kind.name)
    return found


def asked_entities(catalog: Catalog, query: Query) -> frozenset[str]:
    """Ids of the entities that ``query`` asks for with @."""
    asked = (leaf for leaf in words_and_names(query.root) if isinstance(leaf, Entity))
    return frozenset(entity for leaf in asked for entity in entities_meant(catalog, leaf))


def asked_kinds(catalog: Catalog, query: Query) -> frozenset[str]:
    """Names of the kinds that ``query`` asks for with kind:."""
    asked = (leaf for leaf in words_and_names(query.root) if isinstance(leaf, Kind))
    return frozenset(kind for leaf in asked for kind in kinds_meant(catalog, leaf))
