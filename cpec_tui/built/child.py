"""Building and tidying in a child process, so that whoever waits can go on working: the app builds in no thread."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from cpec_tui import platform
from cpec_tui.built import orders, wire
from cpec_tui.built.child_process import ChildProcess, KeptChild
from cpec_tui.built.patience import Patience
from cpec_tui.built.progress import Progress, Published, Report, Tidied
from cpec_tui.built.wire import Event
from cpec_tui.corpus import Corpus
from cpec_tui.errors import BuiltIndexError, CpecError

__all__ = ["ChildBuild", "ChildTidying", "KeptChild", "Progress", "Published", "Report", "build_in_child"]

_LAST_MOMENTS = 10.0
# A process that read more than so many files, or wrote so many paragraphs anew, holds memory that small builds do not
# need.
_MOST_READ = 500
_MOST_RENEWED = 50_000
# A process that neither says anything nor uses the processor for so long hangs.
_PATIENCE_SECONDS = 300.0


class _ChildJob:
    """One job of a child process: iterate it, in one thread, to hear how it goes; ``cancel`` it from any thread."""

    def __init__(self, corpus: Corpus, folder: Path, job: str, kept: KeptChild | None, patience: float) -> None:
        self._cancelled = self._let_go = self._heard = self._given = False
        self._job = job
        self._kept = kept
        self._patience = patience
        self._child = ChildProcess(corpus, folder) if kept is None else kept.take(corpus, folder)
        self._child.begin(job)

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._child.process.pid

    def __iter__(self) -> Iterator[Event]:
        """What happens, as it happens."""
        self._heard = True
        reusable = False
        try:
            with closing(self._events()) as events:
                for event in events:
                    # After its last word it waits, and says nothing more that the buffer could have taken.
                    reusable = _is_light(event)
                    yield event
                    if _is_last(event):
                        return
        except (wire.Interrupted, platform.Busy, CpecError) as end:
            reusable = self._child.process.poll() is None
            if not isinstance(end, wire.Interrupted):
                raise
        finally:
            self._finish(reusable=reusable)

    def _events(self) -> Generator[Event, None, None]:
        """All that is said, up to the last word. Raises BuiltIndexError when the child ends, or hangs, before it."""
        said = False
        patience = Patience(self._patience, self._child.kill)
        with closing(patience.listen(self._lines())) as lines:
            for line in lines:
                said = True
                if line != wire.ALIVE:
                    yield wire.read_line(line)
        if self._cancelled:
            return
        if patience.is_lost:
            raise _hung(self._patience)
        if said or not self._child.has_waited:
            raise self._child.crash()
        # It died while it had nothing to do, and nobody had noticed yet.
        self._replace()
        yield from self._events()

    def _lines(self) -> Iterator[bytes]:
        with open(self._child.output.fileno(), "rb", closefd=False) as buffered:
            for line in buffered:
                if not line.endswith(b"\n"):
                    return
                yield line

    def _replace(self) -> None:
        """Begin again with another process."""
        dead = self._child
        self._child = ChildProcess(*dead.purpose)
        dead.end()
        self._child.begin(self._job)
        if self._let_go:  # Wanted of the dead one.
            self._child.let_go()
        elif self._cancelled:
            self._child.stop()

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

    def kill(self) -> None:
        """End the child at once, unless it is done; iterating ends. From any thread."""
        self._cancelled = True
        if not self._given:
            self._child.kill()

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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class ChildBuild(_ChildJob):
    """A build in a child process.

    Iterating yields Progress and Published, and last the Report. When the build was cancelled there is no Report. It
    raises what ``building.build`` raises, and BuiltIndexError when the child crashes or hangs.
    """

    def __init__(
        self,
        corpus: Corpus,
        folder: Path,
        *,
        rebuild: bool = False,
        kept: KeptChild | None = None,
        patience: float = _PATIENCE_SECONDS,
    ) -> None:
        """Start building the built index of ``corpus`` in ``folder``, with the ``kept`` child, which is kept again.

        One that does nothing for ``patience`` seconds is ended. Raises BuiltIndexError when no process starts.
        """
        super().__init__(corpus, folder, orders.REBUILD if rebuild else orders.BUILD, kept, patience)


class ChildTidying(_ChildJob):
    """Tidying in a child process: iterating yields what was done, nothing when it was cancelled; raises as ``tidy``."""

    def __init__(self, corpus: Corpus, folder: Path, *, kept: KeptChild, patience: float = _PATIENCE_SECONDS) -> None:
        """Start tidying the built index in ``folder``, with the ``kept`` child, which is kept again."""
        super().__init__(corpus, folder, orders.TIDY, kept, patience)


def _is_last(event: Event) -> bool:
    return isinstance(event, Report | Tidied)


def _is_light(event: Event) -> bool:
    """Whether it is the last word on a small job."""
    if isinstance(event, Report):
        return event.added + event.changed <= _MOST_READ
    return isinstance(event, Tidied) and event.paragraphs <= _MOST_RENEWED


def _hung(seconds: float) -> BuiltIndexError:
    return BuiltIndexError(
        f"the process that was indexing did nothing for {seconds:,.0f} s and was ended",
        "what was indexed before stays in use",
    )


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
            if not isinstance(event, Tidied):
                listen(event)
            if cancelled():
                build.cancel()
    return None
