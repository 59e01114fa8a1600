"""A document drawn line by line: what it says, what is marked in it, what is selected."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from cpec_tui.tui.ascii import own
from cpec_tui.tui.marking import Marking, marks_of
from cpec_tui.tui.mouse_selection import Extent, Passage, passage_of, span_on_line, whole
from cpec_tui.tui.paint import segments, strip
from cpec_tui.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from cpec_tui.answers import DocumentView, ParagraphInDocument
    from cpec_tui.model import Span
    from cpec_tui.tui.labels import Labelled
    from cpec_tui.tui.layout import Layout, Line

_CACHED = 2_000
POINTER, BAR = "›", "│"
_NOTHING = "Nothing is open: choose a result."


class DrawnPage(Pane):
    """A document, one of its paragraphs chosen, some of its text selected. Only the lines in sight are drawn."""

    def __init__(self) -> None:
        """Empty at first."""
        super().__init__(2, "Source", id="source")
        self._view: DocumentView | None = None
        self._layout: Layout | None = None
        self._cursor = 0
        self._current: Span | None = None
        self._anchor: int | None = None
        self._extent: Extent | None = None
        self._marking = Marking()
        self._labels: list[Labelled] = []
        self._strips: dict[int, Strip] = {}

    # What there is to draw

    @property
    def view(self) -> DocumentView | None:
        """The document."""
        return self._view

    @property
    def chosen(self) -> ParagraphInDocument | None:
        """The paragraph that is pointed at."""
        paragraphs = self._view.paragraphs if self._view else ()
        return paragraphs[self._cursor] if 0 <= self._cursor < len(paragraphs) else None

    @property
    def current(self) -> Span | None:
        """The span of the chosen paragraph that a jump led to."""
        return self._current

    # What is selected

    @property
    def selected(self) -> Sequence[ParagraphInDocument]:
        """The paragraphs selected by keyboard; none when no selection was begun."""
        if self._anchor is None or self._view is None:
            return ()
        first, last = sorted((self._anchor, self._cursor))
        return self._view.paragraphs[first : last + 1]

    @property
    def selected_span(self) -> tuple[ParagraphInDocument, Span] | None:
        """What the mouse selected, with its paragraph; None when that is nothing, or more than one paragraph."""
        if self._extent is None or self._view is None or self._extent[0][0] != self._extent[1][0]:
            return None
        (index, start), (_, end) = self._extent
        return self._view.paragraphs[index], (start, end)

    @property
    def passage(self) -> Passage | None:
        """What is selected, with the mouse or by keyboard."""
        if self._view is None:
            return None
        if self._extent is not None:
            return passage_of(self._view.paragraphs, self._extent)
        if self._anchor is None:
            return None
        first, last = sorted((self._anchor, self._cursor))
        return passage_of(self._view.paragraphs, whole(self._view.paragraphs, first, last))

    def drop_selection(self) -> bool:
        """Give up what is selected; False when nothing was."""
        had = self._anchor is not None or self._extent is not None
        self._anchor = self._extent = None
        self.screen.clear_selection()
        self.forget()
        return had

    # Drawing

    def forget(self) -> None:
        """Draw everything anew."""
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is seen."""
        number = y + self.scroll_offset.y
        drawn = self._strips.get(number)
        if drawn is None:
            if len(self._strips) > _CACHED:
                self._strips.clear()
            drawn = self._strips[number] = self._draw(number)
        return drawn

    def _draw(self, number: int) -> Strip:
        width, base = self.scrollable_content_region.width, self.base
        line = self._layout.line(number) if self._layout else None
        if self._view is None and number == 1:
            return strip([Segment(f"  {_NOTHING}", base + self.look("muted"))], width, base)
        if line is None or self._view is None or line.index >= len(self._view.paragraphs):
            return Strip.blank(width, base)
        paragraph = self._view.paragraphs[line.index]
        if self._is_selected_whole(line.index):
            base += self.look("cursor")
        parts = [*self._gutter(line, paragraph, base, number), Segment(" " * line.indent, base)]
        if not line.blank:
            parts.extend(self._text(line, paragraph, base))
        elif page := self._page_begun_after(line.index):
            parts.append(Segment(f"— p. {page:,} —", base + self.look("muted")))
        return strip(parts, width, base)

    def _page_begun_after(self, index: int) -> int | None:
        """The page that begins with the paragraph after ``index``; None where none does."""
        paragraphs = self._view.paragraphs if self._view else ()
        if index + 1 >= len(paragraphs):
            return None
        page = paragraphs[index + 1].page
        return page if page != paragraphs[index].page else None

    def _is_selected_whole(self, index: int) -> bool:
        if self._anchor is None:
            return False
        first, last = sorted((self._anchor, self._cursor))
        return first <= index <= last

    def _selected_on(self, line: Line) -> Span | None:
        """What the mouse selected of a line."""
        return span_on_line(self._extent, line) if self._extent is not None else None

    def _gutter(self, line: Line, paragraph: ParagraphInDocument, base: Style, y: int) -> list[Segment]:
        """The paragraph's number in its first line, the pointer where a jump led to, a bar beside a selection."""
        chosen = line.index == self._cursor
        number = own(self, f"¶{paragraph.ordinal:,}") if line.first and not line.blank else ""
        style = base + self.look("accent" if chosen else "muted")
        pointer = own(self, POINTER) if chosen and y == self._cursor_line else " "
        is_selected = self._is_selected_whole(line.index) or self._selected_on(line) is not None
        bar = Segment(own(self, BAR) if is_selected else " ", base + self.look("accent"))
        return [Segment(pointer, style), bar, Segment(f"{number.rjust(self._gutter_width - 3)} ", style)]

    def _text(self, line: Line, paragraph: ParagraphInDocument, base: Style) -> list[Segment]:
        within = line.start, line.end
        chosen = line.index == self._cursor
        spans = self.styled(marks_of(paragraph, self._marking, self._current, within, chosen=chosen))
        selected = self._selected_on(line)
        if selected is not None:
            spans.append((*selected, self.screen.get_component_rich_style("screen--selection")))
        parts: list[Segment] = []
        at = line.start
        for one in sorted(self._labels, key=attrgetter("start")) if self._labels else ():
            if (one.index, one.line) == (line.index, line.start):
                parts += segments(paragraph.text, spans, base, at, one.start)
                parts.append(Segment(one.drawn, base + self.look("label")))
                at = one.end
        return [*parts, *segments(paragraph.text, spans, base, at, line.end)]

    @property
    def _gutter_width(self) -> int:
        return gutter_of(self._view)

    @property
    def _cursor_line(self) -> int:
        """The line on which the chosen paragraph begins, or the span of it that a jump led to."""
        return self._line_of(self._cursor, self._current[0] if self._current else 0)

    def _line_of(self, index: int, offset: int) -> int:
        return self._layout.line_of(index, offset) if self._layout else 0


def gutter_of(view: DocumentView | None) -> int:
    """How many cells stand before the text: as the last number needs."""
    last = view.paragraphs[-1].ordinal if view and view.paragraphs else 1
    return len(f"{last:,}") + 4
