"""A reader process to which the content of a file says what is to go wrong with it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from cpec_tui import platform
from cpec_tui.built import reader
from cpec_tui.errors import ReadingError
from cpec_tui.model import Document
from cpec_tui.reading import registry
from cpec_tui.reading.residue import ResidueFinder

_read = registry.read_source


def read_source(content: bytes, doc_id: str, path: str, residue: ResidueFinder) -> Document:
    """Read ``content``, or do what it says."""
    match content.decode("utf-8", "replace").split():
        case ["hang"]:
            threading.Event().wait()
        case ["die"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["die-once", path] if not Path(path).exists():
            Path(path).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        case ["eat"]:
            bytearray(1 << 30)
        case ["speak"]:
            os.write(1, b"what a library prints")
        case ["hold", lock]:
            with platform.exclusive_lock(Path(lock)):
                threading.Event().wait()
        case ["await", path]:
            while not Path(path).exists():
                threading.Event().wait(0.01)
        case ["make", path]:
            Path(path).touch()
        case ["late"]:
            signal.raise_signal(signal.SIGALRM)
        case ["group", number]:
            raise ReadingError(f"in the group of its parent: {os.getpgrp() == int(number)}")
        case ["modules", *names]:
            raise ReadingError(f"loaded: {[name for name in names if name in sys.modules]}")
    return _read(content, doc_id, path, residue)


def main() -> None:
    """Be a reader."""
    registry.read_source = read_source
    reader.main()
