"""A bare Textual app of the same shape as the explorer: a box, and three panes that are drawn anew after each key."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static

LINES = 1_000


class BarePane(ScrollView):
    """A pane of ready lines: what drawing costs when there is nothing to work out."""

    def on_mount(self) -> None:
        """Have something to scroll."""
        self.lines = [Strip([Segment(f" {number} {'word ' * 40}")]) for number in range(10)]
        self.virtual_size = Size(200, LINES)
        self.drawn: dict[tuple[int, int], Strip] = {}

    def render_line(self, y: int) -> Strip:
        """One of the ready lines."""
        wanted = (y + self.scroll_offset.y) % len(self.lines), self.scrollable_content_region.width
        if wanted not in self.drawn:
            line, style = self.lines[wanted[0]], self.rich_style
            self.drawn[wanted] = line.crop_extend(0, wanted[1], style).apply_style(style)
        return self.drawn[wanted]


class BareApp(App[None]):
    """What Textual does for every key by itself."""

    CSS: ClassVar[str] = """
    Input { height: 3; }
    Static { height: 1; }
    BarePane { width: 1fr; border: round $primary; }
    """

    def compose(self) -> ComposeResult:
        """A line, a box, a line, three panes, a line: as in the explorer."""
        yield Static("head")
        yield Input(id="query")
        yield Static("notice", id="notice")
        with Horizontal():
            yield BarePane()
            yield BarePane()
            yield BarePane()
        yield Static("foot")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Draw all panes anew."""
        self.query_one("#notice", Static).update(event.value)
        for pane in self.query(BarePane):
            pane.scroll_to(y=len(event.value), animate=False, immediate=True)
            pane.border_title = event.value
            pane.refresh()
