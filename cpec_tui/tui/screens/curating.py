"""What the explorer itself writes into curated files: off the screen's thread, told, indexed at once, and undone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import on

from cpec_tui.errors import CpecError
from cpec_tui.tui.commands import Need
from cpec_tui.tui.indexer import Indexer
from cpec_tui.tui.screens.base import ExplorerBase

if TYPE_CHECKING:
    from collections.abc import Callable

    from cpec_tui.corpus import Corpus
    from cpec_tui.curating.curator import Curator
    from cpec_tui.curating.journal import History
    from cpec_tui.curating.steps import Done

    # One step of editing; it runs on another thread and may read files, but must not touch the screen.
    CurationStep = Callable[[Curator], Done]


class Curating(ExplorerBase):
    """Edits of curated files, one after the other."""

    _history: History | None = None
    _edited_meanwhile = False
    _editing: asyncio.Lock | None = None

    # Before an edit

    def on_own_files(self, command: str, do: Callable[[], object]) -> None:
        """Do what leads to an edit; of a corpus that came with the program, ask for a copy and do ``command`` there.

        ``command`` is the id of the command that asks; in the copy it is done anew, at the same place.
        """
        if not self.runner.corpus.is_read_only:
            do()
            return
        from cpec_tui.corpus import own_copy_root
        from cpec_tui.tui.screens.confirm import Confirm

        question = (
            "This corpus came with the program and is read-only. Make a copy of your own in"
            f" {own_copy_root()} and go on there? cpec-tui then opens that copy."
        )

        def answered(agreed: bool | None) -> None:
            if agreed:
                self._go_on_in_copy(command)

        self.app.push_screen(Confirm("Edit", question), answered)

    def _go_on_in_copy(self, command: str) -> None:
        from cpec_tui.tui.editing import own_copy

        self.keep_place()
        try:
            self.app.exit(own_copy(self.runner.corpus))
            self.next_errand = command
        except CpecError as error:
            self.say(str(error))

    def keep_place(self) -> None:
        """Remember where the reader is."""
        raise NotImplementedError

    # Editing

    def curate(self, step: CurationStep, said: Callable[[Done], str] | None = None) -> None:
        """Make one ``step``, tell what was done and which key undoes it, and have it indexed.

        ``said`` words what was done, in place of the step's own description. What hinders it is told instead. Steps are
        made one after the other, and none is given up for what the reader does meanwhile.
        """
        self._begin_step(step, lambda done: f"{said(done) if said else done.description}{self._undone_by()}")

    def command_undo(self) -> None:
        """Take the last edit back."""
        self._begin_step(lambda curator: curator.undo(), lambda done: f"undone: {done.description}{self._redone_by()}")

    def command_redo(self) -> None:
        """Make the edit again that was taken back last."""
        self._begin_step(lambda curator: curator.redo(), lambda done: f"done again: {done.description}")

    def _begin_step(self, step: CurationStep, said: Callable[[Done], str]) -> None:
        self.run_worker(self._make(step, said), group="curate")

    async def _make(self, step: CurationStep, said: Callable[[Done], str]) -> None:
        if self._editing is None:
            self._editing = asyncio.Lock()
        async with self._editing:
            try:
                done = await asyncio.to_thread(_made, self.runner.corpus, step)
            except CpecError as error:
                self.say(str(error))
                return
            finally:
                await self.know_history()
        self.say(said(done))
        if set(done.files) - {self.runner.corpus.searches_file}:
            self._index_edit()
        else:  # Nothing is built from kept searches: they hold at once.
            self.searches_changed()

    def _undone_by(self) -> str:
        key = self.keymap.label("undo")
        return f" · {key} undoes it" if key else ""

    def _redone_by(self) -> str:
        key = self.keymap.label("redo")
        return f" · {key} does it again" if key else ""

    # After an edit

    def searches_changed(self) -> None:
        """Kept searches were edited, and nothing else."""

    def _index_edit(self) -> None:
        """Bring the built index up to date; a build that is going on may have read the file before the edit."""
        if self.indexer.is_running:
            self._edited_meanwhile = True
        else:
            self.indexer.start()

    @on(Indexer.Ended)
    def _index_what_was_edited_meanwhile(self) -> None:
        self.run_worker(self.know_history(), group="history")  # What was indexed, another program may have edited.
        if self._edited_meanwhile:
            self._edited_meanwhile = False
            self.indexer.start()

    async def know_history(self) -> None:
        """Look up what can be undone and done again, and tell of an edit that a crash left half made."""
        self._history = await asyncio.to_thread(_history, self.runner.corpus)
        if self._history.unsettled:
            half = await asyncio.to_thread(_half_made, self.runner.corpus)
            if half:
                self.say(f"{half}{self._undone_by()}")

    def has(self, need: Need) -> bool:
        """Whether there is an edit to be undone, or to be done again."""
        if need in (Need.UNDO, Need.REDO):
            known = self._history
            return known is not None and (known.last if need is Need.UNDO else known.next) is not None
        return super().has(need)


def _made(corpus: Corpus, step: CurationStep) -> Done:
    from cpec_tui.curating.curator import Curator
    from cpec_tui.repeating.saving import keeping_seen

    return keeping_seen(corpus, lambda: step(Curator(corpus)))


def _half_made(corpus: Corpus) -> str:
    """What was interrupted; nothing when it is whole, or a file of it cannot be read."""
    from cpec_tui.curating.workbench import Workbench

    try:
        half = Workbench(corpus).half_made()
    except CpecError:
        return ""
    return half.said if half is not None else ""


def _history(corpus: Corpus) -> History:
    from cpec_tui.curating.journal import Journal, journal_file

    return Journal(journal_file(corpus)).read()
