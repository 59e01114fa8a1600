"""Selecting text, with the mouse and by keyboard, and what is copied of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from cpec_tui.answers import ParagraphInDocument
from cpec_tui.library import Library
from cpec_tui.tui.mouse_selection import Extent, Passage, passage_of
from cpec_tui.tui.settings import Settings
from tests.tui.driving import LARGE, SMALL, WIDE, Driver, driving

RAIL = "SAS also runs the copper mine at Redhill. Copper, gold and silver leave by rail."


async def select(reader: Driver, first: str, last: str) -> None:
    """Drag the mouse from the beginning of a text in the source to the end of another."""
    x, y = reader.place_of(last, reader.source)
    await reader.drag(reader.place_of(first, reader.source), (x + len(last) - 1, y))


def selected(reader: Driver) -> str:
    return reader.source.passage.text if reader.source.passage else ""


async def clicks(reader: Driver, place: tuple[int, int], times: int) -> None:
    """Click several times in a row."""
    for _ in range(times):
        await reader.drag(place)


async def test_what_the_mouse_selects_is_cited_as_of_the_paragraph_in_which_it_lies(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("rebuilt")
        await reader.press("enter", "2")
        await select(reader, "also", "mine")
        assert (reader.at, selected(reader)) == (("harbour", 2), "also runs the copper mine")
        await reader.press("y")
        assert reader.app.clipboard == (
            "“also runs the copper mine”\n— “The harbour of Aldport”. Harbour Gazette, 2024-06, ¶3. [harbour#p3]"
        )
        assert reader.said == "copied “also runs the copper mine” [harbour#p3]"
        assert selected(reader) == ""
        await select(reader, "gold", "gold")
        await reader.press("Y")
        assert reader.app.clipboard == "gold"


async def test_a_selection_over_several_paragraphs_is_cited_from_the_first_to_the_last(harbour: Library) -> None:
    async with driving(harbour, LARGE) as reader:
        await reader.type("nothing else")
        await reader.press("enter", "2")
        await select(reader, "dear in Aldport", "Nothing else")
        await reader.press("y")
        assert reader.app.clipboard == (
            "“dear in Aldport.\n\nNothing else”\n— “A letter from Aldport”. 2025-01, ¶2–3. [letter#p2]–[letter#p3]"
        )
        assert reader.said.endswith(" [letter#p2]–[letter#p3]")


async def test_a_selection_that_only_touches_a_paragraph_is_not_cited_as_of_it(harbour: Library) -> None:
    async with driving(harbour, LARGE) as reader:
        await reader.type("nothing else")
        x, y = reader.place_of("Nothing", reader.source)
        await reader.drag(reader.place_of("dear", reader.source), (x - 3, y))
        await reader.press("enter", "2")
        await select(reader, "dear", "dear")
        await reader.drag(reader.place_of("dear", reader.source), (x - 3, y))
        await reader.press("y")
        assert reader.app.clipboard.endswith("¶2. [letter#p2]")


async def test_what_is_selected_is_worked_out_once_for_a_copy(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Extent] = []

    def counted(paragraphs: Sequence[ParagraphInDocument], extent: Extent) -> Passage:
        made.append(extent)
        return passage_of(paragraphs, extent)

    async with driving(harbour, WIDE) as reader:
        await reader.type("rail")
        await reader.press("enter", "2")
        await select(reader, "gold", "silver")
        monkeypatch.setattr("cpec_tui.tui.widgets.drawn_page.passage_of", counted)
        await reader.press("y")
        assert len(made) == 1


@pytest.mark.parametrize("place", ["results", "head", "foot", "search", "notice", "card"])
async def test_a_drag_that_begins_outside_the_source_selects_nothing(harbour: Library, place: str) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("rail")
        await reader.press("enter", "2")
        reader.explorer.notice.say(["something to be said"])
        await reader.settle()
        x, y = (int(at) for at in reader.explorer.query_one(f"#{place}").region.center)
        inside = reader.place_of("gold", reader.source)
        await reader.drag((x, y), (x + 1, y), inside)
        assert selected(reader) == ""
        reader.explorer.show_pane("source")
        await reader.press("Y")
        assert reader.app.clipboard == RAIL


async def test_a_drag_goes_on_to_the_edges_of_the_source_and_no_further(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("ship 20")
        await reader.press("enter", "G", "enter", "2")
        source, region = reader.source, reader.source.content_region
        assert source.scroll_offset.y > 0
        lines = [line[region.x + 6 : region.right].strip() for line in reader.screen()[region.y : region.bottom]]
        x, y = reader.place_of("20 carried", source)
        await reader.drag((x, y), (x, region.y - 1))
        assert selected(reader).startswith(lines[0] or lines[1])
        assert selected(reader).endswith("Ship 2")
        await reader.drag((x, y), (region.x - 1, y))
        assert selected(reader) == "Ship 2"
        await reader.drag((x, y), (region.x + 30, y), (0, y))
        assert selected(reader) == "20 carried coal past"
        await reader.drag((x, y), (x, region.bottom), (x, 0))
        assert selected(reader).startswith("20 carried")
        assert selected(reader).endswith(lines[-1] or lines[-2])


async def test_two_clicks_select_the_word_and_three_the_paragraph(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("rail")
        await reader.press("enter", "2")
        place = reader.place_of("gold", reader.source)
        await clicks(reader, (place[0] + 2, place[1]), 2)
        assert selected(reader) == "gold"
        await reader.press("y")
        assert reader.app.clipboard.startswith("“gold”\n")
        await reader.drag(reader.place_of("¶2", reader.source))
        await clicks(reader, place, 3)
        assert selected(reader) == RAIL
        await clicks(reader, reader.place_of("¶3", reader.source), 2)
        assert selected(reader) == ""


@pytest.mark.parametrize("text", ["The harbour", "/ rail", "document", "commands", "Card"])
async def test_two_or_three_clicks_elsewhere_select_nothing(harbour: Library, text: str) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("rail")
        await reader.press("enter", "2")
        place = reader.place_of(text, reader.explorer)
        await clicks(reader, place, 3)
        await reader.press("escape", "2", "Y")
        assert (selected(reader), reader.app.clipboard) == ("", RAIL)


async def test_a_selection_stays_on_its_words_when_lines_are_broken_anew(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("rail")
        await reader.press("enter", "2")
        await select(reader, "gold", "silver")
        for size in (LARGE, SMALL, WIDE):
            await reader.resize(*size)
            assert selected(reader) == "gold and silver"
        shown = [line for line in reader.screen() if "│" in line and "gold" in line]
        assert shown
        await reader.press("y")
        assert reader.app.clipboard.startswith("“gold and silver”\n")


async def test_a_selection_is_given_up_for_another_document_another_place_and_another_selection(
    harbour: Library,
) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("copper")
        await reader.press("enter", "2", "n", "n", "n", "n")
        assert reader.at[0] == "letter"
        await select(reader, "dear", "dear")
        await reader.press("p")
        assert (reader.at[0], selected(reader)) == ("harbour", "")
        await select(reader, "quay", "copper")
        assert selected(reader) == "quay copper"
        await reader.press("p")
        assert (reader.at, selected(reader)) == (("harbour", 3), "")
        await select(reader, "gold", "gold")
        await reader.press("v")
        assert selected(reader) == RAIL
        await select(reader, "gold", "gold")
        assert (selected(reader), reader.source.selected) == ("gold", ())
        await reader.press("escape")
        assert selected(reader) == ""


async def test_a_selection_stays_in_a_document_that_changed_elsewhere_and_not_where_its_words_changed(
    harbour: Library,
) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("dear")
        await reader.press("enter", "2")
        await select(reader, "dear", "dear")
        view = reader.source.view
        assert view is not None
        first, second, *others = view.paragraphs
        longer = replace(view, paragraphs=(replace(first, text=f"{first.text} and so on " * 9), second, *others))
        await reader.source.renew(longer, {})
        assert selected(reader) == "dear"
        await reader.source.renew(replace(view, paragraphs=(first, replace(second, text="Other words."), *others)), {})
        assert selected(reader) == ""


async def test_a_click_in_the_source_gives_a_selection_up_and_one_elsewhere_does_not(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("rail")
        await reader.press("enter", "2")
        await select(reader, "gold", "silver")
        await reader.drag(reader.place_of("¶2", reader.source))
        assert (selected(reader), reader.at) == ("", ("harbour", 2))
        await select(reader, "gold", "silver")
        await reader.drag(reader.place_of("cite", reader.explorer.foot))
        assert reader.app.clipboard.startswith("“gold and silver”\n")
        await select(reader, "gold", "silver")
        await reader.press("ctrl+c")
        assert reader.app.clipboard == "gold and silver"


async def test_a_click_goes_on_with_a_selection_by_keyboard(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("rail")
        await reader.press("enter", "2", "v")
        await reader.drag(reader.place_of("¶5", reader.source))
        await reader.press("y")
        assert reader.app.clipboard.endswith("¶3–5. [harbour#p3]–[harbour#p5]")


async def test_a_movement_within_a_letter_is_a_click(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("rail")
        await reader.press("enter", "2")
        place = reader.place_of("quays", reader.source)
        await reader.drag(place, place)
        assert (selected(reader), reader.at) == ("", ("harbour", 2))


@pytest.mark.parametrize(("ascii_only", "bar"), [(False, "│"), (True, "|")])
async def test_a_bar_stands_beside_what_is_selected_by_keyboard(harbour: Library, ascii_only: bool, bar: str) -> None:
    async with driving(harbour, WIDE, Settings(ascii=ascii_only)) as reader:
        await reader.type("dear")
        await reader.press("enter", "2")

        def barred() -> list[str]:
            region = reader.source.content_region
            lines = [line[region.x : region.right] for line in reader.screen()[region.y : region.bottom]]
            return [line[2:].split(" ")[0] for line in lines if line[1:2] == bar]

        assert barred() == []
        await reader.press("v")
        sign = "P" if ascii_only else "¶"
        assert [one for one in barred() if one] == [f"{sign}2"]
        await reader.press("j")
        assert [one for one in barred() if one] == [f"{sign}2", f"{sign}3"]
        # The empty line between them is within, too.
        assert len(barred()) == 4
        await reader.press("v")
        assert barred() == []


async def test_a_bar_stands_beside_the_lines_in_which_the_mouse_selected_something(harbour: Library) -> None:
    async with driving(harbour, LARGE) as reader:
        await reader.type("dear")
        await reader.press("enter", "2")
        await select(reader, "dear in", "Nothing")
        region = reader.source.content_region
        lines = [line[region.x : region.right] for line in reader.screen()[region.y : region.bottom]]
        assert ["dear" in line or "Nothing" in line for line in lines if line[1] == "│"] == [True, True]
