"""When a built index is tidied: after a while in which nothing changed, by the child that is kept for builds."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from cpec_tui import platform
from cpec_tui.built.child import ChildTidying, KeptChild
from cpec_tui.built.progress import Tidied
from cpec_tui.corpus import Corpus
from cpec_tui.errors import CpecError

# Nothing changed for so long, then it is looked once whether there is anything to be tidied.
REST_SECONDS = 60.0
# Who is asked to make room and does not is ended: nothing is lost then, and a change does not wait.
_PATIENCE_SECONDS = 1.0
_LOGGER = logging.getLogger(__name__)


class Caretaker:
    """Has a built index tidied once after changes; a thread of its own listens to the child.

    ``look`` is called now and then, ``give_way`` before a build, ``note_change`` after it; not two of them at once.
    """

    def __init__(
        self,
        corpus: Corpus,
        folder: Path,
        kept: KeptChild,
        told: Callable[[Tidied | CpecError], None] = lambda outcome: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``folder`` is the built index of ``corpus``; ``told`` hears what was done, and of damage, on the thread."""
        self._corpus = corpus
        self._folder = folder
        self._kept = kept
        self._told = told
        self._clock = clock
        self._stopping = False
        self._tidying: ChildTidying | None = None
        self._thread: threading.Thread | None = None
        # What earlier sessions left may have to be tidied, too.
        self._resting_since: float | None = clock()

    def note_change(self) -> None:
        """The built index changed: there may be something to tidy, after another while."""
        self._resting_since = self._clock()

    def look(self) -> None:
        """Begin when it is time; returns at once."""
        since, thread = self._resting_since, self._thread
        if since is None or self._clock() - since < REST_SECONDS or (thread is not None and thread.is_alive()):
            return
        self._resting_since, self._stopping = None, False
        self._thread = threading.Thread(target=self._run, name="caretaker", daemon=True)
        self._thread.start()

    def give_way(self) -> None:
        """Stop what is going on, and wait until the lock is free; it is begun again after another while."""
        thread = self._thread
        if thread is None:
            return
        if thread.is_alive():
            self._resting_since = self._clock()
            self._cancel()
            thread.join(_PATIENCE_SECONDS)
            if thread.is_alive():
                self._end()
                thread.join()
        self._thread = None

    def close(self) -> None:
        """Stop, and do not wait: the child ends on its own."""
        self._stopping, self._resting_since = True, None
        tidying = self._tidying
        if tidying is not None:
            tidying.close()

    def _cancel(self) -> None:
        self._stopping = True
        tidying = self._tidying
        if tidying is not None:
            tidying.cancel()

    def _end(self) -> None:
        tidying = self._tidying
        if tidying is not None:
            tidying.kill()

    def _run(self) -> None:
        outcome: Tidied | CpecError | None = None
        try:
            with ChildTidying(self._corpus, self._folder, kept=self._kept) as tidying:
                self._tidying = tidying
                if self._stopping:  # Asked before there was a child to tell.
                    tidying.cancel()
                for event in tidying:
                    outcome = event if isinstance(event, Tidied) else outcome
        except platform.Busy:
            self.note_change()
        except CpecError as error:
            outcome = error
        except Exception:  # The end of a thread: nobody else would tell.
            _LOGGER.exception("tidying failed")
        self._tidying = None
        if isinstance(outcome, Tidied) and not outcome.is_nothing:
            self._told(outcome)
        elif isinstance(outcome, CpecError) and not self._stopping:
            self._told(outcome)
