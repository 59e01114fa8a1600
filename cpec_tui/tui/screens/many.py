"""Many queries in one go: those of a file, or all kept searches."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from cpec_tui.errors import CpecError
from cpec_tui.tui.screens.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.repeating.batch import Listed
    from cpec_tui.tui.rows import Row


class Many(Questions):
    """Chooses a list of queries, and counts."""

    _named: tuple[Path, ...] = ()
    # Who comes back finds the list, and the query in it, that was chosen last.
    _list_at = _query_at = ""

    def ask_one_of_many(self, listed: Listed) -> None:
        """Ask a query of a list alone."""
        raise NotImplementedError

    def command_ask_many(self) -> None:
        """Choose a list."""
        from cpec_tui.entities.searches import load_searches
        from cpec_tui.repeating.lists import lists_of_queries
        from cpec_tui.tui.count_rows import KEPT, OTHER, ListRow, list_rows
        from cpec_tui.tui.screens.chooser import Chooser

        async def rows(wanted: str) -> Sequence[Row]:
            kept = await asyncio.to_thread(load_searches, self.runner.corpus)
            files = await asyncio.to_thread(lists_of_queries, self._named)
            return list_rows(len(kept.all), files, wanted)

        def chosen(row: Row | None) -> None:
            if row is None:
                return
            if row.id != self._list_at:
                self._list_at, self._query_at = row.id, ""
            if row.id == KEPT:
                self.do("choose", self._count_kept())
            elif isinstance(row, ListRow):
                self.do("choose", self._count_file(row.path))
            elif row.id == OTHER:
                self._ask_for_list()

        hint = "a part of the file's name"
        self.app.push_screen(Chooser("Ask many queries", rows, hint=hint, at=self._list_at), chosen)

    def _ask_for_list(self) -> None:
        from cpec_tui.repeating.lists import working_folder
        from cpec_tui.tui.screens.ask_fields import AskFields

        def named(answer: tuple[str, ...] | None) -> None:
            if answer is None:
                self.command_ask_many()
            else:
                self.do("choose", self._count_named(answer[0]))

        said = f"A query a line, or YAML or JSON lines with names. A path is taken from {working_folder()}"
        self.app.push_screen(AskFields("A list of queries", {"the file": ""}, said=said), named)

    async def _count_named(self, name: str) -> None:
        from cpec_tui.repeating.lists import path_meant

        path = path_meant(name)
        await self._count_file(path)
        self._named = tuple(dict.fromkeys((*self._named, path)))
        self._list_at = str(path)

    async def _count_file(self, path: Path) -> None:
        from cpec_tui.repeating.lists import queries_of

        self._count(path.name, await asyncio.to_thread(queries_of, path))

    async def _count_kept(self) -> None:
        from cpec_tui.entities.searches import load_searches
        from cpec_tui.repeating.batch import Listed

        kept = await asyncio.to_thread(load_searches, self.runner.corpus)
        if kept.trouble:
            raise CpecError(kept.trouble)
        self._count("Kept searches", [Listed(one.line, f":{one.name}") for one in kept.all])

    def _count(self, title: str, listed: Sequence[Listed]) -> None:
        from cpec_tui.tui.count_rows import CountRow
        from cpec_tui.tui.screens.counting import Counting

        def asked(row: Row | None) -> None:
            if isinstance(row, CountRow):
                self._query_at = row.id
                self.ask_one_of_many(row.listed)
            elif row is None:
                self.command_ask_many()

        self.app.push_screen(Counting(self, title, listed, self._query_at), asked)
