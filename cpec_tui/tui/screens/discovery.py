"""What the explorer does for the list of discovered names: opens it, goes where it leads, and keeps its state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cpec_tui.errors import CpecError
from cpec_tui.tui.commands import Need
from cpec_tui.tui.screens.adding import Adding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cpec_tui.answers import Discovery as Found
    from cpec_tui.curating.steps import Done
    from cpec_tui.tui.commands import Command
    from cpec_tui.tui.discoverer import Discoverer
    from cpec_tui.tui.discovering import Discovering
    from cpec_tui.tui.screens.discover import Discover
    from cpec_tui.tui.steps import Stop

PANE = "discover"
"""Places from which one left the list are in this pane."""


class Discovery(Adding):
    """The list of discovered names as the rest of the explorer sees it."""

    discoverer: Discoverer
    _discovering: Discovering | None = None
    _list: Discover | None = None

    def command_discover(self) -> None:
        """Open the list."""
        if self.desk.overview is None:
            self.say("nothing is indexed yet")
            return
        from cpec_tui.tui.screens.discover import Discover

        self._list = Discover(self, self._state)
        self.app.push_screen(self._list, self._leave)

    @property
    def _state(self) -> Discovering:
        if self._discovering is None:
            from cpec_tui.curating.ignoring import Ignored, ignored_file
            from cpec_tui.tui.discoverer import Discoverer
            from cpec_tui.tui.discovering import Discovering

            self.discoverer = Discoverer(self.runner.corpus, self.runner.folder)
            self._discovering = Discovering(ignored=Ignored(ignored_file(self.runner.corpus)).names())
        return self._discovering

    def _leave(self, stop: Stop | None) -> None:
        self._list = None
        if stop is not None:
            here = replace(self.desk.here(), pane=PANE, name="discovered names")
            self.go(self.desk.jump(stop, here))

    def close_discovery(self) -> None:
        """Let its thread end."""
        if self._discovering is not None:
            self.discoverer.close()

    async def entity_names(self) -> Mapping[str, str]:
        """How the entities are called, by their ids."""
        return await self.runner.ask(lambda library: {hit.id: hit.name for hit in library.entities()})

    def take_discovery(self, found: Found) -> None:
        """Another answer came."""
        self._state.found = found
        if not self.indexer.is_running:
            self._state.forget_taken_before(self.discoverer.generation)

    def take_name(self, key: str, done: Done) -> None:
        """A name became something."""
        from cpec_tui.tui.discovering import Taken

        self._state.taken[key] = Taken(done.description, self.discoverer.generation)
        self._renew_list()

    async def know_history(self) -> None:
        """What is undone is offered again."""
        await super().know_history()
        if self._discovering is not None and self._history is not None:
            self._discovering.follow(self._history)
            self._renew_list()

    def _renew_list(self) -> None:
        if self._list is not None and self._list.is_mounted:
            self._list.renew()

    def ignore_name(self, key: str, name: str) -> None:
        """Never offer a name again."""
        self._keep_ignored(key, name, f"“{name}” is not offered again; the last of the lists has it")

    def offer_name_again(self, key: str, name: str) -> None:
        """Offer an ignored name again."""
        self._keep_ignored(key, None, f"“{name}” is offered again")

    def _keep_ignored(self, key: str, name: str | None, said: str) -> None:
        from cpec_tui.curating.ignoring import Ignored, ignored_file

        file = Ignored(ignored_file(self.runner.corpus))
        try:
            self._state.ignored = file.take_back(key) if name is None else file.put(key, name)
        except CpecError as error:
            self.say(str(error))
        else:
            self.say(said)
            self._renew_list()

    def show_help(self, title: str, commands: Sequence[Command]) -> None:
        """What the keys do among other commands than those of the panes."""
        raise NotImplementedError

    def has(self, need: Need) -> bool:
        """Discovered names are offered on a screen of their own."""
        return False if need is Need.DISCOVERED else super().has(need)
