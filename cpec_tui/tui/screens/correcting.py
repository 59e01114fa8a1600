"""Saying of a mention what it is, or is not: chosen from lists laid over the panes, kept as a verdict."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cpec_tui.tui.rows import Row
from cpec_tui.tui.screens.aiming import Aim, Aiming
from cpec_tui.tui.screens.curating import Curating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.answers import ParagraphInDocument
    from cpec_tui.corpus import Corpus
    from cpec_tui.curating.curator import Curator
    from cpec_tui.curating.sayings import Saying
    from cpec_tui.curating.steps import Done
    from cpec_tui.model import Scope, Verdict
    from cpec_tui.tui.correction_rows import Offer


class Correcting(Aiming, Curating):
    """Verdicts by key."""

    def command_correct(self) -> None:
        """Correct the mention at hand, or say what the selected words are."""
        self.on_own_files("correct", lambda: self.aim(self._correct, self._say_nothing_to_correct))

    def _say_nothing_to_correct(self, paragraph: ParagraphInDocument) -> None:
        key = self.keymap.label("find")
        by_key = f" or find them with {key}" if key else ""
        self.say(f"¶{paragraph.ordinal:,} names nothing: select words with the mouse{by_key}")

    def _correct(self, aim: Aim) -> None:
        """Offer what can be said."""
        from cpec_tui.tui.correction_rows import SayingRow, TakeBackRow, offer_rows, offered
        from cpec_tui.tui.screens.chooser import Chooser

        view = self.source.view
        if view is None:
            return
        known: list[Offer] = []

        async def rows(wanted: str) -> Sequence[Row]:
            if not known:
                known.append(await self.runner.ask(partial(offered, view=view, aim=aim)))
            return offer_rows(known[0], wanted)

        def chosen(row: Row | None) -> None:
            if isinstance(row, TakeBackRow):
                self.curate(partial(_take_back, corpus=self.runner.corpus, verdict=row.verdict))
            elif isinstance(row, SayingRow) and row.saying.asks:
                self._choose_entity(known[0], row.saying)
            elif isinstance(row, SayingRow):
                self._choose_scope(known[0], row.saying)

        self.app.push_screen(Chooser(f"Correct: “{aim.words}”", rows, hint="a part of the text"), chosen)

    def _choose_entity(self, offer: Offer, saying: Saying) -> None:
        """Ask which entity it is."""
        from cpec_tui.tui.correction_rows import entity_choice
        from cpec_tui.tui.result_rows import EntityRow
        from cpec_tui.tui.screens.chooser import Chooser

        async def rows(wanted: str) -> Sequence[Row]:
            return await self.runner.ask(
                partial(entity_choice, wanted=wanted, form=offer.spot.form, others=saying.rejected)
            )

        def chosen(row: Row | None) -> None:
            if isinstance(row, EntityRow):
                self._choose_scope(offer, saying.of(row.hit.id))

        self.app.push_screen(Chooser(f"“{offer.spot.form}” is", rows, hint="a part of the name"), chosen)

    def _choose_scope(self, offer: Offer, saying: Saying) -> None:
        """Ask where that holds, and note it."""
        from cpec_tui.curating.sayings import said
        from cpec_tui.tui.correction_rows import ScopeRow, scope_rows
        from cpec_tui.tui.screens.chooser import Chooser

        form, title = offer.spot.form, self.source.view.title if self.source.view is not None else ""

        async def rows(wanted: str) -> Sequence[Row]:
            return scope_rows(form, title, wanted)

        def chosen(row: Row | None) -> None:
            if isinstance(row, ScopeRow):
                self.source.drop_selection()
                self.curate(partial(_record, corpus=self.runner.corpus, offer=offer, saying=saying, scope=row.scope))

        self.app.push_screen(Chooser(f"“{form}” {said(saying, offer.names)}", rows, hint="where it holds"), chosen)


def _record(curator: Curator, corpus: Corpus, offer: Offer, saying: Saying, scope: Scope) -> Done:
    from cpec_tui.curating.cards import Cards
    from cpec_tui.curating.correcting import record

    return record(curator, Cards.of(corpus), offer.spot, saying, scope)


def _take_back(curator: Curator, corpus: Corpus, verdict: Verdict) -> Done:
    from cpec_tui.curating.cards import Cards
    from cpec_tui.curating.correcting import take_back

    return take_back(curator, Cards.of(corpus), verdict)
