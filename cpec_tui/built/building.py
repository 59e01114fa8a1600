"""Building: bring the built index up to date with the corpus, doing over only what changed.

Layers: a source is read again when its bytes change (or the reader's version), its paragraphs are indexed with it; all
documents are linked again when the gazetteer changes, and the text index is not touched then.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cpec_tui import platform
from cpec_tui.built import manifest as manifests
from cpec_tui.built.freshness import curated_state, refusals
from cpec_tui.built.generation import TEXT_STAMP, mentions_stamp, reading_stamp, usable
from cpec_tui.built.manifest import Manifest, Stamps
from cpec_tui.built.workshop import Workshop
from cpec_tui.catalog import codec
from cpec_tui.catalog.reading import Catalog
from cpec_tui.corpus import Corpus, SourceFile, document_ids, scan_sources
from cpec_tui.entities import loading
from cpec_tui.entities.curated import Curated
from cpec_tui.entities.evidence import locate_all
from cpec_tui.errors import BuiltIndexError, Problem, ReadingError, Severity
from cpec_tui.folding import tokens
from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.linking.linker import Linker
from cpec_tui.nearest import did_you_mean
from cpec_tui.reading import registry
from cpec_tui.reading.residue import ResidueFinder

FIRST_PARTIAL = 100
_STEP = 4


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: files done of all to do, paragraphs read, seconds since it began."""

    stage: str
    files: int
    of: int
    paragraphs: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did; ``failed`` holds (path, reason, hint) of every source that could not be read."""

    documents: int
    paragraphs: int
    entities: int
    mentions: int
    added: int
    changed: int
    removed: int
    failed: tuple[tuple[str, str, str], ...]
    seconds: float


Listener = Callable[[Progress], None]


def build(
    corpus: Corpus,
    folder: Path,
    *,
    rebuild: bool = False,
    listen: Listener = lambda progress: None,
    clock: Callable[[], float] = time.monotonic,
) -> Report:
    """Bring the built index in ``folder`` up to date with ``corpus``; with ``rebuild`` from nothing.

    Raises platform.Busy when another program is building it, BuiltIndexError when the folder cannot be used,
    CorpusError when corpus.yaml cannot. Interrupted, it leaves what was published before, or what is done so far when
    nothing was.
    """
    platform.make_private_folder(folder)
    try:
        with platform.exclusive_lock(folder / manifests.LOCK), _collector_paused():
            return _Build(corpus, folder, listen, clock).run(rebuild=rebuild)
    except OSError as error:
        message = f"the built index in {folder} cannot be written: {error.strerror or error}"
        raise BuiltIndexError(message, "check space and permissions there; the old one stays in use") from error


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to do with the sources: read and add these, remove those paths, only note new times of others."""

    add: list[SourceFile]
    remove: list[str]
    touch: list[SourceFile]
    added: int
    changed: int
    removed: int


class _Build:
    """One run of a build."""

    def __init__(self, corpus: Corpus, folder: Path, listen: Listener, clock: Callable[[], float]) -> None:
        self._corpus = corpus
        self._folder = folder
        self._listen = listen
        self._clock = clock
        self._began = clock()
        self._paragraphs = 0

    def run(self, *, rebuild: bool) -> Report:
        self._tell("looking at the files", 0, 0)
        # Taken before anything is read: what changes meanwhile is seen as a change next time.
        curated_files = curated_state(self._corpus)
        curated = loading.load(self._corpus)
        residue = ResidueFinder(curated.config.residue)
        stamps = Stamps(reading_stamp(residue.digest), TEXT_STAMP, mentions_stamp(curated.digest))
        base = None if rebuild else self._base(stamps)
        sources, refused = scan_sources(self._corpus)
        ids = document_ids([source.path for source in sources])
        work = self._compare(base, sources, ids, [one.path for one in refused])
        workshop = Workshop(self._folder, base)
        try:
            for path in work.remove:
                workshop.remove(path)
            for source in work.touch:
                workshop.catalog.touch_source(source)
            for source, one in refusals(refused):
                workshop.catalog.remove_source(one.path)
                workshop.catalog.add_failure(source, "", ReadingError(one.reason, one.hint))
            steps = _Steps(workshop, curated, residue, stamps, str(self._corpus.root), curated_files)
            self._work(
                steps, work, ids, len(sources), relink=base is not None and base.stamps.mentions != stamps.mentions
            )
        except BaseException:
            workshop.abandon()
            raise
        return self._report(work)

    def _base(self, stamps: Stamps) -> Manifest | None:
        """The published generation, when this build can grow from it."""
        try:
            manifest = manifests.current(self._folder)
            if manifest is None or not usable(manifest) or manifest.stamps.reading != stamps.reading:
                return None
            manifests.verify(self._folder, manifest, thoroughly=True)
        except BuiltIndexError:
            return None
        return manifest

    def _compare(
        self, base: Manifest | None, sources: list[SourceFile], ids: dict[str, str], refused: list[str]
    ) -> _Work:
        if base is None:
            return _Work(sources, [], [], len(sources), 0, 0)
        catalog = Catalog(self._folder / base.catalog)
        known = catalog.sources()
        known_ids = {document.path: document.id for document in catalog.documents()}
        catalog.close()
        work = _Work([], [], [], 0, 0, 0)
        added = changed = 0
        for source in sources:
            before = known.get(source.path)
            if before is None:
                added += 1
                work.add.append(source)
            elif known_ids.get(source.path, ids[source.path]) != ids[source.path] or self._differs(source, before):
                changed += 1
                work.add.append(source)
                work.remove.append(source.path)
            elif before[:2] != (source.size, source.mtime_ns):
                work.touch.append(source)
        gone = sorted(set(known) - {source.path for source in sources} - set(refused))
        work.remove.extend(gone)
        return _Work(work.add, work.remove, work.touch, added, changed, len(gone))

    def _differs(self, source: SourceFile, before: tuple[int, int, str]) -> bool:
        """Whether the content changed; a failed source is tried again when its time changed."""
        if before[:2] == (source.size, source.mtime_ns):
            return False
        try:
            return registry.digest(registry.load(source.absolute)) != before[2]
        except ReadingError:
            return True

    def _work(self, steps: _Steps, work: _Work, ids: dict[str, str], sources: int, *, relink: bool) -> None:
        first = len(work.add) == sources
        next_partial = FIRST_PARTIAL
        done = 0
        try:
            for done, source in enumerate(work.add, 1):
                self._paragraphs += steps.read(source, ids[source.path], link=not relink)
                self._tell("reading", done, len(work.add))
                if first and done == next_partial and done < len(work.add):
                    next_partial *= _STEP
                    steps.publish(done, sources, last=False)
        except KeyboardInterrupt:
            if first and done:
                steps.publish(done - 1 if done < len(work.add) else done, sources, last=True)
            raise
        if relink:
            self._tell("linking", len(work.add), len(work.add))
            steps.relink()
        self._tell("writing", len(work.add), len(work.add))
        steps.publish(sources, sources, last=True)

    def _report(self, work: _Work) -> Report:
        manifest = manifests.current(self._folder)
        assert manifest is not None
        catalog = Catalog(self._folder / manifest.catalog)
        totals, failed = catalog.totals(), tuple(catalog.failures())
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
            self._clock() - self._began,
        )

    def _tell(self, stage: str, files: int, of: int) -> None:
        self._listen(Progress(stage, files, of, self._paragraphs, self._clock() - self._began))


class _Steps:
    """The steps of a build on one workshop."""

    def __init__(
        self,
        workshop: Workshop,
        curated: Curated,
        residue: ResidueFinder,
        stamps: Stamps,
        corpus: str,
        curated_files: dict[str, tuple[int, int]],
    ) -> None:
        self._workshop = workshop
        self._curated = curated
        self._residue = residue
        self._stamps = stamps
        self._corpus = corpus
        self._curated_files = curated_files
        self._linker = Linker(Gazetteer(curated.entities, curated.config.kinds_by_name))
        self._overrides = registry.Overrides(curated.documents)

    def read(self, source: SourceFile, doc_id: str, *, link: bool) -> int:
        """Read one source into the workshop; a failure is remembered. Returns the number of its paragraphs."""
        digest = ""
        try:
            content = registry.load(source.absolute)
            digest = registry.digest(content)
            document = registry.read_source(content, doc_id, source.path, self._residue)
        except ReadingError as error:
            self._workshop.catalog.add_failure(source, digest, error)
            return 0
        words = [tokens(paragraph.text) for paragraph in document.paragraphs]
        corrected = self._overrides.apply(document)
        first_row = self._workshop.add(corrected, document.metadata, source, digest, words)
        if link:
            self._workshop.catalog.add_mentions(first_row, self._linker.link(document.paragraphs))
        return len(words)

    def relink(self) -> None:
        """Find all mentions anew and apply documents.yaml anew; the text index stays."""
        catalog = self._workshop.catalog
        for number, doc, own in catalog.own_metadata():
            curated = self._curated.documents.get(doc)
            catalog.set_metadata(number, own if curated is None else registry.merge(own, curated))
        catalog.drop_mentions()
        for _, first_row, paragraphs in catalog.documents():
            catalog.add_mentions(first_row, self._linker.link(paragraphs))

    def publish(self, covered: int, sources: int, *, last: bool) -> Manifest:
        """Compile the entities and publish what is done."""
        catalog, curated = self._workshop.catalog, self._curated
        quoted = {
            curated.former_ids.get(evidence.document, evidence.document)
            for entity in curated.entities
            for fact in entity.facts
            for evidence in fact.evidence
        }
        standings, problems = locate_all(curated.entities, catalog.paragraphs_of(sorted(quoted)), curated.former_ids)
        catalog.set_entities(curated, standings)
        known = [doc for _, doc, _ in catalog.own_metadata()]
        catalog.set_problems([*curated.problems, *problems, *self._unknown_documents(known)])
        catalog.set_curated_files((path, *state) for path, state in self._curated_files.items())
        config = curated.config
        catalog.set_meta(
            title=config.title,
            short_title=config.short_title,
            kinds=codec.dump_kinds(config.kinds),
            inverses=codec.dump(dict(config.inverses)),
            residue=codec.dump(config.residue),
            former_ids=codec.dump(curated.former_ids),
            totals=codec.dump(catalog.totals()),
        )
        return self._workshop.publish(
            curated.entities, self._stamps, self._corpus, covered=covered, sources=sources, last=last
        )

    def _unknown_documents(self, known: list[str]) -> Iterator[Problem]:
        for doc, line in self._curated.document_lines.items():
            if doc not in known:
                hint = did_you_mean(doc, known) or "remove the entry, or name the file it was under former_ids"
                message = f"there is no document `{doc}`"
                yield Problem("unknown-document", Severity.WARNING, "index/documents.yaml", line, message, hint)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Building makes millions of small objects and no cycles worth collecting; the collector costs a fifth of it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
