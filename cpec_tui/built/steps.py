"""The steps of a build on one workshop: read a source, link anew, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cpec_tui.built import renaming, standing
from cpec_tui.built.choosing import Choice
from cpec_tui.built.comparing import Work
from cpec_tui.built.generation import linked_by_this_version
from cpec_tui.built.manifest import Manifest, Stamps
from cpec_tui.built.parcels import Failure, Parcel
from cpec_tui.built.progress import Rename
from cpec_tui.built.renaming import Known
from cpec_tui.built.workshop import Workshop
from cpec_tui.catalog import codec
from cpec_tui.corpus import SourceFile, Unreadable
from cpec_tui.entities import evidence
from cpec_tui.entities.curated import Curated
from cpec_tui.entities.verdicts import Verdicts
from cpec_tui.errors import Problem, ReadingError, Severity
from cpec_tui.linking.changes import Changes
from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.linking.linker import Linker
from cpec_tui.nearest import did_you_mean
from cpec_tui.reading import registry
from cpec_tui.reading.residue import ResidueFinder


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a build is made from, besides the bytes of the sources.

    ``curated_files`` are sizes and times of the curated files, ``ids`` the document id of each path; ``sources`` is how
    many files there are; ``engine`` makes the text index; ``before`` is what the generation in force knew.
    """

    root: str
    curated: Curated
    curated_files: dict[str, tuple[int, int]]
    residue: ResidueFinder
    gazetteer: Gazetteer
    stamps: Stamps
    ids: dict[str, str]
    sources: int
    engine: Choice
    before: Known = field(default_factory=Known)


class Steps:
    """The steps of a build."""

    def __init__(self, workshop: Workshop, inputs: Inputs) -> None:
        """Everything is done in ``workshop``."""
        self._workshop = workshop
        self._inputs = inputs
        self._linker = Linker(inputs.gazetteer, Verdicts(inputs.curated.verdicts))
        self._added: set[str] = set()
        self.renamed: tuple[Rename, ...] = ()
        self._overrides = registry.Overrides(inputs.curated.documents)

    def prepare(self, work: Work) -> None:
        """Forget what is gone, note new times, remember what cannot even be looked at."""
        self._workshop.take_over_words()
        for path in work.remove:
            self._workshop.remove(path)
        for source in work.touch:
            self._workshop.catalog.touch_source(source)
        for one in work.refuse:
            self._workshop.catalog.add_failure(_as_source(one), "", ReadingError(one.reason, one.hint))
        if self._workshop.base_stamps not in (None, self._inputs.stamps):
            self._correct_metadata()

    def _correct_metadata(self) -> None:
        """Apply documents.yaml anew to all documents."""
        catalog = self._workshop.catalog
        for number, doc, own in catalog.own_metadata(self._inputs.curated.documents):
            curated = self._inputs.curated.documents.get(doc)
            catalog.set_metadata(number, own if curated is None else registry.merge(own, curated))

    def add(self, source: SourceFile, outcome: Parcel | Failure) -> int:
        """Take what came of reading a source; a failure is remembered. Returns the number of its paragraphs."""
        if isinstance(outcome, Failure):
            self._workshop.catalog.add_failure(source, outcome.digest, ReadingError(outcome.reason, outcome.hint))
            return 0
        prepared = outcome.prepared
        corrected = self._overrides.apply(prepared.document)
        self._workshop.add(prepared, corrected.metadata, source, outcome.digest)
        self._added.add(corrected.id)
        return len(prepared.words)

    def relink(self) -> Iterator[tuple[int, int]]:
        """Find mentions anew where the changed gazetteer may find others; the text index stays.

        Yields (documents seen, of how many).
        """
        catalog = self._workshop.catalog
        changes = self._changes()
        if changes is None:
            catalog.drop_mentions()
        else:
            catalog.index_mentions()
        only = None if changes is None or changes.words is None else self._touched(changes.words, changes.documents)
        of = catalog.totals()["documents"] if only is None else len(only)
        for done, (doc, first_row, texts) in enumerate(catalog.texts(only), 1):
            if changes is None or doc in self._added or changes.touch(texts, doc):
                if changes is not None:
                    catalog.drop_mentions_of(first_row, len(texts))
                paragraphs = catalog.paragraphs_from(first_row, len(texts))
                catalog.add_mentions(first_row, texts, self._linker.link(paragraphs, doc))
            yield done, of

    def _touched(self, words: Sequence[Sequence[str]], docs: Iterable[str]) -> set[int]:
        """The documents in which these words stand, those with these ids, and those that came in this build."""
        catalog = self._workshop.catalog
        return catalog.numbers_with(words) | catalog.numbers_of({*docs, *self._added})

    def _changes(self) -> Changes | None:
        """What differs from the gazetteer of the generation that this grows from; None when its rules differ, too."""
        base = self._workshop.base_stamps
        if base is None or not linked_by_this_version(base):
            return None
        entities, kinds = self._workshop.catalog.compiled()
        before = Gazetteer(entities, {kind.name: kind for kind in kinds})
        verdicts = (self._workshop.catalog.compiled_verdicts(), self._inputs.curated.verdicts)
        return Changes(before, self._inputs.gazetteer, *verdicts)

    def publish(self, covered: int, *, last: bool, written: Callable[[float], None] = lambda share: None) -> Manifest:
        """Compile the entities and publish what is done: ``covered`` sources. The ``last`` time ends the work.

        ``written`` hears what share of it is written.
        """
        self._workshop.begin_publishing()
        catalog, curated = self._workshop.catalog, self._inputs.curated
        is_whole = covered >= self._inputs.sources
        renamed = self._rename() if is_whole else self._inputs.before.renamed
        standings, problems = standing.of_quotations(curated, catalog, renamed, is_whole=is_whole)
        verdicts, unsettled = standing.of_verdicts(curated, catalog, renamed)
        catalog.set_entities(curated, standings)
        catalog.note_copies()
        if is_whole:
            problems += [
                *unsettled,
                *renaming.problems(renamed, curated),
                *_unknown_documents(curated, catalog.document_ids(), renamed),
            ]
            catalog.set_problems([*curated.problems, *problems])
        else:
            # What is missing may stand in a source that is not read yet.
            catalog.set_problems(curated.problems)
        catalog.set_curated_files((path, *state) for path, state in self._inputs.curated_files.items())
        config = curated.config
        catalog.set_meta(
            title=config.title,
            short_title=config.short_title,
            advice=self._inputs.engine.said,
            kinds=codec.dump_kinds(config.kinds),
            inverses=codec.dump(dict(config.inverses)),
            residue=codec.dump(config.residue),
            former_ids=codec.dump(curated.former_ids),
            merged=codec.dump(dict(curated.merged)),
            renamed=codec.dump(dict(renamed)),
            totals=codec.dump(catalog.totals()),
            evidence=codec.dump(evidence.totals(standings)),
            verdicts=codec.dump_verdicts(curated.verdicts, verdicts),
        )
        return self._workshop.publish(
            curated.entities,
            self._inputs.stamps,
            self._inputs.root,
            covered=covered,
            sources=self._inputs.sources,
            last=last,
            written=written,
        )

    def sweep(self) -> None:
        """Remove what is of no use after the last publishing."""
        self._workshop.sweep()

    def _rename(self) -> Mapping[str, str]:
        """Old id to new id of the documents whose files were renamed, as far as documents.yaml does not name them."""
        before, now, curated = self._inputs.before, self._workshop.catalog.digests(), self._inputs.curated
        self.renamed = renaming.renames(before, now, curated)
        return renaming.not_settled(before, renaming.found_anew(before, now), now, curated.former_ids)


def _as_source(refused: Unreadable) -> SourceFile:
    """A refused path as a source of no size, so that it is remembered like other failures."""
    return SourceFile(refused.path, Path(refused.path), 0, 0)


def _unknown_documents(curated: Curated, known: Sequence[str], renamed: Mapping[str, str]) -> Iterator[Problem]:
    ids = frozenset(known)
    for doc, line in curated.document_lines.items():
        if doc not in ids:
            hint = did_you_mean(doc, known) or "remove the entry, or name the file it was under former_ids"
            if doc in renamed:
                hint = f"it was renamed to `{renamed[doc]}`"
            message = f"there is no document `{doc}`"
            yield Problem("unknown-document", Severity.WARNING, "index/documents.yaml", line, message, hint)
