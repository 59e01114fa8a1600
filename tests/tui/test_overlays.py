"""What is laid over the panes: the list of commands, help, looks; and the user's own keys."""

from __future__ import annotations

from cpec_tui.library import Library
from cpec_tui.tui import memory
from cpec_tui.tui.commands import COMMANDS, Need, remapped
from cpec_tui.tui.settings import Settings
from cpec_tui.tui.themes import OWN
from tests.tui.driving import SMALL, WIDE, driving, texts


async def test_the_palette_lists_every_command_and_greys_what_cannot_be_done_with_the_reason(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.press("ctrl+p")
        assert set(reader.ids(reader.chooser)) == {one.id for one in COMMANDS} - {"palette"}
        greyed = [row.id for row in reader.chooser.rows if "not now: " in texts([row])[1]]
        assert set(greyed) == {one.id for one in COMMANDS if one.need is not None}
        assert reader.ids(reader.chooser)[-len(greyed) :] == greyed
        await reader.type("back")
        assert f"not now: {Need.BACK.value}" in reader.shown()
        await reader.press("enter")
        assert reader.said == f"Back: {Need.BACK.value}"
        assert not reader.is_laid_over()


async def test_a_command_is_done_from_the_palette_where_one_was(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("copper")
        await reader.press("enter", "ctrl+p")
        await reader.type("last")
        await reader.press("enter")
        assert (reader.focus, reader.highlighted()) == ("results", "mine#p3")
        await reader.press("ctrl+p", "up", "down", "pagedown", "pageup")
        await reader.type("citation")
        await reader.press("enter")
        assert reader.app.clipboard.endswith("[mine#p3]")


async def test_help_is_filtered_by_word_and_by_key(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.press("tab", "?")
        assert "In the results" in reader.shown()
        await reader.type("citation")
        assert reader.ids(reader.chooser) == ["title In the results", "cite"]
        await reader.press("ctrl+u")
        await reader.type("alt+←")
        assert reader.ids(reader.chooser) == ["title In the results", "back"]
        await reader.press("ctrl+u")
        await reader.type("tag:")
        assert reader.ids(reader.chooser) == ["title The query: fields", "query tag:"]
        await reader.press("escape", "f1")
        assert reader.is_laid_over()


async def test_help_begins_with_the_focused_pane(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        for keys, title, first in (
            (("tab", "?"), "In the results", "search"),
            (("escape", "2", "?"), "In the source", "select"),
            (("escape", "3", "?"), "On the card", "search"),
            (("escape", "/", "f1"), "In the search box", "places"),
        ):
            await reader.press(*keys)
            assert reader.ids(reader.chooser)[:2] == [f"title {title}", first]


async def test_themes_are_shown_while_highlighted_and_kept_when_chosen(harbour: Library) -> None:
    async with driving(harbour, SMALL, Settings(keeps_looks=True)) as reader:
        dark, light = (one.name for one in OWN)
        assert reader.app.theme == dark
        await reader.press("ctrl+p")
        await reader.type("looks")
        await reader.press("enter")
        assert reader.ids(reader.chooser)[:2] == [dark, light]
        await reader.press("down")
        assert reader.app.theme == light
        await reader.press("escape")
        assert (reader.app.theme, memory.recalled_theme()) == (dark, None)
        await reader.press("ctrl+p")
        await reader.type("looks")
        await reader.press("enter")
        await reader.type("nord")
        assert reader.app.theme == "nord"
        await reader.press("enter")
        assert (reader.app.theme, memory.recalled_theme()) == ("nord", "nord")


async def test_the_looks_stay_as_they_are_until_another_theme_is_highlighted(harbour: Library) -> None:
    async with driving(harbour, SMALL, Settings(theme="nord")) as reader:
        await reader.press("ctrl+p")
        await reader.type("looks")
        await reader.press("enter")
        assert (reader.app.theme, reader.highlighted(reader.chooser)) == ("nord", "nord")
        await reader.type("gruv")
        assert reader.app.theme == "gruvbox"
        await reader.press("ctrl+u")
        assert reader.app.theme == "nord"
        await reader.press("enter")
        assert reader.app.theme == "nord"


async def test_a_theme_that_does_not_exist_is_told_and_leaves_the_usual_one(harbour: Library) -> None:
    async with driving(harbour, SMALL, Settings(theme="no such theme")) as reader:
        assert reader.app.theme == OWN[0].name
        assert reader.said.startswith("there is no theme `no such theme`")


async def test_the_users_keys_are_in_force_everywhere(harbour: Library) -> None:
    keymap = remapped(
        {"next": ("y",), "cite": ("n", "ctrl+y"), "quick-open": (";", "ctrl+t"), "search": ("s",), "back": ()}
    )
    async with driving(harbour, settings=Settings(keymap)) as reader:
        await reader.type("copper;")
        assert reader.box.value == "copper;"
        await reader.press("backspace", "enter", "y")
        assert reader.at == ("mine", 3)
        await reader.press("n")
        assert reader.app.clipboard.endswith("[mine#p3]")
        await reader.press("ctrl+t")
        assert reader.is_laid_over()
        await reader.press("escape", ";")
        assert reader.is_laid_over()
        await reader.press("escape", "backspace", "slash")
        assert reader.focus == "results"
        await reader.press("s")
        assert reader.focus == "query"
        # The foot line and the help name the keys in force.
        await reader.press("enter")
        assert " s search " in reader.screen()[-1]
        assert " y next " in reader.screen()[-1]
        assert "back" not in reader.screen()[-1]
        await reader.press("?")
        await reader.type("ctrl+t")
        assert "; or ctrl+t" in reader.shown()


async def test_what_is_wrong_with_the_settings_is_told(harbour: Library) -> None:
    async with driving(harbour, settings=Settings(problems=("config.yaml:1: [bold]no[/] such key",))) as reader:
        assert reader.said == "config.yaml:1: [bold]no[/] such key"
        assert "[bold]no[/] such key" in reader.shown()


async def test_ctrl_q_leaves_from_an_overlay_too(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.press("ctrl+k")
        await reader.key("ctrl+q")
        await reader.pilot.pause()
        assert not reader.app.is_running
        assert reader.explorer.last_place is not None
