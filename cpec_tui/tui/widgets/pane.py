"""What all panes are: drawn line by line, scrolled by commands of the one table, styled by names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.widget import Widget

from cpec_tui.tui.ascii import ASCII, PlainBars, plain_glyph, shown
from cpec_tui.tui.paint import StyledSpan, content
from cpec_tui.tui.rows import SIGN, RowLine, fitted, joined
from cpec_tui.tui.themes import kind_colour

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cpec_tui.model import Kind
    from cpec_tui.tui.rows import Mark

_LONGEST_TITLE = 300
# Corners and spaces beside a title.
_CORNERS = 6


class Pane(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolled pane with a numbered title. Its keys are those of the screen."""

    # Textual's own lays the whole screen out whenever it changes, as sizes may depend on it; those of panes are given.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def __init__(self, digit: int | None, name: str, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """``digit`` is the key that leads here."""
        super().__init__(id=id)
        self._heading = f"{digit} {name}" if digit is not None else name
        self._kinds: Mapping[str, Kind] = {}
        self._styles: dict[str, Style] = {}
        self._edges = (RowLine(""), RowLine(""))
        self._title: Sequence[RowLine] = [RowLine(self._heading)]
        self._foot: Sequence[RowLine] = []
        self._glyphs: Mapping[str, str] = {}

    def on_mount(self) -> None:
        """The terminal is known now."""
        if self.app.has_class(ASCII):
            # For mypy, Textual's documentation notwithstanding, only the class has one.
            setattr(self.vertical_scrollbar, "renderer", PlainBars)  # noqa: B010
        self._draw_edges()

    def on_resize(self) -> None:
        """The edges are as wide as the pane."""
        self._draw_edges()

    def watch_virtual_size(self, size: Size) -> None:
        """Fit the scrollbar to what there is to scroll over; only where it comes or goes is the screen laid out."""
        seen = self.container_size.height
        if not seen:  # Not laid out yet: then Textual does it.
            return
        self.show_vertical_scrollbar = is_long = size.height > seen
        if is_long:
            bar = self.vertical_scrollbar
            bar.display = True
            bar.window_virtual_size, bar.window_size = size.height, seen
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def show_title(self, *more: str, foot: Sequence[RowLine] = ()) -> None:
        """Show ``more`` behind the pane's name, and ``foot`` in the lower edge."""
        self._title, self._foot = [joined([self._heading, *more])], foot
        if self.is_mounted:
            self._draw_edges()

    def _draw_edges(self) -> None:
        room = self.outer_size.width - _CORNERS
        room = room if room > 0 else _LONGEST_TITLE
        edges = fitted(self._title, room), fitted(self._foot, room)
        if self._edges != edges:  # Setting either draws the whole pane anew.
            self._edges = edges
            self.border_title, self.border_subtitle = (content(self.shown(edge)) for edge in edges)

    def shown(self, line: RowLine) -> str:
        """The text of ``line`` as the terminal can show it."""
        return shown(self, line, self._glyphs)

    def show_kinds(self, kinds: Mapping[str, Kind]) -> None:
        """Take the colours and glyphs of kinds from the corpus."""
        self._kinds = kinds
        is_plain = self.app.has_class(ASCII)
        self._glyphs = {name: plain_glyph(kind) if is_plain else kind.glyph for name, kind in kinds.items()}
        self._styles.clear()
        self.forget()

    def look(self, name: str) -> Style:
        """The style of a name: one of the screen's looks, or ``kind:NAME`` for the colour of a kind."""
        style = self._styles.get(name)
        if style is None:
            _, of_kind, kind = name.partition(":")
            style = self._styles[name] = self._kind_style(kind) if of_kind else self._component_style(name)
        return style

    @property
    def base(self) -> Style:
        """The style of the pane itself; working it out for every line would take longer than drawing the line."""
        style = self._styles.get("")
        if style is None:
            style = self._styles[""] = self.rich_style
        return style

    def styled(self, marks: tuple[Mark, ...]) -> list[StyledSpan]:
        """Marks with their styles; those that look as the rest are left out."""
        return [(start, end, style) for start, end, name in marks if (style := self.look(name))]

    def forget(self) -> None:
        """Drop what was drawn, to draw it anew."""
        self.refresh()

    def notify_style_update(self) -> None:
        """The theme changed."""
        super().notify_style_update()
        self._styles.clear()
        self.forget()

    @property
    def is_on_screen(self) -> bool:
        """Whether the layout shows it: neither it nor what holds it is hidden."""
        return all(node.display for node in self.ancestors_with_self if isinstance(node, Widget))

    @property
    def page(self) -> int:
        """How many lines are seen at once."""
        return max(1, self.scrollable_content_region.height)

    def _component_style(self, name: str) -> Style:
        if name == SIGN:
            return Style.null()
        return self.screen.get_component_rich_style(f"look--{name}", partial=True)

    def _kind_style(self, kind: str) -> Style:
        known = self._kinds.get(kind)
        return Style(color=kind_colour(known.colour, dark=self.app.current_theme.dark)) if known else Style.null()
