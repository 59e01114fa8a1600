"""What the reader does with a text: step through it, follow what it names, go back, copy.

What is laid over the panes is imported when it is first asked for: the first picture does not wait for it.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from cpec_tui.tui.ascii import own
from cpec_tui.tui.labels import LETTERS, Labelled, LabelledRow, label_names
from cpec_tui.tui.mouse_selection import Passage
from cpec_tui.tui.screens.base import ExplorerBase
from cpec_tui.tui.steps import Stop
from cpec_tui.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.model import Mention
    from cpec_tui.tui.rows import Row
    from cpec_tui.tui.widgets.row_list import RowList


class Errands(ExplorerBase):
    """Stepping, following, going back, copying."""

    def command_next(self) -> None:
        """To the next stop."""
        self._step(1)

    def command_previous(self) -> None:
        """To the stop before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if not self.step_found(by):
            self.go(self.desk.step(by))

    def step_found(self, by: int) -> bool:
        """Step through what the find bar found; False while it is closed."""
        return False

    def command_back(self) -> None:
        """To where the last jump began."""
        self.go(self.desk.back())

    def command_forward(self) -> None:
        """Undo going back."""
        self.go(self.desk.forward())

    # Following

    def command_follow(self) -> None:
        """Small letters on every mention in sight, capitals on every row of the lists."""
        if not any(pane.rows_in_sight() for pane in self._lists) and not self.source.is_on_screen:
            self.go(self._label_source())
        else:
            self._label_everything()

    async def _label_source(self) -> None:
        """Nothing here can be followed, there it may be."""
        self.show_pane("source")
        await self.source.laid_out()
        self._label_everything()

    def _label_everything(self) -> None:
        lists = {pane.id or "": pane for pane in self._lists}
        rows = [(name, number) for name, pane in lists.items() for number in pane.rows_in_sight()]
        names = label_names(len(rows), LETTERS.upper())
        labels = [LabelledRow(name, pane, number) for name, (pane, number) in zip(names, rows, strict=False)]
        for name, pane in lists.items():
            pane.show_labels({one.number: one.label for one in labels if one.pane == name})
        mentions = self.source.mentions_in_sight() if self.source.is_on_screen else []
        if mentions or labels:
            self._follow_one_of(mentions, labels)
        else:
            self.say("nothing that can be followed is in sight")

    @property
    def _lists(self) -> Sequence[RowList]:
        """The lists in sight."""
        return [pane for pane in (self.facets, self.results, self.card) if pane.is_attached and pane.is_on_screen]

    def command_follow_here(self) -> None:
        """The mention of the chosen paragraph; of several, by letter."""
        mentions = self.source.mentions_in_sight(chosen_only=True)
        if not mentions:
            self.say(self._why_nothing_here())
        elif len(mentions) == 1:
            self._follow_labelled(Labelled("", "", *mentions[0]))
        else:
            self._follow_one_of(mentions)

    def _why_nothing_here(self) -> str:
        chosen = self.source.chosen
        named = any(one.status is not Status.REJECTED for one in chosen.mentions) if chosen is not None else False
        if chosen is None or not named:
            return "nothing is named in the chosen paragraph"
        return f"what ¶{chosen.ordinal:,} names stands out of sight: scroll to it"

    def command_open(self) -> None:
        """In the source: follow the mention of the chosen paragraph. Lists open what is highlighted themselves."""
        if self.focused is self.source:
            self.command_follow_here()

    def _follow_one_of(self, mentions: Sequence[tuple[int, Mention]], rows: Sequence[LabelledRow] = ()) -> None:
        from cpec_tui.tui.screens.following import Following

        if not rows:
            self.show_pane("source")
        self.app.push_screen(Following([*self.source.show_labels(mentions), *rows]), self._follow_labelled)

    def _follow_labelled(self, labelled: Labelled | LabelledRow | None) -> None:
        self.source.show_labels(())
        for pane in self._lists:
            pane.show_labels({})
            if isinstance(labelled, LabelledRow) and labelled.pane == pane.id:
                pane.choose(labelled.number)
        if isinstance(labelled, LabelledRow):
            return
        if labelled is not None and self.source.view is not None:
            self.follow_mention(labelled.mention, self.source.view.paragraphs[labelled.index].ordinal)

    def follow_mention(self, mention: Mention, ordinal: int) -> None:
        """Open the card of what is named; of an ambiguous mention, ask for which."""
        at = self.desk.mention_stop(ordinal, mention)
        if mention.entity is not None:
            self.go(self.desk.open_entity(mention.entity, at))
        elif mention.status is Status.AMBIGUOUS:
            self._choose_candidate(mention)

    def _choose_candidate(self, mention: Mention) -> None:
        from cpec_tui.tui import quick_open

        async def rows(wanted: str) -> Sequence[Row]:
            return await self.runner.ask(partial(quick_open.candidates, ids=mention.candidates, wanted=wanted))

        self._choose_to_open(f"“{mention.surface}” may be", rows)

    # Places and quick open

    def command_places(self) -> None:
        """Where one was."""
        from cpec_tui.tui.quick_open import place_rows
        from cpec_tui.tui.screens.chooser import Chooser

        places = self.desk.history.newest_first

        async def rows(wanted: str) -> Sequence[Row]:
            return place_rows(places, wanted)

        def visit(row: Row | None) -> None:
            if row is not None:
                self.go(self.desk.visit(places[int(row.id)]))

        self.app.push_screen(Chooser("Places visited", rows, hint="a part of the title"), visit)

    def command_quick_open(self) -> None:
        """Anything that has a name."""
        from cpec_tui.tui.quick_open import matching

        async def rows(wanted: str) -> Sequence[Row]:
            return await self.runner.ask(partial(matching, wanted=wanted))

        self._choose_to_open("Quick open", rows)

    def _choose_to_open(self, title: str, rows: Any) -> None:
        from cpec_tui.tui.screens.chooser import Chooser

        def open_row(row: Row | None) -> None:
            if row is not None:
                self.go(self.desk.open_row(row))

        self.app.push_screen(Chooser(title, rows, hint="a part of the name"), open_row)

    def command_go_to(self) -> None:
        """A paragraph by its number."""
        from cpec_tui.tui.screens.ask_number import AskNumber

        view = self.source.view
        if view is None:
            return

        def go(number: int | None) -> None:
            if number is not None:
                self.go(self.desk.jump(Stop(view.doc, number)))

        self.app.push_screen(AskNumber("Paragraph", view.total), go)

    # Copying

    def command_select(self) -> None:
        """Begin or end a selection of paragraphs."""
        if self.source.toggle_selection():
            self.say("selecting: move to the last paragraph, y copies, v ends it")

    def command_cite(self) -> None:
        """Quotation and citation."""
        self.do("copy", self._copy(cited=True))

    def command_copy(self) -> None:
        """The bare text."""
        self.do("copy", self._copy(cited=False))

    def command_copy_selection(self) -> None:
        """The text that is selected, and nothing else: who presses ctrl+c may want to leave."""
        if self.source.passage is not None:
            self.command_copy()
        else:
            key = self.keymap.label_everywhere("quit")
            self.say(f"nothing is selected to be copied; {key} leaves" if key else "nothing is selected to be copied")

    async def _copy(self, *, cited: bool) -> None:
        from cpec_tui.citing import addresses, quotation
        from cpec_tui.model import address_of
        from cpec_tui.tui.copying import copy_with_tool

        view, passage = self.source.view, self._passage()
        if view is None or passage is None or not passage.text:
            return
        text, first = passage.text, address_of(view.doc, passage.first)
        if cited:
            text = quotation(text, await self.runner.ask(lambda library: library.citation(first, passage.last)))
        self.app.copy_to_clipboard(text)
        await asyncio.to_thread(copy_with_tool, text)
        self.source.drop_selection()
        shown = passage.text if len(passage.text) <= 60 else passage.text[:59] + own(self, "…")
        said = f"copied “{shown}”"
        self.say(f"{said} {addresses(view.doc, passage.first, passage.last)}" if cited else said)

    def _passage(self) -> Passage | None:
        """What is to be copied: a selection, a quotation, or the chosen paragraph."""
        source, chosen = self.source, self.source.chosen
        selected = source.passage
        if selected is not None or chosen is None:
            return selected
        quoted = source.current if source.quoting else None
        text = chosen.text if quoted is None else chosen.text[slice(*quoted)]
        return Passage(text, chosen.ordinal, chosen.ordinal)
