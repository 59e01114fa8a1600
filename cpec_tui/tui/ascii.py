"""For terminals and fonts that have no more than ASCII: every sign of the program's own drawn with a plain one.

The letters and punctuation of documents stay what they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

_SIGNS = {
    "─━═▁▂▃▄▅▆▇█▀": "-----.::==##'",
    "│┃║▎▌▐": "||||||",
    "╭╮╰╯┌┐└┘├┤┬┴┼": "+++++++++++++",
    "›→►▶": ">>>>",
    "←◄": "<<",
    "↵⌫↑↓": "><^v",
    "✓✗": "+x",
    "¶§": "PS",
    "…·": "..",
    "◆◇◊○●□■▲△▼☼≡★☆": "***oo##^^v*=**",
}


class AsciiFilter(LineFilter):
    """Translates what is about to be written, sign by sign, so that no width changes."""

    def __init__(self) -> None:
        """The table is made once."""
        super().__init__()
        self._table = {
            ord(sign): plain for signs, plains in _SIGNS.items() for sign, plain in zip(signs, plains, strict=False)
        }

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """One line."""
        return [self._plain(segment) for segment in segments]

    def _plain(self, segment: Segment) -> Segment:
        if segment.text.isascii():
            return segment
        return Segment(segment.text.translate(self._table), segment.style, segment.control)
