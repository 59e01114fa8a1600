"""``cpec-tui index --watch``: indexing again and again, as the corpus changes."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui import platform
from cpec_tui.built import following
from cpec_tui.built.child_process import KeptChild
from cpec_tui.cli import output
from cpec_tui.cli.boundary import say
from cpec_tui.cli.session import update
from cpec_tui.errors import CpecError, ExitCode

if TYPE_CHECKING:
    from cpec_tui.built.progress import Report
    from cpec_tui.library import Library

_BUSY_SECONDS = 0.5


def watch(library: Library, tell: Callable[[Report], None], *, rebuild: bool) -> ExitCode:
    """Bring the built index up to date now and after every change, until Ctrl+C; ``tell`` hears of every build.

    What hinders a build is said, and the next change tried again.
    """
    stop = threading.Event()
    try:
        with KeptChild() as kept:
            builds = _Builds(library, tell, stop, kept)
            tried = following.state(library.corpus)
            builds.build(rebuild=rebuild)
            output.narrate("watching seeds/ and index/: ctrl+c ends it")
            for _ in following.looks(library.corpus, stop):
                now = following.state(library.corpus)
                if now != tried:
                    tried = now
                    builds.build(rebuild=False)
    except KeyboardInterrupt:
        if sys.stderr is not None and sys.stderr.isatty():
            # The terminal has written ^C where the cursor was.
            print(file=sys.stderr)
    return ExitCode.INTERRUPTED


@dataclass(frozen=True, slots=True)
class _Builds:
    """Builds one after the other, by a child that is kept."""

    library: Library
    tell: Callable[[Report], None]
    stop: threading.Event
    kept: KeptChild

    def build(self, *, rebuild: bool) -> None:
        try:
            self.tell(self._when_nobody_else_does(rebuild=rebuild))
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
            try:
                return update(self.library, rebuild=rebuild, kept=self.kept)
            except platform.Busy as busy:
                if not told:
                    output.narrate(f"another program (process {busy.holder}) is indexing: waiting for it")
                    told = True
                self.stop.wait(_BUSY_SECONDS)
