"""Building in a child process, so that whoever waits for it can go on working: the app never builds in a thread.

The child is a fresh interpreter in a session of its own, so that Ctrl+C in the terminal does not reach it. It is asked
to stop through its input, whose end also tells it that this process let go of it or died.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from cpec_tui.built import processes, wire
from cpec_tui.built.progress import Progress, Published, Report
from cpec_tui.built.wire import Event
from cpec_tui.corpus import Corpus
from cpec_tui.errors import BuiltIndexError

__all__ = ["ChildBuild", "Progress", "Published", "Report", "build_in_child"]

_TAIL = 4096
_LAST_MOMENTS = 10.0


class ChildBuild:
    """One build in a child process: iterate it, in one thread, to hear how it goes; ``cancel`` it from any thread.

    Iterating yields Progress and Published, and last the Report. When the build was cancelled there is no Report. It
    raises what ``building.build`` raises, and BuiltIndexError when the child crashes.
    """

    def __init__(self, corpus: Corpus, folder: Path, *, rebuild: bool = False) -> None:
        """Start building the built index of ``corpus`` in ``folder``. Raises BuiltIndexError when no process starts."""
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the build
        self._cancelled = self._let_go = self._heard = False
        command = processes.python("cpec_tui.built.worker", str(corpus.root), str(folder.absolute()))
        try:
            self._process = subprocess.Popen(
                command + ["rebuild"] * rebuild,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                start_new_session=True,
                creationflags=processes.QUIETLY,
            )
        except OSError as error:
            self._errors.close()
            raise BuiltIndexError(
                f"no process for indexing can be started: {error.strerror or error}", "try: cpec-tui index"
            ) from error

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def __iter__(self) -> Iterator[Event]:
        """What happens, as it happens."""
        lines = self._process.stdout
        assert lines is not None
        self._heard = True
        try:
            with open(lines.fileno(), "rb", closefd=False) as buffered:
                for line in buffered:
                    if not line.endswith(b"\n"):
                        break
                    event = wire.read_line(line)
                    yield event
                    if isinstance(event, Report):
                        return
            if not self._cancelled:
                raise self._crash()
        except wire.Interrupted:
            return
        finally:
            lines.close()
            self._reap(0 if self._let_go else _LAST_MOMENTS)

    def cancel(self) -> None:
        """Ask the child to stop, and return at once; iterating goes on to the end.

        A first build publishes what is done. From any thread.
        """
        self._cancelled = True
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            self._process.stdin.write(wire.STOP)

    def close(self, patience: float = 0.0) -> None:
        """Cancel, wait at most ``patience`` seconds, and let go: a child that is not done yet ends on its own.

        From any thread; one that is iterating stops waiting at once.
        """
        self._cancelled = self._let_go = True
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        if not self._heard:
            self._process.stdout.close()
        self._errors.close()
        self._reap(patience)

    def __enter__(self) -> ChildBuild:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _reap(self, patience: float) -> None:
        """Wait for the child's end; what takes longer is left to a thread, so that no dead process stays behind."""
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            threading.Thread(target=self._process.wait, daemon=True).start()

    def _crash(self) -> BuiltIndexError:
        """Why the child ended without a word."""
        code = self._process.wait()
        size = self._errors.seek(0, 2)
        self._errors.seek(max(0, size - _TAIL))
        said = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        ended = f"signal {-code}" if code < 0 else f"exit code {code}"
        why = f"{ended}, {said[-1][:200]}" if said else ended
        return BuiltIndexError(f"the process that was indexing ended: {why}", "what was indexed before stays in use")


def build_in_child(
    corpus: Corpus,
    folder: Path,
    *,
    rebuild: bool = False,
    listen: Callable[[Progress | Published], None] = lambda event: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report | None:
    """Build in a child process and wait for it; None when ``cancelled``, which is asked after every event.

    Raises as ``building.build`` does.
    """
    with ChildBuild(corpus, folder, rebuild=rebuild) as build:
        for event in build:
            if isinstance(event, Report):
                return event
            listen(event)
            if cancelled():
                build.cancel()
    return None
