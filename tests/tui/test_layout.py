"""How documents fall into lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.model import Role
from cpec_tui.tui.layout import Layout, hanging
from cpec_tui.tui.paint import cells, letter_of
from tests.tui.texts import paragraph, texts

_ITEMS = st.builds(lambda text: paragraph("• " + text, role=Role.LIST_ITEM), texts(8))
_PARAGRAPHS = st.lists(st.one_of(texts(8).map(paragraph), _ITEMS), max_size=6)


@given(_PARAGRAPHS, st.integers(1, 40))
@settings(max_examples=80, deadline=None)
def test_every_offset_stands_on_the_line_that_line_of_names(made: list[object], width: int) -> None:
    paragraphs = [one for one in made if isinstance(one, type(paragraph("")))]
    layout = Layout.of(paragraphs, width)
    for index, one in enumerate(paragraphs):
        top, bottom = layout.span_of(index)
        assert top < bottom
        for offset in range(len(one.text)):
            y = layout.line_of(index, offset)
            line = layout.line(y)
            assert top <= y < bottom
            assert line is not None
            assert line.index == index
            # The space at a break stands on no line: it counts to the one before it.
            assert line.start <= offset < line.end or (offset == line.end and one.text[offset] == " ")


@given(_PARAGRAPHS, st.integers(1, 40))
@settings(max_examples=80, deadline=None)
def test_lines_are_numbered_without_a_gap_and_an_empty_one_stands_between_paragraphs(
    made: list[object], width: int
) -> None:
    paragraphs = [one for one in made if isinstance(one, type(paragraph("")))]
    layout = Layout.of(paragraphs, width)
    lines = [layout.line(y) for y in range(layout.height)]
    assert layout.line(layout.height) is None
    assert layout.line(-1) is None
    expected = []
    for index, one in enumerate(paragraphs):
        top, bottom = layout.span_of(index)
        expected += [(index, number == top, False) for number in range(top, bottom)] + [(index, False, True)]
        shown = "".join(one.text[line.start : line.end] for line in lines[top:bottom] if line)
        assert shown.replace(" ", "") == one.text.replace(" ", "")
        for line in lines[top:bottom]:
            assert line is not None
            letters = one.text[line.start : line.end]
            assert cells(letters) + line.indent <= width or sum(map(bool, map(cells, letters))) == 1
    assert [(line.index, line.first, line.blank) for line in lines if line] == expected[:-1]


@given(texts(8), st.integers(1, 20))
@settings(max_examples=100, deadline=None)
def test_a_cell_leads_back_to_the_letter_in_it(text: str, width: int) -> None:
    layout = Layout.of([paragraph(text)], width)
    for y in range(layout.height):
        line = layout.line(y)
        assert line is not None
        start = line.start
        while start < line.end:
            end = min(letter_of(text, start)[1], line.end)
            for cell in range(cells(text[line.start : start]), cells(text[line.start : end])):
                assert Layout.offset_at(text, line.start, line.end, cell) == start
            start = end
        assert Layout.offset_at(text, line.start, line.end, cells(text[line.start : line.end])) == -1


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("ab", [0, 1, -1]),
        ("❤\ufe0fab", [0, 0, 2, 3, -1]),
        ("中a", [0, 0, 1, -1]),
        ("e\u0301a", [0, 2, -1]),
        ("", [-1]),
    ],
)
def test_every_cell_of_a_letter_leads_to_its_beginning(text: str, letters: list[int]) -> None:
    assert [Layout.offset_at(text, 0, len(text), column) for column in range(len(letters))] == letters


def test_the_lines_of_a_list_item_stand_under_its_text() -> None:
    assert hanging(paragraph("• an item", role=Role.LIST_ITEM)) == 2
    assert hanging(paragraph("12. an item", role=Role.LIST_ITEM)) == 4
    assert hanging(paragraph("(iv) an item", role=Role.LIST_ITEM)) == 5
    assert hanging(paragraph("unmarked item", role=Role.LIST_ITEM)) == 0
    assert hanging(paragraph("", role=Role.LIST_ITEM)) == 0
    assert hanging(paragraph("• no item")) == 0
    layout = Layout.of([paragraph("• " + "word " * 9, role=Role.LIST_ITEM)], 30)
    assert [line.indent for y in range(layout.height) if (line := layout.line(y))] == [0, 2]


def test_a_narrow_column_has_no_room_to_hang_lines() -> None:
    layout = Layout.of([paragraph("• " + "word " * 9, role=Role.LIST_ITEM)], 20)
    assert {line.indent for y in range(layout.height) if (line := layout.line(y))} == {0}


def test_an_empty_document_has_no_lines() -> None:
    layout = Layout.of([], 40)
    assert layout.height == 0
    assert layout.line(0) is None
