"""The JSON Schema of the curated files, tried on what editors make of the YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from cpec_tui.corpus import Corpus, shipped_root
from cpec_tui.entities.json_schema import rendered
from cpec_tui.entities.schema import json_schemas

SCHEMAS = json_schemas()
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "object": (dict,),
    "array": (list,),
}


def fits(value: Any, schema: Any, root: Any) -> bool:
    """Whether ``value`` is valid, by the part of JSON Schema that the schemas use."""
    if "$ref" in schema:
        return fits(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    if "anyOf" in schema and not any(fits(value, choice, root) for choice in schema["anyOf"]):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    types = schema.get("type", list(_TYPES))
    if not any(isinstance(value, _TYPES[name]) for name in ([types] if isinstance(types, str) else types)):
        return False
    if isinstance(value, str):
        long = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 1 << 20)
        return long and re.search(schema.get("pattern", ""), value) is not None
    if isinstance(value, list):
        return all(fits(item, schema.get("items", {}), root) for item in value)
    if isinstance(value, dict):
        known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
        return set(schema.get("required", ())) <= set(value) and all(
            fits(item, known[key], root) if key in known else others is True or (others and fits(item, others, root))
            for key, item in value.items()
        )
    return True


def valid(name: str, text: str) -> bool:
    schema = SCHEMAS[f"{name}.schema.json"]
    return fits(yaml.load(text, Loader=_EditorLoader), schema, schema)


class _EditorLoader(yaml.SafeLoader):
    """YAML as editors read it: numbers and truth values are no text, dates are (YAML 1.2)."""


_EditorLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("entities", ""),
        ("entities", "[]"),
        ("entities", "- {id: a, kind: b, name: C}"),
        ("entities", "- {id: 3, kind: b, name: 1999}"),
        (
            "entities",
            "- {id: a, kind: b, name: C, aliases: D, facts: {text: e}, relations: {type: f, to: g, from: 2024}}",
        ),
        ("entities", "- {id: a, kind: b, name: C, aliases: [D, {text: E, case: any, needs: f}, {text: 5}]}"),
        ("entities", "- {id: a, kind: b, name: C, aliases: , summary: , facts: , relations: , ids: {wikidata: Q1}}"),
        (
            "entities",
            "- {id: a, kind: b, name: C, facts: [{text: d, date: 2024-06-30, references: {title: e, date: 2024-06}}]}",
        ),
        (
            "entities",
            "- {id: a, kind: b, name: C, facts: {text: d, evidence: {document: 1, text: yes, address: d#p1}}}",
        ),
        ("documents", ""),
        ("documents", "a:\nb: {title: c, date: 2024, tags: d, former_ids: [e, 5]}"),
        ("corpus", "format: 1\ntitle: a"),
        ("corpus", "format: '1'\ntitle: a\nkinds: {name: b, colour: red, glyph: '▲', schema: Thing, case: exact}"),
        ("corpus", "format: 1\ntitle: a\nlanguages: en\nrelation_types: [{name: c, inverse: d}]\nresidue: '\\(x\\)'"),
    ],
)
def test_editors_accept_what_the_program_accepts(name: str, text: str) -> None:
    assert valid(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("entities", "a: b"),
        ("entities", "- 1"),
        ("entities", "- {id: a, kind: b}"),
        ("entities", "- {id: A b, kind: b, name: C}"),
        ("entities", "- {id: a, kind: b, name: C, nmae: d}"),
        ("entities", "- {id: a, kind: b, name: ''}"),
        ("entities", "- {id: a, kind: b, name: C, aliases: [{type: short}]}"),
        ("entities", "- {id: a, kind: b, name: C, aliases: {text: D, case: odd}}"),
        ("entities", "- {id: a, kind: b, name: C, facts: {text: d, date: soon}}"),
        ("entities", "- {id: a, kind: b, name: C, facts: {text: d, evidence: [{text: e}]}}"),
        ("entities", "- {id: a, kind: b, name: C, relations: {type: d, to: e, since: 2024}}"),
        ("documents", "- a"),
        ("documents", "a: words"),
        ("documents", "a: {titel: b}"),
        ("documents", "a: {date: 24-06}"),
        ("corpus", ""),
        ("corpus", "format: 2\ntitle: a"),
        ("corpus", "title: a"),
        ("corpus", "format: 1\ntitle: a\nkinds: [{name: b, colour: pink}]"),
        ("corpus", "format: 1\ntitle: a\nkinds: [{name: b, glyph: ab}]"),
    ],
)
def test_editors_mark_what_the_program_refuses(name: str, text: str) -> None:
    assert not valid(name, text)


def _properties(schema: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for inner in schema.values():
            yield from _properties(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _properties(inner)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_explains_itself(name: str) -> None:
    fields = list(_properties(SCHEMAS[name]))
    assert fields
    assert [field for field, schema in fields if not schema.get("description", "").endswith(".")] == []


def test_aliases_may_be_texts_or_mappings_and_offer_their_choices() -> None:
    plain, ruled = SCHEMAS["entities.schema.json"]["$defs"]["AliasModel"]["anyOf"]
    assert "string" in plain["type"]
    assert ruled["properties"]["type"]["enum"] == ["acronym", "short", "former", "variant", "translation", None]
    assert ruled["properties"]["case"]["enum"] == ["exact", "name", "any", None]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_files_beside_the_shipped_corpus_are_these_schemas(name: str) -> None:
    text = rendered(SCHEMAS[name])
    assert text.endswith("}\n")
    assert json.loads(text) == SCHEMAS[name]
    assert (shipped_root() / "index" / "schema" / name).read_text(encoding="utf-8") == text


def test_the_shipped_corpus_is_valid_for_editors() -> None:
    corpus = Corpus(shipped_root())
    config, documents, _, *entities = corpus.curated_files()
    named = [("corpus", config), ("documents", documents), *(("entities", path) for path in entities)]
    assert [path.name for name, path in named if not valid(name, path.read_text(encoding="utf-8"))] == []
    assert all(_names_its_schema(path) for _, path in named)


def _names_its_schema(path: Path) -> bool:
    match = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text(encoding="utf-8"))
    return match is not None and (path.parent / match[1]).is_file()
