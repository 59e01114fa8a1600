"""Items and keys taken away."""

from __future__ import annotations

import pytest

from cpec_tui.errors import YamlError
from cpec_tui.yamledit import Path, remove

pytestmark = pytest.mark.usefixtures("loader")


@pytest.mark.parametrize(
    ("text", "path", "new"),
    [
        ("- a\n- b # c\n  # d\n# e\n- f\n", (1,), "- a\n# e\n- f\n"),
        ("- a\n- b", (1,), "- a\n"),
        ("- a\r\n- b\r\n", (0,), "- b\r\n"),
        ("- a # c\n", (0,), "[] # c\n"),
        ("- - a\n  - b\n", (0, 0), "- - b\n"),
        ("a: [x, y, z]\n", ("a", 1), "a: [x, z]\n"),
        ("a: [x, y]\n", ("a", 1), "a: [x]\n"),
        ("a: [ x, ]\n", ("a", 0), "a: []\n"),
        ("a: x # c\n", ("a", 0), "a: [] # c\n"),
        ("a: # c\n  # d\n  - x\nb: y\n", ("a", 0), "a: [] # c\n  # d\nb: y\n"),
        ("a:\n- x\nb: y\n", ("a", 0), "a: []\nb: y\n"),
        ("- id: a\n  b: c\n", (0, "id"), "- b: c\n"),
        ("- id: a\n  b: |\n    c\n\n    d\n  e: f\n", (0, "b"), "- id: a\n  e: f\n"),
        ("- id: a\n", (0, "id"), "- {}\n"),
        ("{a: b, c: d}\n", ("a",), "{c: d}\n"),
        ("- a\n\n- b\n\n- c\n", (1,), "- a\n\n- c\n"),
        ("- a\n\n- b\n", (1,), "- a\n"),
        ("# c\n\n- a\n\n- b\n", (0,), "# c\n\n- b\n"),
        ("- |+\n  x\n\n- b\n\n- c\n", (1,), "- |+\n  x\n\n- c\n"),
    ],
)
def test_nothing_else_goes(text: str, path: Path, new: str) -> None:
    assert remove(text, path).text == new


@pytest.mark.parametrize("path", [(2,), ("a",), (0, 1), (0, "a", "b")])
def test_what_is_not_there_cannot_be_removed(path: Path) -> None:
    with pytest.raises(YamlError, match="there is nothing at"):
        remove("- a\n- b\n", path)
