"""Waiting for a process that says something now and then, but not for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable
from typing import TypeVar

T = TypeVar("T")

# The time is cut into so many parts: a program that was stopped and goes on has only lost one of them.
_PARTS = 10


class Patience:
    """Listens to what comes one by one; ``lost`` is called, on another thread, when for so long nothing came."""

    def __init__(self, seconds: float, lost: Callable[[], None]) -> None:
        """Nothing is waited for yet."""
        self._part = seconds / _PARTS
        self._lost = lost
        self._heard = threading.Event()
        self._is_waiting = self._is_over = False
        self.is_lost = False

    def listen(self, said: Iterable[T]) -> Generator[T, None, None]:
        """All that is ``said``; only the time counts in which it is waited for, not what the listener makes of it."""
        thread = threading.Thread(target=self._run, name="patience", daemon=True)
        thread.start()
        try:
            self._is_waiting = True
            for one in said:
                self._is_waiting = False
                self._heard.set()
                yield one
                self._is_waiting = True
        finally:
            self._is_over = True
            self._heard.set()
            thread.join()

    def _run(self) -> None:
        left = _PARTS
        while left and not self._is_over:
            if self._heard.wait(self._part):
                self._heard.clear()
                left = _PARTS
            elif self._is_waiting:
                left -= 1
        if not left:
            self.is_lost = True
            self._lost()
