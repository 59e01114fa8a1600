"""The shape of the curated YAML, as pydantic models; the JSON Schema for editors is made from them."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from cpec_tui.dates import day_range
from cpec_tui.entities.json_schema import for_editors
from cpec_tui.entities.searches import is_name
from cpec_tui.folding import tokens
from cpec_tui.reading.residue import compiled

ENTITY_ID = r"^[a-z0-9][a-z0-9-]*$"
_DATE = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_OCCURRENCE = {"type": "string", "pattern": r"^[1-9]\d* of [1-9]\d*$"}
_SEARCH_NAME = {"type": "string", "pattern": r"^[^\s!-/:-@\[-`{-~][^\s!-,./:-@\[-^`{-~]*$"}
_GLYPH = {"type": "string", "minLength": 1, "maxLength": 1}


def _as_list(value: object) -> object:
    """One item may be written without its list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _as_mapping(value: object) -> object:
    return {} if value is None else value


def _real_date(value: object) -> object:
    if isinstance(value, str) and day_range(value) is None:
        raise ValueError("no such date: write YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def _one_cell(value: str) -> str:
    if len(value) != 1 or not value.isprintable() or value == " ":
        raise ValueError("a glyph is one character that can be seen")
    if unicodedata.east_asian_width(value) in "WF" or unicodedata.combining(value):
        raise ValueError("a glyph is a narrow character, one cell wide")
    return value


def _with_a_word(value: str) -> str:
    if not tokens(value):
        raise ValueError("there is no letter and no digit in it, so that it can never be found")
    return value


def _one_of_them(value: str) -> str:
    match = re.fullmatch(r"([1-9]\d{0,5}) of ([1-9]\d{0,5})", value, re.ASCII)
    if match is None or int(match[1]) > int(match[2]):
        raise ValueError("write which of how many it is, as in `2 of 3`")
    return value


def _after_a_colon(value: str) -> str:
    if not is_name(value):
        raise ValueError("a name is one word of letters, digits, - and _, beginning with a letter or digit")
    return value


def _expression(value: str) -> str:
    compiled(value)
    return value


T = TypeVar("T")
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[Text, AfterValidator(_with_a_word)]
Quoted = Annotated[str, StringConstraints(min_length=1)]
EntityId = Annotated[str, StringConstraints(pattern=ENTITY_ID)]
SearchName = Annotated[str, AfterValidator(_after_a_colon), WithJsonSchema(_SEARCH_NAME)]
Date = Annotated[str, BeforeValidator(_real_date), WithJsonSchema(_DATE)]
Glyph = Annotated[str, AfterValidator(_one_cell), WithJsonSchema(_GLYPH)]
Pattern = Annotated[str, StringConstraints(min_length=1), AfterValidator(_expression)]
Occurrence = Annotated[str, AfterValidator(_one_of_them), WithJsonSchema(_OCCURRENCE)]
Items = Annotated[list[T], BeforeValidator(_as_list)]
Texts = Items[Text]
Case = Literal["exact", "name", "any"]
Colour = Literal[
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright_black", "bright_red",
    "bright_green", "bright_yellow", "bright_blue", "bright_magenta", "bright_cyan", "bright_white",
]  # fmt: skip


class Model(BaseModel):
    """Base: unknown keys are errors, so that a typing mistake is told."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AliasModel(Model):
    """A surface form of the entity; a plain text is one without rules."""

    text: Name = Field(description="The form as it stands in texts.")
    type: Literal["acronym", "short", "former", "variant", "translation"] | None = Field(
        None, description="What sort of form it is."
    )
    lang: Text | None = Field(None, description="Its language, as in `zh` or `ur`.")
    case: Case | None = Field(
        None,
        description="How letter case must agree: `exact`; `name`: as written, capitalised or all capitals; `any`."
        " Without it the shape of the form and its kind decide.",
    )
    boundary: Literal["word", "none"] | None = Field(
        None, description="`none` links it inside longer words too; usually it must stand as a word."
    )
    needs: Texts = Field(
        [],
        description="It links only in documents that name one of these entities (ids), or hold all words of one of"
        " these texts.",
    )
    within: Literal["document", "paragraph"] | None = Field(
        None, description="Where that must stand: anywhere in the `document` (the default), or in the same `paragraph`."
    )
    not_before: Texts = Field([], description="It does not link when one of these follows right after it.")
    not_after: Texts = Field([], description="It does not link when one of these stands right before it.")
    only_after: Texts = Field(
        [], description="It links only after one of these entities (ids) was named, or one of these texts stood there."
    )

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(core)]}


class EvidenceModel(Model):
    """A quotation from a document of the corpus that supports the fact."""

    document: Text = Field(description="The id of the document: its path under seeds/ without the extension.")
    text: Quoted = Field(description="The words quoted, exactly as they stand there.")
    before: str | None = Field(None, description="Up to 32 characters before them, to tell equal places apart.")
    after: str | None = Field(None, description="Up to 32 characters after them.")
    address: Text | None = Field(
        None, description="Where that was, as in DOCUMENT#p12: only a hint, the words are looked for."
    )


class ReferenceModel(Model):
    """A place outside the corpus that supports the fact."""

    title: Text = Field(description="Its title.")
    url: Text | None = Field(None, description="Its address on the web.")
    date: Date | None = Field(None, description="Its date: YYYY, YYYY-MM or YYYY-MM-DD.")


class FactModel(Model):
    """A statement about the entity, with what proves it."""

    text: Text = Field(description="The statement, in your own words.")
    date: Date | None = Field(None, description="When it was so: YYYY, YYYY-MM or YYYY-MM-DD.")
    according_to: Text | None = Field(None, description="Who says so, when it is a claim or an opinion.")
    evidence: Items[EvidenceModel] = Field([], description="Quotations from documents of the corpus.")
    references: Items[ReferenceModel] = Field([], description="Places outside the corpus.")


class RelationModel(Model):
    """A typed link to another entity."""

    type: Text = Field(description="What links them, as in `part of`: one of relation_types in corpus.yaml.")
    to: EntityId = Field(description="The id of the other entity.")
    role: Text | None = Field(None, description="As what, as in `chairman`.")
    since: Date | None = Field(None, alias="from", description="Since when: YYYY, YYYY-MM or YYYY-MM-DD.")
    until: Date | None = Field(None, description="Until when: YYYY, YYYY-MM or YYYY-MM-DD.")


class EntityModel(Model):
    """One card."""

    id: EntityId = Field(description="Its id: a-z, 0-9 and -; it is never changed.")
    kind: Text = Field(description="Its kind: one of kinds in corpus.yaml.")
    name: Name = Field(description="Its name, which is always an alias too.")
    merged_into: EntityId | None = Field(
        None,
        description="The id of another entity that it turned out to be; all that stands here counts as that one's.",
    )
    aliases: Items[AliasModel] = Field([], description="Other forms under which texts name it.")
    summary: str | None = Field(None, description="One or two sentences on what it is.")
    facts: Items[FactModel] = Field([], description="What is known of it, each with its proof.")
    relations: Items[RelationModel] = Field([], description="How it is linked to other entities.")
    context: Texts = Field(
        [],
        description="Words (or ids of entities) that speak for it where a form belongs to several entities, as in"
        " `Chandigarh` for the Punjab of India.",
    )
    ids: Annotated[dict[str, Text], BeforeValidator(_as_mapping)] = Field(
        {}, description="Its ids elsewhere, as in `wikidata: Q148`."
    )


class KindModel(Model):
    """A sort of entity and its looks."""

    name: Name = Field(description="The word that `kind:` of a card and of a query gives.")
    label: Text | None = Field(None, description="Its name for people.")
    plural: Text | None = Field(None, description="That name for several.")
    colour: Colour = Field("white", description="The colour of its mentions, one of the terminal's 16.")
    glyph: Glyph = Field("◆", description="The character that stands for it, one cell wide.")
    followthemoney: Text | None = Field(None, alias="schema", description="The FollowTheMoney schema for exports.")
    case: Case | None = Field(None, description="How letter case of its names must agree where an alias does not say.")


class RelationTypeModel(Model):
    """A name for a link and how it reads from the other end."""

    name: Text = Field(description="The link as it reads from the card that has it, as in `part of`.")
    inverse: Text | None = Field(None, description="How it reads from the other end, as in `has part`.")


class CorpusModel(Model):
    """What the corpus is about."""

    format: Literal["1"] = Field(description="The version of the data format: 1.")
    title: Text = Field(description="The title of the corpus.")
    short_title: Text | None = Field(None, description="A short title, for where there is little room.")
    languages: Texts = Field([], description="The languages of its documents, as in `en`.")
    kinds: Items[KindModel] = Field([], description="The sorts of entities, in the order in which they are shown.")
    relation_types: Items[RelationTypeModel] = Field([], description="The names of links between entities.")
    residue: Items[Pattern] = Field(
        [], description="Regular expressions for what web pages left behind in texts; it is dimmed."
    )
    engine: Literal["auto", "whoosh", "tantivy"] = Field(
        "auto", description="What searches the text. auto: Tantivy, once the corpus is large and where it is installed."
    )


class DocumentModel(Model):
    """What is known of one document; it overrules what the file says of itself."""

    title: Text | None = Field(None, description="Its title.")
    date: Date | None = Field(None, description="When it was published: YYYY, YYYY-MM or YYYY-MM-DD.")
    author: Text | None = Field(None, description="Who wrote it.")
    publisher: Text | None = Field(None, description="Who published it.")
    url: Text | None = Field(None, description="Its address on the web.")
    language: Text | None = Field(None, description="Its language, as in `en`.")
    licence: Text | None = Field(None, description="Under what licence it may be used.")
    tags: Texts = Field([], description="Words to file it under.")
    former_ids: Texts = Field([], description="Ids that it had before its file was moved, so that old links hold.")
    note: Text | None = Field(None, description="Anything else that a reader should know.")


class VerdictModel(Model):
    """A decision about a mention that rules alone do not get right."""

    verdict: Literal["accept", "reject", "retarget"] = Field(
        description="accept: the form is that entity; reject: it is not; retarget: it is another one (`to`)."
    )
    entity: EntityId = Field(
        description="accept: which entity it is; reject: which it is not; retarget: which it was linked to."
    )
    to: EntityId | None = Field(None, description="retarget: which entity it is.")
    form: Text = Field(description="The words that it is about, exactly as they stand in the text, as in `MCC`.")
    scope: Literal["mention", "document", "corpus"] = Field(
        "mention", description="Where it holds: at one place, for this form in one document, or everywhere."
    )
    document: Text | None = Field(None, description="The id of the document, unless it holds everywhere.")
    before: str | None = Field(
        None, description="At one place: the 32 characters before it, or all from the beginning of its paragraph."
    )
    after: str | None = Field(None, description="The 32 characters after it, or all to the end of its paragraph.")
    occurrence: Occurrence | None = Field(
        None, description="Which of several places that are the same in all this, as in `2 of 3`."
    )
    address: Text | None = Field(None, description="Where that was, as in DOCUMENT#p12: only a hint.")
    date: Date | None = Field(None, description="When it was decided: YYYY, YYYY-MM or YYYY-MM-DD.")
    note: Text | None = Field(None, description="Why.")


class SearchModel(Model):
    """A search that is kept under a name, and asked as `:name`."""

    name: SearchName = Field(description="Its name: one word of letters, digits, - and _; capitals do not matter.")
    query: Text = Field(description="What is asked, in the language of the search box.")
    note: Text | None = Field(None, description="What it is for.")
    order: Literal["rank", "newest", "oldest"] | None = Field(
        None, description="How the hits are ordered: the best first (when not said), or by the date of the document."
    )


def json_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each curated file, by the name of the schema file."""
    entity = EntityModel.model_json_schema(by_alias=True)
    entities = {"$defs": entity.pop("$defs"), "type": "array", "items": entity}
    document = DocumentModel.model_json_schema(by_alias=True)
    documents = {"type": "object", "additionalProperties": document}
    corpus = CorpusModel.model_json_schema(by_alias=True)
    verdict = VerdictModel.model_json_schema(by_alias=True)
    verdicts = {"type": "array", "items": verdict}
    searches = {"type": "array", "items": SearchModel.model_json_schema(by_alias=True)}
    titled = {
        "entities": ("Entities", "A file of index/entities/: a list of cards.", entities),
        "documents": ("Documents", "index/documents.yaml: what is known of documents, by their id.", documents),
        "verdicts": ("Verdicts", "index/verdicts.yaml: what was decided about single mentions.", verdicts),
        "searches": ("Searches", "index/searches.yaml: searches that are kept under a name.", searches),
        "corpus": ("Corpus", "index/corpus.yaml: what the corpus is about.", corpus),
    }
    return {
        f"{name}.schema.json": for_editors(schema, title, description)
        for name, (title, description, schema) in titled.items()
    }
