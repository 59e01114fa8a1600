"""Building: bring the built index up to date with the corpus, doing over only what changed.

Layers: a source is read again when its bytes change (or the reader's version), its paragraphs are indexed with it; all
documents are linked again when the gazetteer changes, and the text index is not touched then.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from cpec_tui import platform
from cpec_tui.built import choosing
from cpec_tui.built import manifest as manifests
from cpec_tui.built.choosing import Choice
from cpec_tui.built.comparing import Work, differences, everything
from cpec_tui.built.freshness import curated_state
from cpec_tui.built.generation import (
    check_private,
    engine_of,
    has_usable_catalog,
    mentions_stamp,
    reading_stamp,
    text_stamp,
)
from cpec_tui.built.intake import reading
from cpec_tui.built.manifest import Manifest, Stamps
from cpec_tui.built.memory import Memory
from cpec_tui.built.pace import Pace
from cpec_tui.built.progress import (
    LINKING,
    LOOKING,
    READING,
    WRITING,
    Listener,
    Progress,
    Published,
    PublishedListener,
    Report,
)
from cpec_tui.built.renaming import Known
from cpec_tui.built.steps import Inputs, Steps
from cpec_tui.built.stopping import Stop, interrupt_asked
from cpec_tui.built.workshop import Workshop
from cpec_tui.catalog.reading import Catalog
from cpec_tui.collecting import collector_paused
from cpec_tui.corpus import Corpus, SourceFile, Unreadable, document_ids, scan_sources
from cpec_tui.entities.curated import Curated
from cpec_tui.entities.verdicts import digest
from cpec_tui.errors import BuiltIndexError, CorpusError

__all__ = ["Listener", "Progress", "Published", "Report", "build"]

# A first build publishes what it has after so many files or paragraphs, and again each time it has four times as many;
# no more when it has this part of all files, for the rest comes soon, and to publish much takes long.
FIRST_PARTIAL = 100
FIRST_PARTIAL_PARAGRAPHS = 5_000
_STEP = 4
_SOON_WHOLE = 1 / 3


def build(
    corpus: Corpus,
    folder: Path,
    *,
    rebuild: bool = False,
    listen: Listener = lambda progress: None,
    published: PublishedListener = lambda published: None,
    stop: Stop = lambda: False,
    clock: Callable[[], float] = time.monotonic,
    memory: Memory | None = None,
) -> Report:
    """Bring the built index in ``folder`` up to date with ``corpus``; with ``rebuild`` from nothing.

    ``stop`` is asked between files. When it says so, or at Ctrl+C, the build ends with KeyboardInterrupt and leaves
    what was published before, or what is done so far when that covers more. ``memory`` is what earlier builds made.

    Raises platform.Busy when another program is building it, BuiltIndexError when the folder cannot be used,
    CorpusError when corpus.yaml cannot, or when the sources that it was made from are gone, folder and all.
    """
    trusted = _is_private(folder)
    platform.make_private_folder(folder)
    try:
        if not trusted:
            _empty(folder)
        with platform.exclusive_lock(folder / manifests.LOCK), collector_paused(), interrupt_asked() as interrupted:
            callbacks = _Callbacks(listen, published, lambda: stop() or interrupted(), clock)
            run = _Build(corpus, folder, callbacks, memory or Memory())
            report = run.run(rebuild=rebuild)
            if interrupted():
                raise KeyboardInterrupt
            return report
    except (OSError, sqlite3.Error) as error:
        message = f"the built index in {folder} cannot be written: {getattr(error, 'strerror', None) or error}"
        raise BuiltIndexError(message, "check space and permissions there; the old one stays in use") from error


@dataclass(frozen=True, slots=True)
class _Callbacks:
    """Whom a build tells, and whom it asks."""

    listen: Listener
    published: PublishedListener
    stop: Stop
    clock: Callable[[], float]


@dataclass(frozen=True, slots=True)
class _Plan:
    """How one attempt goes about it: grown from ``base`` or from nothing, and from what coverage on it may publish.

    ``floor`` is how many sources the generation in force covers: what covers less never replaces it.
    """

    base: Manifest | None
    floor: float
    work: Work


class _Build:
    """One run of a build."""

    def __init__(self, corpus: Corpus, folder: Path, callbacks: _Callbacks, memory: Memory) -> None:
        self._corpus = corpus
        self._memory = memory
        self._folder = folder
        self._callbacks = callbacks
        self._began = callbacks.clock()
        self._paragraphs = 0
        self._pace = Pace()

    def run(self, *, rebuild: bool) -> Report:
        self._tell(LOOKING, 0, 0)
        # Taken before anything is read: what changes meanwhile is seen as a change next time.
        curated_files = curated_state(self._corpus)
        compiled = self._memory.compiled(self._corpus, curated_files)
        curated, residue, gazetteer = compiled.curated, compiled.residue, compiled.gazetteer
        mentions = mentions_stamp(gazetteer.digest, digest(curated.verdicts))
        sources, refused = scan_sources(self._corpus)
        in_force = self._in_force()
        engine = self._engine(curated, sources, in_force)
        curated = replace(curated, problems=choosing.with_problems(curated, engine))
        stamps = Stamps(reading_stamp(residue.digest), text_stamp(engine.name), mentions, f"curated {curated.digest}")
        inputs = Inputs(
            str(self._corpus.root),
            curated,
            curated_files,
            residue,
            gazetteer,
            stamps,
            document_ids([source.path for source in sources]),
            len(sources),
            engine,
        )
        inputs = replace(inputs, before=self._known(in_force))
        if in_force is not None and in_force.covered and not os.path.lexists(self._corpus.seeds):
            raise CorpusError(f"{self._corpus.seeds} is missing", "put the sources back there; what is indexed stays")
        floor = 0.0 if in_force is None else in_force.covered if in_force.partial else float("inf")
        if in_force is not None and not rebuild and in_force.stamps.reading == stamps.reading:
            work = self._differences(in_force, sources, refused, inputs.ids)
            if work.is_nothing and in_force.stamps == stamps and self._is_whole(in_force, inputs):
                manifests.sweep(self._folder, in_force)
                return self._report(in_force, work, engine)
            try:
                return self._attempt(inputs, _Plan(in_force, floor, work))
            except BuiltIndexError:
                # The generation in force passes for whole but cannot be grown: begin from nothing.
                self._paragraphs = 0
        return self._attempt(inputs, _Plan(None, floor, everything(sources, refused)))

    def _engine(self, curated: Curated, sources: list[SourceFile], in_force: Manifest | None) -> Choice:
        """The engine for this corpus: by what is known of its size before anything is read."""
        paragraphs = choosing.estimated(sum(source.size for source in sources))
        if in_force is None:
            return choosing.chosen(curated.config.engine, paragraphs, None)
        if not in_force.partial:
            catalog = Catalog(self._folder / in_force.catalog)
            paragraphs = catalog.totals()["paragraphs"]
            catalog.close()
        return choosing.chosen(curated.config.engine, paragraphs, engine_of(in_force))

    def _in_force(self) -> Manifest | None:
        """The published generation, when this program could answer from it, or at least take over its catalog."""
        try:
            manifest = manifests.current(self._folder)
            if manifest is None or not has_usable_catalog(manifest):
                return None
            manifests.verify(self._folder, manifest)
            with closing(Catalog(self._folder / manifest.catalog)) as catalog:
                manifests.check_parts(self._folder, manifest, catalog.meta.get("parts"))
        except BuiltIndexError:
            return None
        return manifest

    def _known(self, in_force: Manifest | None) -> Known:
        """What the generation in force knows, to tell which documents were renamed."""
        if in_force is None:
            return Known()
        catalog = Catalog(self._folder / in_force.catalog)
        try:
            return Known.to(catalog)
        finally:
            catalog.close()

    def _differences(
        self, base: Manifest, sources: list[SourceFile], refused: list[Unreadable], ids: dict[str, str]
    ) -> Work:
        catalog = Catalog(self._folder / base.catalog)
        try:
            return differences(catalog, sources, refused, ids, lambda done: self._go_on(LOOKING, done, len(sources)))
        finally:
            catalog.close()

    def _is_whole(self, manifest: Manifest, inputs: Inputs) -> bool:
        """Whether ``manifest`` covers all sources and knows the curated files as they are, times included."""
        catalog = Catalog(self._folder / manifest.catalog)
        known = catalog.curated_files()
        catalog.close()
        return not manifest.partial and manifest.corpus == inputs.root and known == inputs.curated_files

    def _attempt(self, inputs: Inputs, plan: _Plan) -> Report:
        workshop = Workshop(self._folder, plan.base, inputs.engine.name)
        try:
            steps = Steps(workshop, inputs)
            steps.prepare(plan.work)
            manifest = self._work(steps, inputs, plan)
        except BaseException:
            workshop.abandon()
            raise
        return replace(self._report(manifest, plan.work, inputs.engine), renamed=steps.renamed)

    def _work(self, steps: Steps, inputs: Inputs, plan: _Plan) -> Manifest:
        relink = plan.base is not None and plan.base.stamps.mentions != inputs.stamps.mentions
        adding = plan.work.add
        behind = inputs.sources - len(adding)
        milestones = _Milestones()
        self._pace = Pace(adding)
        done = 0
        try:
            with reading(adding, inputs, link=not relink) as take:
                for source in adding:
                    self._go_on(READING, done, len(adding))
                    outcome = take(source, partial(self._go_on, READING, done, len(adding)))
                    self._paragraphs += steps.add(source, outcome)
                    done += 1
                    early = milestones.reached(done, self._paragraphs) and done <= len(adding) * _SOON_WHOLE
                    if early and not relink and behind + done > plan.floor:
                        self._publish_early(steps, behind + done)
            self._tell(READING, done, len(adding))
            if relink:
                for linked, of in steps.relink():
                    self._go_on(LINKING, linked, of)
        except _Stopped:
            if done and not relink and behind + done > plan.floor:
                self._published(steps.publish(behind + done, last=True))
                steps.sweep()
            raise
        self._tell(WRITING, done, len(adding))
        written = partial(self._tell, WRITING, done, len(adding))
        manifest = self._published(steps.publish(inputs.sources, last=True, written=written))
        # Whoever waits for the new generation need not wait for this.
        steps.sweep()
        return manifest

    def _publish_early(self, steps: Steps, covered: int) -> None:
        began = self._callbacks.clock()
        self._published(steps.publish(covered, last=False))
        self._pace.wrote(self._paragraphs, self._callbacks.clock() - began)

    def _report(self, manifest: Manifest, work: Work, engine: Choice) -> Report:
        catalog = Catalog(self._folder / manifest.catalog)
        totals, failed, evidence = catalog.totals(), tuple(catalog.failures()), json.loads(catalog.meta["evidence"])
        catalog.close()
        return Report(
            totals["documents"],
            totals["paragraphs"],
            totals["entities"],
            totals["mentions"],
            work.added,
            work.changed,
            work.removed,
            failed,
            self._callbacks.clock() - self._began,
            evidence=evidence,
            engine=engine.name,
            advice=engine.said,
        )

    def _published(self, manifest: Manifest) -> Manifest:
        self._callbacks.published(Published(manifest.generation, manifest.covered, manifest.sources, manifest.partial))
        return manifest

    def _go_on(self, stage: str, files: int, of: int) -> None:
        """Tell how far it is. Raises _Stopped when that is enough."""
        self._tell(stage, files, of)
        if self._callbacks.stop():
            raise _Stopped

    def _tell(self, stage: str, files: int, of: int, share: float = 0.0) -> None:
        seconds = self._callbacks.clock() - self._began
        self._callbacks.listen(self._pace.progress(stage, files, of, self._paragraphs, seconds, share))


class _Stopped(KeyboardInterrupt):
    """The build was asked to stop, between two steps."""


class _Milestones:
    """When a first build publishes what it has so far."""

    def __init__(self) -> None:
        self._files = FIRST_PARTIAL
        self._paragraphs = FIRST_PARTIAL_PARAGRAPHS

    def reached(self, files: int, paragraphs: int) -> bool:
        """Whether so much has been done; then the next milestone is further on."""
        if files < self._files and paragraphs < self._paragraphs:
            return False
        self._files = max(self._files, files * _STEP)
        self._paragraphs = max(self._paragraphs, paragraphs * _STEP)
        return True


def _is_private(folder: Path) -> bool:
    try:
        check_private(folder)
    except BuiltIndexError:
        return False
    return True


def _empty(folder: Path) -> None:
    """Remove everything from a folder that others could write."""
    for path in list(folder.iterdir()):
        platform.remove_tree(path)
