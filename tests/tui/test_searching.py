"""Typing a query: what changes, what stays, what is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from textual import events

from cpec_tui.library import Library
from cpec_tui.model import ResultPage
from cpec_tui.tui.result_rows import HitRow
from cpec_tui.tui.rows import Row
from cpec_tui.tui.widgets.row_list import RowList
from cpec_tui.tui.widgets.search_box import SearchBox
from tests.tui.driving import SMALL, driving, texts


async def test_results_change_as_one_types_entities_first(harbour: Library) -> None:
    async with driving(harbour) as reader:
        assert reader.focus == "query"
        assert reader.ids()[:3] == ["document harbour", "document letter", "document mine"]
        await reader.type("copp")
        assert reader.ids() == [
            "@copper",
            "@sas",
            "rule",
            "mine#p1",
            "harbour#p3",
            "letter#p2",
            "harbour#p40",
            "mine#p3",
        ]
        assert reader.highlighted() == "@copper"
        assert "copp* ──" in reader.shown()
        assert "─ 5 paragraphs · 2 entities · 3 ms ─" in reader.shown()
        assert "1 Results · 7" in reader.shown()
        # The best entity and the best hit are shown beside.
        assert reader.open_card == "copper"
        assert reader.at == ("mine", 1)


async def test_what_is_typed_is_told_before_its_rows_are_shown(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    show_answer = SearchBox.show_answer

    def shown(box: SearchBox, page: ResultPage) -> None:
        order.append(f"answered {page.query}")
        show_answer(box, page)

    monkeypatch.setattr(SearchBox, "show_answer", shown)
    async with driving(harbour) as reader:
        await reader.press("g", "o")
        typed = dict.fromkeys(message for message in reader.heard if isinstance(message, SearchBox.Typed))
        assert [message.text for message in typed] == ["g", "go"]
        assert order == ["answered g", "answered go"]


async def test_an_overtaken_search_is_dropped(harbour: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    answered: list[str] = []
    show_answer = SearchBox.show_answer

    def shown(box: SearchBox, page: ResultPage) -> None:
        answered.append(page.query)
        show_answer(box, page)

    monkeypatch.setattr(SearchBox, "show_answer", shown)
    async with driving(harbour) as reader:
        with reader.library_at_work():
            for character in "harbours":
                await reader.key(character)
            await reader.until(lambda: reader.box.value == "harbours" and not reader.app.is_doing_keys)
        await reader.settle()
        assert answered == ["harbours"]


async def test_old_rows_stay_until_new_ones_come(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("copper")
        rows = reader.ids()
        with reader.library_at_work():
            reader.box.value = "coal"
            for _ in range(5):
                await reader.pilot.pause(0)
                assert reader.ids() == rows
        await reader.settle()
        assert reader.ids() != rows


async def test_the_highlight_stays_on_the_same_id(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("copper")
        await reader.press("down", "down", "down", "down")
        assert reader.highlighted() == "harbour#p3"
        await reader.press("/", "end")
        await reader.type(" gold")
        assert reader.highlighted() == "harbour#p3"


async def test_a_mistake_keeps_the_last_good_results_and_says_the_way_out(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("copper")
        rows, card, place = reader.ids(), reader.open_card, reader.at
        for mistake, way_out in (
            ("copper sorce:x", "did you mean `source`"),
            ("date:2025-02-30", "2025-02-30"),
            ("kind:minral", "did you mean `mineral`"),
            ("copper @aldprot", "did you mean `@aldport`"),
            ("copper is:ambiguos", "did you mean `ambiguous`"),
            ("copper NEAR/5 date:2024", "cannot stand beside NEAR"),
            ("copper re:/(/", "no regular expression"),
        ):
            reader.box.value = mistake
            await reader.settle()
            assert way_out in reader.notice
            assert way_out in reader.shown()
            assert reader.notice.split()[-1] in reader.shown()
            assert (reader.ids(), reader.open_card, reader.at) == (rows, card, place)
        reader.box.value = "copper"
        await reader.settle()
        assert reader.notice == ""


async def test_an_empty_answer_says_which_word_and_what_is_spelled_nearly_so(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("quayz lighthouse ")
        shown = " ".join(texts(reader.results.rows, 44))
        assert "Nothing was found." in shown
        assert "`quayz`" in shown
        assert "quay" in reader.notice
        assert "0 paragraphs" in reader.shown()
        assert "1 Results · 0" in reader.shown()


async def test_clearing_the_box_brings_back_everything(harbour: Library) -> None:
    async with driving(harbour) as reader:
        before = reader.ids()
        await reader.type("copper sorce:x")
        await reader.press("escape")
        assert reader.box.value == ""
        assert (reader.ids(), reader.notice) == (before, "")
        assert "1 Results · everything" in reader.shown()
        assert "ms" not in reader.screen()[3]


async def test_a_slash_typed_first_is_ignored_and_one_within_is_text(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("/copper")
        assert reader.box.value == "copper"
        await reader.type("/")
        assert reader.box.value == "copper/"


async def test_a_slash_typed_over_a_selected_query_keeps_it(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("copper")
        await reader.press("down", "/", "/")
        assert reader.box.value == "copper"
        await reader.type("gold")
        assert reader.box.value == "gold"


async def test_letters_that_are_commands_elsewhere_are_typed_in_the_box(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("qnfyYevoj?:R1")
        assert reader.box.value == "qnfyYevoj?:R1"
        assert reader.app.is_running
        await reader.press("home", "ctrl+k")
        assert reader.is_laid_over()
        await reader.press("escape", "end", "ctrl+u")
        assert reader.box.value == ""


@pytest.mark.parametrize("key", ["down", "enter"])
async def test_down_and_enter_lead_to_the_results(harbour: Library, key: str) -> None:
    async with driving(harbour) as reader:
        await reader.type("copper")
        await reader.press(key)
        assert reader.focus == "results"
        assert reader.highlighted() == "@copper"
        await reader.press("slash")
        assert reader.focus == "query"
        assert reader.box.selected_text == "copper"


async def test_hostile_queries_do_no_harm(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        for query in (
            "[/red] [sic]",
            "x" * 10_000,
            "((((((",
            '"' * 99,
            "a\ud800b",
            "NOT OR foobar",
            "\u202eabc",
            "re:/(/",
        ):
            reader.box.value = query
            await reader.settle()
            assert reader.app.is_running
        await reader.search("[sic]")
        assert "[sic]" in reader.shown()


async def test_what_is_left_of_a_long_list_is_said(harbour: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpec_tui.tui.asking.LIMIT", 10)
    async with driving(harbour) as reader:
        await reader.type("ship")
        assert "10 of 36 paragraphs listed: more" in texts(reader.results.rows)
        await reader.press("enter", *"n" * 12)
        assert reader.at == ("harbour", 16)
        assert reader.foot == "hit 13/36 · ¶16 of 40"


async def test_what_is_in_sight_is_asked_for_first_and_the_rest_when_the_reader_stops(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: list[int] = []
    heights: list[int] = []
    search, show_longer = Library.search, RowList.show_longer

    def counted(library: Library, text: str, **options: Any) -> ResultPage:
        limits.append(options["limit"])
        return search(library, text, **options)

    def measured(results: RowList, rows: Sequence[Row]) -> None:
        heights.append(results.virtual_size.height)
        assert sum(isinstance(row, HitRow) for row in results.rows) == 10
        show_longer(results, rows)
        heights.append(results.virtual_size.height)

    monkeypatch.setattr(Library, "search", counted)
    monkeypatch.setattr(RowList, "show_longer", measured)
    async with driving(harbour, SMALL) as reader:
        await reader.paste("ship")
        assert limits == [10, 100]
        assert heights[0] == heights[1] == 36 * 3
        assert reader.ids() == [f"harbour#p{number}" for number in range(4, 40)]
        await reader.paste(" 12")
        assert limits == [10, 100, 10]
        assert len(reader.ids()) == 1


async def test_what_is_to_come_counts_as_listed(harbour: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpec_tui.tui.asking.LIMIT", 20)
    said: list[Sequence[str]] = []
    show_longer = RowList.show_longer

    def noted(results: RowList, rows: Sequence[Row]) -> None:
        said.append(texts(results.rows[-1:]))
        show_longer(results, rows)

    monkeypatch.setattr(RowList, "show_longer", noted)
    async with driving(harbour, SMALL) as reader:
        await reader.paste("ship")
        assert said == [texts(reader.results.rows[-1:])] == [["20 of 36 paragraphs listed: more"]]


async def test_more_is_listed_at_a_key_and_the_highlight_stays_where_it_was(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cpec_tui.tui.asking.LIMIT", 10)
    monkeypatch.setattr("cpec_tui.tui.asking.MORE", 15)
    async with driving(harbour) as reader:
        await reader.type("ship")
        await reader.press("enter", "G")
        assert reader.highlighted() == "more paragraph 10"
        await reader.press("enter")
        assert (len(reader.ids()), reader.highlighted()) == (26, reader.ids()[10])
        await reader.press("G", "enter")
        assert (len(reader.ids()), reader.highlighted()) == (36, reader.ids()[25])


async def test_keys_that_arrive_in_a_bunch_after_enter_are_commands(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("copper")
        for key in ("enter", "2", "G"):
            reader.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await reader.until(lambda: reader.focus == "source")
        await reader.settle()
        assert reader.box.value == "copper"
        assert reader.source.view is not None
        assert reader.at[1] == reader.source.view.total
        await reader.press("/", "x")
        assert reader.box.value == "x"
