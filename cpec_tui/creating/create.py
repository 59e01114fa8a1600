"""A corpus made whole beside its place and then moved in: it is there completely, or nothing of it is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cpec_tui import platform
from cpec_tui.corpus import CORPUS_FILE, Corpus, shipped_root
from cpec_tui.creating import gazetteer, sources, templates
from cpec_tui.creating.sources import Skipped, Taken
from cpec_tui.entities import loading
from cpec_tui.errors import CorpusError, Severity, UsageError
from cpec_tui.visible import visible

OURS = ("seeds", "index")


@dataclass(frozen=True, slots=True)
class Created:
    """A new corpus: the files made in it, those that were there and stay, and what was copied.

    Paths are relative to the corpus; ``copied`` counts sources, ``bytes`` is their size, ``entities`` counts cards.
    """

    corpus: Corpus
    title: str
    made: tuple[str, ...]
    kept: tuple[str, ...]
    copied: int
    bytes: int
    skipped: tuple[Skipped, ...]
    entities: int


def create(folder: Path, *, title: str = "", documents: Path | None = None, shipped_entities: bool = False) -> Created:
    """Make a corpus in ``folder``, with copies of the files under ``documents`` as its sources.

    The folder may exist; nothing in it is overwritten. With ``shipped_entities`` the cards of the shipped corpus are
    copied. Raises CorpusError when there is a corpus already, something is in the way, or it cannot be written; then
    nothing is left behind. Raises UsageError when ``documents`` is no folder.
    """
    root = Path(os.path.realpath(folder))
    _check_place(folder, root)
    files, skipped = _documents(root, documents)
    given_title = visible(" ".join(title.split())) or _title_from(root)
    try:
        texts = _curated_texts(given_title, shipped_entities=shipped_entities)
        _check_nothing_in_the_way(root, files, texts if shipped_entities else {})
        return _made(root, given_title, texts, files, skipped)
    except OSError as error:
        raise CorpusError(
            f"the corpus cannot be made: {error.filename or folder}: {error.strerror or error}",
            "nothing was left behind; check the path, permissions and space",
        ) from error


def loose_files(folder: Path) -> int:
    """How many files stand in ``folder`` outside ``seeds/`` and ``index/``, where no corpus would read them."""
    root = Path(os.path.realpath(folder))
    return len(sources.find(root, without=[root / name for name in OURS])[0]) if root.is_dir() else 0


def _check_place(folder: Path, root: Path) -> None:
    if (root / CORPUS_FILE).exists():
        raise CorpusError(f"{folder} is a corpus already", f"open it with: cpec-tui {folder}")
    if os.path.lexists(root) and not root.is_dir():
        raise CorpusError(f"{folder} is no folder", "name a folder that is not there yet, or an existing one")


def _documents(root: Path, named: Path | None) -> tuple[list[Taken], list[Skipped]]:
    if named is None:
        return [], []
    folder = Path(os.path.realpath(named))
    if not folder.is_dir():
        raise UsageError(f"--from {named}: there is no such folder", "name the folder that holds the documents")
    if (folder / CORPUS_FILE).is_file():
        # A corpus is copied for its sources; its cards belong to it.
        folder /= "seeds"
    if folder == root / "seeds":
        return [], []
    ours = [root / name for name in OURS] if folder == root else [root]
    return sources.find(folder, without=ours)


def _title_from(root: Path) -> str:
    return visible(" ".join(root.name.replace("_", " ").replace("-", " ").split())) or "corpus"


def _curated_texts(title: str, *, shipped_entities: bool) -> dict[str, str]:
    """The curated files by their path in the corpus."""
    texts = {CORPUS_FILE.as_posix(): templates.corpus_yaml(title), "index/documents.yaml": templates.DOCUMENTS}
    entities = (
        gazetteer.entity_files(Corpus(shipped_root()))
        if shipped_entities
        else {"example.yaml": templates.entities_yaml()}
    )
    texts.update({f"index/entities/{name}": text for name, text in entities.items()})
    texts.update({f"index/schema/{name}": text for name, text in templates.schema_files().items()})
    return texts


def _check_nothing_in_the_way(root: Path, files: list[Taken], texts: dict[str, str]) -> None:
    wanted = [*(f"seeds/{file.path}" for file in files), *(path for path in texts if "/entities/" in path)]
    for path in wanted:
        if os.path.lexists(root / path):
            raise CorpusError(f"{root / path} is there already", "move it away, or make the corpus elsewhere")
    for name in OURS:
        if (root / name).is_symlink() and any(path.startswith(f"{name}/") for path in wanted):
            raise CorpusError(f"{root / name} is a link", "make the corpus where it leads to, or remove the link")


def _made(root: Path, title: str, texts: dict[str, str], files: list[Taken], skipped: list[Skipped]) -> Created:
    first_new = _first_missing(root)
    staging = _staging(first_new)
    inner = staging / root.relative_to(first_new)
    try:
        (inner / "seeds").mkdir(parents=True)
        for path, text in texts.items():
            (inner / path).parent.mkdir(parents=True, exist_ok=True)
            (inner / path).write_bytes(text.encode("utf-8"))
        entities = _checked(Corpus(inner))
        copied, size, unread = sources.copy(files, inner / "seeds")
        kept = _move_in(inner, root) if first_new == root and root.exists() else _rename(staging, first_new)
    finally:
        platform.remove_tree(staging)
    made = tuple(path for path in texts if path not in kept)
    found = tuple(skipped) + tuple(unread)
    return Created(Corpus(root), title, made, tuple(kept), copied, size, found, entities)


def _first_missing(root: Path) -> Path:
    """The topmost folder on the way to ``root`` that is not there yet; ``root`` itself when all are."""
    missing = [folder for folder in root.parents if not os.path.lexists(folder)]
    return missing[-1] if missing else root


def _staging(place: Path) -> Path:
    """A name on the same file system as ``place``, which is moved to it at the end."""
    name = f".{place.name}.cpec-tui-{os.getpid()}.tmp"
    return place / name if place.exists() else place.parent / name


def _checked(corpus: Corpus) -> int:
    """How many entities it has. What the program writes must pass its own check."""
    curated = loading.load(corpus)
    wrong = [problem for problem in curated.problems if problem.severity is Severity.ERROR]
    if wrong:
        raise CorpusError(f"the new corpus would not pass its check: {wrong[0]}", "please report this")
    return len(curated.entities)


def _rename(staging: Path, place: Path) -> list[str]:
    staging.rename(place)
    return []


def _move_in(staging: Path, root: Path) -> list[str]:
    """Move everything into the existing folder; what is there stays, and is returned. Undone when a move fails."""
    moves: list[tuple[Path, Path]] = []
    kept: list[str] = []
    _plan_moves(staging, root, moves, kept)
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            source.rename(target)
            done.append((source, target))
    except OSError:
        for source, target in reversed(done):
            target.rename(source)
        raise
    return [path.removeprefix(f"{root.as_posix()}/") for path in kept]


def _plan_moves(source: Path, target: Path, moves: list[tuple[Path, Path]], kept: list[str]) -> None:
    for entry in sorted(source.iterdir()):
        place = target / entry.name
        if not os.path.lexists(place):
            moves.append((entry, place))
        elif entry.is_dir() and place.is_dir():
            _plan_moves(entry, place, moves, kept)
        elif entry.is_file():
            kept.append(place.as_posix())
        else:
            raise CorpusError(f"{place} is in the way: it is no folder", "move it away")
