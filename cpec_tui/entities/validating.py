"""Validation that names every problem of an entry at once, and keeps what is good of it."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from cpec_tui.entities.schema import Model
from cpec_tui.errors import Problem, Severity
from cpec_tui.nearest import did_you_mean
from cpec_tui.yamlfile import YamlList, YamlMap, line_at

M = TypeVar("M", bound=Model)
Path = tuple[str | int, ...]

_WANTED = {
    "string_type": "a text is wanted",
    "model_type": "a mapping of keys is wanted",
    "model_attributes_type": "a mapping of keys is wanted",
    "dict_type": "a mapping of keys is wanted",
}
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Checked(Generic[M]):
    """What is good of an entry: ``model``, None when something essential is wrong, and the ``node`` it was read from.

    ``node`` is the YAML without the parts that are wrong, so that its items are those of the model.
    """

    model: M | None
    node: object
    problems: list[Problem]


def validate(model: type[M], value: object, file: str, where: str = "") -> Checked[M]:
    """``value`` as ``model``, with a problem for each thing wrong in it; ``where`` names the entry for people.

    Parts that are wrong are left out and the rest is used.
    """
    try:
        return Checked(model.model_validate(value), value, [])
    except ValidationError as error:
        findings = error.errors(include_url=False)
    problems = [_problem(finding, value, file, where, model) for finding in findings]
    wrong = {_removable(value, finding) for finding in findings}
    node = _without(value, wrong, ())
    try:
        return Checked(model.model_validate(node), node, problems)
    except ValidationError:
        return Checked(None, node, problems)


def described(value: object) -> str:
    """``value`` as it stands in YAML, in a few words."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else f"`{str(value)[:_SHOWN]}`"


def _problem(finding: Any, value: object, file: str, where: str, model: type[Model]) -> Problem:
    path, _ = _walked(value, finding["loc"])
    line = line_at(value, path)
    place = " › ".join(part for part in (where, _readable(finding["loc"])) if part)
    if finding["type"] == "extra_forbidden":
        key = str(finding["loc"][-1])
        known = _known_keys(model, finding["loc"][:-1])
        hint = did_you_mean(key, known) or f"known here: {', '.join(known)}"
        return Problem("unknown-key", Severity.ERROR, file, line, f"unknown key `{key[:_SHOWN]}` in {place}", hint)
    message, hint = _said(finding)
    code = "bad-date" if "no such date" in message else "bad-value"
    return Problem(code, Severity.ERROR, file, line, f"{place}: {message}", hint)


def _said(finding: Any) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    kind, given = finding["type"], finding["input"]
    if kind == "missing":
        return "this is missing", "add it"
    if kind == "string_too_short" or (kind in _WANTED and given is None):
        return "this is empty", "give it a value, or remove it"
    if kind == "string_pattern_mismatch":
        return f"{described(given)} is no entity id", "use a-z, 0-9 and - only, beginning with a letter or digit"
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", finding["ctx"]["expected"])
        advice = did_you_mean(given, known) if isinstance(given, str) else ""
        return f"{described(given)} is not known here", advice or f"write one of: {', '.join(known)}"
    if kind in _WANTED:
        return f"{_WANTED[kind]}, found {described(given)}", "see docs/schema.md for what may stand here"
    return finding["msg"].removeprefix("Value error, "), f"found {described(given)}"


def _walked(value: object, location: Path) -> tuple[Path, Path]:
    """``location`` as it can be walked in the YAML, and the beginning of it that leads to the innermost list item.

    A single item may stand without its list; then the step into the list is none.
    """
    walked: list[str | int] = []
    item: Path = ()
    for step in location:
        if isinstance(step, int):
            if isinstance(value, list):
                walked.append(step)
                value = value[step]
            item = tuple(walked)
        else:
            walked.append(step)
            value = value.get(step) if isinstance(value, dict) else None
    return tuple(walked), item


def _removable(value: object, finding: Any) -> Path:
    """What to leave out so that the rest can be used: an unknown key alone, else the list item that holds the error."""
    path, item = _walked(value, finding["loc"])
    return path if finding["type"] == "extra_forbidden" or not item else item


def _readable(location: Path) -> str:
    parts: list[str] = []
    for step in location:
        if isinstance(step, int) and parts:
            parts[-1] += f" {step + 1}"
        else:
            parts.append(str(step)[:_SHOWN])
    return " › ".join(parts)


def _known_keys(model: type[Model], path: Path) -> list[str]:
    fields: dict[str, FieldInfo] = dict(model.model_fields)
    for step in path:
        inner = next((info for name, info in fields.items() if step in (name, info.alias)), None)
        if inner is not None:
            nested = _models_in(inner.annotation)
            fields = dict(nested[0].model_fields) if nested else {}
    return [info.alias or name for name, info in fields.items()]


def _models_in(annotation: Any) -> list[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation]
    return [found for part in getattr(annotation, "__args__", ()) for found in _models_in(part)]


def _without(value: object, wrong: AbstractSet[Path], here: Path) -> object:
    """``value`` without the nodes at the paths ``wrong``; what stays keeps its lines."""
    if isinstance(value, YamlMap):
        mapping = YamlMap(value.line)
        for key, item in value.items():
            if (*here, key) not in wrong:
                mapping[key] = _without(item, wrong, (*here, key))
                mapping.lines[key] = value.lines[key]
        return mapping
    if isinstance(value, YamlList):
        items = YamlList(value.line)
        for number, item in enumerate(value):
            if (*here, number) not in wrong:
                items.append(_without(item, wrong, (*here, number)))
                items.lines.append(value.lines[number])
        return items
    return value
