"""An open generation: catalog, text engine and cards that belong together."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cpec_tui.built import manifest as manifests
from cpec_tui.built.manifest import Manifest, Stamps
from cpec_tui.catalog import codec
from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.schema import CATALOG_VERSION
from cpec_tui.errors import BuiltIndexError, StoppedError
from cpec_tui.linking.version import LINKER_VERSION
from cpec_tui.reading.version import READER_VERSION
from cpec_tui.search.cards import CardIndex
from cpec_tui.search.whoosh_engine import WhooshEngine
from cpec_tui.search.whoosh_schema import ANALYSIS_VERSION
from cpec_tui.search.words import Lexicon

TEXT_STAMP = f"analysis {ANALYSIS_VERSION}, catalog {CATALOG_VERSION}-{codec.SHAPE}"
_TRIES = 5


@dataclass(slots=True)
class Generation:
    """Everything needed to answer, from one published generation."""

    manifest: Manifest
    catalog: Catalog
    engine: WhooshEngine
    cards: CardIndex
    lexicon: Lexicon

    def close(self) -> None:
        """Let go of all files."""
        self.cards.close()
        self.engine.close()
        self.catalog.close()


def open_current(folder: Path) -> Generation | None:
    """Open the generation in force; None when there is none that this program can use.

    Raises BuiltIndexError when there is one but it is damaged, or others may have written it.
    """
    check_private(folder)
    for attempt in range(_TRIES):
        manifest = manifests.current(folder)
        if manifest is None or not usable(manifest):
            return None
        try:
            return _open(folder, manifest)
        except BuiltIndexError:
            # A writer may have published and swept while we opened; then the pointer has moved on.
            moved_on = manifests.current(folder)
            if attempt == _TRIES - 1 or moved_on is None or moved_on.generation == manifest.generation:
                raise
    return None


@contextmanager
def giving_up(generation: Generation | None, when: Callable[[], bool]) -> Iterator[None]:
    """Inside, StoppedError is raised before each statement for the catalog, and at once, when ``when`` says so."""

    def between() -> None:
        if when():
            raise StoppedError

    between()
    if generation is None:
        yield
        return
    catalog = generation.catalog
    before, catalog.between = catalog.between, between
    try:
        yield
    finally:
        catalog.between = before


def check_private(folder: Path) -> None:
    """Raises BuiltIndexError when others than this user may have written ``folder``: opening it runs what is in it."""
    try:
        status = os.lstat(folder)
    except OSError:
        return
    getuid = getattr(os, "getuid", None)
    if getuid is None:
        return
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != getuid() or status.st_mode & 0o022:
        raise BuiltIndexError(
            f"the built index in {folder} cannot be trusted: others may have written it",
            "remove that folder, or name another with --built-index DIR",
        )


def usable(manifest: Manifest) -> bool:
    """Whether this version of the program understands the text layer and the catalog."""
    return manifest.stamps.text == TEXT_STAMP


def made_by_this_version(manifest: Manifest) -> bool:
    """Whether the reading and mention layers are those this version would make of the same files."""
    stamps = manifest.stamps
    return stamps.reading.startswith(reading_stamp("")) and linked_by_this_version(stamps)


def linked_by_this_version(stamps: Stamps) -> bool:
    """Whether the mentions are those that this version would make of the same gazetteer."""
    return stamps.mentions.startswith(mentions_stamp(""))


def reading_stamp(residue_digest: str) -> str:
    """What the reading layer is made from, besides the sources."""
    return f"reader {READER_VERSION}, residue {residue_digest}"


def mentions_stamp(gazetteer_digest: str, verdicts_digest: str = "") -> str:
    """What the mention layer is made from, besides the paragraphs."""
    verdicts = f", verdicts {verdicts_digest}" if verdicts_digest else ""
    return f"linker {LINKER_VERSION}, gazetteer {gazetteer_digest}{verdicts}"


def _open(folder: Path, manifest: Manifest) -> Generation:
    manifests.verify(folder, manifest)
    catalog = Catalog(folder / manifest.catalog)
    try:
        engine = WhooshEngine(folder / manifest.text)
        cards = CardIndex(folder / manifest.cards)
    except BuiltIndexError:
        catalog.close()
        raise
    return Generation(manifest, catalog, engine, cards, Lexicon(catalog, engine))
