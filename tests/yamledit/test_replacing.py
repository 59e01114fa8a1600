"""Values set and replaced, keys renamed."""

from __future__ import annotations

import pytest

from cpec_tui.errors import YamlError
from cpec_tui.yamledit import Splice, Value, put, rename_key

pytestmark = pytest.mark.usefixtures("loader")


@pytest.mark.parametrize(
    ("text", "value", "new"),
    [
        ("a: x # c\nb: y\n", "z", "a: z # c\nb: y\n"),
        ("a: 'x'\n", "z", "a: z\n"),
        ("a:\nb: y\n", "z", "a: z\nb: y\n"),
        ("a: >-\n  x\n  y\n\nb: y\n", "z", "a: z\n\nb: y\n"),
        ("a:\n  - x\nb: y\n", "z", "a: z\nb: y\n"),
        ("a:\n- x\nb: y\n", "z", "a: z\nb: y\n"),
        ("{a: x, b: y}", "z, w", '{a: "z, w", b: y}'),
        ("a: x\n", None, "a: ~\n"),
        ("a: x\n", ["y", "z"], "a: [y, z]\n"),
        ("b: y\n", "z", "b: y\na: z\n"),
        ("b: y\r\nc: z\r\n", "z", "b: y\r\na: z\r\nc: z\r\n"),
        ("", "z", "a: z\n"),
    ],
)
def test_a_value_is_set(text: str, value: Value, new: str) -> None:
    assert put(text, ("a",), value, after=("b",)).text == new


def test_an_item_is_replaced() -> None:
    assert put("a:\n  - x\n  - {text: y}\n", ("a", 1), "z").text == "a:\n  - x\n  - z\n"
    assert put("a: x\n", ("a", 0), {"text": "x"}).text == "a: {text: x}\n"


def test_an_edit_names_the_one_place_that_it_changed() -> None:
    assert put("\ufeffa: x\n", ("a",), "yy").splice == Splice(4, 5, "yy")


def test_a_key_is_renamed_and_keeps_its_value() -> None:
    assert rename_key("a:\n  b: 'c'  # d\n", ("a",), "x: y").text == "\"x: y\":\n  b: 'c'  # d\n"
    assert rename_key("{a: b}", ("a",), "c").text == "{c: b}"
    for path, key in ((("b",), "c"), (("a",), "a"), (("a", "b"), "c")):
        with pytest.raises(YamlError):
            rename_key("a: b", path, key)


def test_a_character_that_yaml_cannot_hold_is_refused() -> None:
    with pytest.raises(YamlError):
        put("a: x\n", ("a",), "\ud800")
