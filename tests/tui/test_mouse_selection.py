"""What the mouse selected."""

from __future__ import annotations

import pytest
from textual.geometry import Offset
from textual.selection import SELECT_ALL, Selection

from cpec_tui.model import Role
from cpec_tui.tui.layout import Layout
from cpec_tui.tui.mouse_selection import selected_text
from tests.tui.texts import document, paragraph

GUTTER = 5
PARAGRAPHS = document(
    paragraph("one two three four five"), paragraph("• a list item that goes on for longer", 2, role=Role.LIST_ITEM)
).paragraphs
LAYOUT = Layout.of(PARAGRAPHS, 26)


def selected(start: tuple[int, int], end: tuple[int, int]) -> str:
    return selected_text(PARAGRAPHS, LAYOUT, Selection(Offset(*start), Offset(*end)), GUTTER)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ((5, 0), (8, 0), "one"),
        ((9, 0), (12, 0), "two"),
        ((0, 0), (8, 0), "one"),
        ((0, 0), (3, 0), ""),
        ((24, 0), (99, 0), "five"),
        ((24, 0), (13, 2), "five\n\n• a list"),
        ((19, 2), (10, 3), "that goes on for"),
        ((0, 1), (99, 1), ""),
    ],
)
def test_lines_are_joined_as_in_the_source_and_the_gutter_is_left_out(
    start: tuple[int, int], end: tuple[int, int], text: str
) -> None:
    assert selected(start, end) == text


def test_everything_can_be_selected() -> None:
    assert selected_text(PARAGRAPHS, LAYOUT, SELECT_ALL, GUTTER) == "\n\n".join(one.text for one in PARAGRAPHS)
    from_here = Selection(Offset(GUTTER, 2), None)
    assert selected_text(PARAGRAPHS, LAYOUT, from_here, GUTTER) == PARAGRAPHS[1].text
