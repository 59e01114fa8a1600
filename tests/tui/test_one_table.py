"""Whoever tells the keys tells the same: all of it comes out of the one table."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from cpec_tui import config
from cpec_tui.cli.main import run
from cpec_tui.library import Library
from cpec_tui.tui.commands import COMMANDS, Keymap, key_name, offered, remapped
from cpec_tui.tui.settings import Settings
from tests.tui.driving import LARGE, Driver, driving, texts

KEYS_PAGE = Path(__file__).parents[2] / "docs" / "keys.md"
_OWN = {"next": ("y",), "cite": ("n", "ctrl+y"), "quit": ("ctrl+g",), "quick-open": (";", "ctrl+t"), "back": ()}
KEYMAPS = {"the usual keys": Keymap(), "the user's own": remapped(_OWN)}


def table(keymap: Keymap) -> Mapping[str, list[str]]:
    """The keys of every command as people write them."""
    return {command.id: [key_name(key) for key in command.keys] for command in keymap.commands}


def split(keys: str) -> list[str]:
    """``⌫ or alt+←`` as a list."""
    return keys.split(" or ") if keys else []


def test_the_page_of_keys_tells_the_table() -> None:
    rows = [line.strip("| ").split(" | ") for line in KEYS_PAGE.read_text(encoding="utf-8").splitlines()]
    told = {row[-1].strip("`"): re.findall("`([^`]+)`", row[0]) for row in rows if row[-1].startswith("`")}
    assert told == table(Keymap())


@pytest.mark.parametrize("own", [False, True])
def test_the_command_line_tells_the_table(own: bool, capsys: pytest.CaptureFixture[str]) -> None:
    if own:
        config.path().parent.mkdir()
        config.path().write_text(json.dumps({"keys": _OWN}), encoding="utf-8")
    keymap = remapped(_OWN) if own else Keymap()
    assert run(["keys", "--json"]) == 0
    told = {one["id"]: [key_name(key) for key in one["keys"]] for one in json.loads(capsys.readouterr().out)["keys"]}
    assert told == table(keymap)
    assert run(["keys", "--plain"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert {line[-1].strip(): line[0].split() for line in lines} == table(keymap)


@pytest.mark.parametrize("keymap", KEYMAPS.values(), ids=KEYMAPS)
async def test_the_explorer_tells_the_table_and_does_it(harbour: Library, keymap: Keymap) -> None:
    async with driving(harbour, LARGE, Settings(keymap)) as reader:
        await reader.press("tab")
        assert bound(reader) == {name: set(keys) for name, keys in table(keymap).items() if keys}
        offers = offered(keymap.commands, reader.explorer.scope_here())
        said = [f" {keymap.label(one.id)} {one.footer} " for one in offers]
        assert reader.screen()[-1] == "".join(said).rstrip()
        await reader.press("ctrl+p")
        rows = {row.id: (row, keymap.of(row.id)) for row in reader.chooser.rows}
        palette = {name: texts([row])[0].removeprefix(one.title).strip() for name, (row, one) in rows.items()}
        expected = {**table(keymap)}
        del expected["palette"]
        assert {name: split(keys) for name, keys in palette.items()} == expected
        await reader.press("escape", "?")
        leads = {row.id: getattr(row, "lead", "").strip() for row in reader.chooser.rows}
        assert {one.id: split(leads[one.id]) for one in COMMANDS} == table(keymap)


def bound(reader: Driver) -> Mapping[str, set[str]]:
    """The keys that do a command where the reader is."""
    found: dict[str, set[str]] = {}
    for key, active in reader.app.screen.active_bindings.items():
        command = re.fullmatch(r"\w+\.command\('(.*)'\)", active.binding.action)
        if command is not None and not key.startswith("unbound"):
            found.setdefault(command[1], set()).add(key_name(key))
    return found
