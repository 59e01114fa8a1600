"""Building in a child process, so that whoever waits for it can go on working: the app never builds in a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from cpec_tui import platform
from cpec_tui.built import orders, wire
from cpec_tui.built.child_process import ChildProcess, KeptChild
from cpec_tui.built.progress import Progress, Published, Report
from cpec_tui.built.wire import Event
from cpec_tui.corpus import Corpus
from cpec_tui.errors import CpecError

__all__ = ["ChildBuild", "KeptChild", "Progress", "Published", "Report", "build_in_child"]

_LAST_MOMENTS = 10.0
# A process that read more than so many files holds memory that small builds do not need.
_MOST_READ = 500


class ChildBuild:
    """One build in a child process: iterate it, in one thread, to hear how it goes; ``cancel`` it from any thread.

    Iterating yields Progress and Published, and last the Report. When the build was cancelled there is no Report. It
    raises what ``building.build`` raises, and BuiltIndexError when the child crashes.
    """

    def __init__(self, corpus: Corpus, folder: Path, *, rebuild: bool = False, kept: KeptChild | None = None) -> None:
        """Start building the built index of ``corpus`` in ``folder``, with the ``kept`` child, which is kept again.

        Raises BuiltIndexError when no process starts.
        """
        self._cancelled = self._let_go = self._heard = self._given = False
        self._kept = kept
        self._child = ChildProcess(corpus, folder) if kept is None else kept.take(corpus, folder)
        self._child.begin(orders.REBUILD if rebuild else orders.BUILD)

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._child.process.pid

    def __iter__(self) -> Iterator[Event]:
        """What happens, as it happens."""
        lines = self._child.output
        self._heard = True
        reusable = False
        try:
            with open(lines.fileno(), "rb", closefd=False) as buffered:
                for line in buffered:
                    if not line.endswith(b"\n"):
                        break
                    event = wire.read_line(line)
                    # After its last word it waits, and says nothing more that the buffer could have taken.
                    reusable = isinstance(event, Report) and event.added + event.changed <= _MOST_READ
                    yield event
                    if isinstance(event, Report):
                        return
            if not self._cancelled:
                raise self._child.crash()
        except (wire.Interrupted, platform.Busy, CpecError) as end:
            reusable = self._child.process.poll() is None
            if not isinstance(end, wire.Interrupted):
                raise
        finally:
            self._finish(reusable=reusable)

    def _finish(self, *, reusable: bool) -> None:
        """Keep the child for the next build, or see to its end."""
        if reusable and self._kept is not None and not self._let_go:
            self._given = True
            self._kept.give(self._child)
            return
        self._child.output.close()
        self._child.let_go()
        self._child.reap(0 if self._let_go else _LAST_MOMENTS)

    def cancel(self) -> None:
        """Ask the child to stop, and return at once; iterating goes on to the end.

        A first build publishes what is done. From any thread.
        """
        self._cancelled = True
        if not self._given:
            self._child.stop()

    def close(self, patience: float = 0.0) -> None:
        """Cancel, wait at most ``patience`` seconds, and let go: a child that is not done yet ends on its own.

        From any thread; one that is iterating stops waiting at once.
        """
        self._cancelled = self._let_go = True
        if self._given:
            return
        self._child.let_go()
        if not self._heard:
            self._child.output.close()
        self._child.errors.close()
        self._child.reap(patience)

    def __enter__(self) -> ChildBuild:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def build_in_child(
    corpus: Corpus,
    folder: Path,
    *,
    rebuild: bool = False,
    listen: Callable[[Progress | Published], None] = lambda event: None,
    cancelled: Callable[[], bool] = lambda: False,
    kept: KeptChild | None = None,
) -> Report | None:
    """Build in a child process and wait for it; None when ``cancelled``, which is asked after every event.

    Raises as ``building.build`` does. ``kept`` is the child that builds, and is kept for the next time.
    """
    with ChildBuild(corpus, folder, rebuild=rebuild, kept=kept) as build:
        for event in build:
            if isinstance(event, Report):
                return event
            listen(event)
            if cancelled():
                build.cancel()
    return None
