"""Any edit of any document changes what it should and leaves every other byte alone."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cpec_tui import yamledit, yamlfile
from cpec_tui.errors import YamlError
from cpec_tui.yamledit import Edited, Path
from tests.yamledit.documents import documents, paths, texts, values

SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
_COMMENT = re.compile(r"# c\d+;")


def parsed(text: str) -> Any:
    try:
        return yamlfile.parse(text)
    except YamlError:
        return assume(False)


def comments(text: str) -> list[str]:
    """The comments of a text, in order; what looks like one inside a value is none."""
    value = str(yamlfile.parse(text))
    return [one for one in _COMMENT.findall(text) if one not in value]


def at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def check(text: str, edited: Edited) -> None:
    splice = edited.splice
    assert edited.text == text[: splice.start] + splice.text + text[splice.end :]


@SETTINGS
@given(st.data(), documents(), values())
def test_an_item_is_appended(data: st.DataObject, text: str, item: Any) -> None:
    old = parsed(text)
    path, there = data.draw(st.sampled_from([*paths(old)]))
    assume(path or old is None or isinstance(old, list))
    assume(not (path and isinstance(path[-1], int) and not isinstance(there, list)))
    edited = yamledit.append(text, path, item)
    check(text, edited)
    new = deepcopy(old)
    appended = [*(there if isinstance(there, list) else [] if there is None else [there]), item]
    if path:
        at(new, path[:-1])[path[-1]] = appended
    else:
        new = appended
    assert yamlfile.parse(edited.text) == new
    assert comments(text) == comments(edited.text)
    if isinstance(there, list) and there and text[edited.splice.start : edited.splice.start + 1] not in tuple("|>"):
        assert edited.splice.start == edited.splice.end


@SETTINGS
@given(st.data(), documents(), texts(), values())
def test_a_key_is_added(data: st.DataObject, text: str, key: str, value: Any) -> None:
    old = parsed(text)
    path, there = data.draw(st.sampled_from([*paths(old)]))
    assume(isinstance(there, dict) and key not in there)
    after = data.draw(st.sets(st.sampled_from(sorted(there))) if there else st.just(set()))
    edited = yamledit.put(text, (*path, key), value, after=after)
    check(text, edited)
    new = deepcopy(old)
    at(new, path)[key] = value
    assert yamlfile.parse(edited.text) == new
    assert comments(text) == comments(edited.text)


@SETTINGS
@given(st.data(), documents(), st.one_of(texts(), values()))
def test_a_value_is_replaced(data: st.DataObject, text: str, value: Any) -> None:
    old = parsed(text)
    path, _ = data.draw(st.sampled_from([*paths(old)]))
    assume(path)
    edited = yamledit.put(text, path, value)
    check(text, edited)
    new = deepcopy(old)
    at(new, path[:-1])[path[-1]] = value
    assert yamlfile.parse(edited.text) == new


@SETTINGS
@given(st.data(), documents())
def test_an_item_or_a_key_is_removed(data: st.DataObject, text: str) -> None:
    old = parsed(text)
    path, _ = data.draw(st.sampled_from([*paths(old)]))
    assume(path)
    edited = yamledit.remove(text, path)
    check(text, edited)
    new = deepcopy(old)
    del at(new, path[:-1])[path[-1]]
    assert yamlfile.parse(edited.text) == new


@SETTINGS
@given(st.data(), documents(), texts())
def test_a_key_is_renamed(data: st.DataObject, text: str, key: str) -> None:
    old = parsed(text)
    path, there = data.draw(st.sampled_from([*paths(old)]))
    assume(isinstance(there, dict) and there and key not in there)
    name = data.draw(st.sampled_from(sorted(there)))
    edited = yamledit.rename_key(text, (*path, name), key)
    check(text, edited)
    assert list(at(yamlfile.parse(edited.text), path)) == [key if one == name else one for one in there]
