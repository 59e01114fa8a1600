"""``cpec-tui index --watch``: indexing again and again, as the corpus changes."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cpec_tui import platform
from cpec_tui.built import following
from cpec_tui.built.caretaker import Caretaker
from cpec_tui.built.child_process import KeptChild
from cpec_tui.built.progress import Tidied
from cpec_tui.cli import output
from cpec_tui.cli.boundary import say
from cpec_tui.cli.session import update
from cpec_tui.errors import CpecError, DamagedError, ExitCode

if TYPE_CHECKING:
    from cpec_tui.built.progress import Report
    from cpec_tui.library import Library

_BUSY_SECONDS = 0.5


def watch(library: Library, tell: Callable[[Report], None], *, rebuild: bool) -> ExitCode:
    """Bring the built index up to date now and after every change, until Ctrl+C; ``tell`` hears of every build.

    What hinders a build is said, and the next change tried again. After a while without any the built index is tidied.
    """
    stop = threading.Event()
    try:
        with ExitStack() as ended, KeptChild() as kept:
            damaged = threading.Event()
            caretaker = Caretaker(library.corpus, library.folder, kept, partial(_say_tidied, damaged))
            ended.callback(caretaker.close)
            builds = _Builds(library, tell, stop, kept, caretaker)
            tried = following.state(library.corpus)
            builds.build(rebuild=rebuild)
            output.narrate("watching seeds/ and index/: ctrl+c ends it")
            for _ in following.looks(library.corpus, stop):
                now = following.state(library.corpus)
                if now != tried or damaged.is_set():
                    tried = now
                    damaged.clear()
                    builds.build(rebuild=False)
                else:
                    caretaker.look()
    except KeyboardInterrupt:
        if sys.stderr is not None and sys.stderr.isatty():
            # The terminal has written ^C where the cursor was.
            print(file=sys.stderr)
    return ExitCode.INTERRUPTED


def _say_tidied(damaged: threading.Event, outcome: Tidied | CpecError) -> None:
    if isinstance(outcome, CpecError):
        say(outcome.message, outcome.hint)
        if isinstance(outcome, DamagedError):
            damaged.set()
    else:
        output.narrate("tidied the built index")


@dataclass(frozen=True, slots=True)
class _Builds:
    """Builds one after the other, by a child that is kept."""

    library: Library
    tell: Callable[[Report], None]
    stop: threading.Event
    kept: KeptChild
    caretaker: Caretaker

    def build(self, *, rebuild: bool) -> None:
        try:
            self.tell(self._when_nobody_else_does(rebuild=rebuild))
            self.caretaker.note_change()
        except CpecError as error:
            say(error.message, error.hint)
        if sys.stdout is not None:
            # Whoever reads from a pipe is to hear of it now.
            sys.stdout.flush()
        # One that read a lot was not kept. That none starts, the next build says.
        with contextlib.suppress(CpecError):
            self.kept.prepare(self.library.corpus, self.library.folder)

    def _when_nobody_else_does(self, *, rebuild: bool) -> Report:
        """Build once no other program is building. Raises as ``building.build`` does, but not platform.Busy."""
        told = False
        while True:
            self.caretaker.give_way()
            try:
                return update(self.library, rebuild=rebuild, kept=self.kept)
            except platform.Busy as busy:
                if not told:
                    output.narrate(f"another program (process {busy.holder}) is indexing: waiting for it")
                    told = True
                self.stop.wait(_BUSY_SECONDS)
