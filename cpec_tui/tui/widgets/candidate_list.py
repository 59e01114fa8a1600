"""The list of discovered names, and the line that says which of the lists it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style

from cpec_tui.tui.ascii import own
from cpec_tui.tui.paint import cells, strip
from cpec_tui.tui.rows import MoreRow
from cpec_tui.tui.widgets.lines import ClickedLine
from cpec_tui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.strip import Strip


class CandidateList(RowList):
    """A list in which a click only highlights: what is highlighted is looked at before anything is done with it."""

    def choose(self, number: int) -> None:
        """Highlight a row; open it only when it stands for more of them."""
        if isinstance(self.rows[number], MoreRow):
            super().choose(number)
            return
        self._move(number)


class Tabs(ClickedLine):
    """Words one of which is chosen; a click chooses another."""

    def __init__(self, run: Callable[[str], None], names: Sequence[str], *, id: str) -> None:  # noqa: A002 - Textual's
        """``run`` is called with the name that was clicked; the first is chosen at first."""
        super().__init__(run, id=id)
        self._names = names
        self._chosen = names[0]
        self._said = ""

    def show(self, chosen: str, said: str) -> None:
        """Mark the chosen name, and say something at the right."""
        if (chosen, said) != (self._chosen, self._said):
            self._chosen, self._said = chosen, said
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw it; the chosen one stands between brackets, for colours may be missing."""
        width, base = self.size.width, self.rich_style
        parts: list[Segment] = []
        self._places, at = [], 0
        for name in self._names:
            is_chosen = name == self._chosen
            text = f"[{name}]" if is_chosen else f" {name} "
            parts.append(Segment(text, base + Style(bold=True) if is_chosen else base))
            self._places.append((at, at + cells(text), name))
            at += cells(text)
        said = own(self, self._said)
        gap = width - at - cells(said)
        if gap > 0:
            parts.append(Segment(" " * gap + said, base))
        return strip(parts, width, base)
