"""Scrolling with the mouse: what is chosen stays in sight."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual import events

from cpec_tui.library import Library
from cpec_tui.tui.widgets.page import Page
from tests.corpora import built_library, make_corpus
from tests.tui.driving import SMALL, WIDE, Driver, driving
from tests.tui.worlds import ENTITIES

_LONG = f"Aldport is named first. {'Then much is said without a name. ' * 60}"
_LINES = "\n\n".join(["A long letter", _LONG, "Redhill is named here.", "Nothing is named here.", "Nor here."])


def is_chosen_in_sight(reader: Driver) -> bool:
    """Whether a line of the chosen paragraph is seen: its number stands beside the first only."""
    region = reader.source.content_region
    lines = [line[region.x : region.right - 1] for line in reader.screen()[region.y : region.bottom]]
    numbers = [int(found.group(1)) for line in lines if (found := re.match(r"[› ].\s*¶(\d+) ", line))]
    goes_on = lines[0].strip() != "" and "¶" not in lines[0]
    assert reader.source.chosen is not None
    return reader.source.chosen.ordinal in (numbers[0] - 1 if goes_on else numbers[0], *numbers)


async def test_the_wheel_takes_the_choice_along(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("rebuilt")
        await reader.press("enter", "2")
        while reader.source.scroll_offset.y < reader.source.max_scroll_y:
            before, reader.heard[:] = reader.at, []
            await reader.scroll_down(reader.source)
            assert is_chosen_in_sight(reader)
            assert any(isinstance(one, Page.Moved) for one in reader.heard) == (reader.at != before)
            assert f"¶{reader.at[1]} of 40" in reader.foot
        chosen = reader.at[1]
        assert 20 < chosen < 40
        await reader.press("y")
        assert reader.app.clipboard.endswith(f"[harbour#p{chosen}]")
        scrolled = reader.source.scroll_offset.y
        await reader.press("j")
        assert (reader.at[1], reader.source.scroll_offset.y) == (chosen + 1, scrolled)
        while reader.source.scroll_offset.y > 0:
            await reader.scroll_up(reader.source)
            assert is_chosen_in_sight(reader)
        assert 2 < reader.at[1] < 20


async def test_the_choice_stays_where_it_is_while_it_is_seen(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("ship 5")
        await reader.press("enter", "2")
        assert reader.at == ("harbour", 5)
        await reader.scroll_down(reader.source)
        await reader.scroll_up(reader.source)
        assert reader.at == ("harbour", 5)


async def test_the_scrollbar_takes_the_choice_along(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("rebuilt")
        await reader.press("enter", "2")
        bar = reader.source.vertical_scrollbar.region
        await reader.drag((bar.x, bar.y), (bar.x, bar.y + 6), (bar.x, bar.bottom - 1))
        assert reader.source.scroll_offset.y > 20
        assert reader.at[1] > 10
        assert is_chosen_in_sight(reader)


async def test_a_selection_by_keyboard_goes_on_with_the_wheel(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("rebuilt")
        await reader.press("enter", "2", "v")
        for _ in range(6):
            await reader.scroll_down(reader.source)
        assert reader.source.passage is not None
        assert (reader.source.passage.first, reader.source.passage.last) == (2, reader.at[1])
        assert reader.at[1] > 4


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_another_document_and_another_size_are_not_taken_for_the_wheel(
    harbour: Library, size: tuple[int, int]
) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("copper")
        await reader.press("enter", "2", "n", "n", "n")
        assert reader.at == ("harbour", 40)
        await reader.resize(*size)
        await reader.resize(60, 12)
        assert reader.at == ("harbour", 40)
        await reader.press("n")
        assert reader.at == ("letter", 2)
        await reader.press("p", "p", "p", "p")
        assert reader.at == ("mine", 1)


async def test_what_a_long_paragraph_names_out_of_sight_is_not_called_nothing(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"long.txt": _LINES}, entities=ENTITIES)
    async with driving(built_library(corpus, tmp_path / "built"), SMALL) as reader:
        await reader.type("without")
        await reader.press("enter", "2")
        assert reader.at == ("long", 2)
        while "Redhill is named" not in reader.shown():
            await reader.scroll_down(reader.source)
        assert reader.at == ("long", 2)
        await reader.press("o")
        assert reader.said == "what ¶2 names stands out of sight: scroll to it"
        await reader.press("j", "o")
        assert reader.open_card == "redhill"
        await reader.press("2", "j", "o")
        assert reader.said == "nothing is named in the chosen paragraph"


async def test_turning_the_wheel_while_a_selection_is_dragged_goes_on_selecting(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("rebuilt")
        await reader.press("enter", "2")
        place = reader.place_of("quays", reader.source)
        await reader.mouse(events.MouseDown, place)
        await reader.mouse(events.MouseMove, (place[0] + 1, place[1]))
        for _ in range(8):
            await reader.scroll_down(reader.source)
        await reader.mouse(events.MouseMove, (place[0] + 2, place[1]))
        await reader.mouse(events.MouseUp, (place[0] + 2, place[1]))
        assert reader.source.passage is not None
        assert reader.source.passage.text.startswith("quays")
        assert (reader.source.passage.first, reader.source.passage.last > 6) == (2, True)
