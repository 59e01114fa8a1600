"""The one table of commands, and what is made of it."""

from __future__ import annotations

import string

import pytest
from textual.binding import Binding
from textual.keys import _character_to_key
from textual.widgets import Input

from cpec_tui.tui.commands import (
    BY_ID,
    COMMANDS,
    EDITING,
    Keymap,
    Need,
    Scope,
    collisions,
    is_key,
    is_typed,
    key_name,
    offered,
    remapped,
    spelled,
)
from cpec_tui.tui.dispatch import bindings, textual_keymap
from cpec_tui.tui.help_rows import command_rows, help_groups, help_rows
from cpec_tui.tui.screens.chooser import Chooser
from cpec_tui.tui.screens.discover import Discover
from cpec_tui.tui.screens.explorer import Explorer
from cpec_tui.tui.screens.kept import KeptSearches
from cpec_tui.tui.screens.runs import RecordedRuns
from cpec_tui.tui.widgets.row_list import RowList
from cpec_tui.tui.widgets.source import SourcePane

PANE_MOVES = {
    "down", "up", "half-page-down", "half-page-up", "page-down", "page-up", "first", "last",
}  # fmt: skip


def test_ids_are_unique_and_no_key_stands_for_two_commands() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    assert list(collisions(COMMANDS)) == []


def test_every_command_says_what_it_does() -> None:
    for command in COMMANDS:
        assert command.title
        assert command.help.endswith(".")
        assert all(is_key(key) and spelled(key) == key for key in command.keys)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_its_method_where_it_works(command: object) -> None:
    assert isinstance(command, type(COMMANDS[0]))
    if command.id in PANE_MOVES:
        assert all(hasattr(pane, command.handler) for pane in (RowList, SourcePane))
    else:
        assert any(hasattr(screen, command.handler) for screen in (Explorer, Discover, KeptSearches, RecordedRuns))


def test_no_method_is_there_for_a_command_that_is_not_in_the_table() -> None:
    handlers = {command.handler for command in COMMANDS}
    for owner in (Explorer, RowList, SourcePane, Chooser):
        assert {name for name in dir(owner) if name.startswith("command_")} <= handlers


# Keys


@pytest.mark.parametrize(
    ("written", "name", "shown"),
    [
        ("/", "slash", "/"),
        ("slash", "slash", "/"),
        ("?", "question_mark", "?"),
        (",", "comma", ","),
        (";", "semicolon", ";"),
        ("+", "plus", "+"),
        ("ctrl++", "ctrl+plus", "ctrl++"),
        ("-", "minus", "-"),
        (" ", "space", "space"),
        ("Y", "Y", "Y"),
        ("shift+y", "Y", "Y"),
        ("Ctrl+Y", "ctrl+y", "ctrl+y"),
        ("control+k", "ctrl+k", "ctrl+k"),
        ("shift+ctrl+left", "ctrl+shift+left", "ctrl+shift+←"),
        ("alt+←", "alt+left", "alt+←"),
        ("Enter", "enter", "↵"),
        ("Return", "enter", "↵"),
        ("esc", "escape", "esc"),
        ("PgDn", "pagedown", "pgdn"),
        ("F5", "f5", "f5"),
        ("é", "é", "é"),
        ("ش", "ش", "ش"),
        ("€", "euro_sign", "euro_sign"),
    ],
)
def test_keys_may_be_written_as_people_write_them(written: str, name: str, shown: str) -> None:
    assert spelled(written) == name
    assert spelled(spelled(written)) == name
    assert is_key(name)
    assert key_name(name) == shown


def test_characters_are_spelled_as_textual_does() -> None:
    for character in string.printable[:95]:
        assert spelled(character) == _character_to_key(character)
        assert is_typed(spelled(character))


@pytest.mark.parametrize("key", ["enter", "escape", "tab", "f1", "up", "alt+left", "ctrl+k", "backspace", "home"])
def test_keys_that_write_nothing_are_known(key: str) -> None:
    assert not is_typed(key)
    assert is_key(key)


@pytest.mark.parametrize("key", ["", "+", "ctrl+", "contrl+y", "ctrl-y", "^y", "f99", "bananas", "strg+c"])
def test_what_no_keyboard_has_is_no_key(key: str) -> None:
    assert not is_key(key)


# The user's keys


def test_the_users_keys_stand_in_place_of_the_usual_ones() -> None:
    keymap = remapped({"cite": ("ctrl+y", "Z", "Z"), "help": (";",), "back": ()})
    assert keymap.problems == ()
    assert [keymap.of(name).keys for name in ("cite", "help", "back", "open")] == [
        ("ctrl+y", "Z"),
        ("semicolon",),
        (),
        ("enter",),
    ]
    assert [keymap.label(name) for name in ("cite", "help", "back")] == ["ctrl+y", ";", ""]


def test_unknown_commands_unknown_keys_and_collisions_are_told() -> None:
    keymap = remapped({"cit": ("x",), "zzzzzz": ("x",), "open": ("bananas",), "next": ("y", "strg+n")})
    assert keymap.problems == (
        "there is no command `cit`: did you mean `cite`?",
        "there is no command `zzzzzz`: cpec-tui keys lists them",
        "`open`: there is no key `bananas`",
        "`next`: there is no key `strg+n`",
        "the key y is of two commands: `next` and `cite`",
    )
    assert keymap.of("open").keys == ("enter",)
    assert keymap.of("next").keys == ("y",)


def test_a_key_that_edits_in_the_search_box_is_told_where_a_command_would_take_it_there() -> None:
    assert remapped({"find": ("ctrl+e",), "next": ("ctrl+w",)}).problems == (
        "the key ctrl+e edits in the search box: there `find` takes it away",
    )
    edits = {key for one in Input.BINDINGS if isinstance(one, Binding) for key in one.key.split(",")}
    assert edits - EDITING == {"ctrl+k"}
    assert edits >= EDITING
    assert all(is_key(key) and spelled(key) == key for key in EDITING)


def test_the_first_key_that_works_while_one_types_is_known() -> None:
    assert Keymap().label_everywhere("quit") == "ctrl+q"
    assert remapped({"quit": ("x",)}).label_everywhere("quit") == ""


def test_keys_that_are_exchanged_do_not_collide() -> None:
    assert remapped({"next": ("y",), "cite": ("n",)}).problems == ()


# Bindings, foot line, palette and help come out of the table


def all_bindings(commands: tuple[object, ...] = COMMANDS) -> list[Binding]:
    return [one for one in bindings(BY_ID[one.id] for one in COMMANDS) if isinstance(one, Binding)]


def test_every_key_of_the_table_is_bound_to_its_command() -> None:
    bound = {
        (key, one.action) for one in all_bindings() for key in one.key.split(",") if not key.startswith("unbound-")
    }
    assert bound == {(key, f"screen.command('{one.id}')") for one in COMMANDS for key in one.keys}


def test_only_keys_that_write_nothing_go_before_what_is_typed() -> None:
    for one in all_bindings():
        keys = [key for key in one.key.split(",") if not key.startswith("unbound-")]
        command = BY_ID[(one.id or "").removesuffix(".anywhere")]
        if one.priority:
            assert command.scope is Scope.EVERYWHERE
            assert not any(is_typed(key) for key in keys)
        elif command.scope is Scope.EVERYWHERE:
            assert all(is_typed(key) for key in keys)


def test_the_keymap_names_only_what_the_user_changed() -> None:
    assert textual_keymap(Keymap()) == {}
    assert textual_keymap(remapped({"quit": ("x", "ctrl+x"), "back": (), "next": ("n",)})) == {
        "quit": "x",
        "quit.anywhere": "ctrl+x",
        "back": "unbound-back",
    }


def test_the_palette_lists_every_command_those_that_can_be_done_first_and_says_why_not() -> None:
    rows = command_rows(COMMANDS, lambda one: Need.BACK.value if one.id == "back" else "", "")
    assert [row.id for row in rows] == [one.id for one in COMMANDS if one.id != "back"] + ["back"]
    assert Need.BACK.value in rows[-1].lines(60)[1].text
    first = rows[0].lines(60)
    assert COMMANDS[0].title in first[0].text
    assert first[0].text.endswith(" /")
    assert COMMANDS[0].help in first[1].text


def test_the_palette_is_narrowed_by_word_and_by_key() -> None:
    def found(wanted: str) -> list[str]:
        return [row.id for row in command_rows(COMMANDS, lambda _: "", wanted)]

    assert found("n")[0] == "next"
    assert found("/") == ["search"]
    assert found("ctrl+k") == ["quick-open"]
    assert found("citation quot") == ["cite"]
    assert found("quit")[0] == "quit"
    # What is so called comes first even when it cannot be done, so that the reason is seen.
    rows = command_rows(COMMANDS, lambda one: one.need.value if one.need else "", "follow")
    assert [row.id for row in rows][:2] == ["follow", "follow-here"]
    assert command_rows(COMMANDS, lambda one: "no" * (one.id == "back"), "back")[0].id == "back"
    assert found("no such thing") == []


def test_help_tells_every_command_and_the_query() -> None:
    rows = help_rows([("Keys", COMMANDS)], "")
    text = "\n".join(line.text for row in rows for line in row.lines(100))
    assert {one.id for one in COMMANDS} <= {row.id for row in rows}
    assert all(one.title in text and key_name(key) in text for one in COMMANDS for key in one.keys)
    assert '"rare earth"' in text
    assert "date:" in text


def test_help_is_narrowed_and_says_when_nothing_is_left() -> None:
    ids = [row.id for row in help_rows([("Keys", COMMANDS)], "date")]
    assert "query date:" in ids
    assert "quit" not in ids
    assert [line.text for row in help_rows([("Keys", COMMANDS)], "zzz[/]") for line in row.lines(60)] == [
        "nothing is said of “zzz[/]”"
    ]


@pytest.mark.parametrize(
    ("where", "pane", "titles"),
    [
        (Scope.EVERYWHERE, "query", ["In the search box", "In every pane", "In the source"]),
        (Scope.PANES, "card", ["On the card", "Everywhere, in the search box too", "In the source"]),
        (Scope.SOURCE, "source", ["In the source", "Everywhere, in the search box too"]),
    ],
)
def test_help_begins_with_what_the_keys_do_in_the_focused_pane(where: Scope, pane: str, titles: list[str]) -> None:
    groups = help_groups(COMMANDS, where, pane)
    assert [title for title, _ in groups] == titles
    assert {one.scope for one in groups[0][1]} >= {where}
    assert groups[0][1][0].scope is where
    told = [one.id for _, commands in groups for one in commands]
    assert sorted(told) == sorted(one.id for one in COMMANDS)
    rows = [row.id for row in help_rows(groups, "")]
    assert rows[:2] == [f"title {titles[0]}", groups[0][1][0].id]


# The foot line


def test_the_foot_line_offers_what_works_where_one_is_and_the_list_of_all_last() -> None:
    for where in Scope:
        found = offered(COMMANDS, where)
        assert {one.id for one in found} == {one.id for one in COMMANDS if one.footer and one.scope in where.has}
        assert found[-1].id == "palette"
    assert Scope.PANES not in Scope.EVERYWHERE.has
    assert Scope.SOURCE.has == (Scope.SOURCE, Scope.PANES, Scope.EVERYWHERE)


def test_in_the_search_box_no_key_is_offered_that_types_something() -> None:
    commands = remapped({"quick-open": (";", "ctrl+t"), "find": ("F",)}).commands
    found = {one.id: one.keys[0] for one in offered(commands, Scope.EVERYWHERE)}
    assert found == {"quick-open": "ctrl+t", "palette": "ctrl+p"}
    assert {one.id: one.keys[0] for one in offered(commands, Scope.PANES)}["find"] == "F"
