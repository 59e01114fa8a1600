"""The child process that builds: it works at low priority, and tells its parent how far it is.

It is started by ``child`` and builds as often as it is asked to. It stops when it is asked to, or when its input ends
because the parent let go of it or died. Stopping never loses what was published; a first build publishes what it has
done.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from cpec_tui import platform
from cpec_tui.built import processes, wire
from cpec_tui.built.building import build
from cpec_tui.built.memory import Memory
from cpec_tui.built.orders import REBUILD, Orders
from cpec_tui.built.progress import Progress, Published
from cpec_tui.corpus import Corpus
from cpec_tui.errors import CpecError

_NICE = 10
_PAUSE = 0.05  # seconds


def main() -> None:
    """Build the corpus in the first argument into the folder in the second, whenever that is asked for."""
    root, folder = sys.argv[1:]
    orders = Orders()
    voice = _Voice(processes.private_output(), orders)
    _yield_to_others()
    _heed_signals(orders)
    threading.Thread(target=_watch_parent, args=(voice, orders), daemon=True).start()
    memory = Memory()
    if orders.is_idle:
        # Started before there is anything to do: what the first build needs is made now.
        memory.prepare(Corpus(Path(root)))
    while (job := orders.next()) is not None:
        voice.begin()
        try:
            report = build(
                Corpus(Path(root)),
                Path(folder),
                rebuild=job == REBUILD,
                listen=voice.progress,
                published=voice.published,
                stop=orders.is_stopped,
                memory=memory,
            )
        except (platform.Busy, CpecError, KeyboardInterrupt) as end:
            voice.say(wire.end_line(end))
        else:
            voice.say(wire.event_line(report))


class _Voice:
    """Speaks to the parent; when nobody listens any more it asks the build to stop."""

    def __init__(self, output: int, orders: Orders) -> None:
        self._output: int | None = output
        self._lock = threading.Lock()
        self._orders = orders
        self.begin()

    def begin(self) -> None:
        """Another build begins."""
        self._stage = ""
        self._spoken = 0.0

    def progress(self, progress: Progress) -> None:
        """At every change of stage, else some twenty times a second."""
        now = time.monotonic()
        if progress.stage != self._stage or now - self._spoken >= _PAUSE:
            self._stage, self._spoken = progress.stage, now
            self.say(wire.event_line(progress))

    def published(self, published: Published) -> None:
        self.say(wire.event_line(published))

    def say(self, line: bytes) -> None:
        with self._lock:
            try:
                while line and self._output is not None:
                    line = line[os.write(self._output, line) :]
            except OSError:
                self._orders.end()

    def fall_silent(self) -> None:
        """Close the line, so that a parent that still listens stops waiting."""
        with self._lock:
            if self._output is not None:
                os.close(self._output)
                self._output = None


def _yield_to_others() -> None:
    """Typing in the app comes first."""
    nice = getattr(os, "nice", None)
    if nice is not None:
        with contextlib.suppress(OSError):
            nice(_NICE)


def _heed_signals(orders: Orders) -> None:
    def note(number: int, frame: FrameType | None) -> None:
        orders.end()

    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, note)


def _watch_parent(voice: _Voice, orders: Orders) -> None:
    """Hear what is wanted, and the end of our input: then nobody listens any more."""
    orders.listen(0)
    voice.fall_silent()


if __name__ == "__main__":
    main()
