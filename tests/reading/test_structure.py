"""The paragraphs of plain text and their roles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from cpec_tui.model import Paragraph, Role
from cpec_tui.reading.canonical import raw_span
from cpec_tui.reading.residue import ResidueFinder
from cpec_tui.reading.structure import MAX_HEADING, MAX_TITLE, joined_blocks, paragraphs, without
from tests.reading.texts import HOSTILE, naive_canonical

NO_RESIDUE = ResidueFinder()
LONG = "The corridor runs from the border down to the sea and is meant to bring trade to all the provinces."


def read(raw: str, *, titled: bool = True, residue: ResidueFinder = NO_RESIDUE) -> list[tuple[str, str]]:
    """(role, text) of each paragraph."""
    return [(one.role.value, one.text) for one in paragraphs(raw, 0, residue, first_is_title=titled)]


def test_blocks_between_blank_lines_are_paragraphs_and_their_lines_are_joined() -> None:
    assert read("A title\n\nfirst line\nsecond line.\n \t\nnext.") == [
        ("title", "A title"),
        ("body", "first line second line."),
        ("body", "next."),
    ]


def test_a_file_without_blank_lines_has_a_paragraph_per_line() -> None:
    assert read("A title\nOne sentence.\n\n\n") == [("title", "A title"), ("body", "One sentence.")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_every_line_end_ends_a_line(end: str) -> None:
    assert read(end.join(["A title", "", "One.", "two.", "", "Three."])) == [
        ("title", "A title"),
        ("body", "One. two."),
        ("body", "Three."),
    ]


def test_ordinals_count_from_one_without_gaps() -> None:
    found = paragraphs("A\n\n\u200b\n\nB.\n\n\u00a0\n\nC.", 0, NO_RESIDUE, first_is_title=True)
    assert [(one.ordinal, one.text) for one in found] == [(1, "A"), (2, "B."), (3, "C.")]


def test_text_before_the_start_is_not_read() -> None:
    found = paragraphs("head\n\nA title\n\nBody.", 4, NO_RESIDUE, first_is_title=True)
    assert [one.text for one in found] == ["A title", "Body."]
    assert raw_span(found[0].offsets, 0, 7) == (6, 13)


def test_nothing_but_white_space_has_no_paragraphs() -> None:
    assert read(" \n\u200b\n\ufeff\r\n") == []


@pytest.mark.parametrize(
    "first",
    [
        "It is a sentence.",
        "He said “go on.”",
        "as follows:",
        "اس نے کہا۔",
        "• an item",
        "x" * (MAX_TITLE + 1),
        "three\nlines\nlong",
    ],
)
def test_what_reads_like_no_title_is_none(first: str) -> None:
    assert read(f"{first}\n\n{LONG}")[0][0] != "title"


@pytest.mark.parametrize("first", ["Who pays?", "Xi meets Zardari (again)", "two\nlines", "x" * MAX_TITLE])
def test_a_first_block_that_reads_like_a_title_is_the_title(first: str) -> None:
    assert read(f"{first}\n\n{LONG}")[0][0] == "title"


def test_a_lone_block_is_no_title() -> None:
    assert read("A single line") == [("body", "A single line")]


def test_with_a_title_given_the_first_block_is_judged_like_the_others() -> None:
    assert read(f"A heading\n\n{LONG}", titled=False)[0] == ("heading", "A heading")


@pytest.mark.parametrize(
    "line", ["Rare Earths & Critical Minerals", "2024", "الفصل الأول", "第二条", "“Mining”", "I. Intro"]
)
def test_a_short_line_of_its_own_is_a_heading(line: str) -> None:
    role = "heading" if line != "2024" else "body"
    assert read(f"Title\n\n{line}\n\n{LONG}")[1] == (role, line)


@pytest.mark.parametrize(
    "line",
    [
        "It went on.",
        "“We go on.”",
        "(It went on.)",
        "Did it?",
        "یہ ہوا۔",
        "यह हुआ।",
        "هل حدث؟",
        "and so it went on",
        "x" * (MAX_HEADING + 1),
        "One " * 17,
        "* * *",
    ],
)
def test_a_short_line_that_reads_like_text_is_no_heading(line: str) -> None:
    assert read(f"Title\n\n{line}\n\n{LONG}")[1][0] != "heading"


def test_the_last_block_is_no_heading() -> None:
    assert read(f"Title\n\n{LONG}\n\nThe end")[-1] == ("body", "The end")


def test_two_lines_are_no_heading() -> None:
    assert read(f"Title\n\nShort\nlines\n\n{LONG}")[1] == ("body", "Short lines")


@pytest.mark.parametrize(
    "bullet", ["•", "‣", "◦", "▪", "●", "○", "∙", "·", "*", "–", "—", "-", "1.", "2)", "(3)", "a)", "iv."]
)
def test_items_are_told_by_their_bullets_and_numbers(bullet: str) -> None:
    assert read(f"Title\n\n  {bullet} gold\n\n{LONG}")[1] == ("list item", f"{bullet} gold")


def test_items_of_one_block_are_paragraphs_with_their_continued_lines() -> None:
    assert read("Title\n\nMetals\n  • gold\n    and silver\n  • copper\n\nEnd.") == [
        ("title", "Title"),
        ("heading", "Metals"),
        ("list item", "• gold and silver"),
        ("list item", "• copper"),
        ("body", "End."),
    ]


def test_numbered_items_of_one_block_are_told_apart() -> None:
    assert [role for role, _ in read("Title\n\nA. gold\nB. copper\n\nEnd.")] == [
        "title",
        "list item",
        "list item",
        "body",
    ]


@pytest.mark.parametrize("text", ["A. Q. Khan said that it\nwould go on.", "It has three parts\n- a part\nand more."])
def test_a_single_marked_line_makes_no_list(text: str) -> None:
    assert read(f"Title\n\n{text}\n\nEnd.")[1] == ("body", text.replace("\n", " "))


@pytest.mark.parametrize("text", ["-5 degrees", "1.5 tons", "*sic* he wrote."])
def test_a_mark_without_a_space_is_no_bullet(text: str) -> None:
    assert read(f"Title\n\n{text}\n\nEnd.")[1][0] != "list item"


def test_quotations_and_table_rows_are_told() -> None:
    assert read("Title\n\n> so he wrote\n> in May.\n\n| a | b |\n| 1 | 2 |\n\nEnd.") == [
        ("title", "Title"),
        ("quote", "> so he wrote > in May."),
        ("table row", "| a | b |"),
        ("table row", "| 1 | 2 |"),
        ("body", "End."),
    ]


def test_residue_is_marked_and_does_not_hide_a_heading() -> None:
    residue = ResidueFinder((r"\(opens in a new tab\)\.",))
    found = paragraphs(f"Title\n\nThe news (opens in a new tab).\n\n{LONG}", 0, residue, first_is_title=True)
    assert found[1].role is Role.HEADING
    assert [found[1].text[slice(*span)] for span in found[1].residue] == ["(opens in a new tab)."]


def test_a_first_block_of_nothing_but_residue_is_no_title() -> None:
    residue = ResidueFinder(("^Share this$",))
    assert read(f"Share this\n\n{LONG}", residue=residue)[0] == ("body", "Share this")


def test_cutting_out_residue_mends_the_white_space() -> None:
    assert without("a (x) b", ((2, 5),)) == "a b"
    assert without("a  b", ()) == "a  b"


def test_joined_blocks_join_lines_even_without_a_blank_one() -> None:
    assert [one.text for one in joined_blocks("Xi\nJinping\n\n\u00a0\n\nand so on", NO_RESIDUE)] == [
        "Xi Jinping",
        "and so on",
    ]


def test_markup_and_escapes_stay_what_they_are() -> None:
    assert read("Title\n\n[/red] [sic] \x1b[31m\x00.\n\nEnd.")[1] == ("body", "[/red] [sic] \x1b[31m\x00.")


def _raw_in_order(raw: str, found: tuple[Paragraph, ...]) -> bool:
    spans = [raw_span(one.offsets, 0, len(one.text)) for one in found]
    flat = [offset for span in spans if span is not None for offset in span]
    return len(flat) == 2 * len(found) and flat == sorted(flat) and (not flat or flat[-1] <= len(raw))


@settings(max_examples=100, deadline=None)
@given(HOSTILE)
def test_nothing_is_lost_and_every_paragraph_maps_to_its_place(raw: str) -> None:
    for found in (paragraphs(raw, 0, NO_RESIDUE, first_is_title=True), joined_blocks(raw, NO_RESIDUE)):
        assert [one.ordinal for one in found] == list(range(1, len(found) + 1))
        assert all(one.text and one.text == naive_canonical(one.text) for one in found)
        assert _raw_in_order(raw, found)
        words = [word for one in found for word in one.text.split()]
        assert naive_canonical("".join(words)) == naive_canonical("".join(raw.split()))


def test_two_hundred_thousand_blank_lines_are_no_trouble() -> None:
    assert read("Gwadar" + "\n" * 200_000 + "Saindak.") == [("title", "Gwadar"), ("body", "Saindak.")]


def test_a_megabyte_in_one_line_is_one_paragraph() -> None:
    ((role, text),) = read("copper | gold, " * 70_000)
    assert (role, len(text)) == ("table row", 15 * 70_000 - 1)


def test_thirty_thousand_items_are_read_in_one_pass() -> None:
    assert len(read("Title\n\n" + "- ore\n" * 30_000)) == 30_001
