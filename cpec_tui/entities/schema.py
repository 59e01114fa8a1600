"""The shape of the curated YAML, as pydantic models; the JSON Schema for editors is made from them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from cpec_tui.dates import day_range

ENTITY_ID = r"^[a-z0-9][a-z0-9-]*$"


def _as_list(value: object) -> object:
    """One item may be written without its list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _real_date(value: object) -> object:
    if isinstance(value, str) and day_range(value) is None:
        raise ValueError("no such date: write YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def _one_character(value: object) -> object:
    if isinstance(value, str) and len(value) != 1:
        raise ValueError("a glyph is one character")
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
EntityId = Annotated[str, StringConstraints(pattern=ENTITY_ID)]
Date = Annotated[str, BeforeValidator(_real_date)]
Texts = Annotated[list[Text], BeforeValidator(_as_list)]
Colour = Literal[
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright_black", "bright_red",
    "bright_green", "bright_yellow", "bright_blue", "bright_magenta", "bright_cyan", "bright_white",
]  # fmt: skip


class Model(BaseModel):
    """Base: unknown keys are errors, so that a typing mistake is told."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AliasModel(Model):
    """A surface form; a plain string stands for one without rules."""

    text: Text
    type: Literal["acronym", "short", "former", "variant", "translation"] | None = None
    lang: Text | None = None
    case: Literal["exact", "name", "any"] | None = None
    boundary: Literal["word", "none"] | None = None
    needs: Texts = []
    not_before: Texts = []
    not_after: Texts = []
    only_after: Texts = []

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(core)]}


class EvidenceModel(Model):
    """A quotation from a document of the corpus."""

    document: Text
    text: Annotated[str, StringConstraints(min_length=1)]
    before: str | None = None
    after: str | None = None
    address: Text | None = None


class ReferenceModel(Model):
    """A place outside the corpus."""

    title: Text
    url: Text | None = None
    date: Date | None = None


class FactModel(Model):
    """A statement with what proves it."""

    text: Text
    date: Date | None = None
    according_to: Text | None = None
    evidence: Annotated[list[EvidenceModel], BeforeValidator(_as_list)] = []
    references: Annotated[list[ReferenceModel], BeforeValidator(_as_list)] = []


class RelationModel(Model):
    """A typed link to another entity."""

    type: Text
    to: EntityId
    role: Text | None = None
    since: Date | None = Field(default=None, alias="from")
    until: Date | None = None


class EntityModel(Model):
    """One card."""

    id: EntityId
    kind: Text
    name: Text
    aliases: Annotated[list[AliasModel], BeforeValidator(_as_list)] = []
    summary: str | None = None
    facts: Annotated[list[FactModel], BeforeValidator(_as_list)] = []
    relations: Annotated[list[RelationModel], BeforeValidator(_as_list)] = []
    ids: dict[str, Text] = {}


class KindModel(Model):
    """A sort of entity and its looks."""

    name: Text
    label: Text | None = None
    plural: Text | None = None
    colour: Colour = "white"
    glyph: Annotated[str, BeforeValidator(_one_character)] = "◆"
    followthemoney: Text | None = Field(default=None, alias="schema")
    case: Literal["exact", "name", "any"] | None = None


class RelationTypeModel(Model):
    """A name for a link and how it reads from the other end."""

    name: Text
    inverse: Text | None = None


class CorpusModel(Model):
    """index/corpus.yaml."""

    format: Literal["1"]
    title: Text
    short_title: Text | None = None
    languages: Texts = []
    kinds: list[KindModel] = []
    relation_types: list[RelationTypeModel] = []
    residue: Texts = []


class DocumentModel(Model):
    """One document in index/documents.yaml; it overrules what the file says of itself."""

    title: Text | None = None
    date: Date | None = None
    author: Text | None = None
    publisher: Text | None = None
    url: Text | None = None
    language: Text | None = None
    licence: Text | None = None
    tags: Texts = []
    former_ids: Texts = []
    note: Text | None = None


def json_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each curated file, by the name of the schema file."""
    draft = "https://json-schema.org/draft/2020-12/schema"
    entity = EntityModel.model_json_schema(by_alias=True)
    entities = {"$defs": entity.pop("$defs", {}), "type": "array", "items": entity}
    document = DocumentModel.model_json_schema(by_alias=True)
    documents = {"type": "object", "additionalProperties": document}
    corpus = CorpusModel.model_json_schema(by_alias=True)
    corpus["properties"]["format"] = {"enum": [1, "1"], "description": "version of the data format"}
    named = {"entities": entities, "documents": documents, "corpus": corpus}
    return {f"{name}.schema.json": {"$schema": draft, **schema} for name, schema in named.items()}
