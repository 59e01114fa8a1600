"""What is pasted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.library import Library
from cpec_tui.tui.widgets.one_line import in_one_line
from tests.tui.driving import driving


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("copper", "copper"),
        (" copper ", " copper "),
        ("rail\ncopper\n", "rail copper"),
        ("rail \r\n\r\n  copper", "rail copper"),
        ("rail\u2028copper\x85gold", "rail copper gold"),
        ("\n", ""),
        ("", ""),
    ],
)
def test_lines_are_joined_by_a_space(text: str, line: str) -> None:
    assert in_one_line(text) == line


@given(st.text(st.sampled_from("ab \t\n\r\v\x1c\x85\u2029")))
def test_nothing_but_white_space_is_lost_and_one_line_is_left(text: str) -> None:
    line = in_one_line(text)
    assert "".join(line.split()) == "".join(text.split())
    assert len(line.splitlines()) <= 1


async def test_a_query_of_several_lines_is_pasted_whole_in_place_of_what_is_selected(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.paste("copper\nrail\n")
        assert reader.box.value == "copper rail"
        assert reader.ids()[-1] == "harbour#p3"
        await reader.press("enter", "/")
        await reader.paste("nothing\r\nelse")
        assert reader.box.value == "nothing else"


async def test_lines_are_pasted_into_the_other_inputs_too(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("rail")
        await reader.press("enter", "ctrl+f")
        await reader.paste("gold\nand silver")
        assert "1/1" in reader.shown()
        await reader.press("escape", "ctrl+k")
        await reader.paste("bank of\nwestland")
        assert reader.ids(reader.chooser) == ["@bank"]
