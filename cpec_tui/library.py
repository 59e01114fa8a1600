"""The one door that the faces use: command line, app and scripts get the same answer from the same function.

A library is opened on a corpus and its built index and used by one thread at a time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cpec_tui.answers import (
    Answering,
    BuiltState,
    Card,
    Discovery,
    DocumentView,
    Explanation,
    Facets,
    Matches,
    MentionInText,
    MentionPlace,
    Order,
    Overview,
    PlacedVerdict,
    Related,
    ScannedMention,
    Timeline,
)
from cpec_tui.built import freshness, generation, places
from cpec_tui.built import manifest as manifests
from cpec_tui.built.freshness import Changes
from cpec_tui.built.generation import Generation, giving_up
from cpec_tui.catalog.stored import StoredDocument
from cpec_tui.citing import citation
from cpec_tui.corpus import Corpus
from cpec_tui.entities.searches import load_searches
from cpec_tui.errors import BuiltIndexError, Problem, Severity
from cpec_tui.library_answering import answering, built_state, overview_of
from cpec_tui.library_cards import card_of, entity_meant, ids_now, verdicts_of
from cpec_tui.library_damage import telling_damage
from cpec_tui.library_documents import line_of, no_document, view_of
from cpec_tui.library_facets import facets_of, without_narrowing
from cpec_tui.library_matches import Matcher
from cpec_tui.library_mentions import mentions_at, places_of
from cpec_tui.library_neighbours import related_to, timeline_of
from cpec_tui.library_search import Searcher
from cpec_tui.library_searches import problems_of_searches
from cpec_tui.model import EntityHit, Kind, ResultPage, SavedSearch, Span, split_address
from cpec_tui.search.daterange import Today
from cpec_tui.search.saved import Asked, put_in

if TYPE_CHECKING:
    from cpec_tui.built.building import Listener, Report
    from cpec_tui.discovering.survey import Survey
    from cpec_tui.library_discovery import Reading, Wanted
    from cpec_tui.linking.linker import Linker
    from cpec_tui.linking.scan import Scanner

DEFAULT_LIMIT = 50


@telling_damage
@dataclass(slots=True)
class Library:
    """A corpus and the generation of its built index that answers.

    ``clock`` gives seconds, for the time shown and for limits; ``today`` is asked when a date is said in words.
    """

    corpus: Corpus
    folder: Path
    clock: Callable[[], float] = time.perf_counter
    today: Today = date.today
    _generation: Generation | None = None
    _survey: Survey | None = None
    _linker: Linker | None = None

    @classmethod
    def at(cls, corpus: Corpus, built_index: Path | None = None) -> Library:
        """The library of ``corpus``; its built index in ``built_index``, else where the user's environment says."""
        return cls(corpus, places.built_index_folder(corpus, built_index))

    def open(self, *, wholly: bool = False) -> bool:
        """Open, or move on to, the generation in force; False when there is none to be used (then build).

        Raises DamagedError when files of it are not as they were written: ``wholly`` reads even large ones for that.
        """
        fresh = generation.open_current(self.folder, wholly=wholly)
        if fresh is not None:
            self.close()
            self._generation = fresh
        return self._generation is not None

    def close(self) -> None:
        """Let go of all files."""
        if self._generation is not None:
            self._generation.close()
            self._generation = self._survey = self._linker = None

    @property
    def has_moved_on(self) -> bool:
        """Whether another generation came into force since this one was opened."""
        held = None if self._generation is None else self._generation.manifest.generation
        try:
            current = manifests.current(self.folder)
        except BuiltIndexError:
            return False
        return current is not None and current.generation != held

    def changes(self) -> Changes:
        """What differs between the corpus and the open generation."""
        return freshness.changes(self.corpus, self._open.catalog)

    @property
    def is_complete(self) -> bool:
        """Whether the open generation covers all sources and has the gazetteer applied."""
        return not self._open.manifest.partial

    @property
    def made_by_this_version(self) -> bool:
        """Whether readers and linker of this version made the open generation."""
        return generation.made_by_this_version(self._open.manifest)

    def build(self, *, rebuild: bool = False, listen: Listener = lambda progress: None) -> Report:
        """Bring the built index up to date and open it. Raises as ``building.build`` does."""
        from cpec_tui.built.building import build

        report = build(self.corpus, self.folder, rebuild=rebuild, listen=listen)
        self.open()
        return report

    @property
    def _open(self) -> Generation:
        if self._generation is None:
            raise BuiltIndexError(f"{self.corpus.root} is not indexed yet", "run: cpec-tui index")
        return self._generation.untouched()

    def check_files(self) -> None:
        """Read all files of the open generation. Raises DamagedError when one is not as it was published."""
        if self._generation is not None:
            self._generation.files.check_all()

    def giving_up(self, when: Callable[[], bool]) -> AbstractContextManager[None]:
        """Inside, a question is given up between two steps once ``when`` says so (StoppedError): no half answers."""
        return giving_up(self._generation, when)

    # Answers

    def overview(self) -> Overview:
        """Titles and totals."""
        return overview_of(self._open)

    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of entities of the corpus."""
        return self._open.catalog.kinds

    def search(
        self,
        query: str,
        *,
        limit: int = DEFAULT_LIMIT,
        offset: int = 0,
        typing: bool = False,
        entity_limit: int = 20,
        order: Order = Order.RANK,
    ) -> ResultPage:
        """Paragraphs and entities for ``query``; with ``typing`` its last word counts as unfinished.

        Never raises for what is in the query: ``warnings`` say what was not understood.
        """
        started = self.clock()
        asked = self._asked(query, typing=typing)
        page = Searcher(self._open, self.clock, self.today).page(
            asked.text, limit, offset, entity_limit, order=order, typing=typing, elapsed=lambda: self.clock() - started
        )
        if asked.text == asked.query:
            return page
        warnings = tuple(dict.fromkeys((*asked.notes, *page.warnings)))
        return replace(page, query=asked.query, warnings=warnings, fatal=page.fatal or asked.fatal)

    def more_like(self, address: str, *, limit: int = DEFAULT_LIMIT, offset: int = 0) -> ResultPage:
        """Paragraphs most like the one at ``address``, without it and its copies. Raises NotFoundError."""
        from cpec_tui.library_likeness import more_like

        started = self.clock()
        return more_like(self._open, *self._find(address), limit, offset, lambda: self.clock() - started)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The searches that are kept under a name, as their file is now, in its order."""
        return load_searches(self.corpus).all

    def asked(self, query: str) -> Asked:
        """``query`` with the saved searches that it names put in."""
        return self._asked(query, typing=False)

    def _asked(self, query: str, *, typing: bool) -> Asked:
        return put_in(query, lambda: load_searches(self.corpus), typing=typing)

    def answering(self, query: str, *, order: Order = Order.RANK) -> tuple[Answering, ...]:
        """Every paragraph that answers ``query`` in that order, told by what stays when paragraphs are renumbered."""
        return tuple(answering(self._open, self._matcher(query, typing=False).shown, order))

    @property
    def built_state(self) -> BuiltState:
        """Which built index answers, to be compared with that of another time."""
        return built_state(self._open)

    @property
    def former_ids(self) -> Mapping[str, str]:
        """The id that a document has now, by the ids that it had before."""
        return self._open.catalog.former_ids

    def facets(self, query: str, *, typing: bool = False, limit: int = 12) -> Facets:
        """What stands in all paragraphs that answer ``query``, counted by field; at most ``limit`` of each."""
        return facets_of(self._open, self._matcher(query, typing=typing).found, limit)

    def facets_like(self, address: str, *, limit: int = 12) -> Facets:
        """What stands in all paragraphs that ``more_like`` finds, counted by field. Raises NotFoundError."""
        from cpec_tui.library_likeness import plan_like

        return without_narrowing(facets_of(self._open, plan_like(self._open, *self._find(address)), limit))

    def _matcher(self, query: str, *, typing: bool) -> Matcher:
        asked = self._asked(query, typing=typing)
        return Matcher.of(self._open, asked.text, typing=typing, clock=self.clock, today=self.today)

    def matches(self, query: str, *, typing: bool = False, order: Order = Order.RANK) -> Matches:
        """Every paragraph that answers ``query``, document by document in that order."""
        return self._matcher(query, typing=typing).matches(order)

    def highlights(self, doc: str, query: str, *, typing: bool = False) -> dict[int, tuple[Span, ...]]:
        """The spans that answer ``query`` in each answering paragraph of a document, by its ordinal."""
        return self._matcher(query, typing=typing).highlights(doc)

    def entities(self) -> list[EntityHit]:
        """All entities in the order of their files."""
        catalog = self._open.catalog
        return catalog.entity_hits(catalog.entity_ids())

    def entity_id(self, name: str) -> str:
        """The id of the entity meant by an id, a name or an alias; that of a merged one is the one that it is now.

        Raises NotFoundError, with the nearest names.
        """
        return entity_meant(self._open.catalog, name)

    def ids_now(self, ids: Iterable[str]) -> dict[str, str]:
        """The id that each of ``ids`` has now, merged or not; those that no entity has or had are left out."""
        return ids_now(self._open.catalog, ids)

    def card(self, name: str) -> Card:
        """The card of the entity with that id, name or alias. Raises NotFoundError."""
        return card_of(self._open.catalog, self.entity_id(name))

    def mentions(self, name: str) -> Iterator[MentionInText]:
        """Every linked mention of an entity, newest document first, then in reading order. Raises NotFoundError."""
        entity = self.entity_id(name)
        yield from self.mentions_at(entity, self.mention_places(entity))

    def mention_places(self, name: str) -> tuple[MentionPlace, ...]:
        """Where an entity is named, without the texts; in the order of ``mentions``. Raises NotFoundError."""
        return places_of(self._open.catalog, self.entity_id(name))

    def mentions_at(self, entity: str, places: Iterable[MentionPlace]) -> Iterator[MentionInText]:
        """The mentions of an entity at some of its ``mention_places``; the texts are read as they are taken."""
        return mentions_at(self._open.catalog, entity, places)

    def related(self, name: str, *, limit: int | None = 12) -> tuple[Related, ...]:
        """Entities named in the same paragraphs, those that share most first; all with None. Raises NotFoundError."""
        return related_to(self._open.catalog, self.entity_id(name), limit)

    def timeline(self, name: str) -> Timeline:
        """Linked mentions of an entity by the year of their document. Raises NotFoundError."""
        return timeline_of(self._open.catalog, self.entity_id(name))

    def document(self, address: str) -> DocumentView:
        """A document whole, or with the one paragraph that ``address`` names. Raises NotFoundError."""
        return view_of(self._open.catalog, *self._find(address))

    def citation(self, address: str, last: int | None = None) -> str:
        """How to cite a paragraph, or all from it to the one with the ordinal ``last``. Raises NotFoundError."""
        stored, found = self._find(address)
        first = found or 1
        to = (last, self._page(stored.id, last)) if last is not None and last != first else None
        return citation(stored.metadata, stored.id, first, self._page(stored.id, first), to)

    def _page(self, doc: str, ordinal: int) -> int | None:
        row = self._open.catalog.row_of(doc, ordinal)
        return self._open.catalog.paragraphs([row])[row].page if row is not None else None

    def source_place(self, address: str) -> tuple[Path, int]:
        """The source file of a document or paragraph, and the line (from 1) where it begins there.

        Raises NotFoundError; the line is 1 when it cannot be told.
        """
        stored, ordinal = self._find(address)
        path = self.corpus.seeds / stored.path
        row = self._open.catalog.row_of(stored.id, ordinal or 1)
        runs = self._open.catalog.offsets(row) if row is not None else ()
        return path, line_of(path, runs[0].raw) if runs else 1

    def documents(self) -> list[StoredDocument]:
        """All documents by id."""
        return self._open.catalog.documents()

    def explain(self, address: str, *, span: Span | None = None, text: str | None = None) -> tuple[Explanation, ...]:
        """Why the spans of a paragraph link or do not: all of them, those that touch ``span``, or those in ``text``.

        Raises NotFoundError for an address of no paragraph, and for a span or text that is not in it.
        """
        from cpec_tui.library_explaining import explained

        stored, ordinal = self._find(address)
        return explained(self._open.catalog, self._linker_in_force(), stored, ordinal, span, text)

    def _linker_in_force(self) -> Linker:
        """The linker that made the mentions; compiled once for each generation."""
        from cpec_tui.library_explaining import linker_of

        if self._linker is None:
            self._linker = linker_of(self._open.catalog)
        return self._linker

    def discover(
        self, query: str = "", *, doc: str | None = None, wanted: Wanted | None = None, listen: Reading | None = None
    ) -> Discovery:
        """Names that no entity covers, the most promising first; with ``query`` or ``doc`` only those there.

        The first time all paragraphs are read, and ``listen`` hears how many of how many; what it raises ends that.
        Raises NotFoundError for a ``doc`` that is not there.
        """
        from cpec_tui.library_discovery import Wanted, asked, survey_of

        found = None if doc is None else self._find(doc)[0].number
        page = replace(self.search(query, limit=0), query=self.asked(query).text) if query.strip() else None
        if self._survey is None:
            self._survey = survey_of(self._open.catalog, listen or (lambda done, total: None))
        return asked(self._open, self._survey, page, found, wanted or Wanted())

    def scan(self, text: str) -> Iterator[ScannedMention]:
        """Mentions of the corpus's entities in ``text``, at offsets of ``text`` as given, in order."""
        return self.scanner().scan(text)

    def scanner(self) -> Scanner:
        """What scans many texts: the entities are compiled once, and the generation may be closed meanwhile."""
        from cpec_tui.catalog import codec
        from cpec_tui.linking.scan import Scanner
        from cpec_tui.reading.residue import ResidueFinder

        residue = ResidueFinder(tuple(codec.load(self._open.catalog.meta["residue"])))
        return Scanner(self._linker_in_force(), residue)

    def verdicts(self) -> list[PlacedVerdict]:
        """Every verdict that was loaded, in the order of the file, with what became of its place."""
        return verdicts_of(self._open.catalog)

    def mistakes(self) -> list[Problem]:
        """The errors in curated files, for which something is left out; by file and line."""
        return [problem for problem in self._open.catalog.problems() if problem.severity is Severity.ERROR]

    def problems(self) -> list[Problem]:
        """Everything wrong with curated files and sources, errors first."""
        catalog = self._open.catalog
        found = [*catalog.problems(), *problems_of_searches(self.corpus, self._open)]
        found += [Problem("unreadable-source", Severity.ERROR, path, 0, *said) for path, *said in catalog.failures()]
        for document in catalog.documents():
            path = f"seeds/{document.path}"
            found.extend(Problem("source-note", Severity.WARNING, path, 0, note) for note in document.notes)
        return sorted(found, key=lambda problem: problem.severity is not Severity.ERROR)

    def renamed(self) -> dict[str, str]:
        """Old id to new id of every document whose file was renamed, as far as documents.yaml does not name it."""
        from cpec_tui.built.renaming import pending_in

        return pending_in(self._open.catalog)

    def _find(self, address: str) -> tuple[StoredDocument, int | None]:
        catalog = self._open.catalog
        whole = catalog.document(address)
        if whole is not None:
            return whole, None
        doc, ordinal = split_address(address)
        stored = catalog.document(doc)
        if stored is None:
            raise no_document(doc, catalog.document_ids())
        return stored, ordinal
