"""From the schema's models to the program's own frozen data."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from cpec_tui.entities.curated import CorpusConfig
from cpec_tui.entities.schema import (
    AliasModel,
    CorpusModel,
    DocumentModel,
    EntityModel,
    FactModel,
    KindModel,
    VerdictModel,
)
from cpec_tui.model import Alias, Decision, Entity, Evidence, Fact, Kind, Metadata, Reference, Relation, Scope, Verdict
from cpec_tui.reading.canonical import canonicalize
from cpec_tui.yamlfile import YamlList, YamlMap


def config_of(model: CorpusModel) -> CorpusConfig:
    """corpus.yaml as plain data; of kinds and relation types declared twice the first counts."""
    kinds: dict[str, Kind] = {}
    for kind in model.kinds:
        kinds.setdefault(kind.name, _kind(kind))
    inverses: dict[str, str | None] = {}
    for relation in model.relation_types:
        inverses.setdefault(relation.name, relation.inverse)
    return CorpusConfig(
        model.title,
        model.short_title or model.title,
        tuple(model.languages),
        tuple(kinds.values()),
        inverses,
        tuple(model.residue),
        model.engine,
    )


def metadata_of(model: DocumentModel, origin: str) -> Metadata:
    """The metadata that documents.yaml gives for a document; ``origins`` names just these fields."""
    fields = ("title", "date", "author", "publisher", "url", "language", "licence")
    given = {name: canonicalize(value).text for name in fields if (value := getattr(model, name))}
    other = {"note": model.note} if model.note else {}
    tags = tuple(model.tags)
    origins = dict.fromkeys((*given, *(("tags",) if tags else ())), origin)
    return Metadata(**given, tags=tags, other=other, origins=origins)


def entity_of(model: EntityModel, node: YamlMap, file: str, line: int) -> Entity:
    """A card as plain data; ``node`` is the YAML that ``model`` was read from, ``line`` where its item begins."""
    return Entity(
        id=model.id,
        kind=model.kind,
        name=canonicalize(model.name).text,
        aliases=tuple(_alias(alias) for alias in model.aliases),
        summary=canonicalize(model.summary or "").text,
        facts=tuple(_fact(fact) for fact in model.facts),
        relations=tuple(
            Relation(relation.type, relation.to, relation.role, relation.since, relation.until)
            for relation in model.relations
        ),
        ids=dict(model.ids),
        context=tuple(model.context),
        source=file,
        line=line,
        lines=dict(_lines(node)),
        merged_into=model.merged_into,
    )


def verdict_of(model: VerdictModel, item: int, line: int) -> Verdict:
    """A verdict as plain data; ``item`` and ``line`` say where it stands."""
    number, _, of = (model.occurrence or "").partition(" of ")
    return Verdict(
        Decision(model.verdict),
        model.entity,
        canonicalize(model.form).text,
        Scope(model.scope),
        model.to,
        document_id(model.document) if model.document else None,
        model.before,
        model.after,
        (int(number), int(of)) if of else None,
        model.address,
        model.date,
        model.note,
        item,
        line,
    )


def document_id(text: str) -> str:
    """A document id as it was typed, in the form that ids have."""
    return unicodedata.normalize("NFC", text)


def _kind(model: KindModel) -> Kind:
    label = model.label or model.name
    return Kind(
        model.name, label, model.plural or f"{label}s", model.colour, model.glyph, model.followthemoney, model.case
    )


def _alias(model: AliasModel) -> Alias:
    return Alias(
        canonicalize(model.text).text,
        model.type,
        model.lang,
        model.case,
        model.boundary,
        tuple(model.needs),
        tuple(model.not_before),
        tuple(model.not_after),
        tuple(model.only_after),
        model.within,
    )


def _fact(model: FactModel) -> Fact:
    evidence = tuple(
        Evidence(document_id(item.document), item.text, item.before or "", item.after or "", item.address)
        for item in model.evidence
    )
    references = tuple(Reference(item.title, item.url, item.date) for item in model.references)
    return Fact(canonicalize(model.text).text, model.date, model.according_to, evidence, references)


def _lines(node: YamlMap) -> Iterator[tuple[str, int]]:
    """The line of each part of a card that a check may name."""
    yield from ((key, node.lines[key]) for key in ("kind", "merged_into") if key in node.lines)
    for key in ("aliases", "relations", "facts"):
        for number, (item, line) in enumerate(_items(node, key)):
            yield f"{key}.{number}", line
            if key == "relations" and isinstance(item, YamlMap):
                yield from ((f"{key}.{number}.{part}", item.lines[part]) for part in ("type", "to") if part in item)
            if key == "facts" and isinstance(item, YamlMap):
                for which, (_, quoted_line) in enumerate(_items(item, "evidence")):
                    yield f"{key}.{number}.evidence.{which}", quoted_line


def _items(node: YamlMap, key: str) -> list[tuple[object, int]]:
    """The items under ``key`` with their lines; one may stand without its list."""
    value = node.get(key)
    if value is None:
        return []
    if isinstance(value, YamlList):
        return list(zip(value, value.lines, strict=True))
    return [(value, node.lines[key])]
