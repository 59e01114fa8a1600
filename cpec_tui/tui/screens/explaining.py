"""Why a mention links, or does not, laid over the panes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cpec_tui.tui.rows import Row
from cpec_tui.tui.screens.aiming import Aiming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.answers import Explanation, ParagraphInDocument
    from cpec_tui.library import Library
    from cpec_tui.model import Span


class Explaining(Aiming):
    """Asks the library why."""

    def command_why(self) -> None:
        """Tell why the mention at hand links or does not; of a paragraph that names nothing, all of it."""
        self.aim(
            lambda aim: self._tell_why(aim.paragraph, aim.span, aim.words),
            lambda paragraph: self._tell_why(paragraph, None, ""),
        )

    def _tell_why(self, paragraph: ParagraphInDocument, span: Span | None, words: str) -> None:
        from cpec_tui.tui.explanation_rows import CandidateRow, explanation_rows
        from cpec_tui.tui.screens.chooser import Chooser

        correct = self.keymap.label("correct")
        told: list[tuple[Explanation, ...]] = []

        async def rows(wanted: str) -> Sequence[Row]:
            if not told:
                told.append(await self.runner.ask(partial(_explained, address=paragraph.address, span=span)))
            return explanation_rows(told[0], words, wanted, correct)

        def open_card(row: Row | None) -> None:
            if isinstance(row, CandidateRow):
                self.go(self.desk.open_entity(row.entity))

        title = f"Why, ¶{paragraph.ordinal:,}"
        self.app.push_screen(Chooser(title, rows, hint="a part of the text; Enter opens the card"), open_card)


def _explained(library: Library, address: str, span: Span | None) -> tuple[Explanation, ...]:
    """What is told of a span, without what only touches it when something is told of just that span."""
    found = library.explain(address, span=span)
    exact = tuple(one for one in found if (one.start, one.end) == span)
    return exact or found
