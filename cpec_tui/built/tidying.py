"""Tidying: what very many small updates leave in a built index goes, when nobody waits for anything.

Paragraphs of many small segments, or of those that carry many removed ones, are written anew from the words in the
catalog; a catalog that is empty to a large part is compacted. The result is published as a build publishes: under the
same lock, beside what readers have open. Nothing of what is answered changes, and the corpus is not looked at.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from cpec_tui import platform
from cpec_tui.built import manifest as manifests
from cpec_tui.built.generation import check_private, engine_of
from cpec_tui.built.manifest import Manifest
from cpec_tui.built.progress import Tidied
from cpec_tui.built.stopping import Stop
from cpec_tui.built.workshop import Workshop
from cpec_tui.catalog.compacting import compact, is_worth_compacting
from cpec_tui.collecting import collector_paused
from cpec_tui.errors import BuiltIndexError
from cpec_tui.search.engines import EngineName, segments_in
from cpec_tui.search.wear import worth_renewing


def tidy(folder: Path, *, stop: Stop = lambda: False) -> Tidied:
    """Tidy the built index in ``folder`` where it pays; most often there is nothing to do, and nothing is written.

    When ``stop`` says so it ends with KeyboardInterrupt, and everything stays as it was.

    Raises platform.Busy when another program is building it, DamagedError when a file of it is not what was published,
    BuiltIndexError when the folder cannot be used.
    """
    if not (folder / manifests.POINTER).exists():
        return Tidied()
    check_private(folder)
    try:
        with platform.exclusive_lock(folder / manifests.LOCK), collector_paused():
            manifest = manifests.current(folder)
            engine = None if manifest is None or manifest.partial else engine_of(manifest)
            return Tidied() if manifest is None or engine is None else _Tidying(folder, manifest, engine, stop).run()
    except (OSError, sqlite3.Error) as error:
        message = f"the built index in {folder} cannot be tidied: {getattr(error, 'strerror', None) or error}"
        raise BuiltIndexError(message, "check space and permissions there; it stays in use as it is") from error


@dataclass(frozen=True, slots=True)
class _Tidying:
    """One generation to be tidied, while the lock is held."""

    folder: Path
    base: Manifest
    engine: EngineName
    stop: Stop

    def run(self) -> Tidied:
        manifests.verify(self.folder, self.base)
        places = worth_renewing(segments_in(self.engine, self.folder / self.base.text))
        compacts = is_worth_compacting(self.folder / self.base.catalog)
        if not places and not compacts:
            return Tidied()
        # What the disk spoiled unnoticed must not be taken over into files with new digests.
        self._go_on()
        manifests.verify(self.folder, self.base, wholly=True)
        self._go_on()
        workshop = Workshop(self.folder, self.base, self.engine, self._compacted if compacts else None)
        try:
            renewed = workshop.renew(places, self._go_on) if places else 0
            self._go_on()
            self._publish(workshop)
        except BaseException:
            workshop.abandon()
            raise
        workshop.sweep()
        return Tidied(len(places), renewed, compacts)

    def _publish(self, workshop: Workshop) -> None:
        base = self.base
        workshop.publish(
            (),
            base.stamps,
            base.corpus,
            covered=base.covered,
            sources=base.sources,
            last=True,
            written=lambda share: self._go_on(),
        )

    def _compacted(self, source: Path, target: Path) -> None:
        if not compact(source, target, self.stop):
            raise _Stopped

    def _go_on(self) -> None:
        """Raises _Stopped when that is wanted."""
        if self.stop():
            raise _Stopped


class _Stopped(KeyboardInterrupt):
    """Something else goes first."""
