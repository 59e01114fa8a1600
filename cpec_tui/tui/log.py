"""The log file: what went wrong, for reports. It holds no query and no source text."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from cpec_tui import platform

_BYTES = 1_000_000
NAME = "cpec-tui.log"


def path() -> Path:
    """Where the log is."""
    return platform.state_home() / NAME


def begin() -> None:
    """Write warnings and errors of the whole program to the log; without one where it cannot be written."""
    logger = logging.getLogger("cpec_tui")
    try:
        platform.state_home().mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path(), maxBytes=_BYTES, backupCount=1, encoding="utf-8", delay=True)
    except OSError:
        logger.addHandler(logging.NullHandler())
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    logger.propagate = False
