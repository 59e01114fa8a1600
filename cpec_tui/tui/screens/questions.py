"""What leads to an edit of curated files: one question after the other, each a list to choose from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cpec_tui.tui.screens.curating import Curating

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cpec_tui.curating.steps import Done
    from cpec_tui.model import EntityHit
    from cpec_tui.tui.rows import Row
    from cpec_tui.tui.screens.chooser import RowsFor
    from cpec_tui.tui.screens.curating import CurationStep

    Then = Callable[[Done], object]


class Questions(Curating):
    """Asks, and hands on what was answered; who leaves a question is not asked on."""

    def choose(self, title: str, rows: RowsFor, chosen: Callable[[Row], object], *, hint: str) -> None:
        """Let the reader choose one of ``rows``."""
        from cpec_tui.tui.screens.chooser import Chooser

        def answer(row: Row | None) -> None:
            if row is not None:
                chosen(row)

        self.app.push_screen(Chooser(title, rows, hint=hint), answer)

    def choose_entity(
        self, title: str, first: Sequence[str], chosen: Callable[[EntityHit], object], *, like: str = "", but: str = ""
    ) -> None:
        """Let the reader choose an entity.

        Those with the ids in ``first`` stand first, then those with a name ``like`` that; the one with the id ``but``
        is not offered.
        """
        from cpec_tui.tui import choices
        from cpec_tui.tui.result_rows import EntityRow

        async def rows(wanted: str) -> Sequence[Row]:
            return await self.runner.ask(partial(choices.entity_rows, first=first, like=like, wanted=wanted, but=but))

        def answer(row: Row) -> None:
            if isinstance(row, EntityRow):
                chosen(row.hit)

        self.choose(title, rows, answer, hint="a part of the name")

    def curate_then(self, step: CurationStep, then: Then | None) -> None:
        """Make one ``step`` as ``curate`` does, and call ``then`` once it is made."""

        def told(done: Done) -> str:
            if then is not None:
                then(done)
            return done.description

        self.curate(step, told)
