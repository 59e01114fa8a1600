"""Which files of a built index were found whole, and how the file system knew them then.

Reading every byte of a large built index at every opening would take longer than answering does. A file that was read
and found whole is trusted as long as the system says that nothing about it changed since: its size, its times, its
number. The time of the last change of a file's state cannot be set by a program, so bytes that were overwritten are
noticed even when the file was given its old date again. What the disk itself spoils is found by those who read all:
``index``, ``doctor``, and the explorer while nobody types.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import astuple, dataclass
from pathlib import Path

from cpec_tui import platform

FILE = "checked"


@dataclass(frozen=True, slots=True)
class Written:
    """A published file: its bytes, its time, its digest."""

    size: int
    mtime_ns: int
    digest: str


@dataclass(frozen=True, slots=True)
class Seal:
    """How the file system knows a file, and the digest that it is to have."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    digest: str

    def fits(self, written: Written) -> bool:
        """Whether it may be the file that was ``written``: it has as many bytes."""
        return self.size == written.size


# Seals by the path in the folder.
Known = dict[str, Seal]


def seal_of(path: Path, written: Written) -> Seal:
    """The seal of a file as it is now. Raises OSError when there is none."""
    status = path.stat()
    return Seal(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, written.digest)


def known(folder: Path) -> Known:
    """What is noted; nothing when that cannot be read."""
    try:
        kept = json.loads((folder / FILE).read_bytes())
        return {str(name): Seal(*seal) for name, seal in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def note(folder: Path, found: Known) -> None:
    """Note the files that were ``found`` whole. Where that cannot be written they are read again next time."""
    content = json.dumps({name: astuple(seal) for name, seal in found.items()}).encode("utf-8")
    with contextlib.suppress(OSError):
        platform.write_atomically(folder / FILE, content)


def forget(folder: Path) -> None:
    """Have everything read at the next opening."""
    with contextlib.suppress(OSError):
        (folder / FILE).unlink()
