"""Finding in the open source."""

from __future__ import annotations

from cpec_tui.library import Library
from tests.tui.driving import MIDDLE, driving


async def test_the_find_bar_counts_steps_and_goes_back(harbour: Library) -> None:
    async with driving(harbour, MIDDLE) as reader:
        await reader.press("ctrl+f")
        assert reader.said == "Find in this source: no source is open yet: open a result first"
        await reader.type("weighed")
        assert reader.at == ("harbour", 40)
        await reader.press("ctrl+f")
        assert reader.focus == "find-input"
        await reader.type("aldport")
        assert reader.count == "1/2"
        assert (reader.at, reader.source.current) == (("harbour", 1), (15, 22))
        # In the bar, letters are typed; Enter leads to the source, where n and N step.
        await reader.press("enter", "n")
        assert (reader.count, reader.at, reader.source.current) == ("2/2", ("harbour", 2), (0, 7))
        await reader.press("n")
        assert reader.said == "nothing further is found in this source"
        await reader.press("N")
        assert (reader.count, reader.at) == ("1/2", ("harbour", 1))
        await reader.press("escape")
        assert not reader.is_finding()
        assert (reader.at, reader.focus) == (("harbour", 40), "source")
        assert reader.foot.endswith("¶40 of 40")


async def test_escape_while_typing_restores_the_place(harbour: Library) -> None:
    async with driving(harbour, MIDDLE) as reader:
        await reader.type("weighed")
        await reader.press("enter", "2", "ctrl+f")
        await reader.type("re:/ship 1\\d/")
        assert (reader.count, reader.at) == ("1/10", ("harbour", 10))
        await reader.press("escape")
        assert (reader.at, reader.focus) == (("harbour", 40), "source")
        await reader.press("ctrl+f")
        assert reader.count == ""


async def test_what_is_not_found_and_what_is_no_pattern_is_said(harbour: Library) -> None:
    async with driving(harbour, MIDDLE) as reader:
        await reader.type("weighed")
        await reader.press("ctrl+f")
        await reader.type("zzz")
        assert (reader.count, reader.at) == ("not found", ("harbour", 40))
        await reader.press("ctrl+u")
        assert reader.count == ""
        await reader.type("re:(")
        assert reader.count.startswith("this is no pattern:")
        await reader.press("escape", "escape")
        assert not reader.is_finding()


async def test_the_find_bar_works_in_the_search_box_and_for_hostile_texts(harbour: Library) -> None:
    async with driving(harbour, MIDDLE) as reader:
        await reader.type("sic")
        await reader.press("ctrl+f")
        await reader.type("[sic]")
        assert (reader.count, reader.at) == ("1/1", ("mine", 3))
        await reader.press("enter", "ctrl+f", "end")
        assert reader.focus == "find-input"
        await reader.type("[/red]")
        assert reader.count == "not found"
