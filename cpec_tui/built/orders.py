"""What the process that wants something built says to the child that builds, a line each.

Orders are numbered, so that the wish to stop one that is over already does not stop the next.
"""

from __future__ import annotations

import contextlib
import os
import threading
from queue import SimpleQueue

BUILD = "build"
REBUILD = "rebuild"
_STOP = "stop"


def order(job: str, number: int) -> bytes:
    """The line that asks for a job."""
    return f"{job} {number}\n".encode("ascii")


def stop(number: int) -> bytes:
    """The line that asks to stop the job of that number, but to go on telling."""
    return order(_STOP, number)


class Orders:
    """The orders of a child: ``next`` waits for one, and while it is done ``is_stopped`` tells when that is enough."""

    def __init__(self) -> None:
        """Nothing is wanted yet."""
        self._wanted: SimpleQueue[tuple[str, int] | None] = SimpleQueue()
        self._number = self._stopped = 0
        self._over = threading.Event()

    def listen(self, descriptor: int) -> None:
        """Take orders from there until it ends: then nobody listens any more, and nothing is wanted."""
        rest = b""
        # Not through ``sys.stdin``, which would be locked while the interpreter shuts down.
        with contextlib.suppress(OSError):
            while said := os.read(descriptor, 1024):
                *lines, rest = (rest + said).split(b"\n")
                for line in lines:
                    self._take(line.decode("ascii"))
        self.end()

    def _take(self, line: str) -> None:
        job, _, number = line.partition(" ")
        if job == _STOP:
            self._stopped = int(number)
        else:
            self._wanted.put((job, int(number)))

    def end(self) -> None:
        """Stop what is done, and want nothing after it."""
        self._over.set()
        self._wanted.put(None)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is wanted yet."""
        return self._wanted.empty()

    def next(self) -> str | None:
        """The next job, as soon as there is one; None when there will be no more."""
        wanted = self._wanted.get()
        if wanted is None:
            return None
        job, self._number = wanted
        return job

    def is_stopped(self) -> bool:
        """Whether the present job is to stop."""
        return self._over.is_set() or self._stopped >= self._number
