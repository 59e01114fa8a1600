"""Steps made, undone and done again."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from cpec_tui.corpus import Corpus
from cpec_tui.curating.files import Files
from cpec_tui.curating.journal import History, Journal, journal_file
from cpec_tui.curating.steps import Change, Done, Step, digest
from cpec_tui.entities import loading
from cpec_tui.errors import CurationError, Problem, Severity

# A new text of a file from the one that it has; None when there is no such file yet.
Edit = Callable[[str | None], str]


@dataclass(frozen=True, slots=True)
class HalfMade:
    """A step of several files that was interrupted: ``made`` in some of them, and not in others."""

    HINT: ClassVar[str] = "undo in the explorer takes it back"

    step: Step
    made: tuple[str, ...]
    not_made: tuple[str, ...]

    @property
    def said(self) -> str:
        """What happened, for people."""
        files = f"it is made in {', '.join(self.made)} and not in {', '.join(self.not_made)}"
        return f"the edit `{self.step.description}` was interrupted: {files}"

    @property
    def problem(self) -> Problem:
        """The same as a finding of ``check``."""
        return Problem("half-made-edit", Severity.ERROR, self.made[0], 0, self.said, self.HINT)


class Workbench:
    """Changes the curated files of one corpus and keeps what undoes it."""

    def __init__(self, corpus: Corpus, undo_file: Path | None = None) -> None:
        """``undo_file`` keeps the journal; without, it is where the user's state is."""
        self._corpus = corpus
        self._files = Files(corpus)
        self._journal = Journal(undo_file or journal_file(corpus))

    def history(self) -> History:
        """What can be undone and done again."""
        return self._journal.read()

    def make(self, description: str, edits: Mapping[str, Edit], entity: str | None = None) -> Done:
        """Make one step of the ``edits`` by file. Raises CpecError when it cannot be made; then no file is changed."""
        check_may_edit(self._corpus)
        with self._journal.locked():
            self._check_settled()
            changes = (self._change(file, edit) for file, edit in edits.items())
            step = Step(description, tuple(change for change in changes if change.before != change.after))
            if not step.changes:
                raise CurationError(f"{description}: nothing would change", "it is so already")
            self._advance(self._journal.read().with_step(step))
        return self._done(step, entity)

    def undo(self) -> Done:
        """Take the last step back. Raises CurationError when there is none, or a file is not as the step left it."""
        check_may_edit(self._corpus)
        with self._journal.locked():
            history = self._journal.read()
            if history.last is None:
                raise CurationError("there is nothing to undo")
            step = history.last
            if history.begun().unsettled:
                self._journal.write(history.begun())
            self._apply([change.reversed() for change in reversed(step.changes)], f"`{step.description}`")
            self._journal.write(history.moved(-1))
        return self._done(step)

    def redo(self) -> Done:
        """Do again what was undone last. Raises CurationError as ``undo`` does."""
        check_may_edit(self._corpus)
        with self._journal.locked():
            history = self._journal.read()
            if history.next is None:
                raise CurationError("there is nothing to do again")
            step = history.next
            self._advance(history.moved(1), f"`{step.description}`")
        return self._done(step)

    def half_made(self) -> HalfMade | None:
        """The last step, when a crash left it made in some of its files and not in others: undoing it mends that."""
        history = self._journal.read()
        step = history.last
        if step is None or not history.unsettled:
            return None
        now = {change.file: digest(self._files.read(change.file)) for change in step.changes}
        made = tuple(change.file for change in step.changes if now[change.file] == change.after)
        not_made = tuple(change.file for change in step.changes if now[change.file] == change.before)
        # What was changed by hand since is for the hand that did it.
        return HalfMade(step, made, not_made) if made and not_made and len(made + not_made) == len(now) else None

    def _advance(self, history: History, again: str = "") -> None:
        """Make the last step of ``history``, and keep that."""
        step, before = history.last, self._journal.read()
        assert step is not None
        # Noted first: a file that is changed and cannot be changed back would be worse than the reverse.
        self._journal.write(history.begun())
        try:
            self._apply(step.changes, again)
        except BaseException:
            # Should this fail, too, the step counts as made, and undoing it finds that there is nothing to do.
            with contextlib.suppress(CurationError):
                self._journal.write(before)
            raise
        if history.begun().unsettled:
            # It is whole, and is found to be so, whether that can be kept or not.
            with contextlib.suppress(CurationError):
                self._journal.write(history)

    def _check_settled(self) -> None:
        """Raises CurationError while the last step is half made: an edit on top of it could not be undone rightly."""
        half = self.half_made()
        if half is not None:
            raise CurationError(half.said, HalfMade.HINT)

    def _change(self, file: str, edit: Edit) -> Change:
        old = self._files.read(file)
        try:
            text = None if old is None else old.decode("utf-8")
        except UnicodeDecodeError as error:
            raise CurationError(f"{file} is not UTF-8 text", "save it as UTF-8") from error
        return Change.between(file, old, edit(text).encode("utf-8"))

    def _apply(self, changes: Sequence[Change], again: str = "") -> None:
        """Make all changes or none; those of a step that is undone or done ``again`` may be made already."""
        contents = {change.file: self._files.read(change.file) for change in changes}
        pending = [change for change in changes if not again or digest(contents[change.file]) != change.after]
        for change in pending:
            if digest(contents[change.file]) != change.before:
                if again:
                    raise CurationError(f"{again} stays: {change.file} was changed since", "change it by hand")
                raise CurationError(f"{change.file} was changed meanwhile", "try again")
        made: list[tuple[str, bytes | None, bytes | None]] = []
        try:
            for change in pending:
                old = contents[change.file]
                new = change.applied(old)
                self._files.replace(change.file, old, new)
                made.append((change.file, old, new))
        except BaseException:
            for file, old, new in reversed(made):
                self._files.replace(file, new, old)
            raise

    def _done(self, step: Step, entity: str | None = None) -> Done:
        return Done(step.description, tuple(self._files.path(change.file) for change in step.changes), entity)


def check_may_edit(corpus: Corpus) -> None:
    """Raises CurationError when the files of ``corpus`` are not to be written by this program."""
    if corpus.is_read_only:
        raise CurationError(f"{corpus.root} is read-only", "edit a copy of it, as e in the explorer makes one")
    _, problems = loading.load_config(corpus)
    newer = next((problem for problem in problems if problem.code == "newer-format"), None)
    if newer is not None:
        raise CurationError(f"{newer.path}: {newer.message}", "install a newer cpec-tui to edit it")
