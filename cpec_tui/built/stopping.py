"""Ctrl+C as a wish: a build that is asked to stop finishes the file in hand, so that nothing done is lost."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Stop = Callable[[], bool]


@contextmanager
def interrupt_asked() -> Iterator[Stop]:
    """Within the block a first Ctrl+C only makes the given function true; a second one interrupts at once.

    Where somebody else handles Ctrl+C, or outside the main thread, nothing changes.
    """
    handles = threading.current_thread() is threading.main_thread()
    if not handles or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield lambda: False
        return
    asked = threading.Event()

    def note(number: int, frame: FrameType | None) -> None:
        asked.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    signal.signal(signal.SIGINT, note)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
