"""An open generation: catalog, text engine and cards that belong together."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cpec_tui.built import manifest as manifests
from cpec_tui.built.held import HeldFiles
from cpec_tui.built.manifest import Manifest, Stamps
from cpec_tui.catalog import codec
from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.schema import CATALOG_VERSION
from cpec_tui.errors import BuiltIndexError, StoppedError
from cpec_tui.linking.version import LINKER_VERSION
from cpec_tui.reading.version import READER_VERSION
from cpec_tui.search.cards import CardIndex
from cpec_tui.search.engines import EngineName, named_in, open_engine, stamp
from cpec_tui.search.plan import Engine
from cpec_tui.search.weighing import ANALYSIS_VERSION
from cpec_tui.search.words import Lexicon

_CATALOG_STAMP = f"catalog {CATALOG_VERSION}-{codec.SHAPE}, "
_TRIES = 5


@dataclass(slots=True)
class Generation:
    """Everything needed to answer, from one published generation."""

    manifest: Manifest
    files: HeldFiles
    catalog: Catalog
    engine: Engine
    cards: CardIndex
    lexicon: Lexicon

    def untouched(self) -> Generation:
        """Itself, to be asked. Raises DamagedError when its files were written to."""
        self.files.check_touched()
        return self

    def close(self) -> None:
        """Let go of all files."""
        self.engine.close()
        self.catalog.close()
        self.files.close()


def open_current(folder: Path, *, wholly: bool = False) -> Generation | None:
    """Open the generation in force; None when there is none that this program can use. ``wholly`` reads every byte.

    Raises BuiltIndexError when there is one but it is damaged, or others may have written it.
    """
    check_private(folder)
    for attempt in range(_TRIES):
        manifest = manifests.current(folder)
        if manifest is None or not usable(manifest):
            return None
        try:
            return _open(folder, manifest, wholly=wholly)
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


def text_stamp(engine: EngineName) -> str:
    """What the text layer and the catalog are made by."""
    return f"{_CATALOG_STAMP}{stamp(engine)}"


def engine_of(manifest: Manifest) -> EngineName | None:
    """The engine that made the text layer; None when this program cannot use that, or not the catalog."""
    text = manifest.stamps.text
    return named_in(text.removeprefix(_CATALOG_STAMP)) if text.startswith(_CATALOG_STAMP) else None


def usable(manifest: Manifest) -> bool:
    """Whether this version of the program understands the text layer and the catalog."""
    return engine_of(manifest) is not None


def has_usable_catalog(manifest: Manifest) -> bool:
    """Whether at least the catalog is understood: from its words the text layer can be made anew."""
    return manifest.stamps.text.startswith(f"{_CATALOG_STAMP}analysis {ANALYSIS_VERSION}, ")


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


def _open(folder: Path, manifest: Manifest, *, wholly: bool) -> Generation:
    name = engine_of(manifest)
    assert name is not None
    with contextlib.ExitStack() as opened:
        files = HeldFiles(folder, manifest)
        opened.callback(files.close)
        manifests.verify(folder, manifest, wholly=wholly)
        catalog = Catalog(folder / manifest.catalog)
        opened.callback(catalog.close)
        manifests.check_parts(folder, manifest, catalog.meta.get("parts"))
        engine = open_engine(name, folder / manifest.text, catalog)
        opened.callback(engine.close)
        cards = CardIndex(folder / manifest.cards)
        opened.pop_all()
    return Generation(manifest, files, catalog, engine, cards, Lexicon(catalog, engine))
