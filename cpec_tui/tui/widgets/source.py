"""The source pane: keys and mouse on a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from cpec_tui.tui.layout import Layout
from cpec_tui.tui.mouse_selection import Extent, extent_of, place_in, whole, word_at
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

    def toggle_selection(self) -> bool:
        """Begin a selection at the chosen paragraph, or end it; returns whether one is going on."""
        begins = self._anchor is None
        self.drop_selection()
        self._anchor = self._cursor if begins else None
        return begins

    def place_near(self, x: int, y: int) -> Offset | None:
        """What stands in a cell of the screen, or is next to it, as ``mouse_selection`` tells Textual of places."""
        if self._layout is None or self._view is None:
            return None
        region = self.content_region
        row, column = y - region.y, x - region.x - self._gutter_width
        if not 0 <= row < region.height:
            row, column = (0, -1) if row < 0 else (region.height - 1, self._layout.width)
        return place_in(self._view.paragraphs, self._layout, self.scroll_offset.y + row, column)

    def selection_updated(self, selection: Selection | None) -> None:
        """Take what the mouse is selecting, if it is still at it.

        Textual ends its selection when anything is clicked; here it stays until something else is done in the source,
        so that a click can copy it.
        """
        selection = self.text_selection
        if selection is not None and selection.start is not None and self._view is not None:
            self._select(extent_of(selection, self._view.paragraphs))

    def _select(self, extent: Extent | None) -> None:
        if (extent, None) != (self._extent, self._anchor):
            self._extent, self._anchor = extent, None
            self.forget()

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
            self._show_from(seen + 1)
            return
        if step < 0 and top < seen <= bottom:
            self._show_from(seen - 1)
            return
        self._choose(self._cursor + step)
        top, bottom = self._layout.span_of(self._cursor)
        if step > 0 and bottom > seen + page:
            seen = min(top, bottom - page)
        elif top < seen:
            seen = max(0, bottom - page) if bottom - top > page else top
        if self._cursor == 0:
            seen = 0
        self._show_from(seen)

    def _scroll_lines(self, lines: int) -> None:
        """Scroll, and keep the choice in sight."""
        if self._layout is None:
            return
        most = max(0, self._layout.height - self.page)
        seen = max(0, min(most, self.scroll_offset.y + lines))
        moved = seen != self.scroll_offset.y
        self._show_from(seen)
        if moved:
            self._keep_choice_in_sight(down=lines > 0)
        else:
            self._choose(len(self._view.paragraphs) - 1 if lines > 0 and self._view else 0)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The wheel and the scrollbar keep the choice in sight, too."""
        super().watch_scroll_y(old_value, new_value)
        if not self._is_moving:
            self._keep_choice_in_sight(down=new_value > old_value)

    def _keep_choice_in_sight(self, *, down: bool) -> None:
        """Where nothing of the chosen paragraph is in sight, choose the first that is; not going ``down``, the last."""
        if self._layout is None or not self._layout.height:
            return
        top, bottom = self._layout.span_of(self._cursor)
        seen, page = self.scroll_offset.y, self.page
        if top < seen + page and bottom > seen:
            return
        line = self._layout.line(seen if down else min(seen + page, self._layout.height) - 1)
        if line is not None:
            # The empty line at the top belongs to a paragraph that is out of sight.
            self._choose(line.index + 1 if line.blank and down and page > 1 else line.index)

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """A click chooses a paragraph, and follows a mention when it meets one; two select a word, three all."""
        event.prevent_default()
        offset = event.get_content_offset(self)
        place = self._place_at(offset) if offset is not None else None
        if place is None or self._view is None or self._was_dragged:
            return
        paragraphs, (index, at) = self._view.paragraphs, place
        if event.chain > 1:
            self._select(word_at(paragraphs, place) if event.chain == 2 else whole(paragraphs, index, index))
            return
        if self._extent is not None:
            self._select(None)
        self._choose(index)
        mentions = [
            one for one in paragraphs[index].mentions if one.start <= at < one.end and one.status is not Status.REJECTED
        ]
        if mentions:
            self.post_message(self.MentionClicked(mentions[0], paragraphs[index].ordinal))

    @property
    def _was_dragged(self) -> bool:
        """Whether the click is the end of a movement that selected something."""
        selection = self.text_selection
        return selection is not None and self._view is not None and bool(extent_of(selection, self._view.paragraphs))

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
