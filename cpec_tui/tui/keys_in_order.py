"""Keys are done one after the other, each when all that the one before set off is done.

Textual hands every key on at once: to a binding, which acts, or to a widget, which has a queue of its own. Keys that
come in a bunch, as over a slow line, then overtake each other: a letter typed before ctrl+u lands behind it, and Enter
opens what was highlighted before the query that it ends was answered.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import App, ReturnType
from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.worker import Worker

# A key is answered by messages that are answered by messages: so often one is sent behind them to see them done.
_ROUNDS = 3
_PATIENCE = 1.0
_LOOK = 0.004


class KeyDone(Message):
    """Sent behind a key by the same way: where it arrives, the key has been."""

    def __init__(self, rounds: int) -> None:
        """``rounds`` is how often it is still to go."""
        super().__init__()
        self.rounds = rounds


class KeysInOrder(App[ReturnType]):
    """An app that does keys one after the other."""

    def __init__(self) -> None:
        """No key is waiting."""
        super().__init__()
        self._coming: deque[events.Key] = deque()
        self._present: events.Key | None = None

    @property
    def is_doing_keys(self) -> bool:
        """Whether some key is not done yet."""
        return self._present is not None and self.is_running

    def movements(self, key: str) -> Iterable[Worker[object]]:
        """What keys set off that the next one, ``key``, has to wait for."""
        return ()

    async def on_event(self, event: events.Event) -> None:
        """A key waits for its turn; everything else is handled at once."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._coming.append(event)
        if self._present is None:
            await self._do_next()
        else:  # What was sent behind that key may be lost with the widget it was sent to.
            self.set_timer(_PATIENCE, partial(self._do_without, self._present))

    async def on_key_done(self, message: KeyDone) -> None:
        """All that a key set off was told to whom it concerns; what it began may still be under way."""
        message.stop()
        if message.rounds and self._send_behind(message.rounds - 1):
            return
        self._present = None
        await self._do_next()

    async def _do_next(self) -> None:
        while self._present is None and self._coming:
            key = self._present = self._coming.popleft()
            await self._settled(key)
            await super().on_event(key)
            if not self._send_behind(_ROUNDS):
                self._present = None

    async def _do_without(self, key: events.Key) -> None:
        if self._present is key:
            self._present = None
            await self._do_next()

    def _send_behind(self, rounds: int) -> bool:
        return (self.focused or self.screen).post_message(KeyDone(rounds))

    async def _settled(self, key: events.Key) -> None:
        """Wait for movements and for a screen laid over, but not for ever."""
        until = time.monotonic() + _PATIENCE
        while self._is_moving(key) and time.monotonic() < until:
            await asyncio.sleep(_LOOK)

    def _is_moving(self, key: events.Key) -> bool:
        movements = self.movements(key.key)
        return not self.screen.is_mounted or any(not worker.is_finished for worker in movements)
