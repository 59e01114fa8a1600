"""An input of one line, into which several can be pasted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events

_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BREAK = re.compile(rf"\s*[{_LINE_ENDS}]\s*")


class OneLineInput(Input):
    """What is pasted loses nothing but its line ends."""

    # Textual's own lays the whole screen out at every letter, as sizes may depend on it; those of inputs are given.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def watch_virtual_size(self, size: Size) -> None:
        """Know whether there is anything to scroll over."""
        seen = self.container_size.width
        if seen:
            self.show_horizontal_scrollbar = size.width > seen
            self.scroll_x = self.validate_scroll_x(self.scroll_x)

    def on_paste(self, event: events.Paste) -> None:
        """Put it in as one line, in place of what is selected; Textual's own way drops all but the first."""
        event.stop()
        event.prevent_default()
        self.replace(in_one_line(event.text), *self.selection)


def in_one_line(text: str) -> str:
    """The lines of ``text`` with a space between them."""
    return _BREAK.sub(" ", text.strip(_LINE_ENDS))
