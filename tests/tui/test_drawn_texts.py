"""What is drawn is the text, whole and nothing else, whatever the text is and however wide the pane."""

from __future__ import annotations

import re
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.answers import ParagraphInDocument
from cpec_tui.library import Library
from cpec_tui.model import Role, Span
from cpec_tui.tui.layout import hanging
from cpec_tui.tui.paint import cells
from cpec_tui.tui.rows import TextRow
from cpec_tui.tui.widgets.pane import Pane
from cpec_tui.visible import visible
from tests.tui.driving import LARGE, MIDDLE, NARROW, driving
from tests.tui.texts import HOSTILE, document, paragraph

SIZES = [LARGE, MIDDLE, NARROW, (34, 9)]
_WORDS = (
    "a", "corridor", "[/x]", "[bold]", "[link=x]y[/]", "\\[", "\x1b[2J", "\x9b31m", "\x00", "\r", "\x85",
    "\u202eevil\u202c", "\u2067x\u2069", "a\u200bb\u2060", "\ufeff", "中国－巴基斯坦", "（", "اقتصادی", "راہ\u200cداری",
    "e\u0301\u0301", "\u0301", "n\u0303o", "❤\ufe0f", "👩\u200d🔬", "🇵🇰", "👍🏽", "\ufe0f", "1\ufe0f\u20e3",
    "x" * 90, "中" * 60, "e\u0301" * 70, "❤\ufe0f" * 50, *" ".join(HOSTILE).split(" "),
)  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Texts as documents have them: not empty, with one space between words."""
    words = st.lists(st.sampled_from(_WORDS) | st.text(min_size=1, max_size=6), min_size=1, max_size=20)
    return words.map(lambda found: re.sub(" +", " ", " ".join(found)).strip(" ") or "x")


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[list[ParagraphInDocument], dict[int, tuple[Span, ...]]]:
    """Some of them list items, and what is marked in them."""
    made, marked = [], {}
    for number in range(1, draw(st.integers(1, 6)) + 1):
        role = draw(st.sampled_from((Role.BODY, Role.LIST_ITEM, Role.HEADING)))
        text = "• " * (role is Role.LIST_ITEM) + draw(texts())
        edges = draw(st.lists(st.integers(0, len(text)), max_size=4, unique=True).map(sorted))
        marked[number] = tuple(zip(edges[::2], edges[1::2], strict=False))
        made.append(paragraph(text, number, role=role))
    return made, marked


def drawn(pane: Pane) -> Iterator[str]:
    """Every line that is drawn; each is as wide as the pane."""
    for y in range(pane.virtual_size.height):
        line = pane.render_line(y)
        assert line.cell_length == pane.scrollable_content_region.width
        yield line.text


def is_read_off(text: str, lines: Iterator[str], first: int, later: int) -> bool:
    """Whether the next ``lines`` are ``text``, but for a space where one is broken.

    ``first`` tells how many characters stand before the first line, ``later`` how many before the others.
    """
    left, aside = visible(text), first
    while left:
        found = next(lines)[aside:].rstrip(" ")
        if not found or not left.startswith(found):
            return False
        left = left[len(found) :].removeprefix(" ")
        aside = later
    return True


def at_once(doing: Coroutine[Any, Any, Any]) -> None:
    """Do what has nothing to wait for: a short document is laid out at once."""
    with pytest.raises(StopIteration):
        doing.send(None)


@pytest.mark.parametrize("size", SIZES)
async def test_the_lines_of_the_source_are_its_text(harbour: Library, size: tuple[int, int]) -> None:
    async with driving(harbour, size) as reader:
        await reader.press("tab", "2")
        source = reader.source

        @given(paragraphs())
        @settings(max_examples=100, deadline=None)
        def check(found: tuple[list[ParagraphInDocument], dict[int, tuple[Span, ...]]]) -> None:
            shown, marked = found
            at_once(source.show_document(document(*shown), marked))
            lines = drawn(source)
            gutter = len(f" ¶{len(shown)}") + 2
            hangs = source.scrollable_content_region.width - gutter - 1 > 24
            for one in shown:
                assert is_read_off(one.text, lines, gutter, gutter + (hanging(one) if hangs else 0))
                assert not next(lines, "").strip()
            assert list(lines) == []

        check()
        await reader.press("j", "G", "v", "f", "escape", "g")
        assert reader.app.is_running


@pytest.mark.parametrize("size", SIZES)
async def test_the_lines_of_a_row_are_its_text(harbour: Library, size: tuple[int, int]) -> None:
    async with driving(harbour, size) as reader:
        await reader.press("tab")

        @given(st.lists(st.tuples(texts(), st.sampled_from(("", "✓ ", "中国 ")), st.integers(0, 4)), max_size=6))
        @settings(max_examples=100, deadline=None)
        def check(found: list[tuple[str, str, int]]) -> None:
            rows = [TextRow(text, text, (), True, lead, indent) for text, lead, indent in found]
            reader.results.show(rows)
            lines = drawn(reader.results)
            for row in rows:
                aside = max(row.indent, cells(row.lead))
                assert is_read_off(row.text, lines, 1 + aside - cells(row.lead) + len(row.lead), 1 + aside)
            assert list(lines) == []

        check()
        await reader.press("j", "G", "g")
        assert reader.app.is_running
