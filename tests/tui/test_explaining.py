"""Why a mention links, or does not, told in the explorer."""

from __future__ import annotations

from cpec_tui.answers import CandidateTold, Explanation, Reason
from cpec_tui.library import Library
from cpec_tui.model import Status
from cpec_tui.tui.commands import Need
from cpec_tui.tui.explanation_rows import explanation_rows
from tests.tui.driving import SMALL, Driver, driving, texts


def told(reader: Driver) -> list[str]:
    """The lines of the list laid over the panes."""
    return [line.strip() for line in texts(reader.chooser.rows, 200)]


async def test_the_one_mention_of_a_paragraph_is_explained_by_its_alias(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.search("lies")
        await reader.press("enter", "2", "w")
        assert "─ Why, ¶2" in reader.shown()
        assert told(reader) == ["“Westland” is Westland", "✓ Westland: its name “Westland”"]
        await reader.press("escape")
        assert not reader.is_laid_over()
        assert reader.focus == "source"


async def test_of_several_mentions_one_is_explained_by_its_letter(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.search("rail")
        await reader.press("enter", "2", "w", "a")
        assert told(reader) == [
            "“SAS” is Stone and Sons",
            "✓ Stone and Sons: its alias “SAS”; the document defines it so: “Stone and Sons”, ¶2",
        ]
        await reader.press("escape", "w", "escape")
        assert not reader.is_laid_over()


async def test_an_ambiguous_mention_is_explained_with_its_candidates_and_enter_opens_the_card_of_one(
    harbour: Library,
) -> None:
    async with driving(harbour) as reader:
        await reader.search("wrote")
        await reader.press("enter", "2", "w", "a")
        assert told(reader) == [
            "“Brook” is ambiguous",
            "? Ada Brook: its alias “Brook”; nothing in the document speaks for it",
            "? Tom Brook: its alias “Brook”; nothing in the document speaks for it",
        ]
        await reader.type("tom")
        await reader.press("down", "enter")
        assert (reader.open_card, reader.focus) == ("tom", "card")


async def test_a_paragraph_that_names_nothing_is_explained_as_a_whole(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.search("nothing")
        await reader.press("enter", "2", "w")
        assert told(reader)[0] == "Nothing in this paragraph is spelled like a form of any entity."
        assert "x says of selected words which entity they name." in told(reader)


async def test_selected_words_that_no_form_is_spelled_like_are_said_to_be_so(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.search("rail")
        await reader.press("enter")
        x, y = reader.place_of("mine at", reader.source)
        await reader.drag((x, y), (x + 3, y))
        await reader.press("w")
        assert told(reader)[0] == "No form of any entity is spelled like “mine”."


async def test_what_was_found_is_explained_and_so_is_the_mention_that_was_gone_to(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.search("rail")
        await reader.press("enter", "ctrl+f")
        await reader.type("gold")
        await reader.press("enter", "w")
        assert told(reader)[0] == "No form of any entity is spelled like “gold”."
        await reader.press("escape", "escape")
        await reader.search("@redhill ")
        await reader.press("enter", "enter", "n", "w")
        assert told(reader)[0] == "“Redhill” is Redhill"


async def test_without_a_source_there_is_nothing_to_explain(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.press("tab", "w")
        assert reader.said == f"Why: {Need.DOCUMENT.value}"


def test_evidence_and_objections_are_told_below_the_candidates_and_typing_leaves_the_spans_that_hold_it() -> None:
    weighed = CandidateTold("ada", "Ada Brook", "Brook", "its alias “Brook”", None, (Reason("named in ¶1", 2.0),))
    lost = CandidateTold("tom", "Tom Brook", "Brook", "its alias “Brook”", "another entity has more evidence", ())
    found = (
        Explanation("letter#p2", 0, 5, "Brook", Status.LINKED, "ada", (weighed, lost)),
        Explanation("letter#p2", 9, 12, "SAS", None, None, (lost,)),
    )
    first = [
        "“Brook” is Ada Brook",
        "  ✓ Ada Brook: its alias “Brook”; 2 points",
        "      +2 named in ¶1",
        "  ✗ Tom Brook: its alias “Brook”; no: another entity has more evidence",
    ]
    assert texts(explanation_rows(found, "", "", "x"), 100)[:4] == first
    assert texts(explanation_rows(found, "", "named in", "x"), 100) == first
    assert "“SAS” does not link" in texts(explanation_rows(found, "", "sas", "x"), 100)
