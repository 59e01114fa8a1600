"""Entities that turned out to be others: what is said of them counts as said of those, and their ids go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from cpec_tui.errors import Problem, Severity
from cpec_tui.model import Alias, Entity, Relation
from cpec_tui.nearest import did_you_mean

T = TypeVar("T")


def merged_ids(
    entities: Sequence[Entity], unfit: Sequence[Entity], *, all_known: bool
) -> tuple[dict[str, str], list[Problem]]:
    """The id that each merged entity has now, by its own id, and what is wrong with the others that say so.

    ``unfit`` are known, but nothing can be merged into them: what is wrong with them is told. When a file of entities
    could not be read, not ``all_known``, none is blamed for naming an unknown one.
    """
    first: dict[str, Entity] = {}
    for entity in entities:
        first.setdefault(entity.id, entity)
    into: dict[str, str] = {}
    problems: list[Problem] = []
    known = {*first, *(entity.id for entity in unfit)}
    for entity in first.values():
        target = entity.merged_into
        if target == entity.id:
            message = f"entity {target} is merged into itself"
            problems.append(_error("bad-merge", entity, message, "remove merged_into"))
        elif target in first:
            into[entity.id] = target
        elif target is not None and all_known and target not in known:
            problems.append(_unknown(entity, target, known))
    for circle in _circles(into):
        problems.extend(_in_a_circle(first[one], circle) for one in circle)
        for one in circle:
            del into[one]
    return {one: _last(one, into) for one in into}, problems


def merge(entities: Sequence[Entity], merged: Mapping[str, str]) -> tuple[Entity, ...]:
    """The entities that are left, each with all that was said of those that were ``merged`` into it."""
    if not merged:
        return tuple(entities)
    parts: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.id in merged:
            parts.setdefault(merged[entity.id], []).append(entity)
    left = (entity for entity in entities if entity.id not in merged)
    joined = (_joined(entity, parts[entity.id]) if entity.id in parts else entity for entity in left)
    return tuple(_renamed(entity, merged) for entity in joined)


def _last(entity: str, into: Mapping[str, str]) -> str:
    while entity in into:
        entity = into[entity]
    return entity


def _circles(into: Mapping[str, str]) -> Iterator[list[str]]:
    """Every circle in which entities are merged into each other."""
    seen: set[str] = set()
    for start in list(into):
        path: list[str] = []
        entity = start
        while entity in into and entity not in seen:
            seen.add(entity)
            path.append(entity)
            entity = into[entity]
        if entity in path:
            yield path[path.index(entity) :]


def _unknown(entity: Entity, target: str, known: Iterable[str]) -> Problem:
    message = f"entity {entity.id} is merged into `{target[:60]}`, which is no entity"
    advice = did_you_mean(target, [one for one in known if one != entity.id])
    return _error("unknown-entity", entity, message, advice or "name another, or remove merged_into")


def _in_a_circle(entity: Entity, circle: Sequence[str]) -> Problem:
    start = circle.index(entity.id)
    way = " → ".join((*circle[start:], *circle[:start], entity.id))
    message = f"entity {entity.id} is merged into itself by way of others: {way}"
    return _error("bad-merge", entity, message, "remove merged_into from one of them")


def _error(code: str, entity: Entity, message: str, hint: str) -> Problem:
    return Problem(code, Severity.ERROR, entity.source, entity.line_of("merged_into"), message, hint)


class _Gathered(Generic[T]):
    """The items under one key of a card, with those of others behind them, and where each stands."""

    def __init__(self, key: str, items: Iterable[T]) -> None:
        self.key = key
        self.items = list(items)
        self.lines: dict[str, int] = {}
        self.sources: dict[str, str] = {}

    def add(self, item: T, entity: Entity, number: int | None = None) -> None:
        """``item`` of another card, where it has that number under the key."""
        here = f"{self.key}.{len(self.items)}"
        there = f"{self.key}.{number}"
        self.items.append(item)
        self.sources[here] = entity.source
        self.lines[here] = entity.line
        for part, line in entity.lines.items():
            if part == there or part.startswith(f"{there}."):
                self.lines[here + part[len(there) :]] = line


def _joined(entity: Entity, parts: Sequence[Entity]) -> Entity:
    """``entity`` with all that is said of ``parts``, what it says itself first."""
    aliases = _Gathered("aliases", entity.aliases)
    facts = _Gathered("facts", entity.facts)
    relations = _Gathered("relations", entity.relations)
    ids = dict(entity.ids)
    ours = {entity.id, *(part.id for part in parts)}
    for part in parts:
        for alias, at in _forms(part):
            if alias.text not in (entity.name, *(one.text for one in aliases.items)):
                aliases.add(alias, part, at)
        for at, fact in enumerate(part.facts):
            if fact not in facts.items:
                facts.add(fact, part, at)
        for at, relation in enumerate(part.relations):
            if relation not in relations.items and relation.to not in ours:
                relations.add(relation, part, at)
        ids = {**part.ids, **ids}
    return replace(
        entity,
        aliases=tuple(aliases.items),
        summary=next((one.summary for one in (entity, *parts) if one.summary), ""),
        facts=tuple(facts.items),
        relations=tuple(relations.items),
        ids=ids,
        context=tuple(dict.fromkeys(word for one in (entity, *parts) for word in one.context)),
        lines={**entity.lines, **aliases.lines, **facts.lines, **relations.lines},
        sources={**aliases.sources, **facts.sources, **relations.sources},
    )


def _forms(entity: Entity) -> Iterator[tuple[Alias, int | None]]:
    """The name and the aliases with their numbers; an alias that is the name with rules stands for it."""
    if all(alias.text != entity.name for alias in entity.aliases):
        yield Alias(entity.name), None
    yield from ((alias, number) for number, alias in enumerate(entity.aliases))


def _renamed(entity: Entity, merged: Mapping[str, str]) -> Entity:
    """``entity`` with the present ids of all entities that it names."""
    aliases = tuple(
        replace(alias, needs=_now(alias.needs, merged), only_after=_now(alias.only_after, merged))
        for alias in entity.aliases
    )
    kept: dict[Relation, int] = {}
    for number, relation in enumerate(entity.relations):
        now = replace(relation, to=merged.get(relation.to, relation.to))
        if now.to != entity.id or relation.to == entity.id:
            kept.setdefault(now, number)
    renumbered = {f"relations.{old}": f"relations.{new}" for new, old in enumerate(kept.values())}
    return replace(
        entity,
        aliases=aliases,
        relations=tuple(kept),
        context=_now(entity.context, merged),
        lines=_with_relations(entity.lines, renumbered),
        sources=_with_relations(entity.sources, renumbered),
    )


def _now(names: Sequence[str], merged: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(merged.get(name, name) for name in names))


def _with_relations(known: Mapping[str, T], renumbered: Mapping[str, str]) -> dict[str, T]:
    """What is known of the parts of a card, when some of its relations have gone."""
    found: dict[str, T] = {}
    for part, value in known.items():
        head = ".".join(part.split(".")[:2])
        if not part.startswith("relations."):
            found[part] = value
        elif head in renumbered:
            found[renumbered[head] + part[len(head) :]] = value
    return found
