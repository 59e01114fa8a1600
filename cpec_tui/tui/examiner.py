"""Reading all of a large built index once it was opened: what the disk spoiled is found while nobody waits for it."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from textual.message import Message

from cpec_tui.errors import DamagedError

if TYPE_CHECKING:
    from pathlib import Path

    from textual.message_pump import MessagePump

_LOGGER = logging.getLogger(__name__)


class Examiner:
    """Reads it on a thread of its own; only damage is told."""

    class Found(Message):
        """The built index in force is damaged."""

        def __init__(self, damage: DamagedError) -> None:
            """Which file."""
            super().__init__()
            self.damage = damage

    def __init__(self, folder: Path, listener: MessagePump) -> None:
        """``folder`` is a built index; ``listener`` gets the message."""
        self._folder = folder
        self._listener = listener

    def start(self) -> None:
        """Read the generation in force."""
        threading.Thread(target=self._run, name="examiner", daemon=True).start()

    def _run(self) -> None:
        from cpec_tui.built.manifest import examine

        try:
            examine(self._folder)
        except DamagedError as damage:
            self._listener.post_message(self.Found(damage))
        except Exception:  # The end of a thread: what was not read now is read at the next start.
            _LOGGER.exception("reading the built index failed")
