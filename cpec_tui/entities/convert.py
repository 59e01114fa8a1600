"""From the schema's models to the program's own frozen data."""

from __future__ import annotations

from cpec_tui.entities.curated import CorpusConfig
from cpec_tui.entities.schema import AliasModel, CorpusModel, DocumentModel, EntityModel, FactModel
from cpec_tui.model import Alias, Entity, Evidence, Fact, Kind, Metadata, Reference, Relation


def config_of(model: CorpusModel) -> CorpusConfig:
    """corpus.yaml as plain data."""
    kinds = tuple(
        Kind(
            kind.name,
            kind.label or kind.name,
            kind.plural or f"{kind.label or kind.name}s",
            kind.colour,
            kind.glyph,
            kind.followthemoney,
            kind.case,
        )
        for kind in model.kinds
    )
    inverses = {relation.name: relation.inverse for relation in model.relation_types}
    return CorpusConfig(
        model.title,
        model.short_title or model.title,
        tuple(model.languages),
        kinds,
        inverses,
        tuple(model.residue),
    )


def metadata_of(model: DocumentModel, origin: str) -> Metadata:
    """The metadata that documents.yaml gives for a document; ``origins`` names just these fields."""
    fields = ("title", "date", "author", "publisher", "url", "language", "licence")
    given = {name: value for name in fields if (value := getattr(model, name))}
    if model.tags:
        given["tags"] = tuple(model.tags)
    other = {"note": model.note} if model.note else {}
    return Metadata(**given, other=other, origins=dict.fromkeys(given, origin))


def entity_of(model: EntityModel, file: str, line: int) -> Entity:
    """A card as plain data."""
    return Entity(
        id=model.id,
        kind=model.kind,
        name=model.name,
        aliases=tuple(_alias(alias) for alias in model.aliases),
        summary=" ".join((model.summary or "").split()),
        facts=tuple(_fact(fact) for fact in model.facts),
        relations=tuple(
            Relation(relation.type, relation.to, relation.role, relation.since, relation.until)
            for relation in model.relations
        ),
        ids=dict(model.ids),
        source=file,
        line=line,
    )


def _alias(model: AliasModel) -> Alias:
    return Alias(
        model.text,
        model.type,
        model.lang,
        model.case,
        model.boundary,
        tuple(model.needs),
        tuple(model.not_before),
        tuple(model.not_after),
        tuple(model.only_after),
    )


def _fact(model: FactModel) -> Fact:
    evidence = tuple(
        Evidence(item.document, item.text, item.before or "", item.after or "", item.address) for item in model.evidence
    )
    references = tuple(Reference(item.title, item.url, item.date) for item in model.references)
    return Fact(" ".join(model.text.split()), model.date, model.according_to, evidence, references)
