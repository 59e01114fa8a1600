"""What all panes are: drawn line by line, scrolled by commands of the one table, styled by names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.scroll_view import ScrollView
from textual.widget import Widget

from cpec_tui.tui.paint import StyledSpan, content, cut
from cpec_tui.tui.themes import kind_colour

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cpec_tui.model import Kind
    from cpec_tui.tui.rows import Mark

_LONGEST_TITLE = 300


class Pane(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolled pane with a numbered title. Its keys are those of the screen."""

    def __init__(self, digit: int | None, name: str, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """``digit`` is the key that leads here."""
        super().__init__(id=id)
        self._heading = f"{digit} {name}" if digit is not None else name
        self._kinds: Mapping[str, Kind] = {}
        self._styles: dict[str, Style] = {}
        self._said: tuple[str, str] | None = None
        self.show_title("")

    def show_title(self, more: str, foot: str = "") -> None:
        """Show ``more`` behind the pane's name, and ``foot`` in the lower edge."""
        if self._said != (more, foot):  # Setting either draws the whole pane anew.
            self._said = (more, foot)
            self.border_title = content(cut(f"{self._heading} · {more}" if more else self._heading, _LONGEST_TITLE))
            self.border_subtitle = content(cut(foot, _LONGEST_TITLE))

    def show_kinds(self, kinds: Mapping[str, Kind]) -> None:
        """Take the colours of kinds from the corpus."""
        self._kinds = kinds
        self._styles.clear()
        self.forget()

    def look(self, name: str) -> Style:
        """The style of a name: one of the screen's looks, or ``kind:NAME`` for the colour of a kind."""
        style = self._styles.get(name)
        if style is None:
            style = self._kind_style(name[5:]) if name.startswith("kind:") else self._component_style(name)
            self._styles[name] = style
        return style

    @property
    def base(self) -> Style:
        """The style of the pane itself; working it out for every line would take longer than drawing the line."""
        style = self._styles.get("")
        if style is None:
            style = self._styles[""] = self.rich_style
        return style

    def styled(self, marks: tuple[Mark, ...]) -> list[StyledSpan]:
        """Marks with their styles."""
        return [(start, end, self.look(name)) for start, end, name in marks]

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
        return self.screen.get_component_rich_style(f"look--{name}", partial=True)

    def _kind_style(self, kind: str) -> Style:
        known = self._kinds.get(kind)
        return Style(color=kind_colour(known.colour, dark=self.app.current_theme.dark)) if known else Style.null()
