"""What is selected in a document: an extent of its text, which stays what it is when lines are broken anew.

While the mouse is dragged, Textual holds two offsets, of which it knows only that the later one is moved on by a column
so that what is under the pointer is within. Here their rows are paragraphs and their columns half letters: an even one
is a letter, the odd one before it the gap there, which may be the end of a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.geometry import Offset

from cpec_tui.tui.paint import letter_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.selection import Selection

    from cpec_tui.answers import ParagraphInDocument
    from cpec_tui.model import Span
    from cpec_tui.tui.layout import Layout, Line

# The index of a paragraph (from 0), and an offset in its text.
Point = tuple[int, int]
# From one point to another; neither end lies where nothing of its paragraph is within.
Extent = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the document, and the ordinals of the first and the last paragraph in which it lies."""

    text: str
    first: int
    last: int


def on_letter(index: int, offset: int) -> Offset:
    """The place of a letter, as Textual is given it."""
    return Offset(2 * offset, index)


def before_letter(index: int, offset: int) -> Offset:
    """The place between a letter and the one before it, as Textual is given it."""
    return Offset(2 * offset - 1, index)


def place_in(paragraphs: Sequence[ParagraphInDocument], layout: Layout, y: int, column: int) -> Offset | None:
    """The place in cell ``column`` of line ``y``, or next to it, as Textual is given it; None without any line."""
    line = layout.line(min(y, layout.height - 1))
    if line is None:
        return None
    text = paragraphs[line.index].text
    if line.blank:
        return before_letter(line.index, len(text))
    if column < line.indent and y < layout.height:
        return before_letter(line.index, line.start)
    at = layout.offset_at(text, line.start, line.end, column - line.indent) if y < layout.height else -1
    return on_letter(line.index, at) if at >= 0 else before_letter(line.index, line.end)


def extent_of(selection: Selection, paragraphs: Sequence[ParagraphInDocument]) -> Extent | None:
    """What Textual's selection stands for, whole letters with their marks; None when there is nothing in it."""
    if selection.start is None or selection.end is None or selection.end.y >= len(paragraphs):
        return None
    first, last = ((place.y, (place.x + 1) // 2) for place in (selection.start, selection.end))
    if selection.start.x % 2 and paragraphs[first[0]].text[first[1] :].startswith(" "):
        first = first[0], first[1] + 1  # The space at the end of a line stands on no line.
    spans = [(index, span) for index, span in _spans((first, last), paragraphs) if span[0] < span[1]]
    if not spans:
        return None
    (begins, (start, _)), (ends, (_, end)) = spans[0], spans[-1]
    return (begins, letter_of(paragraphs[begins].text, start)[0]), (ends, letter_of(paragraphs[ends].text, end - 1)[1])


def word_at(paragraphs: Sequence[ParagraphInDocument], point: Point) -> Extent | None:
    """The word at a point, as search knows words; None between words."""
    from cpec_tui.folding import token_spans

    index, at = point
    words = token_spans(paragraphs[index].text)
    return next((((index, start), (index, end)) for _, start, end in words if start <= at < end), None)


def whole(paragraphs: Sequence[ParagraphInDocument], first: int, last: int) -> Extent:
    """Everything from one paragraph to another, by their indexes."""
    return (first, 0), (last, len(paragraphs[last].text))


def passage_of(paragraphs: Sequence[ParagraphInDocument], extent: Extent) -> Passage:
    """The text of an extent, an empty line between paragraphs, and where it lies."""
    (first, _), (last, _) = extent
    texts = (paragraphs[index].text[start:end] for index, (start, end) in _spans(extent, paragraphs) if start < end)
    return Passage("\n\n".join(texts), paragraphs[first].ordinal, paragraphs[last].ordinal)


def is_same(held: Sequence[ParagraphInDocument], known: Sequence[ParagraphInDocument], extent: Extent) -> bool:
    """Whether an extent of a document as it was ``held`` covers the same text in it as it is ``known`` now."""
    return extent[1][0] < len(known) and passage_of(held, extent) == passage_of(known, extent)


def span_on_line(extent: Extent, line: Line) -> Span | None:
    """What of a line lies within an extent, in offsets of its paragraph; None when nothing does."""
    (first, start), (last, end) = extent
    if line.blank or not first <= line.index <= last:
        return None
    begins = max(line.start, start if line.index == first else 0)
    ends = min(line.end, end if line.index == last else line.end)
    return (begins, ends) if begins < ends else None


def _spans(extent: Extent, paragraphs: Sequence[ParagraphInDocument]) -> Iterator[tuple[int, Span]]:
    """The index of every paragraph that an extent touches, with the span of its text that lies within."""
    (first, start), (last, end) = extent
    for index in range(first, last + 1):
        length = len(paragraphs[index].text)
        begins = min(max(0, start), length) if index == first else 0
        yield index, (begins, min(end, length) if index == last else length)
