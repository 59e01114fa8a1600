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

_MAPPING = ("a mapping of keys is wanted", "write keys and values, one a line")
_WANTED = {
    "string_type": ("a text is wanted", "write one text; it needs quotes when it holds special characters"),
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dict_type": _MAPPING,
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

    Parts that are wrong are left out and the rest is used: first just the wrong values, then the items that lack them.
    """
    good, findings = _tried(model, value)
    problems = [_problem(finding, value, file, where, model) for finding in findings]
    node = value
    for removable in (_value_at, _item_at):
        if findings:
            node = _without(node, {removable(node, finding) for finding in findings}, ())
            good, findings = _tried(model, node)
    return Checked(good, node, problems)


def _tried(model: type[M], value: object) -> tuple[M | None, list[Any]]:
    """``value`` as ``model``, or None and what pydantic finds wrong with it."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, list(error.errors(include_url=False))


def described(value: object) -> str:
    """``value`` as it stands in YAML, in a few words."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else f"`{str(value)[:_SHOWN]}`"


def _problem(finding: Any, value: object, file: str, where: str, model: type[Model]) -> Problem:
    location = finding["loc"]
    path, _ = _walked(value, location)
    line = line_at(value, path)
    if finding["type"] == "extra_forbidden":
        message, hint = _unknown_key(str(location[-1]), _place(where, location[:-1]), _known_keys(model, location[:-1]))
        return Problem("unknown-key", Severity.ERROR, file, line, message, hint)
    message, hint = _said(finding)
    code = "bad-date" if "no such date" in message else "bad-value"
    return Problem(code, Severity.ERROR, file, line, f"{_place(where, location)}: {message}", hint)


def _unknown_key(key: str, place: str, known: list[str]) -> tuple[str, str]:
    message = f"unknown key `{key[:_SHOWN]}`" + (f" in {place}" if place else "")
    return message, did_you_mean(key, known) or f"known here: {', '.join(known)}"


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
        wanted, advice = _WANTED[kind]
        return f"{wanted}, found {described(given)}", advice
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


def _value_at(value: object, finding: Any) -> Path:
    """The wrong value; of an alias all of it, because without one of its rules it would link too much."""
    location = finding["loc"]
    if "aliases" in location:
        _, alias = _walked(value, location[: location.index("aliases") + 2])
        return alias
    return _walked(value, location)[0]


def _item_at(value: object, finding: Any) -> Path:
    """The innermost list item that holds the error."""
    path, item = _walked(value, finding["loc"])
    return item or path


def _place(where: str, location: Path) -> str:
    """Where in the entry, for people: ``entity sas › facts 2 › date``."""
    parts = [where] if where else []
    for step in location:
        if isinstance(step, int):
            parts[-1] += f" {step + 1}"
        else:
            parts.append(step[:_SHOWN])
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
