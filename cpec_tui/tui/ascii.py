"""The program's own signs in ASCII, for terminals and fonts without lines, arrows and the like.

Only what is marked as the program's own is drawn otherwise: texts of documents, names and titles stay what they are. So
do letters and quotation marks of the program's own sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.scrollbar import ScrollBarRender

from cpec_tui.tui.rows import GLYPH, SIGN, RowLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.widget import Widget

    from cpec_tui.model import Kind

ASCII = "-ascii"
"""The class of an app that draws with ASCII signs."""

_SIGNS = {
    "─━═▁▂▃▄▅▆▇█": "---.:-=+*%#",
    "│┃║": "|||",
    "╭╮╰╯┌┐└┘├┤┬┴┼": "+++++++++++++",
    "›→►▶": ">>>>",
    "←◄": "<<",
    "↵⌫↑↓": "><^v",
    "✓✗≠»": "+x!>",
    "¶§": "PS",
    "…·–—": "..--",
    "◆◇◊○●□■▲△▼☼≡★☆": "*&&o@%#^^v!=**",
}
_TABLE = {ord(sign): plain for signs, plains in _SIGNS.items() for sign, plain in zip(signs, plains, strict=True)}


class PlainBars(ScrollBarRender):
    """A scrollbar whose ends are whole cells."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * len(ScrollBarRender.VERTICAL_BARS)


def plain(text: str) -> str:
    """``text`` with an ASCII sign of the same width for each sign that has one."""
    return text if text.isascii() else text.translate(_TABLE)


def plain_glyph(kind: Kind) -> str:
    """The glyph of a kind; one that has no likeness in ASCII gives way to the first letter of the kind's label."""
    glyph, initial = plain(kind.glyph), kind.label[:1]
    if glyph.isascii():
        return glyph
    return initial if initial.isascii() and initial.isalnum() else "*"


def with_plain_signs(line: RowLine, glyphs: Mapping[str, str]) -> str:
    """The text of ``line`` with what is marked as the program's own in ASCII; ``glyphs`` gives those of the kinds."""
    text = line.text
    for start, end, look in line.marks:
        own = text[start:end]
        if look == SIGN:
            text = text[:start] + plain(own) + text[end:]
        elif look.startswith(GLYPH) and own:
            text = text[:start] + glyphs.get(look.removeprefix(GLYPH), "*") + text[end:]
    return text


def shown(widget: Widget, line: RowLine, glyphs: Mapping[str, str] | None = None) -> str:
    """The text of ``line`` as the terminal of ``widget`` can show it."""
    return with_plain_signs(line, glyphs or {}) if widget.app.has_class(ASCII) else line.text


def own(widget: Widget, text: str) -> str:
    """``text``, all of which is the program's own, as the terminal of ``widget`` can show it."""
    return plain(text) if widget.app.has_class(ASCII) else text


def can_show_signs(encoding: str) -> bool:
    """Whether a terminal that is written to in ``encoding`` can show the program's own signs."""
    try:
        "".join(_SIGNS).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
