"""For terminals and fonts without lines, arrows and the like: each of them drawn with an ASCII sign.

Letters and punctuation, of documents and of the program's own sentences, stay what they are.
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
