"""Reading in processes of their own: on all processors, and safe from what a hostile file does to its reader.

A file that takes too long is given up with its process, a reader that dies costs the file that it had in hand; another
one goes on with the rest. What was read comes in the order in which it was asked for.
"""

from __future__ import annotations

import pickle
import threading
import time
from collections import deque
from collections.abc import Sequence

from cpec_tui.built import processes
from cpec_tui.built.parcels import Failure, Job, Parcel
from cpec_tui.built.reader import Setting
from cpec_tui.built.reader_process import Numbered, ReaderProcess
from cpec_tui.errors import BuiltIndexError

# So much is read ahead of what was taken: enough that no reader waits while one is busy with a slow file, and little
# enough to be held in memory.
_AHEAD = 256
_AHEAD_BYTES = 16 << 20
# Small files are given to a reader by the bunch: waiting for each answer would take longer than reading it.
_BUNCH = 32
_BUNCH_BYTES = 64 << 10
# Seconds: between two looks at the clock, and of waiting until one reader more is started.
_WATCH = 0.1
_PATIENCE = 0.1


class ReaderPool:
    """Readers at work on ``jobs``. ``take`` gives what comes of them in their order; ``close`` ends all of it."""

    def __init__(self, setting: Setting, jobs: Sequence[Job], most: int) -> None:
        """Start one reader; others, up to ``most``, are started when what is read is waited for."""
        self._jobs = jobs
        self._most = most
        self._first = processes.packed(setting)
        self._limits = setting.limits
        self._outcomes: dict[int, bytes | Failure] = {}
        self._asked = self._taken = self._ahead = 0
        self._changed = threading.Condition()
        self._closed = False
        self._error: BuiltIndexError | None = None
        self._waited = 0.0
        self._readers: list[ReaderProcess] = []
        self._threads: list[threading.Thread] = []
        self._start_one()

    @property
    def readers(self) -> int:
        """How many were started."""
        return len(self._readers)

    def take(self, wait: float = _WATCH) -> Parcel | Failure | None:
        """What came of the next job; None when it is not done within ``wait`` seconds.

        Raises BuiltIndexError when no reader can be started.
        """
        began = time.monotonic()
        for reader in self._readers:
            reader.check(began)
        with self._changed:
            self._changed.wait_for(lambda: self._taken in self._outcomes or self._error, wait)
            self._start_another(time.monotonic() - began)
            if self._taken not in self._outcomes:
                if self._error:
                    raise self._error
                return None
            outcome = self._outcomes.pop(self._taken)
            self._ahead -= self._jobs[self._taken].size
            self._taken += 1
            self._changed.notify()
        return outcome if isinstance(outcome, Failure) else _opened(outcome)

    def close(self) -> None:
        """End all readers, whatever they are doing."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for reader in self._readers:
            reader.close()
        for thread in self._threads:
            thread.join()

    def _start_another(self, waited: float) -> None:
        """Whoever takes plain text is kept busy by one reader; more of them would only be in the way."""
        if len(self._readers) == self._most or self._asked == len(self._jobs):
            return
        if all(reader.is_busy for reader in self._readers):
            self._waited += waited
            if self._waited >= _PATIENCE:
                self._waited = 0.0
                self._start_one()

    def _start_one(self) -> None:
        reader = ReaderProcess(self._first, self._limits)
        self._readers.append(reader)
        self._threads.append(threading.Thread(target=self._work, args=(reader,), daemon=True))
        self._threads[-1].start()

    def _work(self, reader: ReaderProcess) -> None:
        """What the thread of one reader does."""
        try:
            while bunch := self._bunch():
                for number, outcome in reader.read(bunch):
                    with self._changed:
                        self._outcomes[number] = outcome
                        if number == self._taken:
                            self._changed.notify_all()
        except BuiltIndexError as error:
            with self._changed:
                self._error = error
                self._changed.notify_all()
        finally:
            reader.end()

    def _bunch(self) -> deque[Numbered]:
        """The next jobs for one reader, as soon as they may be begun; none when there are no more."""
        bunch: deque[Numbered] = deque()
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._asked == len(self._jobs) or self._may_begin())
            room = _BUNCH_BYTES
            while not self._closed and self._asked < len(self._jobs) and len(bunch) < _BUNCH:
                job = self._jobs[self._asked]
                room -= job.size
                if bunch and room < 0:
                    break
                bunch.append((self._asked, job))
                self._asked += 1
                self._ahead += job.size
        return bunch

    def _may_begin(self) -> bool:
        """Whether not too much is waiting already to be taken."""
        return self._asked == self._taken or (
            self._asked < self._taken + _AHEAD and self._ahead + self._jobs[self._asked].size <= _AHEAD_BYTES
        )


def _opened(outcome: bytes) -> Parcel | Failure:
    opened: Parcel | Failure = pickle.loads(outcome)
    return opened
