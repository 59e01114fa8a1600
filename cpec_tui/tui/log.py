"""The log file: what went wrong, for reports. It holds no query and no source text."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from cpec_tui import platform

if TYPE_CHECKING:
    from pathlib import Path

_BYTES = 1_000_000
NAME = "cpec-tui.log"
_PLACE = re.compile(r"│ (\S[^│╭]*:\d+ in [\w.<>]+)(?=\s|$)")
_ERROR = re.compile(r"([A-Za-z_][\w.]*(?:Error|Exception|Warning|Exit|Interrupt|Failed|Cancelled))(?=:|$)")


def path() -> Path:
    """Where the log is."""
    return platform.state_home() / NAME


class _LogFile(logging.Handler):
    """Opens the file with the first record, so that a session without trouble neither reads nor writes anything."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; where the log cannot be written there is none."""
        try:
            if self._file is None:
                self._file = self._open()
            self._file.emit(record)
        except OSError:
            self._file = logging.NullHandler()

    def close(self) -> None:
        """Close the file, if one was opened."""
        if self._file is not None:
            self._file.close()
        super().close()

    def _open(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        platform.state_home().mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path(), maxBytes=_BYTES, backupCount=1, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        return handler


def begin() -> None:
    """Write warnings and errors of the whole program to the log."""
    logger = logging.getLogger("cpec_tui")
    if not any(isinstance(handler, _LogFile) for handler in logger.handlers):
        logger.addHandler(_LogFile())
    logger.propagate = False


def without_texts(crash: str) -> str:
    """Where a traceback that Rich drew leads through, and the sort of its error.

    Nothing else of it is kept: values, and what an error says, may hold what was read or asked.
    """
    kept: list[str] = []
    for line in crash.splitlines():
        if place := _PLACE.match(line):
            kept.append(f"  {place.group(1)}")
        elif error := _ERROR.match(line):
            kept.append(error.group(1))
    return "\n".join(kept)
