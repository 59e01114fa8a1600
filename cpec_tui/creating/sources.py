"""The files of a folder as sources of a corpus: found without following links, and copied."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path under the folder that was not taken; ``failed`` when it should have been."""

    path: str
    reason: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A regular file to copy: ``path`` relative to the folder, with ``/``."""

    path: str
    absolute: Path


def find(folder: Path, *, without: Collection[Path] = ()) -> tuple[list[Taken], list[Skipped]]:
    """All regular files under ``folder``, and what is passed over: links, devices, what cannot be read.

    Hidden files and folders are left out, and so are the folders ``without``. No link is followed.
    """
    taken: list[Taken] = []
    skipped: list[Skipped] = []
    root = folder.resolve()
    for found in _walk(root, root, frozenset(without)):
        if isinstance(found, Taken):
            taken.append(found)
        else:
            skipped.append(found)
    return taken, skipped


def copy(files: list[Taken], target: Path) -> tuple[int, int, list[Skipped]]:
    """Copy ``files`` under ``target``: how many, how many bytes, and which could not be read.

    Raises OSError when ``target`` cannot be written.
    """
    copied = size = 0
    skipped: list[Skipped] = []
    for file in files:
        place = target / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            source = open(file.absolute, "rb")  # noqa: SIM115 - only a failure to open it is the source's fault
        except OSError as error:
            skipped.append(Skipped(_shown(file.path), f"it cannot be read: {error.strerror or error}", failed=True))
            continue
        with source, open(place, "wb") as copy_of_it:
            shutil.copyfileobj(source, copy_of_it, 1 << 20)
            status = os.fstat(source.fileno())
        os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))
        copied += 1
        size += status.st_size
    return copied, size, skipped


def _walk(root: Path, folder: Path, without: frozenset[Path]) -> Iterator[Taken | Skipped]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        shown = _shown(folder.relative_to(root).as_posix())
        yield Skipped(shown, f"the folder cannot be read: {error.strerror or error}", failed=True)
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith(".") or path in without:
            continue
        relative = path.relative_to(root).as_posix()
        if entry.is_symlink():
            yield Skipped(_shown(relative), _link(root, path))
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(root, path, without)
        elif _is_regular(entry):
            yield Taken(relative, path)
        else:
            yield Skipped(_shown(relative), "it is no regular file (a device, pipe or socket)")


def _is_regular(entry: os.DirEntry[str]) -> bool:
    try:
        return stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode)
    except OSError:
        return False


def _link(root: Path, path: Path) -> str:
    leads_to = Path(os.path.realpath(path))
    if not os.path.lexists(leads_to):
        return "a link that leads nowhere"
    if leads_to == root or root in leads_to.parents:
        return "a link to another place in this folder"
    return "a link that leads out of the folder"


def _shown(path: str) -> str:
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
