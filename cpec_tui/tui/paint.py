"""The one way from text to the screen: code points and styled spans in, terminal cells out.

Text is never read as markup, and nothing in it can steer the terminal: it passes through ``visible`` here, which keeps
every offset. Spans are in code points of the text; later spans lie over earlier ones.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.content import Span as ContentSpan
from textual.strip import Strip

from cpec_tui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cpec_tui.model import Span

StyledSpan = tuple[int, int, Style]

_MARKS_ON_A_LETTER = 8
# Variation selector 16: shows the sign before it as an emoji, which is two cells wide.
_WIDENER = "\ufe0f"

# Scripts and signs of one cell each; anything else is measured letter by letter.
_ONE_CELL = re.compile("[ -~\u00a1-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf¦→←↔␀-␡]*")


def segments(
    text: str, spans: Iterable[StyledSpan], base: Style, start: int = 0, end: int | None = None
) -> list[Segment]:
    """``text[start:end]`` as segments, ``spans`` (offsets of the whole text) over the ``base`` style."""
    end = len(text) if end is None else end
    inside = [
        (max(start, first), min(end, last), style) for first, last, style in spans if first < end and last > start
    ]
    if not inside:
        return [Segment(visible(text[start:end]), base)] if end > start else []
    cuts = sorted({start, end, *(edge for first, last, _ in inside for edge in (first, last))})
    shown: list[Segment] = []
    for left, right in pairwise(cuts):
        style = base
        for first, last, over in inside:
            if first <= left and right <= last:
                style += over
        shown.append(Segment(visible(text[left:right]), style))
    return shown


def strip(parts: Sequence[Segment], width: int, base: Style) -> Strip:
    """``parts`` as one line of exactly ``width`` cells."""
    return Strip(parts).adjust_cell_length(width, base)


def content(text: str, spans: Iterable[tuple[int, int, str]] = ()) -> Content:
    """``text`` for titles and labels; the styles of ``spans`` are Textual's names."""
    return Content(visible(text), spans=[ContentSpan(start, end, style) for start, end, style in spans])


def cells(text: str) -> int:
    """How many cells ``text`` takes when shown."""
    return len(text) if _ONE_CELL.fullmatch(text) else cell_len(visible(text))


def letters(text: str) -> list[tuple[int, int, int]]:
    """(start, end, cells) of each letter of ``text``, its marks with it."""
    if _ONE_CELL.fullmatch(text):
        return [(offset, offset + 1, 1) for offset in range(len(text))]
    before, found, start = edges(text), [], 0
    while start < len(text):
        end = letter_of(text, start)[1]
        found.append((start, end, before[end] - before[start]))
        start = end
    return found


def cut(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells, an ellipsis where it was cut."""
    if width <= 0:
        return ""
    if len(text) <= width and cells(text) <= width:
        return text
    beginning = text[: width * _MARKS_ON_A_LETTER + _MARKS_ON_A_LETTER]
    before = edges(beginning)
    if len(beginning) == len(text) and before[-1] <= width:
        return text
    return text[: _fitting(text, before, 0, width - 1)] + "…"


def wrap(text: str, width: int, hang: int = 0) -> list[Span]:
    """The lines of ``text`` in ``width`` cells, broken at spaces: spans that leave out the space at a break.

    Lines after the first have ``hang`` cells less. A word too long for a line is broken, never between a letter and its
    marks. Never empty.
    """
    if len(text) <= width and cells(text) <= width:
        return [(0, len(text))]
    before = None if _ONE_CELL.fullmatch(text) else edges(text)
    lines: list[Span] = []
    start, room = 0, max(1, width)
    while start < len(text):
        fits = min(len(text), start + room) if before is None else _fitting(text, before, start, room)
        end = _break_at(text, start, fits if before is None or fits > start else letter_of(text, start)[1])
        lines.append((start, end))
        start = end + 1 if text[end : end + 1] == " " else end
        room = max(1, width - hang)
    return lines or [(0, 0)]


def edges(text: str) -> list[int]:
    """How many cells stand before each offset of ``text``, and at its end how many it takes."""
    shown = visible(text)
    sizes = list(map(get_character_cell_size, shown))
    if _WIDENER in shown:
        letter = ""
        for offset, character in enumerate(shown):
            if character == _WIDENER:
                sizes[offset] = cell_len(letter + _WIDENER) - cell_len(letter)
                letter = ""
            elif sizes[offset]:
                letter = character
    return list(accumulate(sizes, initial=0))


def letter_of(text: str, offset: int) -> Span:
    """The letter of which ``offset`` is a part, its marks with it; behind the text nothing."""
    if offset >= len(text):
        return len(text), len(text)
    start, end = offset, offset + 1
    while start > 0 and _is_mark(text[start]):
        start -= 1
    while end < len(text) and _is_mark(text[end]):
        end += 1
    return start, end


def _break_at(text: str, start: int, fits: int) -> int:
    """Where to end a line that may go on to ``fits``: at the last space, else there."""
    if fits >= len(text) or text[fits] == " ":
        return fits
    space = text.rfind(" ", start + 1, fits)
    return space if space > start else fits


def _fitting(text: str, before: Sequence[int], start: int, room: int) -> int:
    """How far ``text`` may go on from ``start`` in ``room`` cells; marks stay with their letter."""
    fits = bisect_right(before, before[start] + room, start) - 1
    if text[fits : fits + 1] == _WIDENER:
        while fits > start and before[fits] == before[fits - 1]:
            fits -= 1
        fits = max(start, fits - 1)
    return fits


def _is_mark(character: str) -> bool:
    """Whether it has no place of its own, but stands on the letter before it."""
    return character == _WIDENER or get_character_cell_size(visible(character)) == 0
