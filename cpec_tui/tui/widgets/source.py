"""The source pane: a document on the line API, with everything that is named in it and everything that was found."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip

from cpec_tui.model import Mention, Span, Status
from cpec_tui.tui.labels import Labelled, drawn_over, labelled
from cpec_tui.tui.layout import Layout, Line
from cpec_tui.tui.marking import Marking, marks_of
from cpec_tui.tui.mouse_selection import selected_text, span_on_line
from cpec_tui.tui.paint import StyledSpan, segments, strip
from cpec_tui.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.style import Style
    from textual import events
    from textual.selection import Selection

    from cpec_tui.answers import DocumentView, ParagraphInDocument

_INLINE = 300_000
_CACHED = 2_000
POINTER = "›"


class SourcePane(Pane):
    """A document, one of its paragraphs chosen. Only the lines in sight are drawn; wrapping is done once per width."""

    class Moved(Message):
        """Another paragraph was chosen."""

    class MentionClicked(Message):
        """A mention was clicked."""

        def __init__(self, mention: Mention, ordinal: int) -> None:
            """``ordinal`` is its paragraph's."""
            super().__init__()
            self.mention = mention
            self.ordinal = ordinal

    def __init__(self) -> None:
        """Empty at first."""
        super().__init__(2, "Source", id="source")
        self._view: DocumentView | None = None
        self._layout: Layout | None = None
        self._cursor = 0
        self._current: Span | None = None
        self._anchor: int | None = None
        self._marking = Marking()
        self._labels: list[Labelled] = []
        self._strips: dict[int, Strip] = {}
        self._spans: dict[int, list[StyledSpan]] = {}

    # What is shown

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

    @property
    def selected(self) -> Sequence[ParagraphInDocument]:
        """The paragraphs selected by keyboard; none when no selection was begun."""
        if self._anchor is None or self._view is None:
            return ()
        first, last = sorted((self._anchor, self._cursor))
        return self._view.paragraphs[first : last + 1]

    async def show_document(self, view: DocumentView, highlights: Mapping[int, tuple[Span, ...]]) -> None:
        """Show ``view`` from its beginning, with the ``highlights`` of each ordinal reversed."""
        layout = await self._lay_out(view)
        self._view, self._layout = view, layout
        self._marking = replace(self._marking, hits=highlights, found={})
        self._cursor, self._current, self._anchor, self._labels = 0, None, None, []
        self.virtual_size = Size(self.scrollable_content_region.width, layout.height)
        self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.forget()

    def show_nothing(self) -> None:
        """Close the document."""
        self._view = self._layout = None
        self.virtual_size = Size(0, 0)
        self.forget()

    def mark_hits(self, highlights: Mapping[int, tuple[Span, ...]]) -> None:
        """Reverse these spans instead."""
        self._marking = replace(self._marking, hits=highlights)
        self.forget()

    def mark_found(self, found: Mapping[int, tuple[Span, ...]]) -> None:
        """Mark what was found in this document, beside the hits."""
        self._marking = replace(self._marking, found=found)
        self.forget()

    def mark_entity(self, entity: str | None) -> None:
        """Set off all mentions of one entity."""
        if entity != self._marking.followed:
            self._marking = replace(self._marking, followed=entity)
            self.forget()

    def go_to(self, ordinal: int, span: Span | None = None) -> None:
        """Choose a paragraph, and a span of it, and bring it into the upper third."""
        if self._layout is None or self._view is None or not self._view.paragraphs:
            return
        self._cursor = max(0, min(ordinal, len(self._view.paragraphs)) - 1)
        self._current = span
        line = self._layout.line_of(self._cursor, span[0] if span else 0)
        seen = self.scroll_offset.y
        if not seen <= line < seen + self.page * 2 // 3:
            self.scroll_to(y=max(0, line - self.page // 3), animate=False, immediate=True, force=True)
        self.forget()
        self.post_message(self.Moved())

    def mentions_in_sight(self, chosen_only: bool = False) -> list[tuple[int, Mention]]:
        """(paragraph index, mention) of every mention that begins on a line in sight, nested ones too."""
        if self._layout is None or self._view is None:
            return []
        found: list[tuple[int, Mention]] = []
        for y in range(self.scroll_offset.y, self.scroll_offset.y + self.page):
            line = self._layout.line(y)
            if line is None or line.blank or (chosen_only and line.index != self._cursor):
                continue
            mentions = self._view.paragraphs[line.index].mentions
            found.extend(
                (line.index, one)
                for one in mentions
                if line.start <= one.start < line.end and one.status is not Status.REJECTED
            )
        return found

    def show_labels(self, mentions: Sequence[tuple[int, Mention]]) -> list[Labelled]:
        """Put letters on ``mentions`` and return them; with none, take all letters away."""
        self._labels = labelled(mentions, {name: kind.glyph for name, kind in self._kinds.items()})
        self.forget()
        return self._labels

    def text_selected(self) -> str:
        """The text selected with the mouse; empty when there is none."""
        selection = self.text_selection
        if selection is None:
            return ""
        return (self.get_selection(selection) or ("", ""))[0]

    def toggle_selection(self) -> bool:
        """Begin a selection at the chosen paragraph, or end it; returns whether one is going on."""
        self._anchor = self._cursor if self._anchor is None else None
        self.forget()
        return self._anchor is not None

    def drop_selection(self) -> bool:
        """Give up what is selected; False when nothing was."""
        had = self._anchor is not None or self.text_selection is not None
        self._anchor = None
        if self.text_selection is not None:
            self.screen.clear_selection()
        self.forget()
        return had

    # Commands

    def command_down(self) -> None:
        """Choose the next paragraph; in a long one, show more of it first."""
        self._step(1)

    def command_up(self) -> None:
        """Choose the paragraph before; in a long one, show more of it first."""
        self._step(-1)

    def command_first(self) -> None:
        """Go to the title."""
        self._choose(0)
        self.scroll_home(animate=False, force=True)

    def command_last(self) -> None:
        """Go to the last paragraph."""
        self._choose(len(self._view.paragraphs) - 1 if self._view else 0)
        self.scroll_end(animate=False, force=True)

    def command_page_down(self) -> None:
        """Show what follows."""
        self._scroll_lines(self.page - 1)

    def command_page_up(self) -> None:
        """Show what stands before."""
        self._scroll_lines(1 - self.page)

    def command_half_page_down(self) -> None:
        """Scroll by half of what is seen."""
        self._scroll_lines(self.page // 2)

    def command_half_page_up(self) -> None:
        """Scroll back by half of what is seen."""
        self._scroll_lines(-(self.page // 2))

    # Drawing

    def forget(self) -> None:
        """Draw everything anew."""
        self._strips.clear()
        self._spans.clear()
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
        width, base = self.scrollable_content_region.width, self.rich_style
        line = self._layout.line(number) if self._layout else None
        if line is None or self._view is None or line.index >= len(self._view.paragraphs):
            return Strip.blank(width, base)
        paragraph = self._view.paragraphs[line.index]
        if self._anchor is not None and min(self._anchor, self._cursor) <= line.index <= max(
            self._anchor, self._cursor
        ):
            base += self.look("cursor")
        parts = [*self._gutter(line, paragraph, base, number), Segment(" " * line.indent, base)]
        if not line.blank:
            parts.extend(self._text(line, paragraph, base, number))
        return strip(parts, width, base).apply_offsets(0, number)

    def _gutter(self, line: Line, paragraph: ParagraphInDocument, base: Style, y: int) -> list[Segment]:
        """The paragraph's number in its first line; the pointer in the line that a jump led to."""
        width = self._gutter_width
        chosen = line.index == self._cursor
        pointed = (
            chosen and self._layout is not None and y == self._layout.line_of(line.index, (self._current or (0,))[0])
        )
        number = f"¶{paragraph.ordinal}" if line.first and not line.blank else ""
        style = base + self.look("accent" if chosen else "muted")
        return [Segment(POINTER if pointed else " ", style), Segment(f"{number.rjust(width - 2)} ", style)]

    def _text(self, line: Line, paragraph: ParagraphInDocument, base: Style, number: int) -> list[Segment]:
        spans = self._spans_of(line.index, paragraph)
        labels = [one for one in self._labels if one.index == line.index]
        text = drawn_over(paragraph.text, labels) if labels else paragraph.text
        if labels:
            spans = spans + [(one.at, one.at + len(one.drawn), self.look("label")) for one in labels]
        selected = self._selected_on(number, line)
        if selected is not None:
            style = self.screen.get_component_rich_style("screen--selection")
            spans = [*spans, (*selected, style)]
        return segments(text, spans, base, line.start, line.end)

    def _spans_of(self, index: int, paragraph: ParagraphInDocument) -> list[StyledSpan]:
        if index not in self._spans:
            chosen = index == self._cursor
            self._spans[index] = self.styled(marks_of(paragraph, self._marking, self._current, chosen=chosen))
        return self._spans[index]

    @property
    def _gutter_width(self) -> int:
        last = self._view.paragraphs[-1].ordinal if self._view and self._view.paragraphs else 1
        return len(str(last)) + 4

    # Layout and moving

    async def on_resize(self) -> None:
        """Wrap to the new width; what stood at the top stays in sight."""
        if self._view is None or (self._layout is not None and self._layout.width == self._wrap_width):
            return
        self.run_worker(self._lay_out_again(self._view), exclusive=True, group="layout")

    async def _lay_out_again(self, view: DocumentView) -> None:
        layout = await self._lay_out(view)
        if view is not self._view:
            return
        top = self._layout.line(self.scroll_offset.y) if self._layout else None
        self._layout = layout
        self.virtual_size = Size(self.scrollable_content_region.width, layout.height)
        if top is not None:
            self.scroll_to(y=layout.line_of(top.index, top.start), animate=False, immediate=True, force=True)
        self.forget()

    async def _lay_out(self, view: DocumentView) -> Layout:
        """Short documents at once, long ones in a thread."""
        last = view.paragraphs[-1].ordinal if view.paragraphs else 1
        width = max(1, self.scrollable_content_region.width - len(str(last)) - 5)
        if sum(len(paragraph.text) for paragraph in view.paragraphs) <= _INLINE:
            return Layout.of(view.paragraphs, width)
        return await asyncio.to_thread(Layout.of, view.paragraphs, width)

    @property
    def _wrap_width(self) -> int:
        return max(1, self.scrollable_content_region.width - self._gutter_width - 1)

    def _choose(self, index: int) -> None:
        if self._view is None or not 0 <= index < len(self._view.paragraphs):
            return
        if index != self._cursor:
            self._cursor, self._current = index, None
            self.forget()
            self.post_message(self.Moved())

    def _step(self, step: int) -> None:
        """Move to the next paragraph in a direction, or scroll when the chosen one goes on out of sight."""
        if self._layout is None or self._view is None:
            return
        top, bottom = self._layout.span_of(self._cursor)
        seen, page = self.scroll_offset.y, self.page
        if step > 0 and seen <= bottom and bottom > seen + page:
            self.scroll_to(y=seen + 1, animate=False, immediate=True, force=True)
            return
        if step < 0 and top < seen <= bottom:
            self.scroll_to(y=seen - 1, animate=False, immediate=True, force=True)
            return
        self._choose(self._cursor + step)
        top, bottom = self._layout.span_of(self._cursor)
        if step > 0 and bottom > seen + page:
            seen = min(top, bottom - page)
        elif top < seen:
            seen = max(0, bottom - page) if bottom - top > page else top
        if self._cursor == 0:
            seen = 0
        self.scroll_to(y=seen, animate=False, immediate=True, force=True)

    def _scroll_lines(self, lines: int) -> None:
        """Scroll, and keep the choice in sight."""
        if self._layout is None:
            return
        most = max(0, self._layout.height - self.page)
        seen = max(0, min(most, self.scroll_offset.y + lines))
        moved = seen != self.scroll_offset.y
        self.scroll_to(y=seen, animate=False, immediate=True, force=True)
        if not moved:
            self._choose(len(self._view.paragraphs) - 1 if lines > 0 and self._view else 0)
            return
        top, bottom = self._layout.span_of(self._cursor)
        if bottom <= seen or top >= seen + self.page:
            line = self._layout.line(seen if lines > 0 else seen + self.page - 1) or self._layout.line(seen)
            if line is not None:
                self._choose(line.index)

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """A click chooses a paragraph, and follows a mention when it meets one."""
        offset = event.get_content_offset(self)
        place = self._place_at(offset) if offset is not None else None
        if place is None or self._view is None or self.text_selection is not None:
            return
        index, at = place
        self._choose(index)
        mentions = [one for one in self._view.paragraphs[index].mentions if one.start <= at < one.end]
        if mentions:
            self.post_message(self.MentionClicked(mentions[0], self._view.paragraphs[index].ordinal))

    def _place_at(self, offset: Offset) -> tuple[int, int] | None:
        """(paragraph index, offset in its text) of a cell; the offset is -1 beside the text."""
        line = self._layout.line(offset.y + self.scroll_offset.y) if self._layout else None
        if line is None or self._view is None:
            return None
        column = offset.x - self._gutter_width - line.indent
        if line.blank or column < 0:
            return line.index, -1
        text = self._view.paragraphs[line.index].text
        fits = Layout.offset_at(text, line.start, line.end, column)
        return line.index, fits

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection that the mouse makes."""
        self._strips.clear()
        self.refresh()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text of a mouse selection: lines of a paragraph joined, paragraphs apart."""
        if self._layout is None or self._view is None:
            return None
        return selected_text(self._view.paragraphs, self._layout, selection, self._gutter_width), "\n"

    def _selected_on(self, number: int, line: Line) -> Span | None:
        selection = self.text_selection
        return None if selection is None else span_on_line(selection, number, line, self._gutter_width)
