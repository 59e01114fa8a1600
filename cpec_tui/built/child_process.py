"""The process that builds, seen from outside, and keeping one that has nothing to do for the next build.

It is a fresh interpreter in a session of its own, so that Ctrl+C in the terminal does not reach it. The end of its
input tells it that this process let go of it or died.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

from cpec_tui.built import orders, processes
from cpec_tui.corpus import Corpus
from cpec_tui.errors import BuiltIndexError

_TAIL = 4096


class ChildProcess:
    """A process that builds the built index of one corpus as often as it is asked to."""

    def __init__(self, corpus: Corpus, folder: Path) -> None:
        """Start it; it waits. Raises BuiltIndexError when no process starts."""
        self.purpose = (corpus, folder)
        self.errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._number = 0
        try:
            self.process = subprocess.Popen(
                processes.python("cpec_tui.built.worker", str(corpus.root), str(folder.absolute())),
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.errors,
                start_new_session=True,
                creationflags=processes.QUIETLY,
            )
        except OSError as error:
            self.errors.close()
            raise BuiltIndexError(
                f"no process for indexing can be started: {error.strerror or error}", "try: cpec-tui index"
            ) from error

    @property
    def output(self) -> IO[bytes]:
        """What it says, a line for each event."""
        assert self.process.stdout is not None
        return self.process.stdout

    def begin(self, job: str) -> None:
        """Ask for a job; a process that is gone is noticed when it says nothing."""
        self._number += 1
        self._say(orders.order(job, self._number))

    def stop(self) -> None:
        """Ask to stop the present job."""
        self._say(orders.stop(self._number))

    def _say(self, line: bytes) -> None:
        assert self.process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            self.process.stdin.write(line)

    def let_go(self) -> None:
        """Want nothing of it any more: it stops what it does and ends."""
        assert self.process.stdin is not None
        self.process.stdin.close()

    def reap(self, patience: float) -> None:
        """Wait for its end; what takes longer is left to a thread, so that no dead process stays behind."""
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            threading.Thread(target=self.process.wait, daemon=True).start()

    def end(self) -> None:
        """Let go of it when it is not listened to."""
        self.let_go()
        self.output.close()
        self.errors.close()
        self.reap(0)

    def crash(self) -> BuiltIndexError:
        """Why it ended without a word."""
        code = self.process.wait()
        size = self.errors.seek(0, 2)
        self.errors.seek(max(0, size - _TAIL))
        said = self.errors.read().decode("utf-8", "replace").strip().splitlines()
        ended = f"signal {-code}" if code < 0 else f"exit code {code}"
        why = f"{ended}, {said[-1][:200]}" if said else ended
        return BuiltIndexError(f"the process that was indexing ended: {why}", "what was indexed before stays in use")


class KeptChild:
    """At most one child that has nothing to do: it need not start, and knows the curated files. From any thread."""

    def __init__(self) -> None:
        """None is kept yet."""
        self._child: ChildProcess | None = None
        self._closed = False
        self._lock = threading.Lock()

    def take(self, corpus: Corpus, folder: Path) -> ChildProcess:
        """The one that is kept, when it is for this, else a new one. Raises BuiltIndexError when none starts."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            if child.purpose == (corpus, folder) and child.process.poll() is None:
                return child
            child.end()
        return ChildProcess(corpus, folder)

    def prepare(self, corpus: Corpus, folder: Path) -> None:
        """Have one wait for the next build, if none does. Raises BuiltIndexError when none starts."""
        with self._lock:
            child = self._child
            is_waiting = child is not None and child.purpose == (corpus, folder) and child.process.poll() is None
            is_wanted = not self._closed and not is_waiting
        if is_wanted:
            self.give(ChildProcess(corpus, folder))

    def give(self, child: ChildProcess) -> None:
        """Keep one that is done."""
        with self._lock:
            before, self._child = (child, None) if self._closed else (self._child, child)
        if before is not None:
            before.end()

    def close(self) -> None:
        """Keep none any more."""
        with self._lock:
            child, self._child, self._closed = self._child, None, True
        if child is not None:
            child.end()

    def __enter__(self) -> KeptChild:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
