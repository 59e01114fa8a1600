"""Indexing from the app: a child process does it, a thread listens to it, messages tell the screen."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from textual.message import Message

from cpec_tui import platform
from cpec_tui.errors import CpecError

if TYPE_CHECKING:
    from pathlib import Path

    from textual.message_pump import MessagePump

    from cpec_tui.built.child import ChildBuild, KeptChild
    from cpec_tui.built.progress import Progress, Report
    from cpec_tui.corpus import Corpus


_LOGGER = logging.getLogger(__name__)


class Indexer:
    """At most one build at a time; what comes of it is posted to a screen as messages."""

    class Progressed(Message):
        """A build went on."""

        def __init__(self, progress: Progress) -> None:
            """How far."""
            super().__init__()
            self.progress = progress

    class HasPublished(Message):
        """A generation came into force: time to reopen."""

    class Ended(Message):
        """The build is over. ``report`` is None when it was cancelled or failed; then ``problem`` may say why."""

        def __init__(self, report: Report | None, problem: str = "") -> None:
            """What came of it."""
            super().__init__()
            self.report = report
            self.problem = problem

    def __init__(self, corpus: Corpus, folder: Path, listener: MessagePump) -> None:
        """``folder`` is the built index of ``corpus``; ``listener`` gets the messages."""
        self._corpus = corpus
        self._folder = folder
        self._listener = listener
        self._build: ChildBuild | None = None
        self._kept: KeptChild | None = None
        self._lock = threading.Lock()
        self._closed = False
        self._running = False
        self._stopping = False
        self._prepared = False

    @property
    def is_running(self) -> bool:
        """Whether a build is going on."""
        return self._running

    @property
    def was_cancelled(self) -> bool:
        """Whether the last build was stopped: then the next one is for the reader to begin."""
        return self._stopping and not self._running

    def start(self, *, rebuild: bool = False) -> None:
        """Begin a build, unless one is going on."""
        if not self._running:
            self._running, self._stopping = True, False
            threading.Thread(target=self._run, args=(rebuild,), name="indexer", daemon=True).start()

    def prepare(self) -> None:
        """Have a child wait for the next build, so that the first change is searchable as soon as others."""
        if not self._running and not self._prepared and not self._closed:
            self._prepared = True
            threading.Thread(target=self._prepare, name="indexer", daemon=True).start()

    def _prepare(self) -> None:
        try:
            self._keep().prepare(self._corpus, self._folder)
        except CpecError as error:  # The build that needs one says so.
            _LOGGER.info("no child is waiting: %s", error)

    def _keep(self) -> KeptChild:
        from cpec_tui.built.child import KeptChild

        with self._lock:
            if self._kept is None:
                self._kept = KeptChild()
                if self._closed:
                    self._kept.close()
            return self._kept

    def cancel(self) -> None:
        """Stop it; what a first build has done is published."""
        self._stopping = True
        build = self._build  # The thread that listens may let go of it at any moment.
        if build is not None:
            build.cancel()

    def close(self) -> None:
        """Stop it and do not wait: the child ends on its own."""
        self._stopping = self._closed = True
        build, kept = self._build, self._kept
        if build is not None:
            build.close()
        if kept is not None:
            kept.close()

    def _run(self, rebuild: bool) -> None:
        report: Report | None = None
        problem = ""
        try:
            report = self._listen(rebuild)
        except platform.Busy as busy:
            problem = f"another program (process {busy.holder}) is indexing this corpus; its result is taken up here"
        except CpecError as error:
            problem = str(error)
        except Exception as error:  # The end of a thread: nobody else would tell, and the screen would wait for ever.
            _LOGGER.exception("indexing failed")
            problem = f"indexing failed: {error}"
        self._build = None
        self._running = self._prepared = False
        self._listener.post_message(self.Ended(report, problem))

    def _listen(self, rebuild: bool) -> Report | None:
        """Build in a child and tell what it says; its report, None when it was stopped."""
        from cpec_tui.built.child import ChildBuild
        from cpec_tui.built.progress import Progress, Published

        report: Report | None = None
        with ChildBuild(self._corpus, self._folder, rebuild=rebuild, kept=self._keep()) as build:
            self._build = build
            if self._stopping:  # Asked before there was a child to tell.
                build.cancel()
            for event in build:
                if isinstance(event, Progress):
                    self._listener.post_message(self.Progressed(event))
                elif isinstance(event, Published):
                    self._listener.post_message(self.HasPublished())
                else:
                    report = event
        return report
