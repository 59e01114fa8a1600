"""What the program keeps on this machine: the places it uses, the built indexes in them, and how they are removed."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from cpec_tui import platform
from cpec_tui.built import manifest as manifests
from cpec_tui.built.places import built_index_folder, built_index_home
from cpec_tui.corpus import CORPUS_FILE, Corpus, own_copy_root
from cpec_tui.errors import CpecError
from cpec_tui.library import Library

_FOLDER_NAME = re.compile(r"[A-Za-z0-9-]+-[0-9a-f]{16}")
_OURS = re.compile(
    r"current|lock|work|checked|(manifest-[0-9]+\.json|text-[0-9]+|cards-[0-9]+|catalog-[0-9]+\.sqlite)(-journal|-wal|-shm)?"
    r"|\.(current|checked|manifest-[0-9]+\.json)\.[0-9]+\.tmp"
)


@dataclass(frozen=True, slots=True)
class Usage:
    """What lies under a path: files and their bytes; links are counted, not followed."""

    files: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class BuiltIndex:
    """A built index found on disk. ``corpus`` is empty when it does not say whose it is.

    ``built`` is when it was published last (UTC, ISO 8601), None when nothing was. ``orphan`` says that its corpus is
    gone; ``foreign`` names something in it that is not the program's: then it is never removed.
    """

    folder: Path
    corpus: str
    usage: Usage
    built: str | None
    partial: bool
    orphan: bool
    foreign: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """What became of a built index that was to be removed; ``reason`` is empty when it is gone."""

    index: BuiltIndex
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that the program uses: what for, what is in it, and whether it can be made again."""

    name: str
    path: Path
    purpose: str
    exists: bool
    usage: Usage
    derived: bool


class State(StrEnum):
    """How a built index stands to its corpus."""

    NONE = "not indexed"
    FRESH = "up to date"
    PARTIAL = "partial"
    STALE = "stale"
    OTHER_VERSION = "other version"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a corpus' built index, in words for people, and who is writing it now (a process id).

    ``engine`` is the text engine that answers, ``advice`` what is to be said of it; both are empty when there is none.
    """

    state: State
    said: str
    writer: int | None = None
    engine: str = ""
    advice: str = ""


def built_indexes(home: Path) -> list[BuiltIndex]:
    """All built indexes under ``home``, by the name of their folder. What is not the program's is not among them."""
    try:
        folders = sorted(path for path in home.iterdir() if _is_ours(path))
    except OSError:
        return []
    return [_look_at(folder) for folder in folders]


def remove(index: BuiltIndex) -> Removal:
    """Remove a built index, unless it holds something foreign or another program is writing it."""
    if index.foreign:
        return Removal(index, f"it holds {index.foreign}, which is not the program's")
    lock = index.folder / manifests.LOCK
    try:
        with platform.exclusive_lock(lock):
            for path in list(index.folder.iterdir()):
                platform.remove_tree(path)
            _remove_empty(index.folder)
    except platform.Busy as busy:
        return Removal(index, f"another program (process {busy.holder}) is writing it")
    except OSError as error:
        return Removal(index, f"it cannot be removed: {error.strerror or error}")
    if lock.exists():
        # Where a file in use cannot be deleted, the lock itself had to wait.
        platform.remove_tree(lock)
        _remove_empty(index.folder)
    return Removal(index, "something in it could not be removed" if index.folder.exists() else "")


def places(corpus: Corpus | None, built_index: Path | None = None) -> list[Place]:
    """Every folder that the program reads or writes, existing or not."""
    found = []
    if corpus is not None:
        found = [
            _place("sources", corpus.seeds, "the documents", derived=False),
            _place("curated", corpus.index, "what is known about them", derived=False),
        ]
    return [
        *found,
        _place(
            "built indexes", built_index_home(built_index), "what searching needs; made again if lost", derived=True
        ),
        _place("cache", platform.cache_home(), "what can be made again", derived=True),
        _place(
            "state",
            platform.state_home(),
            "the log, where each session ended, what can be undone, past queries, what was seen, names never offered",
            derived=True,
        ),
        _place("config", platform.config_home(), "your settings", derived=False),
        _place(
            "data",
            platform.data_home(),
            "your own copy of the shipped corpus, once you edit it; recorded runs",
            derived=False,
        ),
    ]


def found_by(named: Path | None) -> str:
    """What decided about the corpus that ``find_corpus`` gives for ``named``, in words."""
    if named is not None:
        return "named with --corpus"
    if os.environ.get("CPEC_TUI_CORPUS"):
        return "named by $CPEC_TUI_CORPUS"
    here = Path.cwd().resolve()
    upwards = any((folder / CORPUS_FILE).is_file() for folder in (here, *here.parents))
    if upwards:
        return "the nearest upwards"
    own = (own_copy_root() / CORPUS_FILE).is_file()
    return f"nothing named another: {'your own copy of ' if own else ''}the one that came with the program"


def standing(corpus: Corpus, built_index: Path | None = None) -> Standing:
    """How the built index of ``corpus`` stands, every byte of it read; nothing is built or changed."""
    library = Library.at(corpus, built_index)
    writer = platform.lock_holder(built_index_folder(corpus, built_index) / manifests.LOCK)
    engine = advice = ""
    try:
        found = library.open(wholly=True)
        if found:
            engine, advice = library.overview().engine, library.overview().advice
        state, said = _compared(library) if found else (State.NONE, "there is none that this version can use")
    except (CpecError, sqlite3.Error) as error:
        state, said = State.DAMAGED, str(error)
    finally:
        library.close()
    return Standing(state, said, writer, engine, advice)


def usage(path: Path) -> Usage:
    """Files and bytes under ``path``; what cannot be looked at counts as nothing."""
    files = size = 0
    for entry in _entries(path):
        files += 1
        size += entry
    return Usage(files, size)


def _entries(path: Path) -> Iterator[int]:
    """The sizes of all files under ``path``."""
    try:
        status = os.lstat(path)
        if not stat.S_ISDIR(status.st_mode):
            yield status.st_size
            return
        inner = list(os.scandir(path))
    except OSError:
        return
    for entry in inner:
        yield from _entries(Path(entry.path))


def _compared(library: Library) -> tuple[State, str]:
    overview = library.overview()
    if not library.made_by_this_version:
        return State.OTHER_VERSION, "another version of cpec-tui made it"
    if not library.is_complete:
        return State.PARTIAL, f"{overview.covered:,} of {overview.sources:,} files are indexed"
    changes = library.changes()
    return (State.STALE, changes.said()) if changes.any else (State.FRESH, f"{overview.documents:,} documents")


def _is_ours(path: Path) -> bool:
    """Whether ``path`` has the name and the marks of a built index."""
    if not _FOLDER_NAME.fullmatch(path.name) or path.is_symlink() or not path.is_dir():
        return False
    return any(os.path.lexists(path / mark) for mark in (manifests.POINTER, manifests.LOCK))


def _look_at(folder: Path) -> BuiltIndex:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        names = []
    foreign = next((name for name in names if not _OURS.fullmatch(name)), "")
    said = _said_by_manifest(folder, names)
    corpus = said.get("corpus")
    corpus = corpus if isinstance(corpus, str) else ""
    return BuiltIndex(
        folder,
        corpus,
        usage(folder),
        _published(folder / manifests.POINTER),
        said.get("partial") is True,
        bool(corpus) and _is_gone(Path(corpus) / CORPUS_FILE),
        foreign,
    )


def _said_by_manifest(folder: Path, names: list[str]) -> dict[str, object]:
    """The newest manifest that can be read, of whatever version: even a damaged built index tells whose it is."""
    for name in reversed([name for name in names if name.startswith("manifest-")]):
        try:
            data = json.loads((folder / name).read_bytes())
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(data, dict):
            return data
    return {}


def _published(pointer: Path) -> str | None:
    try:
        seconds = pointer.stat().st_mtime
    except OSError:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _is_gone(file: Path) -> bool:
    """Whether the file is certainly not there; a folder that cannot be looked into may still hold it."""
    try:
        os.stat(file)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _remove_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


def _place(name: str, path: Path, purpose: str, *, derived: bool) -> Place:
    return Place(name, path, purpose, os.path.lexists(path), usage(path), derived)
