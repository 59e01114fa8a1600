"""Which files belong together: the manifest of a generation, and the pointer that publishes it.

The folder of a built index holds files that never change once published. ``current`` names the manifest in force and is
replaced in one step, so a reader sees the old generation or the new one, never a mixture.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from cpec_tui import platform
from cpec_tui.errors import BuiltIndexError

LAYOUT = 1
POINTER = "current"
LOCK = "lock"
# Up to this many bytes are digested at every opening; of a larger built index only sizes and the small files are.
_DIGEST_AT_OPEN = 12 * 1024 * 1024
_SMALL = 64 * 1024


@dataclass(frozen=True, slots=True)
class Stamps:
    """What each layer was made from; a layer is made anew when its stamp differs."""

    reading: str
    text: str
    mentions: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation: its parts (names in the folder), every file's size and digest, and what it covers.

    ``partial`` says that not all sources are in it; ``covered`` of ``sources`` files are.
    """

    generation: int
    corpus: str
    text: str
    catalog: str
    cards: str
    stamps: Stamps
    partial: bool
    covered: int
    sources: int
    layout: int = LAYOUT
    files: dict[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The manifest's own file name."""
        return f"manifest-{self.generation:06}.json"


def current(folder: Path) -> Manifest | None:
    """The generation in force; None when nothing was published. Raises BuiltIndexError when it cannot be trusted."""
    try:
        name = (folder / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(folder, "the pointer cannot be read") from error
    try:
        data = json.loads((folder / name).read_bytes())
        if data["layout"] != LAYOUT:
            raise BuiltIndexError(f"the built index in {folder} is of another version", "build it anew")
        files = {path: (int(size), str(digest)) for path, (size, digest) in data["files"].items()}
        return Manifest(**{**data, "stamps": Stamps(**data["stamps"]), "files": files})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(folder, "the manifest cannot be read") from error


def verify(folder: Path, manifest: Manifest, *, thoroughly: bool = False) -> None:
    """Compare the files with the manifest. Raises BuiltIndexError for any that is missing or differs.

    Sizes always; digests of everything when it is small or ``thoroughly``, else of the small files.
    """
    everything = thoroughly or sum(size for size, _ in manifest.files.values()) <= _DIGEST_AT_OPEN
    for name, (size, digest) in manifest.files.items():
        try:
            actual = (folder / name).stat().st_size
            same = actual == size and (not (everything or size <= _SMALL) or digest_of(folder / name) == digest)
        except OSError as error:
            raise _damaged(folder, f"{name} is missing") from error
        if not same:
            raise _damaged(folder, f"{name} was changed")


def publish(folder: Path, manifest: Manifest) -> Manifest:
    """Make ``manifest`` the generation in force; returns it with its files' sizes and digests."""
    files = {}
    for path in _files(folder, manifest):
        sync(path)
        files[path.relative_to(folder).as_posix()] = (path.stat().st_size, digest_of(path))
    complete = replace(manifest, files=files)
    platform.write_atomically(folder / complete.name, json.dumps(asdict(complete)).encode("utf-8"))
    platform.write_atomically(folder / POINTER, complete.name.encode("utf-8"))
    return complete


def sweep(folder: Path, keep: Manifest, previous: Manifest | None) -> None:
    """Remove what no generation in use needs; ``previous`` stays for readers that opened it a moment ago."""
    kept = {POINTER, LOCK}
    for manifest in (keep, previous):
        if manifest is not None:
            kept |= {manifest.name, manifest.text, manifest.catalog, manifest.cards}
    for path in folder.iterdir():
        if path.name not in kept:
            platform.remove_tree(path)


def digest_of(path: Path) -> str:
    """A digest of a file's bytes."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def sync(path: Path) -> None:
    """Have the system write a file to disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _files(folder: Path, manifest: Manifest) -> Iterator[Path]:
    yield folder / manifest.catalog
    for part in (manifest.text, manifest.cards):
        yield from (path for path in sorted((folder / part).iterdir()) if path.is_file() and not _is_lock(path))


def _is_lock(path: Path) -> bool:
    return path.name.endswith("LOCK")


def _damaged(folder: Path, what: str) -> BuiltIndexError:
    return BuiltIndexError(f"the built index in {folder} is damaged: {what}", "it is built anew from the sources")
