"""The files of a generation under construction, and how they become the generation in force."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread

from cpec_tui import platform
from cpec_tui.built import manifest as manifests
from cpec_tui.built.generation import engine_of
from cpec_tui.built.manifest import Manifest, Stamps
from cpec_tui.catalog.preparing import Prepared
from cpec_tui.catalog.writing import CatalogWriter
from cpec_tui.corpus import SourceFile
from cpec_tui.model import Entity, Metadata, Role
from cpec_tui.search.card_file import write_cards
from cpec_tui.search.engines import EngineName, TextWriter, open_writer

WORK = "work"


class Workshop:
    """A catalog and a text index being written, fresh or grown from a published generation."""

    def __init__(
        self,
        folder: Path,
        base: Manifest | None,
        engine: EngineName,
        copy: Callable[[Path, Path], object] | None = None,
    ) -> None:
        """``base`` is the generation to grow from; None to begin empty. What an earlier crash left is removed.

        The text index of another ``engine`` than that of ``base`` is made of the words in its catalog. ``copy`` is how
        the catalog is taken over, if not byte by byte.
        """
        self._folder = folder
        self._work = folder / WORK
        self._base = base
        self._copy = copy or shutil.copyfile
        self._engine = engine
        self._grows = base is not None and engine_of(base) == engine
        self._generation = manifests.last_generation(folder)
        self._text_folder = self._work / "text"
        self._catalog_path = self._work / "catalog.sqlite"
        self._syncing: Thread | None = None
        platform.remove_tree(self._work)
        try:
            self.catalog = self._furnish()
        except BaseException:
            platform.remove_tree(self._work)
            raise
        self._text: TextWriter | None = None
        self._text_changed = not self._grows
        self._unpublished: list[Path] = []

    def _furnish(self) -> CatalogWriter:
        self._work.mkdir(mode=0o700)
        if self._base is not None:
            if self._grows:
                _link_tree(self._folder / self._base.text, self._text_folder)
            self._copy(self._folder / self._base.catalog, self._catalog_path)
            self._syncing = manifests.syncing(self._catalog_path)
        return CatalogWriter(self._catalog_path, create=self._base is None)

    @property
    def base_stamps(self) -> Stamps | None:
        """What the generation that this grows from was made from."""
        return None if self._base is None else self._base.stamps

    def take_over_words(self) -> None:
        """Give the text index of another engine the words that the catalog has already; once, before anything else."""
        if self._base is None or self._grows:
            return
        writer = self._writer()
        for number, first_row, paragraphs in self.catalog.words_of_documents():
            writer.add(number, first_row, paragraphs)
        # What is not committed could not be removed again.
        writer.commit(self.catalog.totals()["paragraphs"])

    def add(self, prepared: Prepared, metadata: Metadata, source: SourceFile, digest: str) -> None:
        """Add a read document to both; ``metadata`` is its own, corrected."""
        number, first_row = self.catalog.add_document(prepared, metadata, source, digest)
        roles = (Role(role) for _, role, *_ in prepared.paragraphs)
        self._writer().add(number, first_row, zip(roles, prepared.words.spelled(), strict=True))

    def remove(self, path: str) -> None:
        """Remove the document of a source from both."""
        number = self.catalog.remove_source(path)
        if number is not None:
            self._writer().remove(number)

    def renew(self, segments: Sequence[int], go_on: Callable[[], None]) -> int:
        """Write the documents in these segments of the text index anew, from the words in the catalog.

        ``go_on`` is called between them; what it raises ends it. Returns the number of their paragraphs.
        """
        writer = self._writer()
        renewed = 0
        for number, first_row, paragraphs in self.catalog.words_of_documents(frozenset(writer.rows_in(segments))):
            go_on()
            writer.remove(number)
            writer.add(number, first_row, paragraphs)
            renewed += len(paragraphs)
        return renewed

    def begin_publishing(self) -> None:
        """All that is to be published is here: the text index may be written while the catalog is completed."""
        if self._text is not None:
            self._text.begin_commit()

    def publish(
        self,
        entities: Sequence[Entity],
        stamps: Stamps,
        corpus: str,
        *,
        covered: int,
        sources: int,
        last: bool,
        written: Callable[[float], None],
    ) -> Manifest:
        """Make what is done so far the generation in force; after the ``last`` time the workshop is closed.

        ``written`` hears what share of it is written.
        """
        paragraphs = self.catalog.totals()["paragraphs"]
        self.catalog.save_words()
        self.catalog.save_order()
        if self._text_changed:
            self._writer().commit(paragraphs, written)
        self._generation += 1
        manifest = Manifest(
            self._generation,
            corpus,
            self._text_name(),
            f"catalog-{self._generation:06}.sqlite",
            self._cards_name(stamps),
            stamps,
            covered < sources,
            covered,
            sources,
        )
        if self._text_changed:
            _link_tree(self._text_folder, self._new(manifest.text))
        if self._base is None or manifest.cards != self._base.cards:
            write_cards(self._new(manifest.cards), entities)
        self.catalog.set_meta(parts=manifests.parts(self._folder, manifest))
        self._move_in(manifest, last=last)
        self._base = manifests.publish(self._folder, manifest, self._base)
        self._unpublished.clear()
        return self._base

    def sweep(self) -> None:
        """Remove what the generation in force leaves behind."""
        assert self._base is not None
        manifests.sweep(self._folder, self._base)

    def abandon(self) -> None:
        """Throw away what was not published."""
        if self._text is not None:
            self._text.cancel()
        self.catalog.abandon()
        self._end_syncing()
        for path in (*self._unpublished, self._work):
            platform.remove_tree(path)

    def _text_name(self) -> str:
        if not self._text_changed and self._base is not None:
            return self._base.text
        return f"text-{self._generation:06}"

    def _cards_name(self, stamps: Stamps) -> str:
        if self._base is not None and self._base.stamps.curated == stamps.curated:
            return self._base.cards
        return f"cards-{self._generation:06}"

    def _move_in(self, manifest: Manifest, *, last: bool) -> None:
        target = self._new(manifest.catalog)
        if last:
            self._end_syncing()
            self.catalog.close()
            self._catalog_path.replace(target)
        else:
            self.catalog.checkpoint()
            shutil.copyfile(self._catalog_path, target)

    def _end_syncing(self) -> None:
        """A file that is open cannot be moved everywhere."""
        if self._syncing is not None:
            self._syncing.join()

    def _new(self, name: str) -> Path:
        """The path of a part of the generation to be published; what a crash left there is removed."""
        path = self._folder / name
        self._unpublished.append(path)
        platform.remove_tree(path)
        return path

    def _writer(self) -> TextWriter:
        if self._text is None:
            self._text_changed = True
            self._text = open_writer(self._engine, self._text_folder, create=not self._grows)
        return self._text


def _link_tree(source: Path, target: Path) -> None:
    """``target`` holds the same immutable files as ``source``."""
    target.mkdir(mode=0o700)
    for path in source.iterdir():
        if path.is_file() and not manifests.is_lock(path):
            platform.link_or_copy(path, target / path.name)
