"""Panes, focus, Escape, and the size of the terminal."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cpec_tui.answers import ParagraphInDocument
from cpec_tui.library import Library
from cpec_tui.tui.layout import Layout
from tests.tui.driving import LARGE, MIDDLE, NARROW, SMALL, WIDE, Driver, driving

PANES = ("results", "source", "card")


def in_sight(reader: Driver) -> set[str]:
    """The panes that take room on the screen."""
    return {pane for pane in PANES if reader.explorer.query_one(f"#{pane}").region.area}


async def test_tab_goes_round_and_digits_lead_to_a_pane(harbour: Library) -> None:
    async with driving(harbour) as reader:
        round_trip = [reader.focus]
        for _ in range(4):
            await reader.press("tab")
            round_trip.append(reader.focus)
        assert round_trip == ["query", "results", "source", "card", "query"]
        back = []
        for _ in range(4):
            await reader.press("shift+tab")
            back.append(reader.focus)
        assert back == ["card", "source", "results", "query"]
        await reader.press("tab")
        for digit, pane in zip("213", ("source", "results", "card"), strict=True):
            await reader.press(digit)
            assert reader.focus == pane


async def test_a_width_that_comes_back_is_not_laid_out_anew(harbour: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    async with driving(harbour) as reader:
        await reader.type("copper")
        widths: list[int] = []
        lay_out = Layout.of

        def counted(paragraphs: Sequence[ParagraphInDocument], width: int) -> Layout:
            widths.append(width)
            return lay_out(paragraphs, width)

        monkeypatch.setattr(Layout, "of", counted)
        for size in (LARGE, MIDDLE, WIDE, LARGE, WIDE):
            await reader.resize(*size)
        assert len(widths) == len(set(widths)) == 2


async def test_escape_peels_one_layer_at_a_time_and_then_does_nothing(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("stone")
        await reader.press("enter", "enter", "enter", "ctrl+k")
        assert reader.is_laid_over()
        await reader.press("escape")
        assert not reader.is_laid_over()
        await reader.press("ctrl+f", "enter")
        assert reader.is_finding()
        await reader.press("escape")
        assert not reader.is_finding()
        assert reader.desk.followed == "sas"
        await reader.press("escape")
        assert not reader.desk.followed
        assert reader.focus == "source"
        assert reader.foot.startswith("hit ")
        before = (reader.focus, reader.at, reader.box.value, reader.ids())
        await reader.press("escape", "escape")
        assert (reader.focus, reader.at, reader.box.value, reader.ids()) == before


async def test_escape_in_the_box_clears_it_and_then_leads_to_the_results(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("stone")
        await reader.press("escape")
        assert (reader.box.value, reader.focus) == ("", "query")
        await reader.press("escape")
        assert reader.focus == "results"


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_q_leaves_outside_the_box_and_ctrl_q_everywhere(harbour: Library, key: str) -> None:
    async with driving(harbour) as reader:
        await reader.type("stone")
        if key == "q":
            await reader.press("enter", "enter")
        await reader.key(key)
        await reader.pilot.pause()
        assert not reader.app.is_running
        place = reader.explorer.last_place
        assert place is not None
        left = (place.query, place.doc, place.card, place.pane)
        assert left == ("stone", "mine", "sas", "card" if key == "q" else "box")


async def test_the_three_layouts_keep_the_focused_pane_in_sight(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("stone")
        await reader.press("enter", "enter", "enter")
        for pane, digit in (("results", "1"), ("source", "2"), ("card", "3")):
            await reader.press(digit)
            card = reader.open_card, reader.at
            await reader.resize(*WIDE)
            assert in_sight(reader) == set(PANES)
            for size in (MIDDLE, SMALL):
                await reader.resize(*size)
                assert in_sight(reader) == {"source", "card" if pane == "card" else "results"}
            await reader.resize(*NARROW)
            assert in_sight(reader) == {pane}
            await reader.resize(79, 24)
            assert in_sight(reader) == {pane}
            assert (reader.focus, (reader.open_card, reader.at)) == (pane, card)
            assert any(digit in line and "╭" in line for line in reader.screen())


async def test_the_card_slides_over_the_results_and_back(harbour: Library) -> None:
    async with driving(harbour, MIDDLE) as reader:
        await reader.type("stone")
        assert in_sight(reader) == {"results", "source"}
        await reader.press("enter", "enter")
        assert in_sight(reader) == {"card", "source"}
        await reader.press("enter")
        assert in_sight(reader) == {"card", "source"}
        await reader.press("1")
        assert in_sight(reader) == {"results", "source"}
        await reader.press("3", "/")
        assert in_sight(reader) == {"results", "source"}


async def test_under_eighty_columns_one_pane_is_seen_at_a_time(harbour: Library) -> None:
    async with driving(harbour, NARROW) as reader:
        await reader.type("dear")
        assert in_sight(reader) == {"results"}
        await reader.press("enter", "enter")
        assert (in_sight(reader), reader.at) == ({"source"}, ("letter", 2))
        assert "› ¶2 Brook wrote" in reader.shown()
        await reader.press("f", "d")
        assert (in_sight(reader), reader.open_card) == ({"card"}, "copper")
        await reader.press("backspace")
        assert in_sight(reader) == {"source"}
        await reader.press("1")
        assert in_sight(reader) == {"results"}


async def test_what_was_found_stands_in_sight_when_its_pane_is_shown_later(harbour: Library) -> None:
    async with driving(harbour, NARROW) as reader:
        await reader.type("ship 35")
        assert (reader.highlighted(), reader.at) == ("harbour#p35", ("harbour", 35))
        await reader.press("enter", "2")
        assert "› ¶35 Ship 35" in reader.shown()
        await reader.press("1", "down", "2")
        assert f"› ¶{reader.at[1]} Ship" in reader.shown()


async def test_widening_keeps_what_stood_at_the_top_in_sight(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("ship 30")
        await reader.press("enter", "enter")
        assert "Ship 30 " in reader.shown()
        for size in (WIDE, NARROW, WIDE, MIDDLE, SMALL):
            await reader.resize(*size)
            assert "Ship 30 " in reader.shown()


@pytest.mark.parametrize("size", [(20, 6), (33, 40), (200, 8), (1, 1)])
async def test_where_nothing_fits_a_plain_notice_is_shown(harbour: Library, size: tuple[int, int]) -> None:
    async with driving(harbour, size) as reader:
        notice = " ".join(reader.shown().split())
        assert size == (1, 1) or "needs a larger window" in notice
        assert in_sight(reader) == set()
        await reader.type("sorce:x")
        assert size == (1, 1) or "needs a larger window" in " ".join(reader.shown().split())
        await reader.resize(*WIDE)
        assert in_sight(reader) == set(PANES)
        assert "did you mean `source`" in reader.shown()
        assert reader.focus == "query"


async def test_every_pane_title_carries_its_digit_and_its_count(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("copper")
        titles = [str(reader.explorer.query_one(f"#{pane}").border_title) for pane in PANES]
        assert titles == ["1 Results · 7", "2 Source · Redhill copper mine", "3 Card · 6 mentions"]


async def test_empty_panes_say_what_to_do(harbour: Library) -> None:
    async with driving(harbour, LARGE) as reader:
        await reader.type("nothing else")
        assert "No entity answers." in reader.shown()
        assert "Follow a mention in the source with f." in reader.shown()
