"""Opening, stepping, following: from the results into the text, from the text to cards, and from cards to the text."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cpec_tui.library import Library
from cpec_tui.tui.screens.chooser import Chooser
from tests.tui.driving import LARGE, MIDDLE, NARROW, SMALL, Driver, driving


async def test_moving_the_highlight_shows_what_it_stands_on(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("copper")
        await reader.press("down", "down")
        assert (reader.highlighted(), reader.open_card) == ("@sas", "sas")
        await reader.press("j")
        assert (reader.highlighted(), reader.at) == ("mine#p1", ("mine", 1))
        await reader.press("j", "j", "j")
        assert (reader.highlighted(), reader.at, reader.focus) == ("harbour#p40", ("harbour", 40), "results")
        assert reader.foot == "hit 4/5 · ¶40 of 40"
        await reader.press("G", "g", "k")
        assert reader.highlighted() == "@copper"


async def test_an_opened_hit_stands_in_the_upper_third_and_is_pointed_at(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("ship 20")
        await reader.press("enter")
        while not reader.highlighted().startswith("harbour#"):
            await reader.press("down")
        await reader.press("enter")
        assert (reader.focus, reader.at) == ("source", ("harbour", 20))
        lines = reader.screen()
        row = next(number for number, line in enumerate(lines) if "› ¶20 Ship 20" in line)
        top, height = reader.source.content_region.y, reader.source.content_region.height
        assert top <= row <= top + height // 3


async def test_n_and_shift_n_go_through_the_hits_into_the_next_document(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("copper")
        await reader.press("enter")
        seen = [reader.at]
        for _ in range(4):
            await reader.press("n")
            seen.append(reader.at)
        assert seen == [("mine", 1), ("mine", 3), ("harbour", 3), ("harbour", 40), ("letter", 2)]
        assert reader.foot == "hit 5/5 · ¶2 of 3"
        assert (reader.focus, reader.highlighted()) == ("results", "letter#p2")
        await reader.press("n")
        assert reader.said == "this is the last hit"
        await reader.press("N", "p", "N", "N", "N")
        assert (reader.at, reader.said) == (("mine", 1), "this is the first hit")


async def test_f_puts_letters_on_every_mention_in_sight_nested_ones_too(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("weighed")
        await reader.press("enter", "f")
        assert reader.is_laid_over()
        labels = {one.mention.entity: one for one in reader.source.show_labels(reader.source.mentions_in_sight())}
        assert {"copper", "bank", "westland"} <= labels.keys()
        assert f"{labels['bank'].drawn}nk " in reader.shown()
        await reader.press(*labels["westland"].label)
        assert not reader.is_laid_over()
        assert (reader.focus, reader.open_card) == ("card", "westland")
        assert labels["bank"].drawn not in reader.shown()
        # N goes on from the mention that was followed.
        assert reader.foot == "Westland · mention 2/3 · ¶40 of 40"
        await reader.press("N")
        assert reader.at == ("harbour", 2)


async def test_any_other_key_leaves_the_letters(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("weighed")
        await reader.press("enter", "2")
        for key in ("escape", "1", "enter"):
            await reader.press("f")
            assert reader.is_laid_over()
            await reader.press(key)
            assert not reader.is_laid_over()
            assert reader.focus == "source"
        await reader.press("f")
        await reader.click(None, 3, 0)
        assert not reader.is_laid_over()


async def test_o_and_enter_open_the_only_mention_of_a_paragraph_at_once(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("lies")
        await reader.press("enter")
        for key in ("o", "enter"):
            await reader.press("2")
            assert (reader.focus, reader.at) == ("source", ("mine", 2))
            await reader.press(key)
            assert (reader.focus, reader.open_card) == ("card", "westland")
            await reader.press("backspace")


async def test_of_several_mentions_in_a_paragraph_one_is_chosen_by_letter(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("dear")
        await reader.press("enter", "2", "o")
        assert reader.is_laid_over()
        await reader.press("s")
        assert reader.open_card == "copper"


async def test_a_paragraph_that_names_nothing_says_so(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("nothing else")
        await reader.press("enter", "2", "o")
        assert reader.said == "nothing is named in the chosen paragraph"


async def test_of_an_ambiguous_mention_one_chooses_who_is_meant(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("dear")
        await reader.press("enter", "f", "s")
        assert isinstance(reader.app.screen, Chooser)
        assert reader.ids(reader.chooser) == ["@ada", "@tom"]
        assert "“Brook” may be" in reader.shown()
        await reader.type("tom")
        assert reader.ids(reader.chooser) == ["@tom"]
        await reader.press("enter")
        assert (reader.focus, reader.open_card) == ("card", "tom")


async def test_from_a_card_to_its_mentions_newest_document_first(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("copper")
        await reader.press("enter", "enter")
        assert (reader.focus, reader.open_card) == ("card", "copper")
        assert [row for row in reader.ids(reader.card) if "#" in row][:2] == ["letter#p2:17", "harbour#p3:18"]
        assert "6 mentions in 3 documents" in reader.shown()
        await reader.go_to_row("harbour#p3:18", reader.card)
        await reader.press("enter")
        assert (reader.focus, reader.at) == ("source", ("harbour", 3))
        assert reader.source.current == (18, 24)
        assert reader.foot == "copper · mention 2/6 · ¶3 of 40"
        seen = []
        for _ in range(4):
            await reader.press("n")
            seen.append((*reader.at, reader.source.current))
        assert [place[:2] for place in seen] == [("harbour", 3), ("harbour", 40), ("mine", 1), ("mine", 3)]
        await reader.press("n")
        assert reader.said == "this is the last mention"


async def test_a_quoted_fact_leads_to_its_quotation(harbour: Library) -> None:
    async with driving(harbour, LARGE) as reader:
        await reader.type("stone")
        await reader.press("enter", "enter")
        assert reader.open_card == "sas"
        assert reader.highlighted(reader.card) == "fact 0.0"
        shown = reader.shown()
        assert "✓ It rebuilt the quays of Aldport." in shown
        assert "? It is old." in shown
        await reader.press("enter")
        assert (reader.focus, reader.at) == ("source", ("harbour", 2))
        assert reader.source.current is not None
        start, end = reader.source.current
        assert reader.source.chosen is not None
        assert reader.source.chosen.text[start:end] == "quays were rebuilt by Stone and Sons"


async def test_a_relation_leads_to_the_other_card_and_is_there_too_read_from_its_end(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("@sas ")
        await reader.press("enter", "enter", "down")
        assert reader.highlighted(reader.card) == "relation 0"
        assert "operator of → ▲ Redhill" in reader.shown()
        await reader.press("enter")
        assert (reader.open_card, reader.focus) == ("redhill", "card")
        assert "operated by → ■ Stone and Sons" in reader.shown()


async def test_highlighting_another_hit_ends_the_following(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("copper")
        await reader.press("enter", "enter", "1", "G")
        assert (reader.at, reader.desk.followed) == (("mine", 3), None)
        assert reader.foot.startswith("hit ")


async def test_selecting_by_keyboard_marks_whole_paragraphs(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("dear")
        await reader.press("enter", "2", "v", "down")
        assert [one.ordinal for one in reader.source.selected] == [2, 3]
        await reader.press("v")
        assert reader.source.selected == ()
        await reader.press("v", "escape")
        assert reader.source.selected == ()


async def test_long_paragraphs_are_scrolled_before_the_next_is_chosen(cpec: Library) -> None:
    async with driving(cpec, SMALL) as reader:
        await reader.press("tab", "tab")
        places = []
        for _ in range(40):
            await reader.press("j")
            places.append((reader.at[1], reader.source.scroll_offset.y))
        assert places[-1][0] == 14
        assert all(one <= other for one, other in pairwise(places))
        for _ in range(40):
            await reader.press("k")
        assert (reader.at[1], reader.source.scroll_offset.y) == (1, 0)


async def test_every_way_of_moving_in_the_source(cpec: Library) -> None:
    async with driving(cpec, MIDDLE) as reader:
        await reader.press("tab", "tab")
        assert reader.focus == "source"
        for down, up in (
            ("pagedown", "pageup"),
            ("space", "pageup"),
            ("ctrl+d", "ctrl+u"),
            ("G", "g"),
            ("end", "home"),
        ):
            seen = await times_to(reader, down, 14)
            assert await times_to(reader, up, 1) == seen
            assert reader.source.scroll_offset.y == 0


async def times_to(reader: Driver, key: str, ordinal: int) -> int:
    """How often a key must be pressed until that paragraph is chosen."""
    for number in range(1, 16):
        await reader.press(key)
        if reader.at[1] == ordinal:
            return number
    raise AssertionError(f"{key} never leads to paragraph {ordinal}")


@pytest.mark.parametrize("size", [LARGE, MIDDLE, NARROW])
async def test_after_paging_what_is_chosen_is_pointed_at(harbour: Library, size: tuple[int, int]) -> None:
    async with driving(harbour, size) as reader:
        await reader.type("ship")
        await reader.press("enter", "2")
        for key in ("ctrl+d", "pagedown", "pagedown", "ctrl+d", "pageup", "ctrl+u"):
            await reader.press(key)
            assert f"› ¶{reader.at[1]} " in reader.shown().replace("›  ", "› ")


async def test_every_way_of_moving_in_a_list(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("ship ")
        await reader.press("enter")
        last = reader.ids()[-1]
        for down, up in (("pagedown", "pageup"), ("ctrl+d", "ctrl+u"), ("G", "g"), ("end", "home")):
            for _ in range(20):
                await reader.press(down)
                if reader.highlighted() == last:
                    break
            assert reader.highlighted() == last
            assert reader.results.scroll_offset.y == reader.results.max_scroll_y
            for _ in range(20):
                await reader.press(up)
                if reader.highlighted() == reader.ids()[0]:
                    break
            assert (reader.highlighted(), reader.results.scroll_offset.y) == (reader.ids()[0], 0)
