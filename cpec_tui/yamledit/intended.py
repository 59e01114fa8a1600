"""What a value is to be after an edit: the old one with just that change."""

from __future__ import annotations

from collections.abc import Callable

from cpec_tui.errors import YamlError
from cpec_tui.yamledit.rendering import Value
from cpec_tui.yamledit.splicing import Path


def plain(value: object) -> Value:
    """A copy of a parsed value."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return None if value is None else str(value)


def with_item(value: object, path: Path, item: Value) -> Value:
    """``item`` after those at ``path``; a list that is missing is made, a single item without its list becomes one."""
    return _changed(plain(value), path, lambda old: [*as_list(old), item])


def with_value(value: object, path: Path, new: Value) -> Value:
    """``new`` at ``path``."""
    return _changed(plain(value), path, lambda old: new)


def without(value: object, path: Path) -> Value:
    """Nothing at ``path`` any more. Raises YamlError when there is nothing."""
    *above, last = path

    def take_away(old: Value) -> Value:
        if isinstance(old, dict) and isinstance(last, str) and last in old:
            return {key: one for key, one in old.items() if key != last}
        items = as_list(old)
        if not isinstance(last, int) or last >= len(items):
            raise missing(path)
        return items[:last] + items[last + 1 :]

    return _changed(plain(value), tuple(above), take_away)


def with_key(value: object, path: Path, key: str) -> Value:
    """The key that ``path`` ends with named ``key``. Raises YamlError when there is none, or both are there."""
    *above, last = path

    def rename(old: Value) -> Value:
        if not isinstance(old, dict) or not isinstance(last, str) or last not in old:
            raise missing(path)
        if key in old:
            raise YamlError(f"the key `{key[:60]}` is there already", 1, "remove one of them")
        return {key if one == last else one: inner for one, inner in old.items()}

    return _changed(plain(value), tuple(above), rename)


def as_list(value: Value) -> list[Value]:
    """One item may be written without its list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def missing(path: Path) -> YamlError:
    """Nothing is where a path leads."""
    return YamlError(f"there is nothing at {' › '.join(map(str, path)) or 'the top'}", 1, "read the file anew")


def _changed(value: Value, path: Path, change: Callable[[Value], Value]) -> Value:
    """``value`` after ``change`` of what is at ``path``; mappings on the way are made when they are missing."""
    if not path:
        return change(value)
    step, *rest = path
    if isinstance(step, str):
        if value is not None and not isinstance(value, dict):
            raise missing(path)
        known = value or {}
        return {**known, step: _changed(known.get(step), tuple(rest), change)}
    items = as_list(value)
    if step >= len(items):
        raise missing(path)
    new = _changed(items[step], tuple(rest), change)
    if not isinstance(value, list):
        return new
    return [*items[:step], new, *items[step + 1 :]]
