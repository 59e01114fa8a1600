"""What changed since a generation was built, told from the file system alone: no source and no YAML is read."""

from __future__ import annotations

from dataclasses import dataclass

from cpec_tui.catalog.reading import Catalog
from cpec_tui.corpus import Corpus, SourceFile, Unreadable, scan_sources


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths under ``seeds/`` whose size or time differs, and whether anything curated does."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    curated: bool = False

    @property
    def any(self) -> bool:
        """Whether the built index is out of date."""
        return bool(self.added or self.changed or self.removed or self.curated)

    def said(self) -> str:
        """For people: "2 new and 1 changed file"."""
        parts = [
            f"{len(paths):,} {word}"
            for word, paths in (("new", self.added), ("changed", self.changed), ("removed", self.removed))
            if paths
        ]
        count = len(self.added) + len(self.changed) + len(self.removed)
        said = f"{' and '.join(parts)} {'file' if count == 1 else 'files'}" if parts else ""
        if self.curated:
            said += f"{' and ' if said else ''}changes in index/"
        return said or "nothing"


def changes(corpus: Corpus, catalog: Catalog) -> Changes:
    """Compare the corpus with what ``catalog`` was made from."""
    sources, refused = scan_sources(corpus)
    known = catalog.sources()
    found = {source.path: source for source in sources}
    gone = set(known) - set(found) - {one.path for one in refused}
    return Changes(
        tuple(path for path in found if path not in known),
        tuple(path for path, source in found.items() if path in known and _differs(source, known[path])),
        tuple(sorted(gone)),
        curated_state(corpus) != catalog.curated_files(),
    )


def curated_state(corpus: Corpus) -> dict[str, tuple[int, int]]:
    """Path to (size, mtime) of the curated files as they are."""
    state: dict[str, tuple[int, int]] = {}
    for path in corpus.curated_files():
        try:
            status = path.stat()
        except OSError:
            continue
        state[corpus.relative(path)] = (status.st_size, status.st_mtime_ns)
    return state


def refusals(refused: list[Unreadable]) -> list[tuple[SourceFile, Unreadable]]:
    """Refused paths as sources of no size, so that they are remembered like other failures."""
    from pathlib import Path

    return [(SourceFile(one.path, Path(one.path), 0, 0), one) for one in refused]


def _differs(source: SourceFile, known: tuple[int, int, str]) -> bool:
    return (source.size, source.mtime_ns) != known[:2]
