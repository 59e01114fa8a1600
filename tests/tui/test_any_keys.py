"""Whatever is pressed, clicked and resized, in whatever order and however quickly: the explorer goes on."""

from __future__ import annotations

import random

import pytest

from cpec_tui.library import Library
from cpec_tui.tui.commands import COMMANDS
from tests.tui.driving import LARGE, MIDDLE, NARROW, SMALL, driving

_LEFT_OUT = {"quit", "edit", "index"}
KEYS = [key for one in COMMANDS if one.id not in _LEFT_OUT for key in one.keys] + list('coper sawet1l/@:*"~') * 2
SIZES = [LARGE, MIDDLE, SMALL, NARROW, (20, 6)]


@pytest.mark.parametrize("seed", range(2))
async def test_nothing_stops_the_explorer(harbour: Library, seed: int) -> None:
    chance = random.Random(seed)
    async with driving(harbour, chance.choice(SIZES)) as reader:
        for _ in range(60):
            match chance.randrange(20):
                case 0:
                    await reader.pilot.resize_terminal(*chance.choice(SIZES))
                case 1 | 2:
                    width, height = reader.app.size
                    await reader.pilot.click(None, offset=(chance.randrange(width), chance.randrange(height)))
                case 3 | 4:
                    await reader.settle()
                case _:
                    await reader.key(chance.choice(KEYS))
        await reader.settle()
        assert reader.app.is_running
        await reader.resize(*LARGE)
        await reader.press("escape", "escape", "escape", "escape", "escape", "slash", "ctrl+u")
        await reader.type("copper")
        assert reader.ids()[0] == "@copper"
