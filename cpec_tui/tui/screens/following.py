"""Following a mention by its letters: the panes stay as they are, keys go to the letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import ModalScreen

from cpec_tui.tui.labels import Labelled, LabelledRow
from cpec_tui.tui.screens.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class Following(ModalScreen[Labelled | LabelledRow | None], Overlay[Labelled | LabelledRow | None]):
    """Waits for the letters of one of the labels; any other key and a click leave."""

    DEFAULT_CLASSES = "following"

    def __init__(self, labels: Sequence[Labelled | LabelledRow]) -> None:
        """``labels`` are drawn already."""
        super().__init__()
        self._labels = labels
        self._typed = ""

    def on_key(self, event: events.Key) -> None:
        """Take one letter."""
        event.stop()
        event.prevent_default()
        typed = self._typed + (event.character or "")
        exact = [one for one in self._labels if one.label == typed]
        if exact:
            self.leave(exact[0])
        elif event.character and any(one.label.startswith(typed) for one in self._labels):
            self._typed = typed
        else:
            self.leave(None)
