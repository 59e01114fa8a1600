"""A list on the line API: any number of rows of any height, of which only those in sight are laid out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from cpec_tui.tui.ascii import own
from cpec_tui.tui.paint import segments, strip
from cpec_tui.tui.rows import Row, RowLine
from cpec_tui.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

POINTER = "›"
_CACHED = 1_000


class RowList(Pane):
    """Rows, one of them highlighted. The highlight stays on the same id when the rows change."""

    ALLOW_SELECT: ClassVar[bool] = False

    class Highlighted(Message):
        """The highlight moved to another row."""

        def __init__(self, rows: RowList, row: Row) -> None:
            """``row`` is where it stands now."""
            super().__init__()
            self.rows = rows
            self.row = row

    class Chosen(Message):
        """A row was opened."""

        def __init__(self, rows: RowList, row: Row) -> None:
            """``row`` is the one."""
            super().__init__()
            self.rows = rows
            self.row = row

    def __init__(self, digit: int | None, name: str, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """See ``Pane``."""
        super().__init__(digit, name, id=id)
        self._rows: Sequence[Row] = ()
        self._tops: list[int] = [0]
        # That of a line, as of the last measuring: working it out for each would take as long as drawing it.
        self._width = 0
        self._at = -1
        self._laid_out: dict[int, list[RowLine]] = {}
        self._strips: dict[tuple[int, str], Strip] = {}
        self._labels: Mapping[int, str] = {}
        self._was_moved = False

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown."""
        return self._rows

    @property
    def highlighted(self) -> Row | None:
        """The row under the highlight."""
        return self._rows[self._at] if 0 <= self._at < len(self._rows) else None

    def show(self, rows: Sequence[Row], *, keep: bool = True) -> None:
        """Show ``rows``, the highlight on the first.

        With ``keep`` it stays on its id if the reader put it there, and that is still listed; or at its number, where
        what stood above it still stands there.
        """
        at = self._kept_in(rows) if keep and self._was_moved else None
        self._rows = rows
        self._measure()
        if at is None:
            self._at = self._selectable_from(0, 1)
            self._was_moved = False
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        else:
            self._at = at
            self._reveal()
        self.forget()

    def show_longer(self, rows: Sequence[Row]) -> None:
        """Show ``rows``, of which those in sight are known to be the same already: nothing moves."""
        last = bisect_left(self._tops, self.scroll_offset.y + self.page)
        seen = self._rows[: max(last, self._at + 1)]
        if list(rows[: len(seen)]) != list(seen):
            self.show(rows)
            return
        self._rows = rows
        self._measure()

    def highlight(self, row_id: str) -> bool:
        """Put the highlight on a row without telling; False when there is none of that id."""
        at = next((number for number, row in enumerate(self._rows) if row.id == row_id and row.selectable), None)
        if at is None:
            return False
        self._point_at(at)
        self._reveal()
        return True

    def rows_in_sight(self) -> list[int]:
        """The numbers of the rows that can be chosen and begin in sight."""
        top = self.scroll_offset.y
        first, last = bisect_left(self._tops, top), bisect_left(self._tops, top + self.page)
        return [number for number in range(first, min(last, len(self._rows))) if self._rows[number].selectable]

    def show_labels(self, labels: Mapping[int, str]) -> None:
        """Put letters on rows, by their numbers; none take all letters away."""
        self._labels = labels
        self.forget()

    def choose(self, number: int) -> None:
        """Highlight a row and open it."""
        self._point_at(number)
        self._reveal()
        self.post_message(self.Chosen(self, self._rows[number]))

    def forget(self) -> None:
        """Draw everything anew."""
        self._strips.clear()
        self.refresh()

    # Commands

    def command_down(self) -> None:
        """Highlight the next row; at the end, show what stands below it."""
        self._move(self._selectable_from(self._at + 1, 1), otherwise=1)

    def command_up(self) -> None:
        """Highlight the row before; at the beginning, show what stands above it."""
        self._move(self._selectable_from(self._at - 1, -1), otherwise=-1)

    def command_first(self) -> None:
        """Go to the first row."""
        self._move(self._selectable_from(0, 1))
        self.scroll_home(animate=False, force=True)

    def command_last(self) -> None:
        """Go to the last row."""
        self._move(self._selectable_from(len(self._rows) - 1, -1))
        self.scroll_end(animate=False, force=True)

    def command_page_down(self) -> None:
        """Move down by what is seen."""
        self._move_lines(self.page)

    def command_page_up(self) -> None:
        """Move up by what is seen."""
        self._move_lines(-self.page)

    def command_half_page_down(self) -> None:
        """Move down by half of what is seen."""
        self._move_lines(self.page // 2)

    def command_half_page_up(self) -> None:
        """Move up by half of what is seen."""
        self._move_lines(-(self.page // 2))

    def command_open(self) -> None:
        """Open the highlighted row."""
        if self.highlighted is not None:
            self.post_message(self.Chosen(self, self.highlighted))

    # Events

    def on_resize(self) -> None:
        """Heights depend on the width."""
        self._measure()
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """A click opens a row."""
        offset = event.get_content_offset(self)
        number = None if offset is None else self._row_at(offset.y + self.scroll_offset.y)
        if number is not None and self._rows[number].selectable:
            self.choose(number)

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is seen."""
        number = y + self.scroll_offset.y
        row = self._row_at(number)
        if row is None:
            return Strip.blank(self.scrollable_content_region.width, self.base)
        look = "" if row != self._at else "cursor" if self.has_focus else "cursor-away"
        drawn = self._strips.get((number, look))
        if drawn is None:
            if len(self._strips) > _CACHED:
                self._strips.clear()
            drawn = self._strips[number, look] = self._draw(row, number - self._tops[row], look)
        return drawn

    # Inside

    def _draw(self, number: int, inside: int, look: str) -> Strip:
        """Line ``inside`` of a row; ``look`` is that of the highlight on it, empty when there is none."""
        base = self.base
        if look:
            base += self.look(look)
        line = self._lines_of(number)[inside]
        label = self._labels.get(number, "") if inside == 0 else ""
        pointer = own(self, POINTER) if look and inside == 0 else " "
        lead = Segment(label, base + self.look("label")) if label else Segment(pointer, base)
        rest = segments(self.shown(line), self.styled(line.marks), base, max(0, len(label) - 1))
        return strip([lead, *rest], self._width, base)

    def _kept_in(self, rows: Sequence[Row]) -> int | None:
        """Where the highlight is to stand in other ``rows``; None when nothing says so."""
        held = self.highlighted
        if held is None:
            return None
        at = next((number for number, row in enumerate(rows) if row.id == held.id), None)
        if at is None and 0 < self._at < len(rows) and rows[self._at - 1].id == self._rows[self._at - 1].id:
            at = self._at
        return at if at is not None and rows[at].selectable else None

    def _point_at(self, number: int) -> None:
        """Put the highlight on a row and draw anew what that changes."""
        for row in {self._at, number}:
            if 0 <= row < len(self._rows):
                self.refresh_lines(self._tops[row], self._tops[row + 1] - self._tops[row])
        self._was_moved = True
        self._at = number

    def _lines_of(self, number: int) -> list[RowLine]:
        if number not in self._laid_out:
            if len(self._laid_out) > _CACHED:
                self._laid_out.clear()
            row, width = self._rows[number], self._text_width
            height = self._tops[number + 1] - self._tops[number]
            lines = list(row.lines(width))[:height]
            self._laid_out[number] = lines + [RowLine("")] * (height - len(lines))
        return self._laid_out[number]

    @property
    def _text_width(self) -> int:
        return max(1, self._width - 1)

    def _measure(self) -> None:
        self._width = self.scrollable_content_region.width
        width = self._text_width
        self._tops = list(accumulate((row.height(width) for row in self._rows), initial=0))
        self._laid_out.clear()
        self._strips.clear()
        self.virtual_size = Size(width + 1, self._tops[-1])

    def _row_at(self, line: int) -> int | None:
        if not 0 <= line < self._tops[-1]:
            return None
        return bisect_right(self._tops, line) - 1

    def _selectable_from(self, number: int, step: int) -> int:
        """The first selectable row from ``number`` in a direction; -1 when there is none."""
        while 0 <= number < len(self._rows):
            if self._rows[number].selectable:
                return number
            number += step
        return -1

    def _move(self, number: int, otherwise: int = 0) -> None:
        """Put the highlight on a row and say so; where there is none, scroll by ``otherwise`` lines."""
        if number < 0:
            self.scroll_to(y=self.scroll_offset.y + otherwise, animate=False, force=True)
            return
        self._was_moved = True
        if number != self._at:
            self._point_at(number)
            self.post_message(self.Highlighted(self, self._rows[number]))
        self._reveal()

    def _move_lines(self, lines: int) -> None:
        at = max(0, self._at)
        line = min(max(0, self._tops[at] + lines), max(0, self._tops[-1] - 1))
        number = self._row_at(line)
        if number is not None:
            step = 1 if lines > 0 else -1
            found = self._selectable_from(number, step)
            self._move(found if found >= 0 else self._selectable_from(number, -step), otherwise=lines)

    def _reveal(self) -> None:
        """Scroll so that the highlighted row is seen whole."""
        if not 0 <= self._at < len(self._rows):
            return
        top, bottom = self._tops[self._at], self._tops[self._at + 1]
        if self._selectable_from(self._at - 1, -1) < 0:
            top = 0  # What stands above the first row that can be chosen is its heading.
        seen = self.scroll_offset.y
        if bottom > seen + self.page:
            seen = bottom - self.page
        seen = min(seen, top)
        if seen != self.scroll_offset.y:
            self.scroll_to(y=seen, animate=False, immediate=True, force=True)
