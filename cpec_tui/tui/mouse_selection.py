"""What the mouse selected, in offsets of the text: Textual knows only lines and columns of the pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.selection import Selection

    from cpec_tui.answers import ParagraphInDocument
    from cpec_tui.model import Span
    from cpec_tui.tui.layout import Layout, Line


def selected_text(paragraphs: Sequence[ParagraphInDocument], layout: Layout, selection: Selection, gutter: int) -> str:
    """The selected text: lines of a paragraph joined as in the source, an empty line between paragraphs.

    ``gutter`` is how many cells stand before the text of a line.
    """
    first = selection.start.y if selection.start else 0
    last = selection.end.y if selection.end else layout.height - 1
    pieces: dict[int, Span] = {}
    for number in range(first, last + 1):
        line = layout.line(number)
        span = None if line is None else span_on_line(selection, number, line, gutter)
        if line is not None and span is not None:
            pieces[line.index] = (pieces.get(line.index, span)[0], span[1])
    return "\n\n".join(paragraphs[index].text[start:end] for index, (start, end) in pieces.items())


def span_on_line(selection: Selection, number: int, line: Line, gutter: int) -> Span | None:
    """The selected stretch of line ``number``, in offsets of its paragraph; None when nothing of it is."""
    columns = None if line.blank else selection.get_span(number)
    if columns is None:
        return None
    before = gutter + line.indent
    start = min(line.start + max(0, columns[0] - before), line.end)
    end = line.end if columns[1] == -1 else min(line.start + max(0, columns[1] - before), line.end)
    return (start, end) if start < end else None
