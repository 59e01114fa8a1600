"""Which key does what while the explorer runs: what the table says, and nothing else."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from cpec_tui.library import Library
from cpec_tui.tui.commands import COMMANDS, remapped
from cpec_tui.tui.screens.confirm import Confirm
from cpec_tui.tui.settings import Settings
from tests.tui.driving import Driver, driving

# Where one may be, and the keys that lead there.
PLACES = {
    "the box": (),
    "results": ("enter",),
    "source": ("enter", "2"),
    "card": ("enter", "3"),
    "facets": ("enter", "4"),
    "the find bar": ("enter", "enter", "ctrl+f"),
    "the palette": ("ctrl+p",),
    "a number": ("enter", "2", "colon"),
}


def bound(reader: Driver) -> dict[str, str]:
    """The keys that do something here, but for what edits an input."""
    known = reader.app.screen.active_bindings
    return {key: one.binding.action for key, one in known.items() if not isinstance(one.node, Input)}


@pytest.mark.parametrize("place", PLACES)
async def test_no_key_does_what_is_not_in_the_table(harbour: Library, place: str) -> None:
    keys = {key: command.id for command in COMMANDS for key in command.keys}
    async with driving(harbour) as reader:
        await reader.type("copper")
        await reader.press(*PLACES[place])
        for key, action in bound(reader).items():
            if not key.startswith("unbound"):
                assert action.split(".")[1] == f"command('{keys[key]}')"


async def test_a_key_that_was_that_of_quitting_does_what_the_user_wants(harbour: Library) -> None:
    keymap = remapped({"quit": ("ctrl+x", "x"), "next": ("ctrl+q",), "previous": ("ctrl+c",), "copy-selection": ()})
    async with driving(harbour, settings=Settings(keymap)) as reader:
        await reader.type("copper")
        await reader.press("enter", "ctrl+q", "ctrl+q")
        assert reader.foot.startswith("hit 3/5")
        await reader.press("ctrl+c")
        assert reader.foot.startswith("hit 2/5")
        await reader.press("slash")
        await reader.key("ctrl+x")
        await reader.pilot.pause()
        assert not reader.app.is_running


@pytest.mark.parametrize("place", [*PLACES, "letters", "a question"])
async def test_ctrl_q_leaves_from_everywhere_and_the_place_is_kept(harbour: Library, place: str) -> None:
    async with driving(harbour) as reader:
        await reader.type("copper")
        await reader.press(*PLACES.get(place, ("enter", "f") if place == "letters" else ()))
        if place == "a question":
            await reader.app.push_screen(Confirm("Edit", "Really?"))
        await reader.key("ctrl+q")
        await reader.pilot.pause()
        assert not reader.app.is_running
        assert reader.explorer.last_place is not None
