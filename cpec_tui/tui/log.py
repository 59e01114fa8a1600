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
_VALUES_BEGIN = re.compile(r"│ ╭─+ locals ─+╮ │")
_VALUES_END = re.compile(r"│ ╰─+╯ │")
_MESSAGE = re.compile(r"^(\w[\w.]*): .*")


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
    """A traceback as Rich draws it, without values and messages: they may hold what was read or asked."""
    kept: list[str] = []
    inside = False
    for line in crash.splitlines():
        if _VALUES_BEGIN.match(line):
            inside = True
        if not inside:
            kept.append(_MESSAGE.sub(r"\1", line))
        if _VALUES_END.match(line):
            inside = False
    return "\n".join(kept)
