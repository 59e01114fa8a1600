"""A document as a pane shows it: laid out, marked, brought into sight."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.message import Message

from cpec_tui.tui.labels import Labelled, Stretch, labelled
from cpec_tui.tui.layouts import Layouts
from cpec_tui.tui.mouse_selection import is_same
from cpec_tui.tui.sight import Sight
from cpec_tui.tui.widgets.drawn_page import DrawnPage, gutter_of
from cpec_tui.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cpec_tui.answers import DocumentView
    from cpec_tui.model import Mention, Span
    from cpec_tui.tui.layout import Layout, Line

_LOOK = 0.01


class Page(DrawnPage):
    """A document to go about in; wrapping is done once per width.

    While the pane is not seen it has no width, and nothing is laid out; what was gone to is brought into sight later.
    """

    class Moved(Message):
        """Another paragraph was chosen, or another span of it."""

    class Shown(Message):
        """Another document is shown, or the same one anew, or none."""

    def __init__(self) -> None:
        """Empty at first."""
        super().__init__()
        self._coming: DocumentView | None = None
        self._layouts = Layouts()
        self._is_quoted = False
        self._page = 1
        self._is_moving = False

    # What is shown

    @property
    def quoting(self) -> bool:
        """Whether a quotation was gone to, and nothing else since."""
        return self._is_quoted and self._current is not None

    @property
    def sight(self) -> Sight | None:
        """What is seen now; None when nothing can be chosen."""
        if self.chosen is None:
            return None
        scrolled, layout = self.scroll_offset.y, self._layout
        if layout is None:
            return Sight(self.chosen.ordinal, self._current)
        return Sight(self.chosen.ordinal, self._current, scrolled, layout.width, layout.line(scrolled))

    async def show_document(self, view: DocumentView, highlights: Mapping[int, tuple[Span, ...]]) -> bool:
        """Show ``view`` from its beginning, with the ``highlights`` of each ordinal reversed.

        False when another document was to be shown before this one was laid out: then nothing changes.
        """
        self._coming = view
        layout = await self._lay_out(view)
        if self._coming is not view:
            return False
        self.drop_selection()
        self._view = view
        self._marking = replace(self._marking, hits=highlights, found={})
        self._cursor, self._current, self._labels = 0, None, []
        self._take(layout)
        self._show_from(0)
        self.post_message(self.Shown())
        return True

    async def renew(self, view: DocumentView, highlights: Mapping[int, tuple[Span, ...]]) -> None:
        """Show the same document as it is known now; the reader stays where he is, and what is selected stays."""
        held = self._view
        if view is held or held is None:
            self.mark_hits(highlights)
            return
        layout = await self._lay_out(view)
        if self._view is not held:
            return
        top = self._top_line()
        if self._extent is not None and not is_same(held.paragraphs, view.paragraphs, self._extent):
            self.drop_selection()
        self._view = self._coming = view
        last = max(0, len(view.paragraphs) - 1)
        self._cursor = min(self._cursor, last)
        self._anchor = None if self._anchor is None else min(self._anchor, last)
        self._labels = [one for one in self._labels if one.index <= last]
        self._marking = replace(self._marking, hits=highlights, found={})
        self._take(layout)
        self._stay_at(top)
        self.post_message(self.Moved())
        self.post_message(self.Shown())

    def show_nothing(self) -> None:
        """Close the document."""
        self.drop_selection()
        self._view = self._coming = None
        self._layouts.forget()
        self._take(None)
        self.post_message(self.Shown())

    def mark_hits(self, highlights: Mapping[int, tuple[Span, ...]]) -> None:
        """Reverse these spans instead."""
        if highlights != self._marking.hits:
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
        if self._point_at(ordinal, span):
            self._bring_into_sight(self.page * 2 // 3)

    def go_back_to(self, sight: Sight) -> None:
        """Choose what was chosen, and scroll to where it was seen."""
        if not self._point_at(sight.ordinal, sight.span):
            return
        if self._layout is None or sight.top is None:
            self._bring_into_sight(self.page * 2 // 3)
            return
        top = sight.scrolled
        if self._layout.width != sight.width:
            top = self._layout.line_of(min(sight.top.index, len(self._layout.hangs) - 1), sight.top.start)
        self._show_from(top)

    def mark_quotation(self) -> None:
        """What was gone to is a quotation; it is none any more as soon as one moves."""
        self._is_quoted = True

    def mentions_in_sight(self, chosen_only: bool = False, with_rejected: bool = False) -> list[tuple[int, Mention]]:
        """(paragraph index, mention) of every mention that begins on a line in sight, nested ones too."""
        if self._layout is None or self._view is None:
            return []
        found: list[tuple[int, Mention]] = []
        for y in range(self.scroll_offset.y, self.scroll_offset.y + self.page):
            line = self._layout.line(y)
            if line is None or line.blank or (chosen_only and line.index != self._cursor):
                continue
            mentions = self._view.paragraphs[line.index].mentions
            first, last = (bisect_left(mentions, edge, key=_start) for edge in (line.start, line.end))
            found.extend(
                (line.index, one) for one in mentions[first:last] if with_rejected or one.status is not Status.REJECTED
            )
        return found

    def show_labels(self, mentions: Sequence[tuple[int, Mention]]) -> list[Labelled]:
        """Put letters on ``mentions`` and return them; with none, take all letters away."""
        self._labels = labelled(self._by_line(mentions), self._glyphs)
        self.forget()
        return self._labels

    def _by_line(self, mentions: Sequence[tuple[int, Mention]]) -> Iterator[tuple[Stretch, Sequence[Mention]]]:
        """The lines on which ``mentions`` begin, in their order."""
        if self._layout is None or self._view is None:
            return
        for number, group in groupby(mentions, key=lambda one: self._line_of(one[0], one[1].start)):
            line = self._layout.line(number)
            if line is not None:
                text = self._view.paragraphs[line.index].text[line.start : line.end]
                stretch = Stretch(line.index, line.start, text, self._layout.width - line.indent)
                yield stretch, [mention for _, mention in group]

    # Layout

    def on_resize(self) -> None:
        """Wrap to the new width; what stood at the top stays in sight, and so does what was chosen."""
        if self._view is None:
            return
        seen = self.scroll_offset.y
        held = self._layout is None or seen <= self._cursor_line < seen + self._page
        self._page = self.page
        if self._layout is not None and self._layout.width == self._width_for(self._view):
            if held:
                self._bring_into_sight(self.page)
        else:
            self.run_worker(self._lay_out_again(self._view, held=held), exclusive=True, group="layout")

    async def _lay_out_again(self, view: DocumentView, *, held: bool) -> None:
        layout = await self._lay_out(view)
        if view is not self._view or layout is None:
            return
        top = self._top_line()
        self._take(layout)
        self._stay_at(top)
        if held:
            self._bring_into_sight(self.page)

    def _top_line(self) -> Line | None:
        """The first line in sight."""
        return self._layout.line(self.scroll_offset.y) if self._layout else None

    def _stay_at(self, top: Line | None) -> None:
        """Scroll so that what stood in the first line stands there in the new layout."""
        if top is not None and self._layout is not None and self._view is not None:
            index = min(top.index, len(self._view.paragraphs) - 1)
            y = self._layout.line_of(index, top.start) if index >= 0 else 0
            self._show_from(y)

    async def _lay_out(self, view: DocumentView) -> Layout | None:
        return await self._layouts.of(view, lambda: self._width_for(view))

    async def laid_out(self) -> None:
        """Wait until what is open is wrapped: a pane that was hidden had no width to wrap it to."""
        while self._view is not None and self._layout is None and self.is_on_screen:
            await asyncio.sleep(_LOOK)

    def _point_at(self, ordinal: int, span: Span | None) -> bool:
        """Choose a paragraph, and a span of it; False when there is none."""
        if self._view is None or not self._view.paragraphs:
            return False
        self._is_quoted = False
        cursor = max(0, min(ordinal, len(self._view.paragraphs)) - 1)
        if (cursor, span) != (self._cursor, self._current):
            self._cursor, self._current, self._extent = cursor, span, None
            self.forget()
        self.post_message(self.Moved())
        return True

    def _take(self, layout: Layout | None) -> None:
        self._layout = layout
        self._page = self.page
        width = self.scrollable_content_region.width
        with self._moving():
            self.virtual_size = Size(width, layout.height) if layout is not None else Size(0, 0)
        if self._labels:
            self.show_labels([(one.index, one.mention) for one in self._labels])
        self.forget()

    def _width_for(self, view: DocumentView) -> int:
        """How many cells a line of text has; 0 while the pane is not seen."""
        width = self.scrollable_content_region.width
        return max(1, width - gutter_of(view) - 1) if width > 0 else 0

    @contextmanager
    def _moving(self) -> Iterator[None]:
        """What scrolls meanwhile is not the reader's doing."""
        self._is_moving = True
        try:
            yield
        finally:
            self._is_moving = False

    def _show_from(self, y: int) -> None:
        """Scroll so that line ``y`` is the first in sight, as far as there are lines."""
        with self._moving():
            self.scroll_to(y=y, animate=False, immediate=True, force=True)

    def _bring_into_sight(self, lines: int) -> None:
        """Where the chosen place is not on the first ``lines`` in sight, scroll it into the upper third."""
        line, seen = self._cursor_line, self.scroll_offset.y
        if self._layout is not None and not seen <= line < seen + lines:
            self._show_from(max(0, line - self.page // 3))


def _start(mention: Mention) -> int:
    return mention.start
