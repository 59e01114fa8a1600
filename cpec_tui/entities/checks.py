"""Checks between entities: ids, aliases, kinds and relations must fit together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cpec_tui.entities.curated import CorpusConfig
from cpec_tui.errors import Problem, Severity
from cpec_tui.folding import lookup_key
from cpec_tui.model import Entity
from cpec_tui.nearest import did_you_mean


def between_entities(
    entities: Sequence[Entity], config: CorpusConfig, merged: Mapping[str, str], *, all_known: bool = True
) -> list[Problem]:
    """Every problem that shows only when all entities are known; ``merged`` gives the ids of those that others are now.

    When a file of them could not be read, not ``all_known``, no relation is blamed for leading to an unknown one.
    """
    return [
        *_repeated_ids(entities),
        *_unknown_kinds(entities, config),
        *_repeated_aliases(entities),
        *_shared_aliases(entities, merged),
        *(one for one in _relations(entities, config) if all_known or one.code != "unknown-entity"),
    ]


def usable(entities: Sequence[Entity], config: CorpusConfig) -> tuple[Entity, ...]:
    """The entities that can be used: the first of each id."""
    first: dict[str, Entity] = {}
    for entity in entities:
        first.setdefault(entity.id, entity)
    return tuple(first.values())


def _repeated_ids(entities: Sequence[Entity]) -> Iterable[Problem]:
    first: dict[str, Entity] = {}
    for entity in entities:
        earlier = first.setdefault(entity.id, entity)
        if earlier is not entity:
            message = f"the id `{entity.id}` is taken by {earlier.source}:{earlier.line}"
            yield _error("duplicate-id", entity, entity.line, message, "give one of them another id")


def _unknown_kinds(entities: Sequence[Entity], config: CorpusConfig) -> Iterable[Problem]:
    known = list(config.kinds_by_name)
    for entity in entities:
        if entity.kind and entity.kind not in known:
            message = f"entity {entity.id}: no kind `{entity.kind[:60]}` in corpus.yaml"
            hint = did_you_mean(entity.kind, known) or "declare it under kinds: in index/corpus.yaml"
            yield _error("unknown-kind", entity, entity.line_of("kind"), message, hint)


def _repeated_aliases(entities: Sequence[Entity]) -> Iterable[Problem]:
    for entity in entities:
        seen: set[str] = set()
        for number, alias in enumerate(entity.aliases):
            # An alias that repeats the name is the name with rules; without any it says nothing.
            if alias.text in seen or (alias.text == entity.name and not alias.has_rules):
                message = f"entity {entity.id}: the alias `{alias.text[:60]}` stands twice"
                hint = "remove one; the name itself is always an alias"
                yield _error("duplicate-alias", entity, entity.line_of("aliases", number), message, hint)
            seen.add(alias.text)


def _shared_aliases(entities: Sequence[Entity], merged: Mapping[str, str]) -> Iterable[Problem]:
    """Forms of two entities between which nothing is curated that decides: no context, no rules of an alias."""
    owners: dict[str, Entity] = {}
    for entity in entities:
        told = set()
        forms = [(entity.name, entity.line), *_aliases_with_lines(entity)]
        for text, line in forms:
            other = owners.setdefault(lookup_key(text), entity)
            are_one = merged.get(other.id, other.id) == merged.get(entity.id, entity.id)
            if not are_one and lookup_key(text) not in told:
                told.add(lookup_key(text))
                if _is_told_apart(entity, text) or _is_told_apart(other, text):
                    continue
                message = (
                    f"entity {entity.id}: `{text[:60]}` is also an alias of {other.id} ({other.source}:{other.line})"
                )
                hint = "list under context: which words speak for each, or give the alias rules"
                yield Problem("shared-alias", Severity.WARNING, entity.source, line, message, hint)


def _is_told_apart(entity: Entity, text: str) -> bool:
    key = lookup_key(text)
    return bool(entity.context) or any(alias.has_rules and lookup_key(alias.text) == key for alias in entity.aliases)


def _aliases_with_lines(entity: Entity) -> Iterable[tuple[str, int]]:
    return ((alias.text, entity.line_of("aliases", number)) for number, alias in enumerate(entity.aliases))


def _relations(entities: Sequence[Entity], config: CorpusConfig) -> Iterable[Problem]:
    ids = {entity.id for entity in entities}
    types = config.inverses
    known_types = {*types, *(inverse for inverse in types.values() if inverse)}
    for entity in entities:
        for number, relation in enumerate(entity.relations):
            where = f"entity {entity.id}: the relation `{relation.type[:60]}`"
            if relation.to not in ids:
                line = entity.line_of("relations", number, "to")
                message = f"{where} leads to unknown entity `{relation.to[:60]}`"
                hint = did_you_mean(relation.to, ids) or "add that entity, or remove the relation"
                yield _error("unknown-entity", entity, line, message, hint)
            if types and relation.type not in known_types:
                line = entity.line_of("relations", number, "type")
                hint = did_you_mean(relation.type, types) or "declare it under relation_types: in index/corpus.yaml"
                message = f"{where} is no known type"
                yield Problem("unknown-relation", Severity.WARNING, entity.source, line, message, hint)


def _error(code: str, entity: Entity, line: int, message: str, hint: str) -> Problem:
    return Problem(code, Severity.ERROR, entity.source, line, message, hint)
