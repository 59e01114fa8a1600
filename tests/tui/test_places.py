"""Going back and forward, to places visited, to anything that has a name, to a paragraph by its number."""

from __future__ import annotations

from collections.abc import Callable

from cpec_tui.library import Library
from tests.tui.driving import SMALL, driving


async def test_back_and_forward_lead_through_every_jump(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.press("tab", "backspace")
        assert reader.said == "Back: there is no earlier place"
        await reader.press("alt+right")
        assert reader.said == "Forward: there is no later place"
        await reader.search("rebuilt")
        await reader.press("enter", "G", "enter")
        assert reader.at == ("harbour", 2)
        # From the text to a card, to another card, to a mention far away.
        await reader.press("f", "s")
        assert (reader.open_card, reader.focus) == ("aldport", "card")
        await reader.press("enter")
        assert reader.open_card == "westland"
        await reader.press("G", "enter")
        assert (reader.at, reader.focus, reader.foot) == (("mine", 2), "source", "Westland · mention 3/3 · ¶2 of 3")
        trail = []
        for _ in range(4):
            await reader.press("backspace")
            trail.append((reader.focus, reader.at, reader.open_card, reader.desk.followed))
        assert trail == [
            ("card", ("mine", 2), "westland", "westland"),
            ("card", ("harbour", 2), "aldport", "aldport"),
            ("source", ("harbour", 2), "aldport", None),
            ("results", ("harbour", 2), "aldport", None),
        ]
        for _ in range(4):
            await reader.press("alt+right")
        assert (reader.at, reader.foot) == (("mine", 2), "Westland · mention 3/3 · ¶2 of 3")
        await reader.press("alt+left")
        assert reader.open_card == "westland"


async def test_a_run_of_steps_counts_as_one_jump(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("ship 2")
        await reader.press("enter", "enter")
        first = reader.at
        await reader.press("n", "n", "n")
        assert reader.at != first
        await reader.press("backspace")
        assert (reader.focus, reader.at) == ("results", first)
        # Having wandered off, a run begins with a place of its own.
        await reader.press("enter", "G", "n", "n", "backspace")
        assert reader.at == ("harbour", 40)


async def test_places_are_listed_and_gone_to(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.press("ctrl+o")
        assert reader.said == "Places visited: no jump was made yet"
        await reader.type("dear")
        await reader.press("enter", "enter", "colon")
        await reader.type("3")
        await reader.press("enter")
        assert reader.at == ("letter", 3)
        await reader.press("/", "ctrl+o")
        assert "Places visited" in reader.shown()
        assert "A letter from Aldport" in reader.shown()
        assert "¶2" in reader.shown()
        await reader.press("enter")
        assert (reader.is_laid_over(), reader.at) == (False, ("letter", 2))


async def test_a_paragraph_is_gone_to_by_its_number(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.press("tab", "colon")
        assert reader.said == "Go to paragraph: no source is open yet: open a result first"
        await reader.press("enter", "colon")
        assert "Paragraph, 1 to 40" in reader.shown()
        await reader.type("31")
        await reader.press("enter")
        assert (reader.at, reader.focus) == (("harbour", 31), "source")
        await reader.press(":")
        for mistaken in ("999", "0", "-3", "-"):
            await reader.type(mistaken)
            await reader.press("enter")
            assert f"there is no {mistaken}: 1 to 40" in reader.shown()
            await reader.press(*["backspace"] * len(mistaken))
        await reader.press("4", "0", "enter")
        assert reader.at == ("harbour", 40)
        await reader.press(":", "escape")
        await reader.press(":", "enter")
        assert (reader.is_laid_over(), reader.at) == (False, ("harbour", 40))
        await reader.press("backspace", "backspace")
        assert reader.at == ("harbour", 1)


async def test_quick_open_leads_to_anything_that_has_a_name(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.press("ctrl+k")
        await reader.type("bnk of west")
        assert reader.ids(reader.chooser)[0] == "@bank"
        await reader.press("enter")
        assert (reader.open_card, reader.focus) == ("bank", "card")
        await reader.press("ctrl+k")
        await reader.type("letter")
        await reader.press("enter")
        assert (reader.at, reader.focus) == (("letter", 1), "source")
        await reader.press("ctrl+k")
        await reader.type("zzzzzz")
        await reader.press("enter")
        assert reader.is_laid_over()
        await reader.press("escape")
        assert (reader.is_laid_over(), reader.at) == (False, ("letter", 1))


async def test_going_back_that_is_given_up_can_be_done_again(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("rebuilt")
        await reader.press("enter", "enter", "f", "s", "enter", "enter")
        before = (len(reader.desk.history.behind), len(reader.desk.history.ahead))
        with reader.library_at_work():
            await reader.key("backspace")
            await reader.key("/")
            await reader.until(lambda: reader.focus == "query")
        await reader.settle()
        assert (len(reader.desk.history.behind), len(reader.desk.history.ahead)) == before


async def test_a_place_that_is_gone_is_not_gone_to(own_ports: Callable[[], Library]) -> None:
    async with driving(own_ports()) as reader:
        await reader.type("dear")
        await reader.press("enter")
        here, behind = (reader.focus, reader.at), list(reader.desk.history.behind)
        await reader.desk.open_document("vanished")
        await reader.settle()
        assert reader.said == "there is no document `vanished`"
        assert (reader.focus, reader.at) == here
        assert reader.desk.history.behind == behind


async def test_enter_that_comes_before_the_list_chooses_by_what_is_typed(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.press("ctrl+k")
        with reader.library_at_work():
            for key in "letter":
                await reader.key(key)
            await reader.key("enter")
        await reader.settle()
        assert reader.at[0] == "letter"
