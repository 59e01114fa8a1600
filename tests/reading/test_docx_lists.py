"""The markers of list items of a Word file."""

from __future__ import annotations

import pytest

from cpec_tui.reading.docx import read
from cpec_tui.reading.numerals import numeral
from tests.reading.office import docx_members, shown, word_paragraph, zipped


def level(number: int, style: str, pattern: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "%1.%2)")
    + level(2, "upperRoman", "(%3)", start=4)
    + level(3, "bullet", "\uf0b7")
    + level(4, "chineseCounting", "%5")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "o")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def item(list_id: int, depth: int = 0) -> str:
    of_list = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return word_paragraph("x", properties=of_list)


def markers(*items: str) -> list[str]:
    found = read(zipped(docx_members("".join(items), numbering=NUMBERING)), "a.docx")
    return [text.removesuffix("x").rstrip() for _, text in shown(found)]


def test_numbers_go_on_within_a_list_and_begin_anew_under_each_item() -> None:
    items = [item(1), item(1, 1), item(1, 1), item(1), item(1, 1), item(1, 2), item(1, 2)]
    assert markers(*items) == ["1.", "1.a)", "1.b)", "2.", "2.a)", "(IV)", "(V)"]


def test_what_has_no_number_that_is_known_has_a_bullet() -> None:
    assert markers(item(2), item(1, 3), item(1, 4), item(9), item(1, 8)) == ["•"] * 5


def test_a_list_may_start_anew_where_it_says_so() -> None:
    assert markers(item(1), item(3), item(3), item(1)) == ["1.", "5.", "6.", "7."]


def test_a_paragraph_taken_out_of_the_list_of_its_style_is_no_item() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Bullet"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    out = word_paragraph("out", "L", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    body = word_paragraph("in", "L") + out
    found = read(zipped(docx_members(body, styles=styles, numbering=NUMBERING)), "a.docx")
    assert shown(found) == [("list item", "• in"), ("body", "out")]


@pytest.mark.parametrize(
    ("number", "style", "written"),
    [
        (12, "1", "12"),
        (2, "a", "b"),
        (26, "A", "Z"),
        (27, "a", None),
        (0, "A", None),
        (1994, "i", "mcmxciv"),
        (49, "I", "XLIX"),
        (4000, "I", None),
        (1, "一", None),
    ],
)
def test_numerals_are_written_as_far_as_programs_agree(number: int, style: str, written: str | None) -> None:
    assert numeral(number, style) == written
