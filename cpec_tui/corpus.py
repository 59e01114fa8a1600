"""A corpus on disk: a folder with ``seeds/`` (sources) and ``index/`` (what is known about them)."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shlex
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cpec_tui import platform
from cpec_tui.errors import CorpusError, NoCorpusError

CORPUS_FILE = Path("index") / "corpus.yaml"
FORMAT = 1
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file under ``seeds/``: ``path`` relative to it with ``/``, and what the file system says of it."""

    path: str
    absolute: Path
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A path under ``seeds/`` that is no regular file or cannot be looked at."""

    path: str
    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The folders of one corpus. Opening one reads nothing."""

    root: Path

    @property
    def seeds(self) -> Path:
        """The sources."""
        return self.root / "seeds"

    @property
    def index(self) -> Path:
        """The curated YAML."""
        return self.root / "index"

    @property
    def is_shipped(self) -> bool:
        """Whether this is the corpus that came with the program, which is read-only."""
        return self.root == shipped_root()

    @property
    def is_read_only(self) -> bool:
        """Whether its files are not to be edited: the installed corpus, or one that cannot be written."""
        return self.root == _PACKAGE / "shipped" or not os.access(self.index, os.W_OK)

    @property
    def key(self) -> str:
        """A short name for the corpus that is the same at every start, for its private cache folder."""
        digest = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:16]
        name = "".join(c if c.isalnum() and c.isascii() else "-" for c in self.root.name)[:40]
        return f"{name or 'corpus'}-{digest}"

    @property
    def searches_file(self) -> Path:
        """The saved searches. They are curated, but nothing is built from them; there may be no such file."""
        return self.index / "searches.yaml"

    def curated_files(self) -> list[Path]:
        """Every YAML file of ``index/`` that the built index is made from, in a stable order; some may be missing."""
        single = (self.root / CORPUS_FILE, self.index / "documents.yaml", self.index / "verdicts.yaml")
        return [*single, *self.entity_files()]

    def entity_files(self) -> list[Path]:
        """The files of entities, in a stable order."""
        entities = self.index / "entities"
        try:
            return sorted(p for p in entities.iterdir() if p.suffix in (".yaml", ".yml") and p.name[0] != ".")
        except OSError:
            return []

    def relative(self, path: Path) -> str:
        """``path`` as shown to people: relative to the corpus, with ``/``; what is no UTF-8 in it is spelled out."""
        try:
            return _printable(path.relative_to(self.root).as_posix())
        except ValueError:
            return _printable(str(path))


def shipped_root() -> Path:
    """The corpus that came with the program: inside the installed package, or the checkout around it."""
    inside = _PACKAGE / "shipped"
    return inside if _is_corpus(inside) else _PACKAGE.parent


def own_copy_root() -> Path:
    """Where the user's own copy of the shipped corpus is, once there is one."""
    return platform.data_home() / "corpora" / "cpec"


def open_corpus(folder: Path) -> Corpus:
    """The corpus in ``folder``. Raises CorpusError, which offers ``init``, when it is none."""
    root = folder.absolute()
    try:
        if not stat.S_ISDIR(root.stat().st_mode):
            raise CorpusError(f"{folder} is not a folder", "name the folder that holds seeds/ and index/")
        root = root.resolve()
        if not (root / CORPUS_FILE).is_file():
            raise NoCorpusError(
                f"{folder} is no corpus: it has no {CORPUS_FILE.as_posix()}",
                f"make one there with: cpec-tui init {shlex.quote(str(folder))}",
                folder,
            )
    except OSError as error:
        raise CorpusError(f"{folder} cannot be opened: {error.strerror or error}", "check the path") from error
    return Corpus(root)


def find_corpus(named: Path | None, start: Path | None = None) -> Corpus:
    """The corpus meant: the one named, else ``$CPEC_TUI_CORPUS``, else the nearest upwards, else the shipped one.

    The user's own copy of the shipped corpus, once made, stands for it.
    """
    if named is not None:
        return open_corpus(named)
    variable = os.environ.get("CPEC_TUI_CORPUS")
    if variable:
        return open_corpus(Path(variable))
    nearest = next((folder for folder in _upwards(start) if _is_corpus(folder)), None)
    own = own_copy_root()
    return Corpus(nearest or (own if _is_corpus(own) else shipped_root()))


def _upwards(start: Path | None) -> tuple[Path, ...]:
    """``start``, or the current folder, and the folders above it; none when the current folder was removed."""
    try:
        here = (start or Path.cwd()).resolve()
    except OSError:
        return ()
    return (here, *here.parents)


def _is_corpus(folder: Path) -> bool:
    """Whether there is a corpus in ``folder``; one that may not be looked into is none."""
    return os.path.isfile(folder / CORPUS_FILE)


def scan_sources(corpus: Corpus) -> tuple[list[SourceFile], list[Unreadable]]:
    """All sources ordered by path, and what under ``seeds/`` is none (devices, links in a circle, no permission).

    Hidden files and folders are left out. A missing ``seeds/`` is an empty corpus.
    """
    sources: list[SourceFile] = []
    refused: list[Unreadable] = []
    taken: set[str] = set()
    for found in _walk(corpus.seeds) if os.path.lexists(corpus.seeds) else ():
        path = _unique(found.path, taken)
        taken.add(path)
        if isinstance(found, SourceFile):
            sources.append(SourceFile(path, found.absolute, found.size, found.mtime_ns))
        else:
            refused.append(replace(found, path=path))
    sources.sort(key=lambda source: source.path)
    return sources, refused


def document_ids(paths: list[str]) -> dict[str, str]:
    """The document id of each path under ``seeds/``: NFC, without its extension unless that would make two the same."""
    normal = {path: unicodedata.normalize("NFC", path) for path in paths}
    short = {path: _without_extension(name) for path, name in normal.items()}
    taken = Counter(short.values())
    ids: dict[str, str] = {}
    used: set[str] = set()
    for path in sorted(paths):
        ids[path] = _unique(short[path] if taken[short[path]] == 1 else normal[path], used)
        used.add(ids[path])
    return ids


def _unique(wanted: str, taken: set[str]) -> str:
    """``wanted``, with a number when it is taken."""
    unique, number = wanted, 1
    while unique in taken:
        number += 1
        unique = f"{wanted}~{number}"
    return unique


def _without_extension(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    stem, dot, extension = name.rpartition(".")
    is_extension = extension.isalnum() and not extension.isdecimal() and len(extension) <= 8
    return f"{folder}{slash}{stem}" if dot and stem.strip(".") and is_extension else path


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to be walked, the path under ``seeds/`` with which the paths in it begin, whether a link led to it."""

    path: Path
    prefix: str
    linked: bool = False


def _walk(seeds: Path) -> Iterator[SourceFile | Unreadable]:
    """Everything under ``seeds``; a folder that links lead to as well is walked once, and not through a link."""
    first_under: dict[tuple[int, int], str] = {}
    above = _folders_above(seeds)
    pending = [_Folder(seeds, "")]
    while pending:
        folder = pending.pop()
        shown = folder.prefix.rstrip("/") or "."
        try:
            status = folder.path.stat()
            earlier = first_under.setdefault((status.st_dev, status.st_ino), shown)
            if earlier != shown and status.st_ino:
                yield Unreadable(shown, f"a link leads to a folder that is read already: {earlier}", "remove the link")
                continue
            if (status.st_dev, status.st_ino) in above:
                yield Unreadable(shown, "a link leads to a folder that this corpus lies in", "remove the link")
                continue
            entries = sorted(os.scandir(folder.path), key=lambda entry: entry.name)
        except OSError as error:
            yield Unreadable(shown, f"the folder cannot be read: {error.strerror or error}", "check permissions")
            continue
        for entry in entries:
            found = None if entry.name.startswith(".") else _look_at(entry, folder.prefix)
            if isinstance(found, _Folder):
                pending.insert(0 if found.linked else len(pending), found)
            elif found is not None:
                yield found


def _folders_above(seeds: Path) -> set[tuple[int, int]]:
    """The folders that ``seeds`` lies in, up to the root: a link to one would bring in half the disk."""
    above = set()
    for folder in seeds.resolve().parents:
        with contextlib.suppress(OSError):
            status = folder.stat()
            above.add((status.st_dev, status.st_ino))
    return above if all(inode for _, inode in above) else set()


def _look_at(entry: os.DirEntry[str], prefix: str) -> SourceFile | Unreadable | _Folder:
    path = prefix + _printable(entry.name)
    try:
        status = entry.stat()
    except OSError as error:
        return Unreadable(path, f"it cannot be looked at: {error.strerror or error}", "a broken link? remove it")
    if stat.S_ISDIR(status.st_mode):
        return _Folder(Path(entry.path), path + "/", linked=entry.is_symlink())
    if stat.S_ISREG(status.st_mode):
        return SourceFile(path, Path(entry.path), status.st_size, status.st_mtime_ns)
    return Unreadable(path, "it is no regular file (a device, pipe or socket)", "move it out of seeds/")


def _printable(name: str) -> str:
    """A file name that can be stored as text: bytes that are no UTF-8 are spelled out."""
    if name.isascii():
        return name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
