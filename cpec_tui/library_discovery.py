"""What discovery asks of the catalog, and the answer with its concordance."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest

from cpec_tui.answers import CandidatePlace, CandidateSort, Discovery
from cpec_tui.built.generation import Generation
from cpec_tui.catalog.counting import DocumentRows, in_time
from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.stored import StoredParagraph
from cpec_tui.collecting import collector_paused
from cpec_tui.discovering.gathering import Passage, gather
from cpec_tui.discovering.survey import KnownNames, Place, Survey
from cpec_tui.discovering.thinking import think
from cpec_tui.library_matches import Matcher
from cpec_tui.library_mentions import CONTEXT
from cpec_tui.model import Mention, ResultPage, Span, Status, address_of

Reading = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to list: of which sort, with how many occurrences at least, how many, and with how many places each.

    Names are left out whose key is ``ignored``, and those of which no form is ``holding`` that, in any letter case.
    """

    sort: CandidateSort | None = None
    minimum: int = 1
    limit: int | None = 50
    lines: int = 3
    ignored: frozenset[str] = frozenset()
    holding: str = ""


def survey_of(catalog: Catalog, listen: Reading = lambda done, total: None) -> Survey:
    """All candidates of a catalog. ``listen`` hears (paragraphs read, of how many); what it raises ends the work."""
    total = catalog.totals()["paragraphs"]
    with collector_paused():
        gathered = gather(_passages(catalog), lambda done: listen(done, total))
        thought = think(gathered, lambda words: _totals(catalog, words), lambda: listen(total, total))
    return Survey(gathered, thought, KnownNames.of(catalog.names()))


def asked(
    generation: Generation, survey: Survey, page: ResultPage | None, document: int | None, wanted: Wanted
) -> Discovery:
    """The candidates in the paragraphs that answer the query of ``page`` and are of the document with that number."""
    rows: Collection[int] | None = None
    if document is not None:
        rows = frozenset(generation.catalog.rows_of_documents([document]))
    if page is None:
        return discovered(generation.catalog, survey, wanted, rows)
    plan = Matcher.of(generation, page.query, typing=False).plan
    answering = frozenset(generation.engine.rows(plan)) if plan is not None else frozenset()
    found = discovered(generation.catalog, survey, wanted, answering if rows is None else answering.intersection(rows))
    return replace(found, query=page.query, explained=page.explained, warnings=page.warnings, fatal=page.fatal)


def discovered(catalog: Catalog, survey: Survey, wanted: Wanted, rows: Collection[int] | None = None) -> Discovery:
    """The candidates wanted, of all paragraphs or those in ``rows``."""
    found = survey.ranked(rows, minimum=wanted.minimum, ignored=wanted.ignored)
    if wanted.sort is not None:
        found = [one for one in found if survey.sort_of(one.number) is wanted.sort]
    if wanted.holding:
        found = [one for one in found if survey.holds(one.number, wanted.holding)]
    shown = found[: wanted.limit]
    places = survey.places([one.number for one in shown], rows) if wanted.lines else {}
    newest = _Newest(catalog.document_rows)
    picked = [newest.of(places.get(one.number, ()), wanted.lines) for one in shown]
    texts = catalog.paragraphs(sorted({row for some in picked for row, _, _ in some}))
    candidates = tuple(
        replace(survey.candidate(one), places=tuple(_place(texts[row], start, end) for row, start, end in some))
        for one, some in zip(shown, picked, strict=True)
    )
    return Discovery(len(found), survey.paragraphs if rows is None else len(rows), candidates)


def _passages(catalog: Catalog) -> Iterator[Passage]:
    for document in catalog.documents():
        paragraphs = catalog.paragraphs_of(document.number)
        mentions = catalog.mentions({one.row: one.text for one in paragraphs})
        for one in paragraphs:
            covers = _covers(mentions.get(one.row, ()))
            yield Passage(one.row, document.number, one.role, one.text, covers, one.residue)


def _covers(mentions: Iterable[Mention]) -> tuple[Span, ...]:
    return tuple((one.start, one.end) for one in mentions if not one.nested and one.status is not Status.REJECTED)


def _totals(catalog: Catalog, words: Iterable[str]) -> Mapping[str, int]:
    """How often each of ``words`` stands in the corpus, in any letter case."""
    rows = [row for one in catalog.document_rows for row in range(one.first, one.first + one.paragraphs)]
    counts: Counter[int] = Counter()
    for _, stream, _ in catalog.streams(rows):
        numbers = array("I")
        numbers.frombytes(stream)
        counts.update(numbers)
    return {word: counts[number] for word, number in catalog.word_ids(list(words)).items()}


class _Newest:
    """Chooses places: the newest document first, one of each document before a second one of any."""

    def __init__(self, documents: Sequence[DocumentRows]) -> None:
        ranks = {one.first: rank for rank, one in enumerate(in_time(documents, newest_first=True))}
        self._firsts = sorted(ranks)
        self._ranks = [ranks[first] for first in self._firsts]

    def of(self, places: Iterable[Place], count: int) -> list[Place]:
        """``count`` of ``places``."""
        met: Counter[int] = Counter()
        ordered = []
        for place in places:
            rank = self._ranks[bisect_right(self._firsts, place[0]) - 1]
            ordered.append((met[rank], rank, place))
            met[rank] += 1
        return [place for _, _, place in nsmallest(count, ordered)]


def _place(paragraph: StoredParagraph, start: int, end: int) -> CandidatePlace:
    text = paragraph.text
    return CandidatePlace(
        address_of(paragraph.doc, paragraph.ordinal),
        start,
        end,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
    )
