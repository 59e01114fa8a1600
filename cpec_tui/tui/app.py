"""The app: looks, keys, and the one screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App
from textual.binding import BindingType

from cpec_tui.tui.commands import Keymap
from cpec_tui.tui.dispatch import textual_keymap
from cpec_tui.tui.runner import Runner
from cpec_tui.tui.screens.explorer import Explorer
from cpec_tui.tui.themes import OWN


class ExplorerApp(App[int]):
    """The explorer on one library."""

    CSS_PATH: ClassVar[str] = "styles/explorer.tcss"
    TITLE = "cpec-tui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, runner: Runner, *, keymap: Keymap | None = None, theme: str | None = None) -> None:
        """``runner`` owns the library; ``theme`` names one, the dark one of our own if unknown."""
        super().__init__()
        self._runner = runner
        self._keymap_in_force = keymap or Keymap()
        for own in OWN:
            self.register_theme(own)
        self.theme = theme if theme is not None and theme in self.available_themes else OWN[0].name
        self.problems: tuple[str, ...] = ()
        self.set_keymap(textual_keymap(self._keymap_in_force))

    def on_mount(self) -> None:
        """Show the explorer."""
        self.push_screen(Explorer(self._runner, self._keymap_in_force))
