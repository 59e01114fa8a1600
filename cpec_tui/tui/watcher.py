"""Following the corpus on disk from the app: a thread is told when something changes, a message tells the screen."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from cpec_tui.corpus import Corpus

_LOGGER = logging.getLogger(__name__)


class Watcher:
    """Tells a screen that files may have changed. Without it changes are found all the same, when it looks next."""

    class Changed(Message):
        """Something in ``seeds/`` or ``index/`` may have changed."""

    def __init__(self, corpus: Corpus, listener: MessagePump) -> None:
        """``listener`` gets the messages."""
        self._corpus = corpus
        self._listener = listener
        self._stop = threading.Event()
        self._watching = False

    @property
    def is_watching(self) -> bool:
        """Whether changes are told; where they are not, the screen has to look for itself."""
        return self._watching

    def start(self) -> None:
        """Begin to watch."""
        self._watching = True
        threading.Thread(target=self._run, name="watcher", daemon=True).start()

    def close(self) -> None:
        """Watch no longer; the thread ends on its own."""
        self._stop.set()

    def _run(self) -> None:
        from cpec_tui.built.following import looks

        try:
            for _ in looks(self._corpus, self._stop):
                self._listener.post_message(self.Changed())
        except Exception:  # The end of a thread: the screen goes on looking at its own pace.
            _LOGGER.exception("watching the corpus failed")
        finally:
            self._watching = False
