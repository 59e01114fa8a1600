"""What is selected in a document."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.geometry import Offset
from textual.selection import SELECT_ALL, Selection

from cpec_tui.answers import ParagraphInDocument
from cpec_tui.model import Role
from cpec_tui.tui.layout import Layout
from cpec_tui.tui.mouse_selection import (
    Extent,
    Passage,
    extent_of,
    is_same,
    passage_of,
    place_in,
    span_on_line,
    whole,
    word_at,
)
from cpec_tui.tui.paint import letter_of
from tests.tui.texts import document, paragraph, texts

PARAGRAPHS = document(
    paragraph("one two three four five"), paragraph("• a list item that goes on for longer", 2, role=Role.LIST_ITEM)
).paragraphs
LAYOUT = Layout.of(PARAGRAPHS, 26)
Cell = tuple[int, int]


def dragged(
    start: Cell, end: Cell, paragraphs: Sequence[ParagraphInDocument] = PARAGRAPHS, width: int = 26
) -> Extent | None:
    """What is selected by dragging from one cell (column, line) of the text to another."""
    layout = Layout.of(paragraphs, width)
    places = [place_in(paragraphs, layout, y, column) for column, y in (start, end)]
    first, last = sorted((place for place in places if place is not None), key=lambda place: (place.y, place.x))
    # Textual moves the later one on, so that what is under the pointer is within.
    return extent_of(Selection(first, Offset(last.x + 1, last.y)), paragraphs)


@pytest.mark.parametrize(
    ("start", "end", "passage"),
    [
        ((0, 0), (2, 0), Passage("one", 1, 1)),
        ((4, 0), (6, 0), Passage("two", 1, 1)),
        ((6, 0), (4, 0), Passage("two", 1, 1)),
        ((-5, 0), (2, 0), Passage("one", 1, 1)),
        ((-5, 0), (-3, 0), None),
        ((19, 0), (99, 0), Passage("five", 1, 1)),
        ((99, 0), (99, 0), None),
        ((19, 0), (7, 2), Passage("five\n\n• a list", 1, 2)),
        ((14, 2), (4, 3), Passage("that goes on for", 2, 2)),
        ((99, 2), (99, 3), Passage("for longer", 2, 2)),
        ((2, 2), (99, 2), Passage("a list item that goes on", 2, 2)),
        ((-9, 3), (4, 3), Passage("for", 2, 2)),
        ((0, 1), (99, 1), None),
        ((0, 1), (0, 2), Passage("•", 2, 2)),
        ((20, 0), (-2, 2), Passage("ive", 1, 1)),
        ((0, 3), (0, 99), Passage("for longer", 2, 2)),
    ],
)
def test_a_passage_says_in_which_paragraphs_it_lies(start: Cell, end: Cell, passage: Passage | None) -> None:
    extent = dragged(start, end)
    assert (passage_of(PARAGRAPHS, extent) if extent is not None else None) == passage


@pytest.mark.parametrize(
    ("text", "start", "end", "selected"),
    [
        ("e\u0301e\u0301", 0, 0, "e\u0301"),
        ("a❤\ufe0fb", 1, 2, "❤\ufe0f"),
        ("a❤\ufe0fb", 2, 3, "❤\ufe0fb"),
        ("a❤\ufe0fb", 3, 3, "b"),
        ("中国", 2, 3, "国"),
    ],
)
def test_letters_are_selected_with_their_marks(text: str, start: int, end: int, selected: str) -> None:
    made = document(text).paragraphs
    extent = dragged((start, 0), (end, 0), made)
    assert extent is not None
    assert passage_of(made, extent).text == selected


def test_a_line_that_is_broken_within_a_word_is_selected_to_its_end() -> None:
    made = document("中国经济").paragraphs
    assert dragged((0, 0), (99, 0), made, 4) == ((0, 0), (0, 2))
    assert dragged((99, 0), (1, 1), made, 4) == ((0, 2), (0, 3))


def test_everything_at_once_is_not_selected_by_a_drag() -> None:
    assert extent_of(SELECT_ALL, PARAGRAPHS) is None
    places = [place_in(PARAGRAPHS, LAYOUT, y, 0) for y in (0, 2)]
    assert extent_of(Selection(places[0], None), PARAGRAPHS) is None
    assert extent_of(Selection(*places), PARAGRAPHS[:1]) is None


def test_where_there_are_no_lines_there_is_no_place() -> None:
    assert place_in((), Layout.of((), 20), 0, 0) is None


@pytest.mark.parametrize(
    ("at", "word"),
    [(0, "China"), (4, "China"), (5, None), (7, None), (8, "Pakistan"), (17, None), (18, "经"), (19, "济"), (-1, None)],
)
def test_a_word_is_what_search_takes_for_one(at: int, word: str | None) -> None:
    made = document("China’s Pakistan: 经济").paragraphs
    extent = word_at(made, (0, at))
    assert (passage_of(made, extent).text if extent else None) == word


def test_an_extent_is_the_same_while_its_words_stand_where_they_stood() -> None:
    held = document("one two", "three").paragraphs
    extent = ((0, 4), (1, 5))
    assert is_same(held, document("ONE two", "three", "four").paragraphs, extent)
    assert not is_same(held, document("ONE, two", "three").paragraphs, extent)
    assert not is_same(held, document("one two").paragraphs, extent)


_DOCUMENTS = st.lists(texts(8), min_size=1, max_size=4)
_CELLS = st.tuples(st.integers(-6, 24), st.integers(0, 30))


@given(_DOCUMENTS, st.integers(1, 20), _CELLS, _CELLS)
@settings(max_examples=150, deadline=None)
def test_what_is_shown_as_selected_is_what_is_copied_at_any_width(
    made: list[str], width: int, start: Cell, end: Cell
) -> None:
    paragraphs = document(*made).paragraphs
    extent = dragged(start, end, paragraphs, width)
    if extent is None:
        return
    passage = passage_of(paragraphs, extent)
    for other in (width, 7, 40):
        layout = Layout.of(paragraphs, other)
        lines = [line for y in range(layout.height) if (line := layout.line(y))]
        shown = [(line.index, span) for line in lines if (span := span_on_line(extent, line))]
        text = "".join(paragraphs[index].text[slice(*span)] for index, span in shown)
        # Spaces at the ends of lines stand on no line.
        assert text.replace(" ", "") == passage.text.replace("\n\n", "").replace(" ", "")
    for index, offset in extent:
        assert letter_of(paragraphs[index].text, offset)[0] == offset


@given(_DOCUMENTS, st.data())
@settings(max_examples=80, deadline=None)
def test_whole_paragraphs_are_a_passage_from_the_first_to_the_last(made: list[str], data: st.DataObject) -> None:
    paragraphs = document(*made).paragraphs
    first = data.draw(st.integers(0, len(made) - 1))
    last = data.draw(st.integers(first, len(made) - 1))
    passage = passage_of(paragraphs, whole(paragraphs, first, last))
    assert passage == Passage("\n\n".join(text for text in made[first : last + 1] if text), first + 1, last + 1)
