"""One reader process as its parent sees it: started when there is something to read, and again when it ended."""

from __future__ import annotations

import contextlib
import io
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from cpec_tui import platform
from cpec_tui.built import processes
from cpec_tui.built.parcels import SMALLER, Failure, Job
from cpec_tui.built.reader import READY, Limits
from cpec_tui.errors import BuiltIndexError, ReadingError
from cpec_tui.reading import registry

# The module whose ``main`` reads.
READER = "cpec_tui.built.reader"

_LAST_MOMENTS = 5.0
# How a process ends that another one killed.
_KILLED = frozenset(-getattr(signal, name, 0) for name in ("SIGKILL", "SIGTERM", "SIGHUP")) - {0}

Numbered = tuple[int, Job]


class ReaderProcess:
    """Used by one thread; ``check`` and ``close`` may be called by another."""

    def __init__(self, first: bytes, limits: Limits) -> None:
        """``first`` is what it is told at its beginning."""
        self._first = first
        self._limits = limits
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: io.BufferedReader | None = None
        self._closed = False
        self._in_hand: Job | None = None
        self._given_up: Job | None = None
        self._tried_again: Job | None = None
        self._deadline = float("inf")

    @property
    def is_busy(self) -> bool:
        """Whether it is reading, and not only being started or waiting for something to read."""
        return self._in_hand is not None

    def read(self, jobs: deque[Numbered]) -> Iterator[tuple[int, bytes | Failure]]:
        """What comes of each of ``jobs``, by its number; it ends early when it is closed.

        Raises BuiltIndexError when no process can be started.
        """
        while jobs and not self._closed:
            if self._pipe is None:
                self._start()
            self._ask([job for _, job in jobs])
            while jobs:
                number, job = jobs[0]
                self._take_in_hand(job)
                outcome = processes.receive(self._pipe) if self._pipe else None
                if outcome is None:
                    break
                jobs.popleft()
                yield number, outcome
            self._take_in_hand(None)
            if jobs and not self._closed:
                failure = self._ended(jobs[0][1])
                if failure:
                    yield jobs.popleft()[0], failure

    def check(self, now: float) -> None:
        """End the process when it has its file in hand for too long."""
        with self._lock:
            if now > self._deadline and self._process is not None:
                self._given_up, self._deadline = self._in_hand, float("inf")
                self._process.kill()

    def close(self) -> None:
        """End the process; no other will be started."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()

    def end(self) -> None:
        """End the process and wait for that; for the thread that reads."""
        self.close()
        if self._process is not None:
            self._reap()

    def _take_in_hand(self, job: Job | None) -> None:
        with self._lock:
            self._in_hand = job
            self._deadline = time.monotonic() + self._limits.seconds_for(job.size) if job else float("inf")

    def _ask(self, jobs: list[Job]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # It ended; that is told where its answer is awaited.
            processes.send(self._process.stdin, processes.packed(jobs))

    def _start(self) -> None:
        try:
            process = subprocess.Popen(
                processes.python(READER),
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                creationflags=processes.QUIETLY,
            )
        except OSError as error:
            why = error.strerror or str(error)
            raise BuiltIndexError(f"no process for reading can be started: {why}", "close other programs") from error
        assert process.stdin is not None
        assert process.stdout is not None
        with self._lock:
            self._process = process
            if self._closed:
                process.kill()
        platform.widen_pipe(process.stdout.fileno())
        self._pipe = io.BufferedReader(io.FileIO(process.stdout.fileno(), closefd=False))
        with contextlib.suppress(OSError):
            processes.send(process.stdin, self._first)
        if processes.receive(self._pipe) != READY and not self._closed:
            how = _said(self._reap())
            raise BuiltIndexError(f"a process for reading did not start (it ended with {how})", "please report it")

    def _ended(self, job: Job) -> Failure | None:
        """What to say of ``job``, at which the process ended; None when that is not its fault, and it is read anew."""
        code = self._reap()
        with self._lock:
            given_up, self._given_up = self._given_up, None
        if given_up is not None and given_up is not job:
            return None
        if given_up is None and code in _KILLED and job is not self._tried_again:
            # Somebody ended it, or the system was short of memory: the file need not be to blame.
            self._tried_again = job
            return None
        if given_up is job or code == -getattr(signal, "SIGALRM", 0):
            reason = f"reading took longer than {self._limits.seconds_for(job.size):,.0f} s"
        else:
            reason = f"the reader crashed on this file ({_said(code)})"
        return Failure(_digest_of(job), reason, SMALLER)

    def _reap(self) -> int:
        """Let go of the process; returns how it ended."""
        assert self._process is not None
        process = self._process
        self._pipe = None
        try:
            code = process.wait(_LAST_MOMENTS)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        with self._lock:
            self._process = None
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        return code


def _said(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _digest_of(job: Job) -> str:
    """By which it is known that the file is still the one that could not be read, and need not be tried again."""
    try:
        return registry.digest(registry.load(Path(job.absolute)))
    except ReadingError:
        return ""
