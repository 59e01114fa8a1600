"""Which files belong together: the manifest of a generation, and the pointer that publishes it.

The folder of a built index holds files that never change once published. ``current`` names the manifest in force, with
its digest, and is replaced in one step, so a reader sees the old generation or the new one, never a mixture. ``checks``
knows which large files need not be read again at every opening.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from threading import Thread
from typing import Any

from cpec_tui import platform
from cpec_tui.built import checks, digests
from cpec_tui.built.checks import Written
from cpec_tui.errors import BuiltIndexError, DamagedError

LAYOUT = 4
POINTER = "current"
LOCK = "lock"
# Up to this many bytes are digested at every opening; of a larger built index the small files, and those that were not
# digested since the system last wrote anything about them.
_DIGEST_AT_OPEN = 12 * 1024 * 1024
_SMALL = 64 * 1024
_MANIFEST_NAME = re.compile(r"manifest-([0-9]{6,18})\.json")
_PARTS = {
    "text": re.compile(r"text-[0-9]{6,18}"),
    "catalog": re.compile(r"catalog-[0-9]{6,18}\.sqlite"),
    "cards": re.compile(r"cards-[0-9]{6,18}"),
}
_FILE_NAME = re.compile(r"\.?[\w-][\w.-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Stamps:
    """What each layer was made from; a layer is made anew when its stamp differs.

    ``curated`` stands for all that is compiled into cards and metadata, ``mentions`` only for what decides about links.
    """

    reading: str
    text: str
    mentions: str
    curated: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation: its parts (names in the folder), every file as it was written, and what it covers.

    ``partial`` says that not all sources are in it; ``covered`` of ``sources`` files are. ``blocks`` are the digests of
    the catalog's blocks, so that the one that grows from it is not digested wholly.
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
    blocks: str = ""
    files: dict[str, Written] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The manifest's own file name."""
        return f"manifest-{self.generation:06}.json"


def current(folder: Path) -> Manifest | None:
    """The generation in force; None when nothing was published. Raises BuiltIndexError when it cannot be trusted."""
    try:
        pointer = (folder / POINTER).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(folder, "the pointer cannot be read") from error
    name, _, digest = pointer.partition(" ")
    if not _MANIFEST_NAME.fullmatch(name):
        raise _damaged(folder, "the pointer names no manifest")
    return _load(folder, name, digest)


def _load(folder: Path, name: str, digest: str | None = None) -> Manifest:
    """The manifest of that name; one of this layout must have the ``digest``, when there is one to compare with."""
    try:
        content = (folder / name).read_bytes()
        data = json.loads(content)
        if data["layout"] != LAYOUT:
            raise BuiltIndexError(f"the built index in {folder} is of another version", "it is built anew")
        manifest = _manifest(data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _damaged(folder, "the manifest cannot be read") from error
    if manifest.name != name:
        raise _damaged(folder, "the manifest belongs to another generation")
    if digest is not None and digest != digests.of_bytes(content):
        raise _damaged(folder, "the manifest was changed")
    return manifest


def last_generation(folder: Path) -> int:
    """The highest number used in ``folder``, so that no name is used twice; 0 when there is none."""
    return max(_generations(folder), default=0)


def _generations(folder: Path) -> list[int]:
    named = (_MANIFEST_NAME.fullmatch(path.name) for path in folder.iterdir())
    return [int(match.group(1)) for match in named if match]


def _before(folder: Path, generation: int) -> Manifest | None:
    """The generation that was published before the given one, when its manifest is still there."""
    earlier = [number for number in _generations(folder) if number < generation]
    try:
        return _load(folder, f"manifest-{max(earlier):06}.json") if earlier else None
    except BuiltIndexError:
        return None


def _manifest(data: dict[str, Any]) -> Manifest:
    """The manifest in ``data``. Raises ValueError, KeyError or TypeError for anything that we did not write."""
    texts = {name: _as(str, data[name]) for name in ("corpus", "text", "catalog", "cards", "blocks")}
    for part, pattern in _PARTS.items():
        if not pattern.fullmatch(texts[part]):
            raise ValueError(texts[part])
    parts = {texts["text"], texts["cards"]}
    files: dict[str, Written] = {}
    for path, (size, mtime_ns, digest) in data["files"].items():
        part, slash, file = path.partition("/")
        if path != texts["catalog"] and not (slash and part in parts and _FILE_NAME.fullmatch(file)):
            raise ValueError(path)
        files[path] = Written(_as(int, size), _as(int, mtime_ns), _as(str, digest))
    stamps = Stamps(**{key: _as(str, value) for key, value in data["stamps"].items()})
    numbers = {name: _as(int, data[name]) for name in ("generation", "covered", "sources")}
    return Manifest(**texts, **numbers, stamps=stamps, partial=_as(bool, data["partial"]), files=files)


def _as(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(value)
    return value


def verify(folder: Path, manifest: Manifest, *, wholly: bool = False) -> None:
    """Compare the files with the manifest. Raises DamagedError for any that is missing or differs.

    Sizes always; digests of everything when it is small or ``wholly`` is asked for, else of the small files and of
    those that ``checks`` does not know as they are now.
    """
    everything = wholly or is_digested_at_opening(manifest)
    known = {} if everything else checks.known(folder)
    found: checks.Known = {}
    for name, written in manifest.files.items():
        try:
            seal = checks.seal_of(folder / name, written)
            trusted = not everything and written.size > _SMALL and known.get(name) == seal
            same = seal.fits(written) and (trusted or digest_of(folder / name) == written.digest)
        except OSError as error:
            raise _damaged(folder, f"{name} is missing") from error
        if not same:
            checks.forget(folder)
            raise _damaged(folder, f"{name} was changed")
        if written.size > _SMALL:
            found[name] = seal
    if not is_digested_at_opening(manifest) and found != known:
        checks.note(folder, found)


def parts(folder: Path, manifest: Manifest) -> str:
    """What a catalog must say of itself to belong to ``manifest``: its generation, and the files of the other parts.

    Files of an engine are never called as others are that it wrote before, so the names tell which they are.
    """
    return _parts(manifest, (path.relative_to(folder).as_posix() for path in _files(folder, manifest)))


def check_parts(folder: Path, manifest: Manifest, said: str | None) -> None:
    """Raises DamagedError when the catalog, which ``said`` that of itself, is of another generation than the rest."""
    if said != _parts(manifest, manifest.files):
        raise _damaged(folder, "its parts are of different generations")


def _parts(manifest: Manifest, files: Iterable[str]) -> str:
    names = sorted(name for name in files if name != manifest.catalog)
    return digests.of_bytes(json.dumps([manifest.generation, names]).encode("utf-8"))


def examine(folder: Path) -> None:
    """Read all of the generation in force that is not read at its opening. Raises DamagedError when it is damaged."""
    manifest = current(folder)
    if manifest is None or is_digested_at_opening(manifest):
        return
    try:
        verify(folder, manifest, wholly=True)
    except DamagedError:
        # What a writer removed meanwhile is not damaged.
        if current(folder) == manifest:
            raise


def is_digested_at_opening(manifest: Manifest) -> bool:
    """Whether it is so small that every file is read at every opening."""
    return sum(written.size for written in manifest.files.values()) <= _DIGEST_AT_OPEN


def note_checked(folder: Path, manifest: Manifest) -> None:
    """Remember that the large files were written, or read, by this program and are as it wrote them.

    For the writer, which has linked and unlinked them: the system notes that as a change.
    """
    if is_digested_at_opening(manifest):
        return
    found: checks.Known = {}
    for name, written in manifest.files.items():
        with contextlib.suppress(OSError):
            seal = checks.seal_of(folder / name, written)
            if written.size > _SMALL and seal.fits(written) and seal.mtime_ns == written.mtime_ns:
                found[name] = seal
    checks.note(folder, found)


def publish(folder: Path, manifest: Manifest, base: Manifest | None) -> Manifest:
    """Make ``manifest`` the generation in force; returns it with its files' sizes, times and digests.

    Files that it shares with ``base``, the generation that it grew from, are not read again. Raises DamagedError when
    one that it does not share any more was spoiled: what it held stands in others now, and nobody could tell. Of the
    catalog only what differs from that of ``base`` is digested.
    """
    if base is not None and base.stamps.text == manifest.stamps.text and not is_digested_at_opening(base):
        _check_outgrown(folder, manifest, base)
    files: dict[str, Written] = {}
    catalog = folder / manifest.catalog
    begun = syncing(catalog)  # The disk is busy while the processor is.
    blocks = _blocks(catalog, base)
    begun.join()
    for path in _files(folder, manifest):
        known = None if base is None else _known(folder, path, manifest, base)
        if known is None:
            sync(path)
            known = _written(path, digests.of_blocks(blocks) if path == catalog else digest_of(path))
        files[path.relative_to(folder).as_posix()] = known
    for part in (manifest.text, manifest.cards):  # What is new in them may be the second name of an old file.
        platform.sync_folder(folder / part)
    complete = replace(manifest, files=files, blocks="".join(blocks))
    data = asdict(complete)
    data["files"] = {path: (one.size, one.mtime_ns, one.digest) for path, one in files.items()}
    content = json.dumps(data).encode("utf-8")
    pointer = f"{complete.name} {digests.of_bytes(content)}".encode("ascii")
    note_checked(folder, complete)
    for name, text in ((complete.name, content), (POINTER, pointer)):
        if (folder / name).is_dir():
            platform.remove_tree(folder / name)
        platform.write_atomically(folder / name, text)
    return complete


def _check_outgrown(folder: Path, manifest: Manifest, base: Manifest) -> None:
    """Read the files of a text index that were merged into others."""
    for name, written in base.files.items():
        part, _, file = name.partition("/")
        if part != base.text or (folder / manifest.text / file).exists():
            continue
        try:
            whole = digest_of(folder / name) == written.digest
        except OSError as error:
            raise _damaged(folder, f"{name} is missing") from error
        if not whole:
            checks.forget(folder)
            raise _damaged(folder, f"{name} was changed")


def sweep(folder: Path, keep: Manifest) -> None:
    """Remove what no generation in use needs; the one before ``keep`` stays for readers that opened it a moment ago."""
    kept = {POINTER, LOCK, checks.FILE}
    for manifest in (keep, _before(folder, keep.generation)):
        if manifest is not None:
            kept |= {manifest.name, manifest.text, manifest.catalog, manifest.cards}
    for path in list(folder.iterdir()):
        if path.name not in kept:
            platform.remove_tree(path)
    note_checked(folder, keep)


def _known(folder: Path, path: Path, manifest: Manifest, base: Manifest) -> Written | None:
    """What is known of a file that ``base`` has, too: under the same name, or as another name of the same file."""
    name = path.relative_to(folder).as_posix()
    if name not in base.files and path.parent == folder / manifest.text:
        before = folder / base.text / path.name
        name = f"{base.text}/{path.name}" if before.exists() and before.samefile(path) else name
    return base.files.get(name)


def _blocks(catalog: Path, base: Manifest | None) -> list[str]:
    if base is None:
        return digests.blocks_of(catalog)
    return digests.blocks_of(catalog, catalog.with_name(base.catalog), digests.split(base.blocks))


def _written(path: Path, digest: str) -> Written:
    status = path.stat()
    return Written(status.st_size, status.st_mtime_ns, digest)


def digest_of(path: Path) -> str:
    """A digest of a file's bytes."""
    return digests.of_path(path)


def sync(path: Path) -> None:
    """Have the system write a file to disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def syncing(path: Path) -> Thread:
    """Have the system begin to write a file to disk that is changed a little before it is synced; join the thread."""

    def run() -> None:
        with contextlib.suppress(OSError):  # Told when it is synced.
            sync(path)

    thread = Thread(target=run, name="syncing", daemon=True)
    thread.start()
    return thread


def _files(folder: Path, manifest: Manifest) -> Iterator[Path]:
    yield folder / manifest.catalog
    for part in (manifest.text, manifest.cards):
        yield from (path for path in sorted((folder / part).iterdir()) if path.is_file() and not is_lock(path))


def is_lock(path: Path) -> bool:
    """Whether a file only says who is writing, and is no part of an index."""
    return path.name.endswith(("LOCK", ".lock"))


def _damaged(folder: Path, what: str) -> DamagedError:
    return DamagedError(f"the built index in {folder} is damaged: {what}", "it is built anew from the sources")
