"""Looks: meaning never hangs on colour alone."""

from __future__ import annotations

import pytest
from rich.segment import Segment

from cpec_tui.library import Library
from cpec_tui.tui.settings import Settings
from cpec_tui.tui.themes import OWN
from tests.tui.driving import LARGE, MIDDLE, Driver, driving
from tests.tui.looks import drawn_styles, looks_said


def segments(reader: Driver, text: str) -> list[Segment]:
    """The segments of the source pane that hold ``text``."""
    lines = [reader.source.render_line(y) for y in range(reader.source.page)]
    return [segment for line in lines for segment in line if text in segment.text]


def attributes(segment: Segment) -> set[str]:
    names = ("bold", "dim", "italic", "underline", "reverse")
    return {name for name in names if segment.style is not None and getattr(segment.style, name)}


@pytest.mark.parametrize("theme", [one.name for one in OWN])
async def test_meaning_is_seen_without_colours(cpec: Library, monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(cpec, MIDDLE, Settings(theme=theme)) as reader:
        await reader.type("mansehra")
        await reader.press("enter", "2")
        assert reader.at[1] == 12
        (hit,) = segments(reader, "Mansehra")
        assert attributes(hit) >= {"reverse", "bold", "underline"}
        assert any("underline" in attributes(one) for one in segments(reader, "Pakhtunkhwa"))
        assert all("reverse" not in attributes(one) for one in segments(reader, "Pakhtunkhwa"))
        assert any("dim" in attributes(one) for one in segments(reader, "PROFIT"))
        assert segments(reader, "›")
        await reader.search("@profit ")
        await reader.press("enter", "enter", "G", "enter")
        assert {"reverse", "bold"} <= attributes(segments(reader, "PROFIT")[0])
        await reader.press("2", "v")
        assert segments(reader, "›")


@pytest.mark.parametrize("theme", [*(one.name for one in OWN), "nord"])
async def test_with_no_color_the_terminals_own_colours_are_all_there_is(
    harbour: Library, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(harbour, MIDDLE, Settings(theme=theme)) as reader:
        for keys in ((), ("tab",), ("2", "f"), ("x", "ctrl+f"), ("escape", "ctrl+p"), ("escape", "y")):
            await reader.press(*keys)
            styles = {style for line in drawn_styles(reader.app) for style in line}
            colours = [colour for style in styles for colour in (style.color, style.bgcolor) if colour is not None]
            assert [colour for colour in colours if not colour.is_default] == []


async def test_without_colours_what_has_only_a_ground_is_set_off_otherwise(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(harbour, MIDDLE) as reader:
        assert any("dim" in one and "a phrase" in one for one in looks_said(reader.app))
        await reader.type("copper")
        await reader.press("enter", "/")
        assert any("reverse: copper" in one for one in looks_said(reader.app))
        await reader.press("tab", "tab")
        assert not any("• The mine lies in" in one for one in looks_said(reader.app))
        await reader.press("v", "down")
        assert any("• The mine lies in" in one for one in looks_said(reader.app))


@pytest.mark.parametrize("theme", [one.name for one in OWN])
async def test_letters_to_follow_are_seen_without_colours(harbour: Library, theme: str) -> None:
    async with driving(harbour, MIDDLE, Settings(theme=theme)) as reader:
        await reader.press("tab", "f")
        assert attributes(next(iter(reader.results.render_line(0)))) >= {"reverse", "bold"}


async def test_an_ambiguous_mention_looks_different_from_a_linked_one(harbour: Library) -> None:
    async with driving(harbour, MIDDLE) as reader:
        await reader.type("dear")
        assert attributes(segments(reader, "Brook")[0]) == {"underline", "italic"}
        assert attributes(segments(reader, "copper")[0]) == {"underline"}


async def test_with_ascii_signs_only_letters_and_punctuation_need_more_than_ascii(harbour: Library) -> None:
    async with driving(harbour, LARGE, Settings(ascii=True)) as reader:
        await reader.type("copper")
        await reader.press("enter", "enter", "2")
        assert {sign for sign in reader.shown() if not sign.isascii()} <= set("•–—“”")
        assert "> P1 Redhill copper mine" in reader.shown()
