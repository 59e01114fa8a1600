"""What the explorer does on command besides moving between panes: stepping, following, copying, finding, choosing."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from functools import partial
from typing import Any

from textual import on

from cpec_tui.citing import quotation
from cpec_tui.model import Mention, Status
from cpec_tui.tui import quick_open
from cpec_tui.tui.commands import Command, Keymap
from cpec_tui.tui.copying import copy_with_tool
from cpec_tui.tui.desk import Desk
from cpec_tui.tui.dispatch import CommandScreen
from cpec_tui.tui.finding import Found, find
from cpec_tui.tui.help_rows import command_rows, help_rows
from cpec_tui.tui.history import Place
from cpec_tui.tui.indexer import Indexer
from cpec_tui.tui.labels import Labelled
from cpec_tui.tui.rows import Row, TextRow
from cpec_tui.tui.runner import Runner
from cpec_tui.tui.screens.ask_number import AskNumber
from cpec_tui.tui.screens.chooser import Chooser
from cpec_tui.tui.screens.following import Following
from cpec_tui.tui.steps import Steps, Stop
from cpec_tui.tui.widgets.find_bar import FindBar
from cpec_tui.tui.widgets.source import SourcePane


class Errands(CommandScreen[None]):
    """Commands of the explorer. What it works on is set by the explorer itself."""

    runner: Runner
    keymap: Keymap
    desk: Desk
    indexer: Indexer
    source: SourcePane
    find_bar: FindBar
    _found: Steps | None = None
    _found_from: Stop | None = None

    def say(self, text: str) -> None:
        """A passing word."""
        raise NotImplementedError

    def show_pane(self, pane: str) -> None:
        """Bring a pane into sight and give it the focus."""
        raise NotImplementedError

    def go(self, doing: Coroutine[Any, Any, None]) -> None:
        """Move somewhere."""
        raise NotImplementedError

    # Stepping

    @property
    def steps(self) -> Steps:
        """What n and N step through now."""
        return self._found if self._found is not None else self.desk.steps

    def command_next(self) -> None:
        """To the next stop."""
        self._step(1)

    def command_previous(self) -> None:
        """To the stop before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._found is not None:
            self._step_found(by)
        else:
            self.go(self.desk.step(by))

    def command_back(self) -> None:
        """To where the last jump began."""
        self.go(self.desk.back())

    def command_forward(self) -> None:
        """Undo going back."""
        self.go(self.desk.forward())

    # Following

    def command_follow(self) -> None:
        """Letters on every mention in sight."""
        self._follow_one_of(self.source.mentions_in_sight())

    def command_follow_here(self) -> None:
        """The mention of the chosen paragraph; of several, by letter."""
        mentions = self.source.mentions_in_sight(chosen_only=True)
        if not mentions:
            self.say("nothing is named in the chosen paragraph")
        elif len(mentions) == 1:
            self._follow_labelled(Labelled("", *mentions[0], 0))
        else:
            self._follow_one_of(mentions)

    def _follow_one_of(self, mentions: Sequence[tuple[int, Mention]]) -> None:
        self.show_pane("source")
        self.app.push_screen(Following(self.source.show_labels(mentions)), self._follow_labelled)

    def _follow_labelled(self, labelled: Labelled | None) -> None:
        self.source.show_labels(())
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
        async def rows(wanted: str) -> Sequence[Row]:
            return await self.runner.ask(partial(quick_open.candidates, ids=mention.candidates, wanted=wanted))

        self._choose_to_open(f"“{mention.surface}” may be", rows)

    # Places and quick open

    def command_places(self) -> None:
        """Where one was."""
        history = self.desk.history
        places: list[Place] = [*reversed(history.behind), *history.ahead]

        async def rows(wanted: str) -> Sequence[Row]:
            return quick_open.place_rows(places, wanted)

        def visit(row: Row | None) -> None:
            if row is not None:
                self.go(self.desk.visit(places[int(row.id)]))

        self.app.push_screen(Chooser("Places visited", rows, hint="a part of the title"), visit)

    def command_quick_open(self) -> None:
        """Anything that has a name."""

        async def rows(wanted: str) -> Sequence[Row]:
            return await self.runner.ask(partial(quick_open.matching, wanted=wanted))

        self._choose_to_open("Quick open", rows)

    def _choose_to_open(self, title: str, rows: Any) -> None:
        def open_row(row: Row | None) -> None:
            if row is not None:
                self.go(self.desk.open_row(row))

        self.app.push_screen(Chooser(title, rows, hint="a part of the name"), open_row)

    def command_go_to(self) -> None:
        """A paragraph by its number."""
        view = self.source.view
        if view is None:
            return

        def go(number: int | None) -> None:
            if number is not None:
                self.go(self.desk.jump(Stop(view.doc, max(1, min(number, view.total)))))

        self.app.push_screen(AskNumber(f"Paragraph, 1 to {view.total:,}"), go)

    # Copying

    def command_select(self) -> None:
        """Begin or end a selection of paragraphs."""
        if self.source.toggle_selection():
            self.say("selecting: move to the last paragraph, y copies, v ends it")

    def command_cite(self) -> None:
        """Quotation and citation."""
        self.run_worker(self._copy(cited=True), group="copy", exclusive=True)

    def command_copy(self) -> None:
        """The bare text."""
        self.run_worker(self._copy(cited=False), group="copy", exclusive=True)

    async def _copy(self, *, cited: bool) -> None:
        chosen, address = self._chosen_text()
        if not chosen:
            return
        text = chosen
        if cited:
            text = quotation(chosen, await self.runner.ask(lambda library: library.citation(address)))
        self.app.copy_to_clipboard(text)
        await asyncio.to_thread(copy_with_tool, text)
        self.source.drop_selection()
        shown = chosen if len(chosen) <= 60 else chosen[:59] + "…"
        self.say(f"copied “{shown}” [{address}]" if cited else f"copied “{shown}”")

    def _chosen_text(self) -> tuple[str, str]:
        """What is to be copied, and the address of its paragraph: a selection, a quotation, or a paragraph."""
        source = self.source
        paragraph = source.chosen
        if paragraph is None:
            return "", ""
        if source.text_selected():
            return source.text_selected(), paragraph.address
        if source.selected:
            return "\n\n".join(one.text for one in source.selected), source.selected[0].address
        if self.desk.quoting and source.current is not None:
            return paragraph.text[slice(*source.current)], paragraph.address
        return paragraph.text, paragraph.address

    # Finding in the source

    def command_find(self) -> None:
        """Open the find bar."""
        if self._found is None:
            self._found, self._found_from = Steps("find"), self._stop_here()
        self.show_pane("source")
        self.find_bar.open()

    @on(FindBar.Typed)
    def _find_typed(self, message: FindBar.Typed) -> None:
        self.run_worker(self._find(message.text), group="find", exclusive=True)

    @on(FindBar.Submitted)
    def _leave_find_bar(self) -> None:
        self.show_pane("source")

    async def _find(self, wanted: str) -> None:
        view, origin = self.source.view, self._found_from
        if view is None or origin is None or self._found is None:
            return
        found = await asyncio.to_thread(find, view.paragraphs, wanted)
        self.source.mark_found(found.by_ordinal())
        self._found = Steps("find", [Stop(view.doc, ordinal, span) for ordinal, span in found.places])
        first = next((n for n, stop in enumerate(self._found.stops) if stop.ordinal >= origin.ordinal), 0)
        if found.places:
            self._found = Steps("find", self._found.stops, first)
            self._show_found()
        else:
            self.source.go_to(origin.ordinal, origin.span)
        self._say_found(found, wanted)

    def _say_found(self, found: Found, wanted: str) -> None:
        if found.problem:
            self.find_bar.say(found.problem)
        elif self._found is not None and found.places:
            self.find_bar.say(f"{self._found.at + 1:,}/{len(found.places):,}")
        else:
            self.find_bar.say("not found" if wanted.strip() else "")

    def _step_found(self, by: int) -> None:
        further = self._found.step(by) if self._found is not None else None
        if further is None:
            self.say("nothing further is found in this source")
            return
        self._found = further
        self.find_bar.say(f"{further.at + 1:,}/{len(further.stops):,}")
        self._show_found()

    def _show_found(self) -> None:
        stop = self._found.present if self._found is not None else None
        if stop is not None:
            self.source.go_to(stop.ordinal, stop.span)

    def close_find(self) -> None:
        """Close the find bar; the place is as before, unless one went on to what was found."""
        origin, typing = self._found_from, self.focused is not None and self.focused.id == "find-input"
        self._found = self._found_from = None
        self.find_bar.close()
        self.source.mark_found({})
        if typing and origin is not None:
            self.source.go_to(origin.ordinal, origin.span)
        self.show_pane("source")
        self.desk.show_foot()

    def _stop_here(self) -> Stop | None:
        source = self.source
        if source.view is None or source.chosen is None:
            return None
        return Stop(source.view.doc, source.chosen.ordinal, source.current)

    # Commands about commands

    def command_palette(self) -> None:
        """Every command."""
        offered = [one for one in self.keymap.commands if one.id != "palette"]

        async def rows(wanted: str) -> Sequence[Row]:
            return command_rows(offered, self.why_not, wanted)

        self.app.push_screen(Chooser("Commands", rows, hint="a part of the name, or a key"), self._run_row)

    def command_help(self) -> None:
        """Keys and the query."""

        async def rows(wanted: str) -> Sequence[Row]:
            return help_rows(self._help_order(), wanted)

        self.app.push_screen(Chooser("Help", rows, hint="a word, or a key"), self._run_row)

    def _help_order(self) -> Sequence[Command]:
        return self.keymap.commands

    def _run_row(self, row: Row | None) -> None:
        if row is not None and any(one.id == row.id for one in self.keymap.commands):
            self.run_command(row.id)

    def command_theme(self) -> None:
        """Choose a theme, shown while highlighted."""
        before = self.app.theme
        names = sorted(self.app.available_themes, key=lambda name: (not name.startswith("cpec"), name))

        async def rows(wanted: str) -> Sequence[Row]:
            return [TextRow(name, name, (), True) for name in names if wanted.lower() in name]

        def show(row: Row) -> None:
            self.app.theme = row.id

        def choose(row: Row | None) -> None:
            self.app.theme = before if row is None else row.id

        self.app.push_screen(Chooser("Looks", rows, hint="a part of the name", seen=show), choose)

    def command_index(self) -> None:
        """Look for changes."""
        if self.indexer.is_running:
            self.say("indexing is going on")
        else:
            self.indexer.start()

    def command_cancel_indexing(self) -> None:
        """Stop; what is done stays."""
        self.indexer.cancel()

    def command_quit(self) -> None:
        """Leave."""
        self.app.exit()
