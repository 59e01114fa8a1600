"""Work with searches: kept under a name, noted, asked again, and begun from a paragraph."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cpec_tui.errors import CpecError
from cpec_tui.tui.commands import Need
from cpec_tui.tui.screens.many import Many
from cpec_tui.tui.screens.recorded import Recorded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.curating.curator import Curator
    from cpec_tui.curating.steps import Done
    from cpec_tui.library import Library
    from cpec_tui.model import ResultPage, SavedSearch
    from cpec_tui.repeating.batch import Listed
    from cpec_tui.tui.rows import Row
    from cpec_tui.tui.screens.kept import KeptSearches


class Searches(Recorded, Many):
    """What the explorer does with queries."""

    keeps_history: bool
    _kept: KeptSearches | None = None
    _noted = ""

    # Kept under a name

    def command_keep_search(self) -> None:
        """Ask for a name, and keep the query under it."""
        self.on_own_files("keep-search", lambda: self.do("choose", self._ask_name_of_search()))

    async def _ask_name_of_search(self) -> None:
        from cpec_tui.entities.searches import load_searches
        from cpec_tui.tui.kept_rows import name_for

        query = self.box.text.strip()
        taken = [one.name for one in (await asyncio.to_thread(load_searches, self.runner.corpus)).all]
        self._ask_to_keep(query, name_for(query, taken))

    def _ask_to_keep(self, query: str, name: str) -> None:
        from cpec_tui.tui.screens.ask_text import AskText

        def keep(answer: tuple[str, ...] | None) -> None:
            if answer is not None:
                self.do("choose", self._keep_under(answer[0], query))

        self.app.push_screen(AskText("Keep this search", name, hint="its name: one word"), keep)

    async def _keep_under(self, name: str, query: str) -> None:
        """Keep it, or ask again where that is no name for it."""
        from cpec_tui.repeating.saving import check_new

        try:
            await asyncio.to_thread(check_new, self.runner.corpus, name)
        except CpecError as error:
            self.say(str(error))
            self._ask_to_keep(query, name)
        else:
            self._keep_search(name, query)

    def _keep_search(self, name: str, query: str) -> None:
        from cpec_tui.answers import Order
        from cpec_tui.model import SavedSearch

        corpus, order = self.runner.corpus, self.desk.asking.order
        search = SavedSearch(name, query, order=None if order is Order.RANK else order.value)

        def step(curator: Curator) -> Done:
            from cpec_tui.repeating.saving import save

            return save(curator, corpus, search)

        self.curate(step)

    # The list of those that are kept

    def command_kept_searches(self) -> None:
        """List them."""
        from cpec_tui.tui.screens.kept import KeptSearches

        self._kept = KeptSearches(self)
        self.app.push_screen(self._kept, self._ask_kept)

    def _ask_kept(self, search: SavedSearch | None) -> None:
        self._kept = None
        if search is None:
            return
        if search.order is not None:
            self.desk.asking.take_order(search.order)
        if self.box.text == f":{search.name}":
            self.go(self.desk.ask_again())
        self.box.put(f":{search.name}")
        self.show_pane("results")

    def take_search_away(self, search: SavedSearch) -> None:
        """Keep a search no longer."""
        corpus = self.runner.corpus

        def step(curator: Curator) -> Done:
            from cpec_tui.repeating.saving import unsave

            return unsave(curator, corpus, search.name)

        self.on_own_files("kept-searches", lambda: self.curate(step))

    def edit_search(self, search: SavedSearch) -> None:
        """Ask for another name, query and note of a search."""
        self.on_own_files("kept-searches", lambda: self._ask_for_change(search, search))

    def _ask_for_change(self, search: SavedSearch, begun: SavedSearch) -> None:
        from cpec_tui.tui.screens.ask_fields import AskFields

        def change(answer: tuple[str, ...] | None) -> None:
            if answer is not None:
                name, query, note = answer
                wanted = replace(search, name=name.removeprefix(":"), query=query, note=note or None)
                self.do("choose", self._change_if_possible(search, wanted))

        fields = {"name": begun.name, "query": begun.query, "note": begun.note or ""}
        self.app.push_screen(AskFields(f"Change :{search.name}", fields), change)

    async def _change_if_possible(self, search: SavedSearch, wanted: SavedSearch) -> None:
        """Change it, or ask again where it cannot be so."""
        from cpec_tui.repeating.saving import check_change

        try:
            await asyncio.to_thread(check_change, self.runner.corpus, search.name, wanted)
        except CpecError as error:
            self.say(str(error))
            self._ask_for_change(search, wanted)
        else:
            if wanted != search:
                self._change_search(search, wanted)

    def _change_search(self, search: SavedSearch, wanted: SavedSearch) -> None:
        from cpec_tui.search.saved import renamed_in

        corpus = self.runner.corpus

        def step(curator: Curator) -> Done:
            from cpec_tui.repeating.saving import change

            return change(curator, corpus, search.name, wanted)

        def told(done: Done) -> str:
            self.box.put(renamed_in(self.box.text, search.name, wanted.name))
            return done.description

        self.curate(step, told)

    def mark_seen(self, search: SavedSearch) -> None:
        """Note that all that answers a search now was seen."""
        self.do("seen", self._mark_seen(search))

    async def _mark_seen(self, search: SavedSearch) -> None:
        await self.runner.ask(partial(_mark, search=search))
        self.say(f":{search.name} is seen")
        self._renew_kept()

    async def know_history(self) -> None:
        """What was edited shows in the list."""
        await super().know_history()
        self._renew_kept()

    def searches_changed(self) -> None:
        """A query that asks for one may find something else now."""
        from cpec_tui.search.saved import names_in

        if names_in(self.box.text):
            self.do("search", self.desk.ask_again())

    def leave_lists(self) -> None:
        """Close the list of kept searches, when it lies above the panes."""
        if self._kept is not None and self._kept.is_mounted:
            self._kept.leave(None)

    def ask_one_of_many(self, listed: Listed) -> None:
        """Ask a query of a list alone; a kept search in its own order."""
        if listed.query:
            self.leave_lists()
            self.do("choose", self._ask_listed(listed))
        else:
            self.say(listed.mistake)

    async def _ask_listed(self, listed: Listed) -> None:
        from cpec_tui.entities.searches import load_searches

        kept = await asyncio.to_thread(load_searches, self.runner.corpus)
        search = kept.named(listed.query.removeprefix(":")) if listed.query.startswith(":") else None
        if search is not None:
            self._ask_kept(search)
        else:
            self.box.put(listed.query)
            self.show_pane("results")

    def _renew_kept(self) -> None:
        if self._kept is not None and self._kept.is_mounted:
            self._kept.renew()

    # Past queries

    def note_query(self) -> None:
        """Note what stands in the box, unless this session keeps no history; once for as long as it stands there."""
        query = self.box.text.strip()
        if self.keeps_history and query and query != self._noted and self.desk.overview is not None:
            self._noted = query
            self.run_worker(self._told(self.runner.ask(partial(_note, query=query))), group="note")

    def command_past_queries(self) -> None:
        """What was asked, to be asked again."""
        from cpec_tui.tui.past_rows import PastRow, past_rows

        async def rows(wanted: str) -> Sequence[Row]:
            from cpec_tui.repeating.history import past_queries

            return past_rows(await asyncio.to_thread(past_queries, self.runner.corpus), wanted)

        def put(row: Row) -> None:
            if isinstance(row, PastRow):
                self.box.put(row.past.query)
                self.box.focus_input()

        self.choose("Past queries", rows, put, hint="a part of the query")

    # More like this

    def command_more_like(self) -> None:
        """The paragraphs most like the chosen one."""
        from cpec_tui.tui.like_rows import MOST, like_rows

        chosen = self.source.chosen
        if chosen is None:
            return
        address = chosen.address
        found: list[ResultPage] = []

        async def rows(wanted: str) -> Sequence[Row]:
            if not found:
                found.append(await self.runner.ask(lambda library: library.more_like(address, limit=MOST)))
            return like_rows(found[0], wanted)

        self.choose(f"Like {address}", rows, lambda row: self.go(self.desk.open_row(row)), hint="a part of the text")

    def has(self, need: Need) -> bool:
        """Whether there is a query; kept searches are marked on a screen of their own."""
        match need:
            case Need.QUERY:
                return bool(self.box.text.strip())
            case Need.KEPT:
                return False
            case _:
                return super().has(need)


def _note(library: Library, query: str) -> None:
    from datetime import UTC, datetime

    from cpec_tui.repeating.history import note

    page = library.search(query, limit=0)
    if page.explained and not page.fatal:
        note(library.corpus, page, datetime.now(UTC))


def _mark(library: Library, search: SavedSearch) -> None:
    from datetime import UTC, datetime

    from cpec_tui.repeating.seen import mark

    mark(library, [search], datetime.now(UTC))
