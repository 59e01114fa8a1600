"""JSON Schema fitted to how the curated YAML may be written, so that editors complete and give no false alarm.

The dialect reads every scalar as text, where an editor sees numbers and truth values; one item may stand without its
list; an empty value counts as none.
"""

from __future__ import annotations

import json
from typing import Any

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SCALAR = ["string", "number", "boolean"]
_NOTHING = {"type": "null"}

Schema = dict[str, Any]


def for_editors(schema: Schema, title: str, description: str) -> Schema:
    """``schema`` (as pydantic makes it) of a whole file, under a title and a description."""
    fitted = _fitted(schema)
    definitions = fitted.pop("$defs", {})
    whole = _file(fitted)
    known = {"$defs": definitions} if definitions else {}
    return {"$schema": DRAFT, "title": title, **whole, "description": description, **known}


def rendered(schema: Schema) -> str:
    """``schema`` as the text of its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _file(fitted: Schema) -> Schema:
    """A list or a mapping of entries may be empty; the list of a whole file may not be left out."""
    if "items" in fitted.get("anyOf", [{}])[0]:
        return {**fitted["anyOf"][0], "type": ["array", "null"]}
    if isinstance(fitted.get("additionalProperties"), dict):
        entry = fitted["additionalProperties"]
        return {**fitted, "type": ["object", "null"], "additionalProperties": {"anyOf": [entry, _NOTHING]}}
    return fitted


def _fitted(schema: Schema) -> Schema:
    """``schema`` and all in it; what pydantic adds for programs (titles of fields, defaults of None) is left out."""
    kept = {key: value for key, value in schema.items() if key != "title" and not (key == "default" and not value)}
    for key in ("properties", "$defs"):
        if key in kept:
            kept[key] = {name: _fitted(inner) for name, inner in kept[key].items()}
    for key in ("items", "additionalProperties"):
        if isinstance(kept.get(key), dict):
            kept[key] = _fitted(kept[key])
    if "anyOf" in kept:
        return _choice({key: value for key, value in kept.items() if key != "anyOf"}, kept["anyOf"])
    return _as_written(kept)


def _choice(said: Schema, choices: list[Schema]) -> Schema:
    """A node that may be one of several; a scalar that may be left out becomes one node."""
    fitted = [_fitted(choice) for choice in choices]
    scalar, *others = fitted
    if others == [_NOTHING] and "enum" in scalar:
        return {**said, **scalar, "enum": [*scalar["enum"], None]}
    if others == [_NOTHING] and isinstance(scalar.get("type"), list):
        return {**said, **scalar, "type": [*scalar["type"], "null"]}
    return {**said, "anyOf": fitted}


def _as_written(schema: Schema) -> Schema:
    """One node, with the other ways in which YAML may write it."""
    if schema.get("type") == "string":
        if "enum" in schema:
            return {key: value for key, value in schema.items() if key != "type"}
        if "const" in schema:
            rest = {key: value for key, value in schema.items() if key not in ("type", "const")}
            return {**rest, "enum": [int(schema["const"]), schema["const"]]}
        return {**schema, "type": _SCALAR}
    if schema.get("type") == "array":
        said = {key: value for key, value in schema.items() if key in ("description", "default")}
        bare = {key: value for key, value in schema.items() if key not in said}
        return {**said, "anyOf": [bare, schema["items"], _NOTHING]}
    return schema
