"""Checks between entities: ids, aliases, kinds and relations must fit together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cpec_tui.entities.curated import CorpusConfig
from cpec_tui.errors import Problem, Severity
from cpec_tui.folding import lookup_key
from cpec_tui.model import Entity
from cpec_tui.nearest import did_you_mean


def between_entities(entities: Sequence[Entity], config: CorpusConfig) -> list[Problem]:
    """Every problem that shows only when all entities are known."""
    return [
        *_repeated_ids(entities),
        *_unknown_kinds(entities, config),
        *_aliases(entities),
        *_relations(entities, config),
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
            yield _error("duplicate-id", entity, message, "give one of them another id")


def _unknown_kinds(entities: Sequence[Entity], config: CorpusConfig) -> Iterable[Problem]:
    known = list(config.kinds_by_name)
    for entity in entities:
        if entity.kind not in known:
            hint = did_you_mean(entity.kind, known) or "declare it under kinds: in index/corpus.yaml"
            yield _error("unknown-kind", entity, f"entity {entity.id}: no kind `{entity.kind}` in corpus.yaml", hint)


def _aliases(entities: Sequence[Entity]) -> Iterable[Problem]:
    owners: dict[str, Entity] = {}
    for entity in entities:
        own: dict[str, str] = {}
        for text in (entity.name, *(alias.text for alias in entity.aliases)):
            if text in own.values():
                message = f"entity {entity.id}: the alias `{text}` stands twice"
                yield _error("duplicate-alias", entity, message, "remove one; the name itself is always an alias")
            key = lookup_key(text)
            if key not in own and (other := owners.setdefault(key, entity)) is not entity and other.id != entity.id:
                message = f"entity {entity.id}: `{text}` is also an alias of {other.id} ({other.source}:{other.line})"
                hint = "its mentions are ambiguous where the text does not decide"
                yield Problem("shared-alias", Severity.WARNING, entity.source, entity.line, message, hint)
            own.setdefault(key, text)


def _relations(entities: Sequence[Entity], config: CorpusConfig) -> Iterable[Problem]:
    ids = {entity.id for entity in entities}
    types = config.inverses
    known_types = {*types, *(inverse for inverse in types.values() if inverse)}
    for entity in entities:
        for relation in entity.relations:
            where = f"entity {entity.id}: the relation `{relation.type}`"
            if relation.to not in ids:
                hint = did_you_mean(relation.to, ids) or "add that entity, or remove the relation"
                yield _error("unknown-entity", entity, f"{where} leads to unknown entity `{relation.to}`", hint)
            if types and relation.type not in known_types:
                hint = did_you_mean(relation.type, types) or "declare it under relation_types: in index/corpus.yaml"
                yield Problem(
                    "unknown-relation", Severity.WARNING, entity.source, entity.line, f"{where} is no known type", hint
                )


def _error(code: str, entity: Entity, message: str, hint: str) -> Problem:
    return Problem(code, Severity.ERROR, entity.source, entity.line, message, hint)
