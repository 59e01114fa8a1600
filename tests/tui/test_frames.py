"""What a key costs the screen: nothing is laid out anew where no size changes."""

from __future__ import annotations

from typing import Any

import pytest
from textual.message_pump import MessagePump
from textual.timer import Timer

from cpec_tui.library import Library
from cpec_tui.tui.rows import TextRow
from cpec_tui.tui.widgets.row_list import RowList
from tests.tui.driving import WIDE, Driver, driving


def layouts_of(reader: Driver) -> list[object]:
    """Grows whenever the screen is laid out from now on."""
    seen: list[object] = []
    reader.explorer.screen_layout_refresh_signal.subscribe(reader.app, seen.append)
    return seen


def rows(number: int) -> list[TextRow]:
    return [TextRow(f"row {at}", f"text {at}", selectable=True) for at in range(number)]


def bar_of(shown: RowList) -> tuple[int, int]:
    """How many lines the scrollbar knows of, and how many of them are seen."""
    return int(shown.vertical_scrollbar.window_virtual_size), shown.vertical_scrollbar.window_size


async def test_letters_and_longer_or_shorter_lists_leave_the_layout_alone(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        reader.results.show(rows(100))
        await reader.settle()
        seen = layouts_of(reader)
        for number in (200, 60, 100):
            reader.results.show(rows(number))
            await reader.settle()
            assert bar_of(reader.results) == (number, reader.results.page)
        with reader.app.prevent(type(reader.box).Changed):
            for _ in range(3):
                reader.box.insert_text_at_cursor("a")
                await reader.settle()
        assert reader.box.value == "aaa"
        assert seen == []


async def test_a_scrollbar_comes_and_goes_with_the_lines_that_need_it(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        for number, is_needed in ((3, False), (100, True), (3, False), (200, True)):
            reader.results.show(rows(number))
            await reader.settle()
            bar = reader.results.vertical_scrollbar if reader.results.show_vertical_scrollbar else None
            assert (bar is not None and bar.region.area > 0 and bar.display) == is_needed
            assert reader.results.allow_vertical_scroll == is_needed


async def test_a_list_that_gets_shorter_is_scrolled_to_what_it_still_has(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        shown = reader.results
        shown.show(rows(100))
        shown.command_last()
        await reader.settle()
        assert shown.scroll_offset.y == 100 - shown.page
        shown.show(rows(60)[:-1] + rows(100)[-1:])
        await reader.settle()
        assert (shown.scroll_offset.y, shown.highlighted) == (60 - shown.page, rows(100)[-1])


async def test_a_query_longer_than_the_box_is_scrolled_to_its_end_and_back(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        with reader.app.prevent(type(reader.box).Changed):
            for _ in range(60):
                reader.box.insert_text_at_cursor("word ")
            await reader.settle()
            assert reader.box.scroll_offset.x > 0
            assert reader.screen()[2].rstrip(" │").endswith("word word")
            reader.box.value = "short"
            await reader.settle()
            assert reader.box.scroll_offset.x == 0
            assert "/ short" in reader.screen()[2]


async def test_rows_out_of_sight_can_follow_and_the_reader_stays_where_he_scrolled(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        shown = reader.results
        shown.show(rows(50))
        shown.scroll_to(y=7, animate=False)
        await reader.settle()
        before = reader.screen()
        shown.show_longer([*rows(49), *rows(120)[49:]])
        await reader.settle()
        assert (len(shown.rows), shown.scroll_offset.y, shown.highlighted) == (120, 7, rows(1)[0])
        assert [line[:30] for line in reader.screen()] == [line[:30] for line in before]
        shown.show_longer(rows(120)[20:])
        await reader.settle()
        assert (shown.scroll_offset.y, shown.highlighted) == (0, rows(21)[20])


async def test_a_screen_draws_up_to_120_frames_a_second(harbour: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    intervals: dict[str | None, float] = {}
    set_interval = MessagePump.set_interval

    def noted(self: MessagePump, interval: float, *others: Any, name: str | None = None, **options: Any) -> Timer:
        intervals[name] = interval
        return set_interval(self, interval, *others, name=name, **options)

    monkeypatch.setattr(MessagePump, "set_interval", noted)
    async with driving(harbour, WIDE) as reader:
        await reader.type("copper")
        assert intervals["screen_update"] == 1 / 120
