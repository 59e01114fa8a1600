"""Signs for terminals that have only ASCII."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from cpec_tui.library import Library
from cpec_tui.tui.ascii import AsciiFilter
from cpec_tui.tui.paint import cells
from cpec_tui.tui.settings import Settings
from tests.tui.driving import MIDDLE, driving


def test_each_sign_has_a_plain_one_of_the_same_width_and_the_style_stays() -> None:
    style = Style(bold=True)
    (drawn,) = AsciiFilter().apply([Segment("╭─ › ✓ ¶12 … ─╮ 稀土", style)], Color(0, 0, 0))
    assert drawn == Segment("+- > + P12 . -+ 稀土", style)
    assert cells(drawn.text) == cells("╭─ › ✓ ¶12 … ─╮ 稀土")


async def test_with_ascii_no_sign_of_the_programs_own_needs_more(harbour: Library) -> None:
    async with driving(harbour, MIDDLE, Settings(ascii=True)) as reader:
        await reader.type("copper")
        await reader.press("enter", "enter", "f")
        (plain,) = (one for one in reader.app.get_line_filters() if isinstance(one, AsciiFilter))
        for pane in (reader.results, reader.source, reader.card):
            lines = [pane.render_line(y).apply_filter(plain, Color(0, 0, 0)).text for y in range(pane.page)]
            # The bullet is the document's own.
            assert [line for line in lines if not line.replace("•", "").isascii()] == []
