"""Ending when the system says so: the terminal was closed, or the machine shuts down."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SIGNALS = ("SIGTERM", "SIGHUP")


def end_when_told(end: Callable[[], object]) -> None:
    """Call ``end`` on the running event loop when a signal asks for it; Windows tells nothing of the kind."""
    loop = asyncio.get_running_loop()
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError, RuntimeError):  # The second one outside the main thread.
                loop.add_signal_handler(number, end)
