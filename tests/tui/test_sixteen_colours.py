"""The own themes on terminals of 16 colours, as an xterm is taken for: what means something can still be told apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style

from cpec_tui.library import Library
from cpec_tui.tui.dispatch import LOOKS
from cpec_tui.tui.settings import Settings
from cpec_tui.tui.themes import OWN, kind_colour
from tests.tui.driving import MIDDLE, Driver, driving

THEMES = [one.name for one in OWN]
GROUNDS = ("", "cursor", "cursor-away")
COLOURS = (
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright_black", "bright_red", "bright_green",
    "bright_yellow", "bright_blue", "bright_magenta", "bright_cyan", "bright_white",
)  # fmt: skip
Final = tuple[int | None, int | None, frozenset[str]]


def number(colour: Color | None) -> int | None:
    return None if colour is None else colour.downgrade(ColorSystem.STANDARD).number


def final(reader: Driver, style: Style) -> Final:
    """What such a terminal is told: colour, ground and attributes."""
    segments = [Segment("x", style)]
    for one in reader.app.get_line_filters():
        segments = one.apply(segments, reader.source.background_colors[1])
    drawn = segments[0].style
    assert drawn is not None
    names = ("bold", "dim", "italic", "underline", "reverse")
    return number(drawn.color), number(drawn.bgcolor), frozenset(name for name in names if getattr(drawn, name))


def looks(reader: Driver, ground: str = "") -> dict[str, Final]:
    """Every look on a ground of the source pane, plain text under no name."""
    base = reader.source.base + (reader.source.look(ground) if ground else Style.null())
    names = [name for name in LOOKS if name not in GROUNDS]
    return {"": final(reader, base), **{name: final(reader, base + reader.source.look(name)) for name in names}}


@pytest.mark.parametrize("theme", THEMES)
async def test_hits_the_current_one_and_letters_to_follow_are_told_apart(harbour: Library, theme: str) -> None:
    async with driving(harbour, MIDDLE, Settings(theme=theme)) as reader:
        for ground in GROUNDS:
            found = looks(reader, ground)
            for one, other in combinations(("", "match", "current", "followed", "mention", "ambiguous", "found"), 2):
                assert found[one] != found[other], (ground, one, other)
            assert found["label"] not in (found[""], found["match"], found["mention"])
            for name in ("mention", "ambiguous", "found"):
                assert "underline" in found[name][2]
            for name in ("accent", "heading", "strong", "good", "warning"):
                assert found[name] != found[""]
            assert found["good"] != found["warning"]


@pytest.mark.parametrize("theme", THEMES)
async def test_the_highlight_has_a_ground_of_its_own_with_and_without_the_focus(harbour: Library, theme: str) -> None:
    async with driving(harbour, MIDDLE, Settings(theme=theme)) as reader:
        plain, cursor, away = (looks(reader, ground)[""][1] for ground in GROUNDS)
        assert cursor != plain
        assert away != plain
        assert number(reader.explorer.foot.rich_style.bgcolor) != plain


@pytest.mark.parametrize("theme", THEMES)
async def test_no_text_has_the_colour_of_its_ground(harbour: Library, theme: str) -> None:
    async with driving(harbour, MIDDLE, Settings(theme=theme)) as reader:
        for ground in GROUNDS:
            for name, (colour, behind, _) in looks(reader, ground).items():
                assert colour != behind, (ground, name)
        foot = reader.explorer.foot.rich_style
        for style in (foot, foot + Style(dim=True), reader.explorer.notice.rich_style):
            colour, behind, _ = final(reader, style)
            assert colour != behind


@pytest.mark.parametrize("theme", THEMES)
async def test_no_kind_has_the_colour_of_its_ground(harbour: Library, theme: str) -> None:
    async with driving(harbour, MIDDLE, Settings(theme=theme)) as reader:
        for ground in GROUNDS:
            behind = looks(reader, ground)[""][1]
            for name in COLOURS:
                colour = kind_colour(name, dark=reader.app.current_theme.dark)
                assert colour is not None
                assert number(Color.parse(colour)) != behind, (ground, name)


@pytest.mark.parametrize("theme", THEMES)
async def test_the_frame_of_the_focused_pane_has_another_colour(harbour: Library, theme: str) -> None:
    async with driving(harbour, MIDDLE, Settings(theme=theme)) as reader:
        await reader.press("tab")
        focused, other = (
            pane.background_colors[1] + pane.styles.border_top[1] for pane in (reader.results, reader.source)
        )
        assert number(focused.rich_color) != number(other.rich_color)
