"""Where finding leads, and the ways back."""

from __future__ import annotations

import pytest

from cpec_tui.library import Library
from cpec_tui.tui.settings import Settings
from tests.tui.driving import MIDDLE, NARROW, SMALL, WIDE, Driver, driving

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL, NARROW])


def seen(reader: Driver) -> tuple[object, ...]:
    """What the source shows, to the line."""
    return reader.at, reader.source.current, reader.source.scroll_offset.y


async def read(reader: Driver) -> tuple[object, ...]:
    """Read on at a mention, somewhat scrolled."""
    await reader.type("@westland ")
    await reader.press("enter", "enter")
    await reader.go_to_row("harbour#p40:56", reader.card)
    await reader.press("enter", "2")
    await reader.scroll_down(reader.source)
    reader.source.scroll_to(y=reader.source.scroll_offset.y - 1, animate=False, immediate=True)
    assert reader.at == ("harbour", 40)
    assert reader.source.current is not None
    return seen(reader)


@SIZES
async def test_escape_in_the_bar_restores_the_place_to_the_line(harbour: Library, size: tuple[int, int]) -> None:
    async with driving(harbour, size) as reader:
        before = await read(reader)
        await reader.press("ctrl+f")
        await reader.type("aldport")
        assert (reader.at, reader.count) == (("harbour", 1), "1/2")
        await reader.press("escape")
        assert (seen(reader), reader.focus, reader.is_finding()) == (before, "source", False)


@SIZES
async def test_escape_after_enter_restores_the_place_too(harbour: Library, size: tuple[int, int]) -> None:
    async with driving(harbour, size) as reader:
        before = await read(reader)
        behind = list(reader.desk.history.behind)
        await reader.press("ctrl+f")
        await reader.type("aldport")
        await reader.press("enter")
        assert (reader.focus, reader.is_finding()) == ("source", True)
        await reader.press("n", "N", "n")
        assert (reader.at, reader.count) == (("harbour", 2), "2/2")
        await reader.press("escape")
        assert (seen(reader), reader.focus, reader.is_finding()) == (before, "source", False)
        assert reader.desk.history.behind == behind


@SIZES
async def test_what_is_not_found_leaves_the_place(harbour: Library, size: tuple[int, int]) -> None:
    async with driving(harbour, size) as reader:
        before = await read(reader)
        await reader.press("ctrl+f")
        await reader.type("aldportz")
        assert (seen(reader), reader.count) == (before, "not found")
        await reader.press("backspace")
        assert reader.at == ("harbour", 1)
        await reader.press("ctrl+u")
        assert (seen(reader), reader.count) == (before, "")


async def test_the_place_is_restored_in_another_width_too(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await read(reader)
        top = reader.source.sight
        await reader.press("ctrl+f")
        await reader.type("aldport")
        await reader.resize(*NARROW)
        await reader.press("escape")
        restored = reader.source.sight
        assert top is not None
        assert restored is not None
        assert top.top is not None
        assert restored.top is not None
        assert (restored.ordinal, restored.span, restored.top.index) == (top.ordinal, top.span, top.top.index)


@pytest.mark.parametrize("keys", [("j",), ("g",), ("G",), (":", "7", "enter"), ("f", "s"), ("n", "backspace")])
@pytest.mark.parametrize("size", [SMALL, NARROW])
async def test_escape_only_closes_the_bar_when_the_reader_went_elsewhere(
    harbour: Library, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with driving(harbour, size) as reader:
        await reader.type("weighed")
        await reader.press("enter", "2", "ctrl+f")
        await reader.type("rebuilt")
        await reader.press("enter", *keys)
        before = (reader.at, reader.source.current, reader.focus, reader.open_card)
        assert reader.is_finding()
        await reader.press("escape")
        assert (reader.at, reader.source.current, reader.focus, reader.open_card) == before
        assert not reader.is_finding()


async def test_escape_only_closes_the_bar_in_another_document(harbour: Library) -> None:
    async with driving(harbour, MIDDLE) as reader:
        await reader.type("weighed")
        await reader.press("enter", "2", "ctrl+f")
        await reader.type("aldport")
        await reader.press("enter", "ctrl+k")
        await reader.type("letter")
        await reader.press("enter", "escape")
        assert (reader.at, reader.is_finding(), reader.focus) == (("letter", 1), False, "source")


@SIZES
async def test_backspace_leads_to_where_finding_began(harbour: Library, size: tuple[int, int]) -> None:
    async with driving(harbour, size) as reader:
        at, current, _ = await read(reader)
        behind = len(reader.desk.history.behind)
        await reader.press("ctrl+f")
        await reader.type("aldport")
        await reader.press("enter", "n", "ctrl+f", "enter", "N", "n")
        assert len(reader.desk.history.behind) == behind + 1
        await reader.press("backspace")
        assert (reader.at, reader.source.current, reader.focus) == (at, current, "source")
        await reader.press("alt+right")
        assert (reader.at, reader.count) == (("harbour", 2), "2/2")


async def test_enter_before_the_answer_counts_all_the_same(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("weighed")
        await reader.press("enter", "2", "ctrl+f")
        for key in (*"aldport", "enter"):
            await reader.key(key)
        await reader.settle()
        assert (reader.at, reader.focus) == (("harbour", 1), "source")
        await reader.press("backspace")
        assert reader.at == ("harbour", 40)


async def test_what_was_not_gone_on_to_is_no_place_to_come_back_to(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("weighed")
        await reader.press("enter", "2", "ctrl+f")
        await reader.type("zzz")
        await reader.press("enter", "backspace")
        assert reader.said == "Back: there is no earlier place"


async def test_escape_keeps_the_places_that_were_there_before(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("weighed")
        await reader.press("enter", "2", ":", "7", "enter", ":", "8", "enter", "k")
        assert reader.at == ("harbour", 7)
        behind = list(reader.desk.history.behind)
        await reader.press("ctrl+f")
        await reader.type("aldport")
        await reader.press("enter", "n", "escape")
        assert (reader.at, reader.desk.history.behind) == (("harbour", 7), behind)


async def test_n_goes_on_from_where_the_reader_went(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("weighed")
        await reader.press("enter", "2", "ctrl+f")
        await reader.type("ship")
        assert (reader.at, reader.count) == (("harbour", 4), "1/36")
        await reader.press("enter", ":", "2", "0", "enter")
        assert (reader.at, reader.count) == (("harbour", 20), "–/36")
        await reader.press("n")
        assert (reader.at, reader.source.current, reader.count) == (("harbour", 20), (0, 4), "17/36")
        await reader.press("n", "escape")
        assert (reader.at, reader.is_finding()) == (("harbour", 20), False)


async def test_without_a_text_n_goes_through_the_hits(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("copper")
        await reader.press("enter", "ctrl+f", "enter", "n")
        assert reader.at == ("mine", 3)


async def test_what_was_found_beside_another_pane_comes_into_sight(harbour: Library) -> None:
    async with driving(harbour, NARROW) as reader:
        await reader.type("weighed")
        await reader.press("enter", "2", "ctrl+f")
        await reader.type("aldport")
        await reader.press("enter", "1", "n")
        assert (reader.at, reader.focus, reader.source.is_on_screen) == (("harbour", 2), "source", True)


# Keys and mouse


@SIZES
@pytest.mark.parametrize("key", ["tab", "shift+tab"])
async def test_tab_leads_from_the_bar_to_the_source(harbour: Library, size: tuple[int, int], key: str) -> None:
    async with driving(harbour, size) as reader:
        await reader.type("weighed")
        await reader.press("enter", "2", "ctrl+f")
        await reader.type("aldport")
        await reader.press(key)
        assert (reader.focus, reader.is_finding()) == ("source", True)
        await reader.press("n")
        assert (reader.at, reader.count) == (("harbour", 2), "2/2")
        await reader.press("backspace")
        assert reader.at == ("harbour", 40)


async def click_sign(reader: Driver, sign: str) -> None:
    """Click on a sign at the end of the find bar."""
    bar = reader.explorer.find_bar.region
    line = reader.screen()[bar.y].ljust(bar.right)[bar.x : bar.right]
    await reader.click(None, bar.x + line.rindex(sign), bar.y)


@SIZES
async def test_the_mouse_steps_through_what_is_found_and_closes_the_bar(
    harbour: Library, size: tuple[int, int]
) -> None:
    async with driving(harbour, size) as reader:
        before = await read(reader)
        await reader.press("ctrl+f")
        await reader.type("aldport")
        await click_sign(reader, "↓")
        assert (reader.at, reader.count, reader.focus) == (("harbour", 2), "2/2", "find-input")
        await click_sign(reader, "↑")
        assert (reader.at, reader.count) == (("harbour", 1), "1/2")
        await click_sign(reader, "✗")
        assert (seen(reader), reader.focus, reader.is_finding()) == (before, "source", False)


async def test_with_ascii_signs_there_is_something_to_click_too(harbour: Library) -> None:
    async with driving(harbour, SMALL, Settings(ascii=True)) as reader:
        await reader.type("weighed")
        await reader.press("enter", "2", "ctrl+f")
        await reader.type("aldport")
        assert reader.screen()[reader.explorer.find_bar.region.y].rstrip().endswith("1/2         ^  v  x")
        await click_sign(reader, "v")
        assert reader.count == "2/2"


@pytest.mark.parametrize("size", [SMALL, NARROW, (40, 20)])
async def test_a_long_complaint_leaves_room_to_type(harbour: Library, size: tuple[int, int]) -> None:
    async with driving(harbour, size) as reader:
        await reader.type("weighed")
        await reader.press("enter", "2", "ctrl+f")
        await reader.type("re:/(ab")
        assert reader.count.startswith("this is no pattern: missing )")
        said = " ".join(reader.shown().split())
        assert "this is no" in said
        assert reader.explorer.query_one("#find-input").size.width >= 7
        assert {"↑", "↓", "✗"} <= set(reader.shown())
        await reader.press("ctrl+u")
        assert reader.explorer.find_bar.size.height == 1
