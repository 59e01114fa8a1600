"""What changed since a generation was built, told from the file system alone: no source and no YAML is read."""

from __future__ import annotations

import os
from dataclasses import dataclass

from cpec_tui.catalog.reading import Catalog
from cpec_tui.corpus import Corpus, SourceFile, scan_sources
from cpec_tui.reading import registry

# Size, time and digest of a source when it was read; the digest is empty when it could not be loaded.
SourceState = tuple[int, int, str]


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
    reasons = {path.removeprefix("seeds/"): reason for path, reason, _ in catalog.failures()}
    refused_anew = [one.path for one in refused if reasons.get(one.path) != one.reason]
    gone = set(known) - set(found) - {one.path for one in refused}
    return Changes(
        tuple(path for path in (*found, *refused_anew) if path not in known),
        (
            *(path for path, source in found.items() if path in known and seems_changed(source, known[path])),
            *(path for path in refused_anew if path in known),
        ),
        tuple(sorted(gone)),
        curated_state(corpus) != catalog.curated_files(),
    )


def seems_changed(source: SourceFile, known: SourceState) -> bool:
    """Whether size or time differs, or the file could not be loaded and may be read now."""
    if known[:2] != (source.size, source.mtime_ns):
        return True
    return not known[2] and source.size <= registry.MAX_BYTES and os.access(source.absolute, os.R_OK)


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
