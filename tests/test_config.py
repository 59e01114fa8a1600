"""The user's config file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui import config
from cpec_tui.config import Config


def loaded(home: Path, text: str) -> Config:
    (home / "config").mkdir(exist_ok=True)
    config.path().write_text(text, encoding="utf-8")
    return config.load()


def test_without_a_file_the_usual_holds() -> None:
    assert config.load() == Config()


def test_an_empty_file_says_nothing(home: Path) -> None:
    assert loaded(home, "# nothing yet\n") == Config()


def test_everything_that_can_be_said_is_read(home: Path) -> None:
    found = loaded(home, "theme: nord\nhistory: off\nascii: on\nkeys:\n  cite: [ctrl+y, C]\n  quit: x\n  back: []\n")
    assert found == Config("nord", {"cite": ("ctrl+y", "C"), "quit": ("x",), "back": ()}, False, True)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("theme: [a\n", "config.yaml:"),
        ("- a\n", "config.yaml:1: this is no mapping of keys"),
        ("\ncolour: blue\n", "config.yaml:2: unknown key `colour`: known are theme, keys, history, ascii"),
        ("tehme: nord\n", "did you mean `theme`?"),
        ("theme: [nord]\n", "config.yaml:1: theme is the name of a theme"),
        ("keys: x\n", "config.yaml:1: keys is a mapping of command ids to keys"),
        ("keys: {cite: {a: b}}\n", "cite in the config file is a key, a list of keys, or [] for none"),
        ("keys: {cite: }\n", "cite in the config file is a key"),
        ("history: perhaps\n", "history in the config file is on or off"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_usual_holds(home: Path, text: str, problem: str) -> None:
    found = loaded(home, text)
    assert len(found.problems) == 1
    assert problem in found.problems[0]
    assert (found.theme, found.keys, found.history) == (None, {}, True)


def test_one_mistake_leaves_the_rest_in_force(home: Path) -> None:
    found = loaded(home, "theme: nord\nkeys: {cite: , quit: x}\nhistory: perhaps\n")
    assert (found.theme, found.keys, len(found.problems)) == ("nord", {"quit": ("x",)}, 2)


def test_a_folder_in_its_place_is_told(home: Path) -> None:
    config.path().mkdir(parents=True)
    assert "cannot be read" in config.load().problems[0]
