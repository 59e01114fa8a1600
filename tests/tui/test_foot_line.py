"""The foot line: what it offers works where one is."""

from __future__ import annotations

import re

import pytest

from cpec_tui.library import Library
from cpec_tui.tui.commands import COMMANDS, Scope, is_typed, key_name
from tests.tui.driving import LARGE, SMALL, Driver, driving

IN_PANES = {Scope.EVERYWHERE, Scope.PANES}
PLACES: dict[str, tuple[tuple[str, ...], set[Scope]]] = {
    "query": ((), {Scope.EVERYWHERE}),
    "results": (("tab",), IN_PANES),
    "source": (("tab", "2"), set(Scope)),
    "card": (("tab", "3"), IN_PANES),
    "facets": (("tab", "4"), IN_PANES),
    "find-input": (("ctrl+f",), {Scope.EVERYWHERE}),
}


def offered(reader: Driver) -> dict[str, str]:
    """The labels in the foot line with their keys."""
    line = reader.screen()[-1]
    parts = re.split(r"\s{2,}", line.strip())
    return {label: key for key, _, label in (part.partition(" ") for part in parts)}


@pytest.mark.parametrize("place", PLACES)
async def test_exactly_what_works_with_the_present_focus_is_offered(harbour: Library, place: str) -> None:
    keys, scopes = PLACES[place]
    async with driving(harbour, LARGE) as reader:
        await reader.type("copper")
        await reader.press(*keys)
        assert reader.focus == place
        expected = {one.footer: key_name(one.keys[0]) for one in COMMANDS if one.footer and one.scope in scopes}
        assert offered(reader) == expected
        if scopes == {Scope.EVERYWHERE}:
            assert not any(is_typed(key) for key in offered(reader).values())


async def test_the_first_picture_offers_what_works_in_the_search_box(harbour: Library) -> None:
    async with driving(harbour, LARGE, opened=False) as reader:
        assert set(offered(reader)) == {"find", "quick open", "commands"}


async def test_it_changes_back_with_the_focus_and_in_a_small_window_keeps_the_list_of_all(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.press("tab", "2")
        panes = offered(reader)
        assert list(panes) == ["search", "open", "next", "follow", "back", "cite", "edit", "commands"]
        await reader.press("/")
        assert "edit" not in offered(reader)
        await reader.press("escape")
        assert offered(reader) == panes
