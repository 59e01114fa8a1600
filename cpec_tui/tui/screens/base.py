"""What the parts of the explorer share: what it works on, and how it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpec_tui.errors import CpecError
from cpec_tui.tui.dispatch import CommandScreen
from cpec_tui.tui.runner import OvertakenError

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from cpec_tui.tui.commands import Command, Keymap, Scope
    from cpec_tui.tui.desk import Desk
    from cpec_tui.tui.examiner import Examiner
    from cpec_tui.tui.finder import Finder
    from cpec_tui.tui.indexer import Indexer
    from cpec_tui.tui.memory import LastPlace
    from cpec_tui.tui.runner import Runner
    from cpec_tui.tui.watcher import Watcher
    from cpec_tui.tui.widgets.find_bar import FindBar
    from cpec_tui.tui.widgets.lines import HeadLine, NoticeLine
    from cpec_tui.tui.widgets.row_list import RowList
    from cpec_tui.tui.widgets.search_box import SearchBox
    from cpec_tui.tui.widgets.source import SourcePane


class ExplorerBase(CommandScreen[None]):
    """The explorer as its parts see it. What it works on is set by the explorer itself."""

    runner: Runner
    finder: Finder
    keymap: Keymap
    indexer: Indexer
    watcher: Watcher
    examiner: Examiner
    begin_at: LastPlace | None
    errand: str
    next_errand: str
    box: SearchBox
    head: HeadLine
    notice: NoticeLine
    results: RowList
    source: SourcePane
    card: RowList
    facets: RowList
    find_bar: FindBar

    @property
    def desk(self) -> Desk:
        """What lies open."""
        raise NotImplementedError

    def scope_here(self) -> Scope:
        """Which keys work with the present focus."""
        raise NotImplementedError

    def say(self, text: str) -> None:
        """A passing word."""
        raise NotImplementedError

    def command_edit(self) -> None:
        """Open what is shown in the reader's editor."""
        raise NotImplementedError

    def show_help(self, title: str, commands: Sequence[Command]) -> None:
        """The keys of what is laid over the panes."""
        raise NotImplementedError

    def show_pane(self, pane: str) -> None:
        """Bring a pane into sight and give it the focus."""
        raise NotImplementedError

    def go(self, doing: Coroutine[Any, Any, object]) -> None:
        """Move somewhere; a movement or a glance that is still under way is given up for it."""
        self.workers.cancel_group(self, "glance")
        self.do("go", doing)

    def glance(self, doing: Coroutine[Any, Any, object]) -> None:
        """Show something beside without going there; keys do not wait for it."""
        self.workers.cancel_group(self, "go")
        self.do("glance", doing)

    def do(self, group: str, doing: Coroutine[Any, Any, object]) -> None:
        """Do something beside, and give up for it what is still under way in the same ``group``.

        What hinders it is told: nothing that the library refuses may end the program.
        """
        self.run_worker(self._told(doing), group=group, exclusive=True)

    async def _told(self, doing: Coroutine[Any, Any, object]) -> None:
        try:
            await doing
        except OvertakenError:
            return
        except CpecError as error:
            self.say(str(error))
