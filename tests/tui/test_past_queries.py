"""What was asked is noted when the reader goes on with it, and can be asked again."""

from __future__ import annotations

import pytest

from cpec_tui.library import Library
from cpec_tui.repeating.history import PastQuery, history_file, past_queries
from cpec_tui.tui.past_rows import past_rows
from cpec_tui.tui.settings import Settings
from tests.tui.driving import driving, texts

KEEPS = Settings(keeps_history=True)


def asked(library: Library) -> list[tuple[str, int]]:
    """What was noted, the newest first."""
    return [(one.query, one.total) for one in past_queries(library.corpus)]


async def test_a_query_is_noted_when_the_box_is_left_with_enter_and_not_while_it_is_typed(harbour: Library) -> None:
    async with driving(harbour, settings=KEEPS) as reader:
        await reader.search("copper")
        await reader.press("down")
        assert asked(harbour) == []
        await reader.press("/", "enter")
        assert asked(harbour) == [("copper", 5)]
        await reader.press("enter", "1", "enter")
        assert asked(harbour) == [("copper", 5)]


async def test_a_query_is_noted_when_a_result_is_opened(harbour: Library) -> None:
    async with driving(harbour, settings=KEEPS) as reader:
        await reader.search("gold")
        await reader.press("down", "enter")
        assert asked(harbour) == [("gold", 1)]


@pytest.mark.parametrize("query", ["", "  ", ":nothing"])
async def test_what_asks_for_nothing_is_not_noted(harbour: Library, query: str) -> None:
    async with driving(harbour, settings=KEEPS) as reader:
        await reader.search(query)
        await reader.press("enter", "enter")
        assert asked(harbour) == []


async def test_a_session_without_history_notes_nothing(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.search("copper")
        await reader.press("enter", "enter")
        assert not history_file(harbour.corpus).exists()


async def test_a_history_that_cannot_be_written_is_told_once_and_hinders_nothing(harbour: Library) -> None:
    history_file(harbour.corpus).mkdir(parents=True)
    async with driving(harbour, settings=KEEPS) as reader:
        await reader.search("copper")
        await reader.press("enter")
        assert "cannot be written" in reader.said
        reader.app.said.clear()
        await reader.press("enter")
        assert (reader.open_card, reader.said) == ("copper", "")


async def test_past_queries_are_listed_the_newest_first_and_one_is_put_into_the_box(harbour: Library) -> None:
    async with driving(harbour, settings=KEEPS) as reader:
        for query in ("copper", "gold", "rail"):
            await reader.search(query)
            await reader.press("enter")
        await reader.press("H")
        assert reader.ids(reader.chooser) == ["query rail", "query gold", "query copper"]
        await reader.type("opp")
        await reader.press("enter")
        assert (reader.box.value, reader.focus) == ("copper", "query")
        assert "harbour#p3" in reader.ids()


async def test_they_are_listed_from_the_search_box_too(harbour: Library) -> None:
    async with driving(harbour, settings=KEEPS) as reader:
        await reader.search("gold")
        await reader.press("enter", "/", "ctrl+r")
        assert reader.ids(reader.chooser) == ["query gold"]
        await reader.press("escape")
        assert reader.focus == "query"


def test_each_query_is_listed_once_with_what_it_found_last() -> None:
    past = [PastQuery("gold", 3, 0, "z"), PastQuery("rail", 1, 0, "y"), PastQuery("gold", 2, 0, "x")]
    rows = past_rows(past, "")
    assert [" ".join(line.split()) for line in texts(rows)] == ["gold 3 paragraphs", "rail 1 paragraph"]
    assert [row.id for row in past_rows(past, "RAI")] == ["query rail"]
    assert texts(past_rows([], "")) == ["Nothing was asked yet, or no history is kept."]
