"""The mouse."""

from __future__ import annotations

from textual.widget import Widget

from cpec_tui.library import Library
from tests.tui.driving import SMALL, WIDE, Driver, driving


async def click_on(reader: Driver, widget: Widget, text: str) -> None:
    """Click on the first letter of ``text`` where it first stands in a widget."""
    x, y, width, height = widget.region
    lines = [line.ljust(x + width)[x : x + width] for line in reader.screen()[y : y + height]]
    row = next(number for number, line in enumerate(lines) if text in line)
    await reader.click(None, x + lines[row].index(text), y + row)


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


async def test_the_wheel_scrolls_the_pane_under_it(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("rebuilt")
        before = reader.at
        await reader.scroll_down(reader.source)
        assert reader.source.scroll_offset.y > 0
        assert reader.at == before
