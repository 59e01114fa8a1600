"""The source pane: keys and mouse on a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from cpec_tui.tui.layout import Layout
from cpec_tui.tui.mouse_selection import selected_text
from cpec_tui.tui.widgets.page import Page
from cpec_tui.vocabulary import Status

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Offset
    from textual.selection import Selection

    from cpec_tui.model import Mention


class SourcePane(Page):
    """A document to move about in: by paragraphs and by lines; what is named in it can be clicked, text be selected."""

    class MentionClicked(Message):
        """A mention was clicked."""

        def __init__(self, mention: Mention, ordinal: int) -> None:
            """``ordinal`` is its paragraph's."""
            super().__init__()
            self.mention = mention
            self.ordinal = ordinal

    # Selecting

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

    # Moving

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
                # What goes on from above the screen is chosen only where nothing begins on it.
                begun = line.first or lines < 0 or self._layout.tops[line.index + 1] >= seen + self.page
                self._choose(line.index if begun else line.index + 1)

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """A click chooses a paragraph, and follows a mention when it meets one."""
        offset = event.get_content_offset(self)
        place = self._place_at(offset) if offset is not None else None
        if place is None or self._view is None or self.text_selection is not None:
            return
        index, at = place
        self._choose(index)
        mentions = [
            one
            for one in self._view.paragraphs[index].mentions
            if one.start <= at < one.end and one.status is not Status.REJECTED
        ]
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
