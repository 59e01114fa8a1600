"""What the tests read off the screen is what a screenshot shows."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App

from cpec_tui.library import Library
from cpec_tui.tui.settings import Settings
from tests.corpora import built_library, make_corpus
from tests.tui.conftest import on_clock
from tests.tui.driving import LARGE, MIDDLE, NARROW, SMALL, WIDE, driving
from tests.tui.texts import HOSTILE

_CELL = 12.2
_TEXT = re.compile(
    r'<text class="[^"]*" x="([\d.]+)" y="([\d.]+)"[^>]*clip-path="url\(#[^"]*-line-(\d+)\)">(.*?)</text>'
)


def screenshot_text(app: App[Any]) -> list[str]:
    """The text of a screenshot, line by line."""
    width, height = app.size
    lines = [[" "] * width for _ in range(height)]
    for x, _, number, text in _TEXT.findall(app.export_screenshot()):
        column = round(float(x) / _CELL)
        for character in unescape(text).replace("\xa0", " "):
            size = cell_len(character)
            if size and column < width:
                lines[int(number)][column : column + size] = [character, *[""] * (size - 1)]
            elif column:
                lines[int(number)][column - 1] += character
            column += size
    return ["".join(line).rstrip() for line in lines]


@pytest.mark.parametrize("size", [LARGE, WIDE, MIDDLE, SMALL, NARROW, (30, 8)])
@pytest.mark.parametrize("keys", [("enter", "2", "v", "down"), ("enter", "2", "f"), ("enter", "?")])
async def test_the_text_read_off_the_screen_is_that_of_a_screenshot(
    harbour: Library, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with driving(harbour, size) as reader:
        await reader.type("copper")
        await reader.press(*keys)
        assert reader.screen() == screenshot_text(reader.app)
        assert any(reader.screen())


@pytest.mark.parametrize("settings", [Settings(), Settings(ascii=True)])
async def test_so_it_is_with_letters_that_are_wide_or_have_no_width(tmp_path: Path, settings: Settings) -> None:
    sources = {"letters.txt": "\n\n".join(("e\u0301e\u0301 中国－巴基斯坦 نص, copper", *HOSTILE[:5]))}
    corpus = make_corpus(tmp_path / "corpus", sources)
    built_library(corpus, tmp_path / "built").close()
    async with driving(on_clock(corpus, tmp_path / "built"), MIDDLE, settings) as reader:
        await reader.type("copper")
        await reader.press("enter", "2")
        assert "中国－巴基斯坦" in reader.shown()
        for _ in range(4):
            assert reader.screen() == screenshot_text(reader.app)
            await reader.press("pagedown")
