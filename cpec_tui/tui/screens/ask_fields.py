"""A question for some lines of text, each with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from cpec_tui.tui.paint import content
from cpec_tui.tui.screens.form import LONGEST, Form
from cpec_tui.tui.widgets.lines import Words
from cpec_tui.tui.widgets.one_line import OneLineInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult


class AskFields(Form):
    """Enter answers with what stands in the fields, whatever they are called."""

    def __init__(self, title: str, fields: Mapping[str, str], *, said: str = "") -> None:
        """``fields`` are the texts that stand there at first, by name; ``said`` is what is to be known first."""
        super().__init__()
        self._title = title
        self._texts = fields
        self._said = said

    def compose(self) -> ComposeResult:
        """The fields in a frame, each under its name."""
        with Vertical(id="ask-fields") as frame:
            frame.border_title = content(self._title)
            if self._said:
                yield Words(content(self._said), classes="field-said")
            for name, text in self._texts.items():
                yield Words(content(name), classes="field-name")
                yield OneLineInput(text, max_length=LONGEST)
