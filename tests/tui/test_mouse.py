"""The mouse."""

from __future__ import annotations

import pytest
from textual import events
from textual.widget import Widget

from cpec_tui.library import Library
from cpec_tui.tui.commands import remapped
from cpec_tui.tui.screens.confirm import Confirm
from cpec_tui.tui.settings import Settings
from tests.tui.driving import SMALL, WIDE, Driver, driving


async def click_on(reader: Driver, widget: Widget, text: str) -> None:
    """Click on the first letter of ``text`` where it first stands in a widget."""
    await reader.click(None, *reader.place_of(text, widget))


async def test_a_click_on_a_mention_opens_its_card(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("weighed")
        await click_on(reader, reader.source, "Bank of")
        assert (reader.focus, reader.open_card) == ("card", "bank")
        await reader.press("backspace")
        await click_on(reader, reader.source, "At the end of")
        assert reader.open_card == "bank"
        assert reader.at == ("harbour", 40)


async def test_of_nested_mentions_the_longest_is_opened(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("weighed")
        lines = [line for line in reader.screen() if "Westland." in line]
        assert lines
        await click_on(reader, reader.source, "Westland.")
        assert reader.open_card == "bank"


async def test_a_click_on_an_ambiguous_mention_asks_who_is_meant(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("dear")
        await click_on(reader, reader.source, "Brook wrote")
        assert reader.ids(reader.chooser) == ["@ada", "@tom"]
        await click_on(reader, reader.chooser, "Tom Brook")
        assert reader.open_card == "tom"


async def test_a_click_chooses_a_paragraph_and_beside_the_text_nothing_more(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("dear")
        await click_on(reader, reader.source, "¶3")
        assert reader.at == ("letter", 3)
        x, y = reader.source.content_region.offset
        await reader.click(None, x + 5, y + 20)
        assert reader.at == ("letter", 3)


async def test_a_click_opens_a_row(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("copper")
        await click_on(reader, reader.results, "A letter from")
        assert (reader.focus, reader.at, reader.highlighted()) == ("source", ("letter", 2), "letter#p2")
        await click_on(reader, reader.results, "Stone and Sons")
        assert (reader.focus, reader.open_card) == ("card", "sas")
        await click_on(reader, reader.card, "It rebuilt")
        assert (reader.focus, reader.at) == ("source", ("harbour", 2))
        # A rule is no row to open.
        await click_on(reader, reader.results, "────────── ")
        assert reader.at == ("harbour", 2)


async def test_a_click_on_the_foot_line_does_the_command(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("copper")
        await reader.press("enter")
        await click_on(reader, reader.explorer.foot, "next")
        assert reader.at == ("mine", 3)
        await click_on(reader, reader.explorer.foot, "commands")
        assert reader.is_laid_over()
        await reader.press("escape")
        await click_on(reader, reader.explorer.foot, "cite")
        assert reader.app.clipboard.endswith("[mine#p3]")


async def test_a_click_on_the_head_line_helps(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.press("tab")
        await click_on(reader, reader.explorer.head, "document")
        assert not reader.is_laid_over()
        await click_on(reader, reader.explorer.head, "? help")
        assert "In the results" in reader.shown()


async def test_a_click_on_the_head_line_helps_in_ascii_too(harbour: Library) -> None:
    async with driving(harbour, SMALL, Settings(remapped({"help": ("up",), "up": ("k",)}), ascii=True)) as reader:
        await click_on(reader, reader.explorer.head, "^ help")
        assert reader.is_laid_over()


async def test_where_the_head_line_has_no_room_for_help_nothing_is_clicked_for_it(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        reader.explorer.head.show_state("a state that takes " + "much " * 9 + "room", "?")
        await reader.settle()
        assert "help" not in reader.screen()[0]
        for x in range(74, 80):
            await reader.click(reader.explorer.head, x, 0)
        assert not reader.is_laid_over()


@pytest.mark.parametrize("keys", [("ctrl+k",), ("ctrl+p",), ("?",), (":",)])
async def test_a_click_beside_what_is_laid_over_the_panes_leaves_it(harbour: Library, keys: tuple[str, ...]) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("rail")
        await reader.press("enter", "2", *keys)
        frame = reader.app.screen.query_one("#chooser, #ask")
        await reader.click(None, frame.region.x + 1, frame.region.y)
        assert reader.is_laid_over()
        await reader.click(None, 0, 0)
        assert not reader.is_laid_over()
        assert reader.at == ("harbour", 3)


async def test_a_question_is_answered_by_a_click(harbour: Library) -> None:
    answers: list[bool | None] = []
    async with driving(harbour, SMALL) as reader:
        for text in ("y yes", "n no", "Question"):
            reader.app.push_screen(Confirm("Question", "Is it so?"), answers.append)
            await reader.settle()
            await click_on(reader, reader.app.screen.query_one("#confirm"), text)
        assert answers == [True, False]
        assert reader.is_laid_over()
        await reader.click(None, 0, 0)
        assert answers == [True, False, None]


async def test_clicks_and_keys_that_come_in_a_bunch_leave_once(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("dear")
        await reader.press("enter", "2", "f")
        for key in "xjj":
            reader.app.post_message(events.Key(key, key))
        await reader.settle()
        assert (reader.is_laid_over(), reader.at) == (False, ("letter", 3))
        await reader.press("ctrl+k")
        chooser = reader.app.screen
        for _ in range(2):
            chooser.post_message(events.Click(chooser, 0, 0, 0, 0, 1, False, False, False, 0, 0))
        await reader.settle()
        assert not reader.is_laid_over()


async def test_the_wheel_scrolls_the_pane_under_it(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("rebuilt")
        before = reader.at
        await reader.scroll_down(reader.source)
        assert reader.source.scroll_offset.y > 0
        assert reader.at == before
