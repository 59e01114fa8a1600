"""One item more at the end of a list."""

from __future__ import annotations

import pytest

from cpec_tui.errors import YamlError
from cpec_tui.yamledit import Value, append

pytestmark = pytest.mark.usefixtures("loader")
ITEM: Value = {"id": "b", "name": "B"}


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("", "- id: b\n  name: B\n"),
        ("\ufeff", "\ufeff- id: b\n  name: B\n"),
        ("# c\n", "# c\n\n- id: b\n  name: B\n"),
        ("# c\n\n", "# c\n\n- id: b\n  name: B\n"),
        ("# c", "# c\n\n- id: b\n  name: B"),
        ("# c\r\n", "# c\r\n\r\n- id: b\r\n  name: B\r\n"),
        ("---\n", "---\n\n- id: b\n  name: B\n"),
        ("--- ~\n", "--- \n- id: b\n  name: B\n"),
        ("[]\n", "- id: b\n  name: B\n"),
        ("[] # c\n", "# c\n- id: b\n  name: B\n"),
        ("- id: a\n", "- id: a\n\n- id: b\n  name: B\n"),
        ("- id: a", "- id: a\n\n- id: b\n  name: B"),
        ("\ufeff- id: a\r\n", "\ufeff- id: a\r\n\r\n- id: b\r\n  name: B\r\n"),
        ("- id: a\n- id: c\n", "- id: a\n- id: c\n- id: b\n  name: B\n"),
        ("- id: a\n\n- id: c\n# end\n", "- id: a\n\n- id: c\n# end\n\n- id: b\n  name: B\n"),
        ("- id: a\n- id: c\n# a\tb\n...\n", "- id: a\n- id: c\n# a\tb\n- id: b\n  name: B\n...\n"),
        ("-   id: a\n-   id: c\n", "-   id: a\n-   id: c\n-   id: b\n    name: B\n"),
        ("- {id: a}\n", "- {id: a}\n- {id: b, name: B}\n"),
        ("[{id: a}]\n", "[{id: a}, {id: b, name: B}]\n"),
        ("- |+\n  x\n\n", "- |+\n  x\n\n- id: b\n  name: B\n"),
        ("- a: |\n    x", "- a: |-\n    x\n\n- id: b\n  name: B"),
    ],
)
def test_an_item_goes_to_the_end_of_the_file(text: str, new: str) -> None:
    assert append(text, (), ITEM).text == new


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("a: [x]\n", "a: [x, y]\n"),
        ("a: [x,]\n", "a: [x, y,]\n"),
        ("a: [\n  x,\n  z # c\n]\n", "a: [\n  x,\n  z,\n  y # c\n]\n"),
        ("a: []\nb: c\n", "a: [y]\nb: c\n"),
        ("a:\nb: c\n", "a: [y]\nb: c\n"),
        ("a: # c\nb: c\n", "a: [y] # c\nb: c\n"),
        ("a: ~ # c\n", "a: [y] # c\n"),
        ("a: x # c\nb: c\n", "a:\n  - x # c\n  - y\nb: c\n"),
        ("a: >-\n  p\n  q\nb: c\n", "a:\n  - >-\n      p\n      q\n  - y\nb: c\n"),
        ("a:\n- x\nb: c\n", "a:\n- x\n- y\nb: c\n"),
        ("a:\n    - x # c\n      # d\n    # e\nb: c\n", "a:\n    - x # c\n      # d\n    - y\n    # e\nb: c\n"),
        ("b: c", "b: c\na: [y]"),
        ("b: c\n", "b: c\na: [y]\n"),
        ("{b: c}\n", "{b: c, a: [y]}\n"),
        ("{a: x}\n", "{a: [x, y]}\n"),
        ("{a, b: c}\n", "{a: [y], b: c}\n"),
        ("{}\n", "{a: [y]}\n"),
        ("", "a: [y]\n"),
    ],
)
def test_a_text_goes_to_the_end_of_a_list(text: str, new: str) -> None:
    assert append(text, ("a",), "y").text == new


def test_a_single_mapping_becomes_a_list_with_all_its_lines() -> None:
    text = "- e:\n    # c\n    d: |\n      p\n\n       q\n    t: s # u\n  k: x\n"
    new = append(text, (0, "e"), {"d": "2"}).text
    assert new == ("- e:\n    # c\n    - d: |\n        p\n\n         q\n      t: s # u\n    - d: 2\n  k: x\n")


def test_a_missing_list_is_made_behind_the_keys_that_come_before_it() -> None:
    text = "- id: a\n  name: A  # the first\n\n  facts: []\n"
    new = append(text, (0, "aliases"), {"text": "x", "needs": ["y"]}, after=("id", "name")).text
    assert new == "- id: a\n  name: A  # the first\n  aliases:\n    - text: x\n      needs: [y]\n\n  facts: []\n"


def test_a_path_that_lacks_several_keys_is_made_whole() -> None:
    assert append("# c\n", ("a/b", "former_ids"), "c").text == "# c\n\na/b:\n  former_ids: [c]\n"
    assert append("a/b:\n", ("a/b", "former_ids"), "c").text == "a/b:\n  former_ids: [c]\n"


def test_item_0_of_what_stands_without_its_list_is_that_itself() -> None:
    assert append("a: {b: c}\n", ("a", 0, "b"), "d").text == "a: {b: [c, d]}\n"


@pytest.mark.parametrize(
    ("text", "path"), [("a: b\n", ("a", "b")), ("- a\n", (4,)), ("- a\n", ("b",)), ("a: b\n", ()), ("b", ())]
)
def test_a_path_that_leads_nowhere_is_refused(text: str, path: tuple[str | int, ...]) -> None:
    with pytest.raises(YamlError):
        append(text, path, "x")


def test_a_text_that_the_dialect_refuses_is_not_touched() -> None:
    with pytest.raises(YamlError, match="stands twice"):
        append("a: x\na: y\n", ("a",), "z")


def test_a_long_text_is_folded_and_comes_back_as_it_was() -> None:
    text = "It rebuilt the quays of Aldport, " * 8 + "twice"
    new = append("- facts: []\n", (0, "facts"), {"text": text}).text
    assert max(map(len, new.split("\n"))) <= 120
    assert new.startswith("- facts:\n    - text: >-\n        It rebuilt")
