"""Movements that overtake each other."""

from __future__ import annotations

import pytest

from cpec_tui.library import Library
from cpec_tui.tui import looking
from tests.tui.driving import driving
from tests.tui.gates import Gate


async def test_the_reader_may_move_on_before_the_best_card_is_shown(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(harbour) as reader:
        gate = Gate(monkeypatch, looking, "open_card")
        reader.box.value = "copper"
        await reader.until(gate.reached.is_set)
        await reader.key("down")
        await reader.key("down")
        gate.opened.set()
        await reader.settle()
        assert (reader.highlighted(), reader.open_card, len(reader.desk.hits.stops)) == ("@sas", "sas", 5)


async def test_the_reader_may_move_on_before_the_best_hit_is_shown(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(harbour) as reader:
        gate = Gate(monkeypatch, looking, "reading")
        reader.box.value = "copper"
        await reader.until(gate.reached.is_set)
        for _ in range(5):
            await reader.key("down")
        gate.opened.set()
        await reader.settle()
        assert (reader.highlighted(), reader.at, len(reader.desk.hits.stops)) == ("letter#p2", ("letter", 2), 5)


async def test_a_jump_that_is_overtaken_by_a_search_changes_nothing(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(harbour) as reader:
        await reader.type("stone lead")
        await reader.press("enter", "enter")
        assert (reader.open_card, reader.at) == ("sas", ("mine", 3))
        gate = Gate(monkeypatch, looking, "reading")
        await reader.key("enter")
        await reader.until(gate.reached.is_set)
        await reader.key("slash")
        reader.box.value = "letter"
        for _ in range(10):
            await reader.pilot.pause()
        gate.opened.set()
        await reader.settle()
        assert (reader.at, reader.focus) == (("letter", 1), "query")
