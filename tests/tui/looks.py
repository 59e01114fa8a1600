"""How the screen looks, said in words: which texts are reversed, underlined, bold or on a ground of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.app import App

from tests.tui.driving import screen_text

_ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse")
_LONGEST = 28


def drawn_styles(app: App[Any]) -> list[list[Style]]:
    """The style of each cell as it is written, line by line."""
    width, height = app.size
    return [[app.screen.get_style_at(x, y) for x in range(width)] for y in range(height)]


def looks_said(app: App[Any]) -> list[str]:
    """``12 reverse: eight, key; underline: Pakistan`` for each line that has such looks."""
    ground = app.screen.rich_style.bgcolor
    said = []
    for number, (text, styles) in enumerate(zip(screen_text(app), drawn_styles(app), strict=True)):
        names = [_name(style, ground) for style in styles]
        looks: dict[str, list[str]] = {}
        for name, words in _runs(text, names):
            looks.setdefault(name, []).append(words)
        if looks:
            parts = (f"{name}: {', '.join(words)}" for name, words in looks.items())
            said.append(f"{number:2} {'; '.join(parts)}")
    return said


def _runs(text: str, names: list[str]) -> Iterator[tuple[str, str]]:
    """(look, text) of each stretch of one look, where there is something to see."""
    cells = [character for character in text for _ in range(cell_len(character))]
    for name, run in groupby(zip(cells, names, strict=False), key=lambda cell: cell[1]):
        words = "".join(character for character, _ in run).strip()
        if name and words:
            yield name, words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}~"


def _name(style: Style, ground: Color | None) -> str:
    names = [name for name in _ATTRIBUTES if getattr(style, name)]
    if not style.reverse and style.bgcolor not in (None, ground) and not style.bgcolor.is_default:
        names.append("ground")
    return " ".join(names)
