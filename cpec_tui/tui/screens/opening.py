"""Taking up what is indexed, and having it brought up to date: the part of the explorer that waits for others."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input

from cpec_tui.errors import CpecError
from cpec_tui.tui.examiner import Examiner
from cpec_tui.tui.indexer import Indexer
from cpec_tui.tui.screens.base import ExplorerBase
from cpec_tui.tui.starting import start_is_over
from cpec_tui.tui.state_said import standing_said, unfinished_said
from cpec_tui.tui.watcher import Watcher
from cpec_tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.answers import Overview
    from cpec_tui.errors import DamagedError
    from cpec_tui.tui.looking import Opened
    from cpec_tui.tui.memory import LastPlace

_POLL_SECONDS = 2.0
_QUIET_SECONDS = 1.5


class Opening(ExplorerBase):
    """Opens the built index once the first picture is there, and follows it from generation to generation."""

    _is_beginning = False
    _is_looking_around = False
    _is_told = _is_advised = False
    _tried = _hindrance = _mended = ""
    _examined: Overview | None = None
    _mistakes: Sequence[str] = ()
    _taking_up: asyncio.Lock

    async def open(self) -> None:
        """Take up what is indexed, and see whether it is out of date."""
        from cpec_tui.tui import looking
        from cpec_tui.tui.shelf_rows import hints

        found: looking.Opened | None = None
        self._taking_up = asyncio.Lock()
        self.runner.told_damage = self._mend
        start_is_over()
        try:
            found = await self.runner.ask(looking.opened)
        except CpecError as error:
            self.notice.say([f"{error.message}: it is built anew"])
        if found is None:
            self._show_state("indexing")
            self.results.show(list(hints("This corpus is being indexed.", ["What is read can be searched at once."])))
            self.indexer.start()
        else:
            await self._take(found)
            self._show_standing()
            await self._look_for_changes()
        self.set_interval(_POLL_SECONDS, self._look_around)
        self.watcher.start()

    async def _take(self, found: Opened) -> None:
        first = self.desk.overview is None
        self.desk.take(found)
        self.head.show_overview(found.overview)
        if found.mistakes and found.mistakes != self._mistakes:
            self.say(f"{found.mistakes[0]} ({self._asked_by} lists all)")
        self._mistakes, self._mended = found.mistakes, ""
        if not first:
            await self.desk.refresh()
        elif self.begin_at is not None and not self.box.text:
            await self._begin(self.begin_at)
            if self.errand:
                self.run_command(self.errand)
        else:
            await self.desk.search(self.box.text)

    async def _begin(self, place: LastPlace) -> None:
        """Go on where the last session ended."""
        from cpec_tui.tui.history import Place

        self._is_beginning = True
        self.desk.asking.take_order(place.order)
        with self.prevent(Input.Changed):
            self.box.put(place.query)
        await self.desk.search(place.query, glance=False)
        there = Place(place.pane, place.doc, place.ordinal, place.span, place.card, place.followed)
        await self.desk.visit(there, remember=False)
        if place.pane == "box":
            self.box.focus_input()
        self._is_beginning = False

    async def _look_for_changes(self) -> None:
        """Bring the built index up to date; not what was tried in vain, and not when the reader stopped it."""
        from cpec_tui.tui.looking import out_of_date

        if self.indexer.was_cancelled:
            return
        try:
            found = await self.runner.ask(out_of_date)
        except CpecError as error:
            self.notice.say([str(error)])
            return
        if found is None:
            if self._tried:  # What hindered it is gone again.
                self._show_standing()
                if self.notice.text == self._hindrance:
                    self.notice.say([])
            self._tried = ""
        elif found.state != self._tried:
            self._tried = found.state
            self._show_state(found.said)
            self.indexer.start()

    def _look_around(self) -> None:
        """Another program may have indexed this corpus, or somebody changed its files."""
        if not self.indexer.is_running and not self._is_looking_around:
            self.run_worker(self._keep_up(), group="look-around")

    async def _keep_up(self) -> None:
        self._is_looking_around = True
        try:
            if await self._take_up():
                self._show_standing()
            is_quiet = self.runner.quiet_for >= _QUIET_SECONDS and self.desk.overview is not None
            # Looking asks for the state of every file: not while somebody tells when there is something to be found.
            if is_quiet and (self._is_told or not self.watcher.is_watching):
                self._is_told = False
                await self._look_for_changes()
            if is_quiet:
                self.indexer.prepare()
            if is_quiet and self._examined is not self.desk.overview:
                self._examined = self.desk.overview
                self.examiner.start()
        finally:
            self._is_looking_around = False

    def _mend(self, error: DamagedError) -> None:
        """Have a damaged built index made anew; in vain only once."""
        if self._mended != str(error) and not self.indexer.is_running:
            self._mended = str(error)
            self.notice.say([f"{error.message}: it is built anew"])
            self._show_state("indexing")
            self.indexer.start()

    @on(Examiner.Found)
    def _tell_damage(self, message: Examiner.Found) -> None:
        self._mend(message.damage)

    async def _take_up(self) -> bool:
        """Open what was published, one after the other: a generation that is half taken up must not be given up.

        False when there was nothing new.
        """
        from cpec_tui.tui import looking

        async with self._taking_up:
            try:
                found = await self.runner.ask(looking.opened_anew)
            except CpecError as error:
                self.notice.say([str(error)])
                return False
            if found is not None:
                await self._take(found)
            return found is not None

    @on(Watcher.Changed)
    def _look_at_once(self) -> None:
        self._is_told = True
        self._look_around()

    @on(Indexer.Progressed)
    def _tell_progress(self, message: Indexer.Progressed) -> None:
        self._show_state(message.progress.said())

    @on(Indexer.HasPublished)
    def _take_published(self) -> None:
        self.run_worker(self._take_up(), group="take-up")

    @on(Indexer.Ended)
    def _tell_end(self, message: Indexer.Ended) -> None:
        unfinished = unfinished_said(message.report, message.problem)
        if unfinished:
            self._show_state(unfinished)
        if message.problem:
            self._hindrance = message.problem
            self.notice.say([message.problem])
            if self.desk.overview is None:
                from cpec_tui.tui.shelf_rows import hints

                self.results.show(list(hints("This corpus cannot be opened.", [message.problem])))
        elif message.report is not None and message.report.failed:
            self.say(f"{counted(len(message.report.failed), 'file')} could not be read: {self._asked_by} says why")
        elif message.report is not None and message.report.renamed:
            one = message.report.renamed[0]
            self.say(f"{one.old} is now {one.new}: {self._asked_by} says how its addresses go on working")
        elif message.report is not None and message.report.advice:
            self._advise(message.report.advice)
        self.run_worker(self._settle(unfinished), group="settle")

    def _advise(self, advice: str) -> None:
        """Say once what is to be said of the text engine."""
        if not self._is_advised:
            self._is_advised = True
            self.say(advice)

    async def _settle(self, unfinished: str) -> None:
        """Take up what an indexing left, and say how it stands: also when nothing had to be published."""
        await self._take_up()
        self._show_standing(unfinished)

    @property
    def _asked_by(self) -> str:
        """What lists the problems."""
        return self.keymap.label("problems") or "cpec-tui check"

    def _show_standing(self, unfinished: str = "") -> None:
        """Say how it stands, unless something is opened or indexed just now: then that is said."""
        if self.desk.overview is not None and not self.indexer.is_running:
            self._show_state(unfinished or standing_said(self.desk.overview, len(self._mistakes)))

    def _show_state(self, text: str) -> None:
        self.head.show_state(text, self.keymap.label("help"))
