"""A corpus on disk: a folder with ``seeds/`` (sources) and ``index/`` (what is known about them)."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cpec_tui import platform
from cpec_tui.errors import CorpusError

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

    def curated_files(self) -> list[Path]:
        """Every YAML file of ``index/`` that the program reads, in a stable order; some may be missing."""
        entities = self.index / "entities"
        try:
            found = sorted(p for p in entities.iterdir() if p.suffix in (".yaml", ".yml") and p.name[0] != ".")
        except OSError:
            found = []
        return [self.root / CORPUS_FILE, self.index / "documents.yaml", *found]

    def relative(self, path: Path) -> str:
        """``path`` as shown to people: relative to the corpus, with ``/``."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)


def shipped_root() -> Path:
    """The corpus that came with the program: inside the installed package, or the checkout around it."""
    inside = _PACKAGE / "shipped"
    return inside if (inside / CORPUS_FILE).is_file() else _PACKAGE.parent


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
            raise CorpusError(
                f"{folder} is no corpus: it has no {CORPUS_FILE.as_posix()}",
                f"make one there with: cpec-tui init {folder}",
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
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / CORPUS_FILE).is_file():
            return Corpus(folder)
    own = own_copy_root()
    return Corpus(own if (own / CORPUS_FILE).is_file() else shipped_root())


def scan_sources(corpus: Corpus) -> tuple[list[SourceFile], list[Unreadable]]:
    """All sources in a stable order, and what under ``seeds/`` is none (devices, links in a circle, no permission).

    Hidden files and folders are left out. A missing ``seeds/`` is an empty corpus.
    """
    sources: list[SourceFile] = []
    refused: list[Unreadable] = []
    if corpus.seeds.is_dir():
        for found in _walk(corpus.seeds, "", frozenset()):
            (sources if isinstance(found, SourceFile) else refused).append(found)  # type: ignore[arg-type]
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
        wanted = short[path] if taken[short[path]] == 1 else normal[path]
        unique, number = wanted, 1
        while unique in used:
            number += 1
            unique = f"{wanted}~{number}"
        used.add(unique)
        ids[path] = unique
    return ids


def _without_extension(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    stem, dot, extension = name.rpartition(".")
    return f"{folder}{slash}{stem}" if dot and stem.strip(".") and 0 < len(extension) <= 8 else path


def _walk(folder: Path, prefix: str, seen: frozenset[tuple[int, int]]) -> Iterator[SourceFile | Unreadable]:
    try:
        status = folder.stat()
        identity = (status.st_dev, status.st_ino)
        if identity in seen:
            yield Unreadable(prefix.rstrip("/"), "a link leads back to a folder above it", "remove the link")
            return
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Unreadable(
            prefix.rstrip("/"), f"the folder cannot be read: {error.strerror or error}", "check permissions"
        )
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield from _look_at(entry, prefix, seen | {identity})


def _look_at(
    entry: os.DirEntry[str], prefix: str, seen: frozenset[tuple[int, int]]
) -> Iterator[SourceFile | Unreadable]:
    path = prefix + _printable(entry.name)
    try:
        status = entry.stat()
    except OSError as error:
        yield Unreadable(path, f"it cannot be looked at: {error.strerror or error}", "a broken link? remove it")
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _walk(Path(entry.path), path + "/", seen)
    elif stat.S_ISREG(status.st_mode):
        yield SourceFile(path, Path(entry.path), status.st_size, status.st_mtime_ns)
    else:
        yield Unreadable(path, "it is no regular file (a device, pipe or socket)", "move it out of seeds/")


def _printable(name: str) -> str:
    """A file name that can be stored as text: bytes that are no UTF-8 are replaced."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
