"""What can happen to a file of a built index."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

from cpec_tui.built import checks
from cpec_tui.built import manifest as manifests

Damage = Callable[[Path, random.Random], object]


def _let_the_time_go_on(path: Path, before: os.stat_result) -> None:
    """Systems count the times of files in steps of some thousandths of a second: nobody strikes within one of them."""
    while path.stat().st_mtime_ns == before.st_mtime_ns or path.stat().st_ctime_ns == before.st_ctime_ns:
        os.utime(path)


def truncate(path: Path, chance: random.Random) -> None:
    path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])


def empty(path: Path, chance: random.Random) -> None:
    path.write_bytes(b"")


def flip(path: Path, chance: random.Random) -> None:
    """One bit is another; the file is overwritten in its place."""
    before = path.stat()
    at = chance.randrange(before.st_size)
    with open(path, "r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1 << chance.randrange(8)]))
    _let_the_time_go_on(path, before)


def flip_and_keep_the_time(path: Path, chance: random.Random) -> None:
    """One bit is another, and the file's time says nothing of it."""
    before = path.stat()
    flip(path, chance)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def scramble(path: Path, chance: random.Random) -> None:
    """As many bytes as before, in the same place."""
    before = path.stat()
    with open(path, "r+b") as file:
        file.write(chance.randbytes(before.st_size))
    _let_the_time_go_on(path, before)


def blank(path: Path, chance: random.Random) -> None:
    """Zeros in place of a part, as a file system leaves what it had not written yet."""
    before = path.stat()
    size = before.st_size
    start = chance.randrange(size)
    with open(path, "r+b") as file:
        content = file.read()
        file.seek(start)
        # Where there were zeros already nothing would happen.
        file.write(b"\0" * (size - start) if any(content[start:]) else b"\xff" * (size - start))
    _let_the_time_go_on(path, before)


def lengthen(path: Path, chance: random.Random) -> None:
    path.write_bytes(path.read_bytes() + chance.randbytes(10))


def make_folder(path: Path, chance: random.Random) -> None:
    path.unlink()
    path.mkdir()


def remove(path: Path, chance: random.Random) -> None:
    path.unlink()


DAMAGES: tuple[Damage, ...] = (
    truncate,
    empty,
    flip,
    flip_and_keep_the_time,
    scramble,
    blank,
    lengthen,
    make_folder,
    remove,
)
# Those that reach who has the file open.
OVERWRITING: tuple[Damage, ...] = (truncate, empty, flip, flip_and_keep_the_time, scramble, blank, lengthen)


def names(damage: object) -> str:
    """The name of a damage, for the test that does it."""
    return str(getattr(damage, "__name__", damage))


def files_of(folder: Path) -> list[Path]:
    """Every file of a built index, whatever engine wrote it, by its path in ``folder``; but the lock, an empty mark."""
    unread = (manifests.LOCK, checks.FILE)
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in unread)
    return sorted(path.relative_to(folder) for path in files if path.stat().st_size)
