"""Recorded runs: one is put into a file, and asked again with what differs."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from cpec_tui.errors import UsageError
from cpec_tui.tui.screens.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cpec_tui.answers import Order
    from cpec_tui.library import Library
    from cpec_tui.repeating.recording import Run
    from cpec_tui.repeating.runs import RecordedRun
    from cpec_tui.tui.differing import Compared
    from cpec_tui.tui.rows import Row
    from cpec_tui.tui.screens.runs import RecordedRuns


class Recorded(Questions):
    """Records runs and compares."""

    _run_at = _difference_at = ""

    def leave_lists(self) -> None:
        """Close what lists searches, for what was chosen there lies below."""

    # Recording

    def command_record_run(self) -> None:
        """The query in the box, in the order of the results."""
        self.record_run(self.box.text.strip(), self.desk.asking.order)

    def record_run(self, query: str, order: Order) -> None:
        """Ask for a file, and put what answers ``query`` into it."""
        self.do("choose", self._ask_for_file(query, order))

    async def _ask_for_file(self, query: str, order: Order, name: str = "") -> None:
        from cpec_tui.repeating.lists import working_folder
        from cpec_tui.repeating.runs import free_name, runs_folder
        from cpec_tui.tui.screens.ask_fields import AskFields

        corpus = self.runner.corpus
        name = name or await asyncio.to_thread(free_name, corpus, query)

        def record(answer: tuple[str, ...] | None) -> None:
            if answer is not None:
                self.do("choose", self._record_unless_there(query, order, answer[0]))

        said = f"A bare name is put into {runs_folder(corpus)}, a path is taken from {working_folder()}"
        self.app.push_screen(AskFields("Record this run", {f"the file for: {query}": name}, said=said), record)

    async def _record_unless_there(self, query: str, order: Order, name: str) -> None:
        """Ask whether a file that is there is to be replaced, and for another name where it can be none."""
        from cpec_tui.repeating.runs import file_named
        from cpec_tui.tui.screens.confirm import Confirm

        async def ask_again() -> None:
            await self._ask_for_file(query, order, name)

        def answered(agreed: bool | None) -> None:
            self.do("choose", self._record(query, order, path) if agreed else ask_again())

        try:
            path = file_named(self.runner.corpus, name)
        except UsageError as error:
            self.say(str(error))
            await ask_again()
            return
        if await asyncio.to_thread(os.path.lexists, path):
            self.app.push_screen(Confirm("Record this run", f"{path} is there already. Replace it?"), answered)
        else:
            await self._record(query, order, path)

    async def _record(self, query: str, order: Order, path: Path) -> None:
        from cpec_tui.repeating.runs import write_run

        run = await self.runner.ask(partial(_recorded, query=query, order=order))
        await asyncio.to_thread(write_run, path, run)
        self._run_at = str(path)
        self.say(f"recorded {_counted(run)} that answer {run.explained}: {path}")

    # Asking again

    def command_recorded_runs(self) -> None:
        """Those that are known, to be asked again."""
        from cpec_tui.tui.run_rows import OTHER, RunRow
        from cpec_tui.tui.screens.runs import RecordedRuns

        def chosen(row: Row | None) -> None:
            if isinstance(row, RunRow):
                self._compare_with(row.recorded.path)
            elif row is not None and row.id == OTHER:
                self._ask_for_run()

        self.app.push_screen(RecordedRuns(self, self._run_at), chosen)

    def delete_run(self, recorded: RecordedRun, shown: RecordedRuns) -> None:
        """Delete the file of a run, once the reader agrees, and renew the list in which it is ``shown``."""
        from cpec_tui.tui.screens.confirm import Confirm

        def answered(agreed: bool | None) -> None:
            if agreed:
                self.do("choose", self._delete(recorded.path, shown))

        question = f"Delete {recorded.path}? It cannot be had back."
        self.app.push_screen(Confirm("Delete a recorded run", question), answered)

    async def _delete(self, path: Path, shown: RecordedRuns) -> None:
        from cpec_tui.repeating.runs import delete_run

        await asyncio.to_thread(delete_run, path)
        self.say(f"deleted: {path}")
        if shown.is_mounted:
            shown.renew()

    def _ask_for_run(self) -> None:
        from cpec_tui.repeating.lists import path_meant, working_folder
        from cpec_tui.tui.screens.ask_fields import AskFields

        def named(answer: tuple[str, ...] | None) -> None:
            if answer is None:
                self.command_recorded_runs()
                return
            try:
                self._compare_with(path_meant(answer[0]))
            except UsageError as error:
                self.say(str(error))

        said = f"A path is taken from {working_folder()}"
        self.app.push_screen(AskFields("Recorded run", {"the file": ""}, said=said), named)

    def _compare_with(self, path: Path) -> None:
        """Ask again what is recorded in a file, and list what differs; Enter goes to a paragraph."""
        from cpec_tui.tui.run_rows import DifferenceRow, difference_rows
        from cpec_tui.tui.screens.chooser import Chooser

        if str(path) != self._run_at:
            self._run_at, self._difference_at = str(path), ""
        known: list[Compared] = []

        async def rows(wanted: str) -> Sequence[Row]:
            if not known:
                known.append(await self._compared(path))
            return await asyncio.to_thread(difference_rows, known[0].found, known[0].standings, wanted)

        def chosen(row: Row | None) -> None:
            if isinstance(row, DifferenceRow):
                self._difference_at = row.id
                self._go_to(row)
            elif row is None:
                self.command_recorded_runs()

        hint = "a part of the title, the address or the text"
        title, at = f"Since {path.name}", self._difference_at
        self.app.push_screen(Chooser(title, rows, hint=hint, at=at, waiting="It is asked again."), chosen)

    async def _compared(self, path: Path) -> Compared:
        from cpec_tui.repeating.recording import read_run
        from cpec_tui.tui.differing import compare

        run = await asyncio.to_thread(read_run, path)
        return await self.runner.ask(partial(compare, run=run, at=datetime.now(UTC)))

    def _go_to(self, row: Row) -> None:
        from cpec_tui.tui.run_rows import DifferenceRow
        from cpec_tui.tui.steps import Stop

        assert isinstance(row, DifferenceRow)
        self.leave_lists()
        self.desk.stop_following()
        self.go(self.desk.jump(Stop(row.standing.doc, row.standing.ordinal)))


def _recorded(library: Library, query: str, order: Order) -> Run:
    from cpec_tui.repeating.recording import record

    page = library.search(query, limit=0)
    if page.fatal or not page.explained:
        raise UsageError(f"nothing is recorded: {'; '.join(page.warnings) or 'the query asks for nothing'}", "mend it")
    return record(library, query, datetime.now(UTC), order)


def _counted(run: Run) -> str:
    from cpec_tui.wording import counted

    return counted(len(run.answers), "paragraph")
