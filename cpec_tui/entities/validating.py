"""Validation that names every problem of an entry at once, and keeps what is good of it."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from cpec_tui.entities.schema import Model
from cpec_tui.errors import Problem, Severity
from cpec_tui.nearest import did_you_mean
from cpec_tui.yamlfile import line_at

M = TypeVar("M", bound=Model)
Path = tuple[str | int, ...]


def validate(model: type[M], value: object, file: str, where: str = "") -> tuple[M | None, list[Problem]]:
    """``value`` as ``model``, with a problem for each thing wrong in it.

    Parts that are wrong are left out and the rest is used; None when something essential is wrong.
    """
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        findings = error.errors(include_url=False)
    problems = [_problem(finding, value, file, where, model) for finding in findings]
    wrong = {_removable(_real_path(value, finding["loc"]), finding["type"]) for finding in findings}
    try:
        return model.model_validate(_without(value, wrong, ())), problems
    except ValidationError:
        return None, problems


def _problem(finding: Any, value: object, file: str, where: str, model: type[Model]) -> Problem:
    path = _real_path(value, finding["loc"])
    line = line_at(value, path)
    place = " › ".join(part for part in (where, _readable(finding["loc"])) if part)
    if finding["type"] == "extra_forbidden":
        key = str(finding["loc"][-1])
        known = _known_keys(model, finding["loc"][:-1])
        hint = did_you_mean(key, known) or f"known here: {', '.join(known)}"
        return Problem("unknown-key", Severity.ERROR, file, line, f"unknown key `{key}` in {place}", hint)
    message = finding["msg"].removeprefix("Value error, ")
    hint = ""
    if finding["type"] == "missing":
        message = "this is missing"
    elif finding["type"] == "string_pattern_mismatch":
        message, hint = "this is no entity id", "use a-z, 0-9 and - only, beginning with a letter or digit"
    elif isinstance(finding.get("input"), str):
        hint = f"found `{finding['input'][:60]}`"
    code = "bad-date" if "no such date" in message else "bad-value"
    return Problem(code, Severity.ERROR, file, line, f"{place}: {message[:1].lower()}{message[1:]}", hint)


def _real_path(value: object, location: Path) -> Path:
    """``location`` as it can be walked in the YAML; a single item may stand without its list."""
    walked: list[str | int] = []
    for step in location:
        if isinstance(step, int) and not isinstance(value, list):
            continue
        walked.append(step)
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
    return tuple(walked)


def _readable(location: Path) -> str:
    parts: list[str] = []
    for step in location:
        if isinstance(step, int) and parts:
            parts[-1] += f" {step + 1}"
        else:
            parts.append(str(step))
    return " › ".join(parts)


def _known_keys(model: type[Model], path: Path) -> list[str]:
    fields: dict[str, FieldInfo] = dict(model.model_fields)
    for step in path:
        if isinstance(step, int) or step not in {info.alias or name for name, info in fields.items()}:
            continue
        inner = next(info for name, info in fields.items() if step in (name, info.alias))
        nested = _models_in(inner.annotation)
        fields = dict(nested[0].model_fields) if nested else {}
    return [info.alias or name for name, info in fields.items()]


def _models_in(annotation: Any) -> list[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation]
    return [found for part in getattr(annotation, "__args__", ()) for found in _models_in(part)]


def _removable(path: Path, error: str) -> Path:
    """What to leave out so that the rest can be used: an unknown key alone, else the list item that holds the error."""
    listed = [index for index, step in enumerate(path) if isinstance(step, int)]
    return path if error == "extra_forbidden" or not listed else path[: listed[-1] + 1]


def _without(value: object, wrong: set[Path], here: Path) -> object:
    """``value`` without the nodes at the paths ``wrong``."""
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if (*here, key) not in wrong}
        return {key: _without(item, wrong, (*here, key)) for key, item in kept.items()}
    if isinstance(value, list):
        return [_without(item, wrong, (*here, n)) for n, item in enumerate(value) if (*here, n) not in wrong]
    return value
