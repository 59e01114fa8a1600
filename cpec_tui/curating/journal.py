"""What was done to a corpus, so that it can be undone: a file in the user's state folder, never in the corpus."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from cpec_tui import platform
from cpec_tui.corpus import Corpus
from cpec_tui.curating.steps import Change, Step
from cpec_tui.errors import CurationError

MOST = 200
_VERSION = 1


def journal_file(corpus: Corpus) -> Path:
    """Where the journal of a corpus is."""
    return platform.state_home() / "undo" / f"{corpus.key}.json"


@dataclass(frozen=True, slots=True)
class History:
    """The steps, oldest first; the first ``done`` of them are done, the others undone.

    While the last one done is being made in several files, or taken back, it is ``unsettled``.
    """

    steps: tuple[Step, ...] = ()
    done: int = 0
    unsettled: bool = False

    @property
    def last(self) -> Step | None:
        """The step that ``undo`` takes back."""
        return self.steps[self.done - 1] if self.done else None

    @property
    def next(self) -> Step | None:
        """The step that ``redo`` does again."""
        return self.steps[self.done] if self.done < len(self.steps) else None

    def with_step(self, step: Step) -> History:
        """One step more; what was undone is forgotten, and what lies too far back."""
        steps = (*self.steps[: self.done], step)[-MOST:]
        return History(steps, len(steps))

    def moved(self, by: int) -> History:
        """So many steps more done, or fewer."""
        return History(self.steps, self.done + by)

    def begun(self) -> History:
        """The same while its last step is under way; one of a single file is made in one go."""
        return replace(self, unsettled=self.last is not None and len(self.last.changes) > 1)


@dataclass(frozen=True, slots=True)
class Journal:
    """The file that keeps a ``History``; one that cannot be used counts as an empty one."""

    file: Path

    def read(self) -> History:
        """What is kept."""
        try:
            kept = json.loads(self.file.read_bytes())
            if kept["version"] != _VERSION:
                return History()
            steps = tuple(
                Step(str(step["description"]), tuple(Change(**change) for change in step["changes"]))
                for step in kept["steps"]
            )
            return History(steps, min(len(steps), max(0, int(kept["done"]))), kept.get("unsettled") is True)
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return History()

    def write(self, history: History) -> None:
        """Keep ``history``. Raises CurationError when that cannot be done."""
        steps = [asdict(step) for step in history.steps]
        kept = {"version": _VERSION, "done": history.done, "steps": steps, "unsettled": history.unsettled}
        try:
            content = json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass")
            platform.write_atomically(self.file, content, 0o600)
        except OSError as error:
            raise self._unusable(error) from error

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else changes curated files through the program meanwhile. Raises CurationError when one is at it."""
        with contextlib.ExitStack() as held:
            try:
                self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                held.enter_context(platform.exclusive_lock(self.file.with_suffix(".lock")))
            except platform.Busy as busy:
                raise CurationError(f"another cpec-tui (process {busy.holder}) is writing", "try again") from busy
            except OSError as error:
                raise self._unusable(error) from error
            yield

    def _unusable(self, error: OSError) -> CurationError:
        message = f"what can be undone cannot be kept in {self.file}: {error.strerror or error}"
        return CurationError(message, "check space and permissions there; nothing was changed")
