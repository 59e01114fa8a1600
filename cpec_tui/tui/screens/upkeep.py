"""Commands about the program itself: the list of all, help, looks, indexing, editing.

What is laid over the panes is imported when it is first asked for: the first picture does not wait for it.
"""

from __future__ import annotations

import asyncio
import subprocess
from typing import TYPE_CHECKING

from cpec_tui.errors import NotFoundError
from cpec_tui.tui.rows import Row, TextRow
from cpec_tui.tui.screens.merging import Merging

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cpec_tui.tui.commands import Command
    from cpec_tui.tui.help_rows import Group


class Upkeep(Merging):
    """Everything that is not reading."""

    def command_palette(self) -> None:
        """Every command."""
        from cpec_tui.tui.help_rows import command_rows
        from cpec_tui.tui.screens.chooser import Chooser

        offered = [one for one in self.keymap.commands if one.id != "palette"]

        async def rows(wanted: str) -> Sequence[Row]:
            return command_rows(offered, self.why_not, wanted)

        self.app.push_screen(Chooser("Commands", rows, hint="a part of the name, or a key"), self._run_row)

    def command_help(self) -> None:
        """The keys of the focused pane, those of the others, and the query."""
        from cpec_tui.tui.help_rows import help_groups

        self._show_help(
            help_groups(self.keymap.commands, self.scope_here(), (self.focused and self.focused.id) or ""),
            self._run_row,
        )

    def show_help(self, title: str, commands: Sequence[Command]) -> None:
        """The keys of what is laid over the panes, and the query."""
        self._show_help([(title, commands)], lambda row: None)

    def _show_help(self, groups: Sequence[Group], chosen: Callable[[Row | None], None]) -> None:
        from cpec_tui.tui.help_rows import help_rows
        from cpec_tui.tui.screens.chooser import Chooser

        async def rows(wanted: str) -> Sequence[Row]:
            return help_rows(groups, wanted)

        self.app.push_screen(Chooser("Help", rows, hint="a word, or a key"), chosen)

    def _run_row(self, row: Row | None) -> None:
        if row is not None and any(one.id == row.id for one in self.keymap.commands):
            self.run_command(row.id)

    def command_theme(self) -> None:
        """Choose a theme, shown while highlighted; the present one stands first."""
        from cpec_tui.tui.screens.chooser import Chooser

        before = self.app.theme
        names = sorted(self.app.available_themes, key=lambda name: (name != before, not name.startswith("cpec"), name))

        async def rows(wanted: str) -> Sequence[Row]:
            return [TextRow(name, name, (), True) for name in names if wanted.lower() in name]

        def show(row: Row) -> None:
            self.app.theme = row.id

        def choose(row: Row | None) -> None:
            self.app.theme = before if row is None else row.id
            if row is not None:
                self.keep_looks()

        self.app.push_screen(Chooser("Looks", rows, hint="a part of the name", seen=show), choose)

    def keep_looks(self) -> None:
        """Remember the theme for the next session."""
        raise NotImplementedError

    def command_index(self) -> None:
        """Look for changes."""
        if self.indexer.is_running:
            self.say("indexing is going on")
        else:
            self.indexer.start()

    def command_problems(self) -> None:
        """What is wrong, each with its place."""
        from cpec_tui.tui.problem_rows import ProblemRow, problem_rows
        from cpec_tui.tui.screens.chooser import Chooser

        async def rows(wanted: str) -> Sequence[Row]:
            return problem_rows(await self.runner.ask(lambda library: library.problems()), wanted)

        def open_place(row: Row | None) -> None:
            if isinstance(row, ProblemRow):
                path, line = self.runner.corpus.root / row.problem.path, max(1, row.problem.line)
                self.mend(row.problem, lambda: self.do("edit", self._open_editor(path, line)))

        self.app.push_screen(Chooser("Problems", rows, hint="a part of the text"), open_place)

    def command_cancel_indexing(self) -> None:
        """Stop; what is done stays."""
        self.indexer.cancel()

    # Editing

    def command_edit(self) -> None:
        """Open the entity's YAML, or the source, in the reader's editor."""
        self.on_own_files("edit", lambda: self.do("edit", self._edit()))

    async def _edit(self) -> None:
        await self._open_editor(*await self._file_in_view())

    async def _open_editor(self, path: Path, line: int) -> None:
        """Open a file in the reader's editor, and index what was changed there."""
        from textual.app import SuspendNotSupported

        from cpec_tui.tui.editing import command_line, editor

        command = editor()
        if command is None:
            self.say(f"no editor is set: say export VISUAL=vi first. The place is {path}:{line}")
            return
        try:
            with self.app.suspend():
                result = subprocess.run(command_line(command, path, line), check=False)
        except SuspendNotSupported:
            self.say(f"no editor can be opened from here. The place is {path}:{line}")
        except OSError as error:
            self.say(f"{command[0]} cannot be run: {error.strerror or error}. The place is {path}:{line}")
        else:
            if result.returncode:
                self.say(f"{command[0]} ended with code {result.returncode}")
            self.indexer.start()

    async def _file_in_view(self) -> tuple[Path, int]:
        """The file and line of what the focused pane shows: the card's YAML, the source, or what is known of it."""
        from cpec_tui.tui.editing import is_text

        corpus, view, paragraph = self.runner.corpus, self.source.view, self.source.chosen
        card = self.desk.card
        if card is not None and card.entity.source and (view is None or not self._is_on_source()):
            return corpus.root / card.entity.source, max(1, card.entity.line)
        if view is None:
            raise NotFoundError("nothing is shown that could be edited")
        address = paragraph.address if paragraph is not None else view.doc
        path, line = await self.runner.ask(lambda library: library.source_place(address))
        return (path, line) if is_text(path) else await asyncio.to_thread(self._entry_of, view.doc)

    def _entry_of(self, doc: str) -> tuple[Path, int]:
        """Where documents.yaml overrules what a document says of itself."""
        from cpec_tui.tui.editing import entry_line

        path = self.runner.corpus.index / "documents.yaml"
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            text = ""
        return path, entry_line(text, doc)

    def _is_on_source(self) -> bool:
        """Whether the reader is in the source, or at a row of the results that stands for one."""
        from cpec_tui.tui.result_rows import HitRow
        from cpec_tui.tui.shelf_rows import DocumentRow

        on_results = self.focused is self.results
        return self.focused is self.source or (
            on_results and isinstance(self.results.highlighted, (HitRow, DocumentRow))
        )
