"""The app: looks, keys, and the one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.filter import NoColor

from cpec_tui.corpus import Corpus
from cpec_tui.errors import ExitCode
from cpec_tui.tui import memory
from cpec_tui.tui.ascii import ASCII
from cpec_tui.tui.commands import BY_ID
from cpec_tui.tui.dispatch import bindings, textual_keymap
from cpec_tui.tui.ending import end_when_told
from cpec_tui.tui.keys_in_order import KeysInOrder
from cpec_tui.tui.screens.explorer import Explorer
from cpec_tui.tui.settings import Settings
from cpec_tui.tui.themes import OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import BindingType
    from textual.filter import LineFilter
    from textual.screen import Screen
    from textual.worker import Worker

    from cpec_tui.tui.runner import Runner


class ExplorerApp(KeysInOrder[Corpus], inherit_bindings=False):
    """The explorer on one library. It ends with a corpus when it is to go on there."""

    CSS_PATH: ClassVar[str] = "styles/explorer.tcss"
    TITLE = "cpec-tui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings((BY_ID["quit"], BY_ID["copy-selection"]), of="app")

    def __init__(self, runner: Runner, settings: Settings | None = None) -> None:
        """``runner`` owns the library."""
        self.settings = settings or Settings()
        super().__init__()
        self.set_class(self.settings.ascii, ASCII)
        self.explorer = Explorer(runner, self.settings, self.keep_looks)
        for own in OWN:
            self.register_theme(own)
        chosen = self.settings.theme
        self.theme = chosen if chosen in self.available_themes else OWN[0].name
        self.set_keymap(textual_keymap(self.settings.keymap))
        ending = ("search", "peel", "quit")
        self._ending = {key for one in self.settings.keymap.commands if one.id in ending for key in one.keys}

    def get_default_screen(self) -> Screen[None]:
        """The explorer is the first screen there is."""
        return self.explorer

    def on_mount(self) -> None:
        """Tell what in the user's own settings cannot be used."""
        problems = [*self.settings.problems]
        if self.settings.theme not in (None, self.theme):
            problems.append(f"there is no theme `{self.settings.theme}`: “Change the looks” lists them")
        for problem in problems:
            self.notify(problem, severity="warning", markup=False, timeout=12)

    async def run_async(self, **options: Any) -> Corpus | None:
        """Run until the reader leaves, or until the system says that it ends."""
        end_when_told(self.end)
        return await super().run_async(**options)

    def end(self) -> None:
        """End without being asked by the reader; the place is kept."""
        self.explorer.keep_place()
        self.exit(return_code=ExitCode.INTERRUPTED)

    def action_command(self, command_id: str) -> None:
        """Do a command of the explorer, whatever is laid over it."""
        self.explorer.run_command(command_id)

    def movements(self, key: str) -> Iterable[Worker[object]]:
        """Keys wait for movements, and once the search box is left for its answer; not those that put an end to it."""
        if key in self._ending:
            return ()
        groups = {"go", "copy", "curate", "choose"} | (set() if self.explorer.box.is_typed_in else {"search"})
        return (worker for worker in self.workers if worker.group in groups)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes before it is written: with NO_COLOR the terminal's own two colours are left."""
        return [NoColor()] if self.no_color else super().get_line_filters()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What the style sheet needs to know: how edges are drawn."""
        return {"edge": "ascii" if self.settings.ascii else "round"}

    def keep_looks(self) -> None:
        """The reader chose a theme."""
        if self.settings.keeps_looks:
            memory.remember_theme(self.theme)
