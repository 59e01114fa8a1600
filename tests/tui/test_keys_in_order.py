"""Keys that come in a bunch, as over a slow line, do what they do when they are pressed one by one."""

from __future__ import annotations

import pytest
from textual import events

from cpec_tui.library import Library
from tests.tui.driving import LARGE, WIDE, Driver, driving


async def bunch(reader: Driver, *keys: str) -> None:
    """All keys at once."""
    for key in keys:
        reader.app.post_message(events.Key(key, key if len(key) == 1 else " " if key == "space" else None))
    await reader.settle()


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("corridor", "ctrl+u", "gold"), "gold"),
        (("goldd", "backspace", "space", "mine"), "gold mine"),
        (("mine", "left", "left", "XX"), "miXXne"),
        (("mine", "ctrl+a", "XX", "ctrl+e", "YY", "backspace"), "XXmineY"),
    ],
)
async def test_letters_and_editing_keys_keep_their_order(harbour: Library, keys: tuple[str, ...], text: str) -> None:
    async with driving(harbour) as reader:
        await bunch(reader, *(one for key in keys for one in ([*key] if key.isalpha() and key not in NAMED else [key])))
        assert reader.box.value == text


NAMED = {"backspace", "space", "left", "enter", "escape"}


async def test_what_follows_enter_waits_for_the_answer(harbour: Library) -> None:
    async with driving(harbour, LARGE) as reader:
        await bunch(reader, *"stone", "enter", "enter")
        assert (reader.open_card, reader.focus) == ("sas", "card")


async def test_a_quotation_is_found_followed_and_copied_in_one_go(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await bunch(reader, *"stone", "enter", "enter", "enter", "y")
        assert reader.app.clipboard.startswith("“quays were rebuilt by Stone and Sons”")


async def test_every_step_counts_however_fast_they_come(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("ship")
        await bunch(reader, "enter", *"n" * 10, "N")
        assert reader.foot == "hit 10/36 · ¶13 of 40"


async def test_what_is_typed_after_a_key_that_asks_is_its_answer(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("ship")
        await bunch(reader, "enter", "enter", "colon", "2", "5", "enter")
        assert reader.at == ("harbour", 25)
        await bunch(reader, "ctrl+k", *"letter", "enter")
        assert reader.at[0] == "letter"
        await bunch(reader, "slash", *"copper", "enter", "f", "S")
        assert reader.highlighted() == "@sas"


async def test_a_key_that_puts_an_end_to_a_movement_does_not_wait_for_it(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("ship")
        await reader.press("enter")
        with reader.library_at_work():
            reader.app.post_message(events.Key("enter", None))
            reader.app.post_message(events.Key("slash", "/"))
            await reader.until(lambda: reader.focus == "query")
