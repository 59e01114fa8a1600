"""Model data as the JSON text that the catalog keeps, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from cpec_tui.model import (
    Alias,
    Decision,
    Entity,
    Evidence,
    Fact,
    Kind,
    Located,
    Metadata,
    OffsetRun,
    Reference,
    Relation,
    Scope,
    Span,
    Standing,
    Verdict,
)

Standings = tuple[tuple[Located, ...], ...]

_KEPT = (Alias, Entity, Evidence, Fact, Kind, Located, Metadata, OffsetRun, Reference, Relation, Verdict)
# Changes with any field of what is kept as JSON: a catalog of another shape cannot be read, and is built anew.
SHAPE = hashlib.sha256(repr([[field.name for field in fields(kept)] for kept in _KEPT]).encode()).hexdigest()[:8]


def dump(value: Any) -> str:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Any:
    """What ``dump`` wrote."""
    return json.loads(text)


def _dump_deep(value: Any) -> str:
    """A dataclass of dataclasses as ``asdict`` would give it, without the copies that it makes of everything."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_fields)


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def dump_entity(entity: Entity) -> str:
    """A card with everything curated."""
    return _dump_deep(entity)


def load_card(text: str) -> Entity:
    """The entity of a compiled card."""
    return _entity(json.loads(json.loads(text)["entity"]))


def load_entity(text: str) -> Entity:
    """A card from ``dump_entity``."""
    return _entity(json.loads(text))


def _entity(data: dict[str, Any]) -> Entity:
    lists = ("needs", "not_before", "not_after", "only_after")
    aliases = tuple(Alias(**{**item, **{name: tuple(item[name]) for name in lists}}) for item in data["aliases"])
    facts = tuple(
        Fact(
            item["text"],
            item["date"],
            item["according_to"],
            tuple(Evidence(**evidence) for evidence in item["evidence"]),
            tuple(Reference(**reference) for reference in item["references"]),
        )
        for item in data["facts"]
    )
    relations = tuple(Relation(**item) for item in data["relations"])
    return Entity(
        **{**data, "aliases": aliases, "facts": facts, "relations": relations, "context": tuple(data["context"])}
    )


def dump_standings(standings: Sequence[Sequence[Located]]) -> list[Any]:
    """Where the quotations of each fact of a card stand."""
    return [[[one.standing.value, one.address, one.start, one.end, one.text] for one in fact] for fact in standings]


def load_standings(data: list[Any]) -> Standings:
    """Where quotations stand, from ``dump_standings``."""
    return tuple(tuple(Located(Standing(standing), *rest) for standing, *rest in fact) for fact in data)


def dump_verdicts(verdicts: Sequence[Verdict], standings: Sequence[Located]) -> str:
    """All verdicts with what became of each."""
    return dump([[asdict(one), asdict(located)] for one, located in zip(verdicts, standings, strict=True)])


def load_verdicts(text: str) -> list[tuple[Verdict, Located]]:
    """Verdicts and what became of them, from ``dump_verdicts``."""
    return [(_verdict(one), Located(**{**where, "standing": Standing(where["standing"])})) for one, where in load(text)]


def _verdict(data: dict[str, Any]) -> Verdict:
    number = data["occurrence"]
    words = {"decision": Decision(data["decision"]), "scope": Scope(data["scope"])}
    return Verdict(**{**data, **words, "occurrence": tuple(number) if number else None})


def dump_metadata(metadata: Metadata) -> str:
    """Metadata with its origins."""
    return _dump_deep(metadata)


def load_metadata(text: str) -> Metadata:
    """Metadata from ``dump_metadata``."""
    data = json.loads(text)
    return Metadata(**{**data, "tags": tuple(data["tags"])})


def dump_runs(runs: tuple[OffsetRun, ...]) -> str:
    """Offset runs as a flat list of numbers; empty text for none."""
    return f"[{','.join([f'{run.canonical},{run.raw},{run.width}' for run in runs])}]" if runs else ""


def load_runs(text: str) -> tuple[OffsetRun, ...]:
    """Offset runs from ``dump_runs``."""
    numbers = json.loads(text) if text else []
    return tuple(OffsetRun(*numbers[at : at + 3]) for at in range(0, len(numbers), 3))


def dump_spans(spans: tuple[Span, ...]) -> str:
    """Spans; empty text for none."""
    return dump(spans) if spans else ""


def load_spans(text: str) -> tuple[Span, ...]:
    """Spans from ``dump_spans``."""
    return tuple((start, end) for start, end in json.loads(text)) if text else ()


def dump_kinds(kinds: tuple[Kind, ...]) -> str:
    """The kinds of a corpus."""
    return dump([asdict(kind) for kind in kinds])


def load_kinds(text: str) -> tuple[Kind, ...]:
    """Kinds from ``dump_kinds``."""
    return tuple(Kind(**item) for item in json.loads(text))
