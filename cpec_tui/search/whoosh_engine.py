"""The Whoosh engine: plans answered from Whoosh's postings, every answering paragraph counted, the best ones ranked.

Which paragraphs answer is set algebra over postings; only those are scored. (Whoosh's own matcher trees step through
every union one posting at a time, which for a prefix of two letters takes a hundred times as long.) Scores are BM25F
(Robertson and Zaragoza, 2009): each paragraph belongs to one stream (title, heading, body), whose weight multiplies its
word counts before they saturate; all forms of one word count as one word.
"""

from __future__ import annotations

import heapq
import math
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any as Untyped
from typing import ClassVar

from whoosh import index

from cpec_tui.catalog.counting import Places
from cpec_tui.errors import DamagedError
from cpec_tui.search import weighing
from cpec_tui.search.plan import All, Any, AnyWord, Beginning, Filter, Plan, Ranked, Rows, Without
from cpec_tui.search.weighing import WEIGHTS
from cpec_tui.search.whoosh_schema import unpack_all

_K1 = weighing.K1
_B = weighing.B
_FEW = weighing.FEW_FORMS
# How many documents the postings that are kept may hold in all, in each segment (about 40 MB), and what an empty one
# counts.
_KEPT = 400_000
_OVERHEAD = 10
# Looking a document up in a list takes as long as reading so many of it.
_LOOKUPS = 16
# So many sets of rows are remembered as documents.
_ROW_SETS = 4


@dataclass(frozen=True, slots=True)
class _Postings:
    """The documents of one segment that have a word (or one of its forms), and how often; None means once."""

    documents: AbstractSet[int]
    counts: Mapping[int, float] | None = None


class WhooshEngine:
    """A searcher over one generation of the text index. Whoosh readers are not thread-safe: one thread uses it."""

    finds_phrases: ClassVar[bool] = False

    def __init__(self, folder: Path) -> None:
        """Open the index in ``folder``. Raises DamagedError for anything that is not one."""
        try:
            self._reader: Untyped = index.open_dir(str(folder), readonly=True).reader()
            leaves = [leaf for leaf, _ in self._reader.leaf_readers()]
            self._segments = [_Segment(leaf) for leaf in leaves if leaf.doc_count_all()]
        except Exception as error:  # A damaged index raises nearly anything: EOFError, UnpicklingError, struct.error …
            raise DamagedError(
                f"the text index in {folder} is damaged ({type(error).__name__})", "build it anew: index --rebuild"
            ) from error
        self._count = sum(len(segment.all) for segment in self._segments)
        words = sum(segment.words for segment in self._segments)
        for segment in self._segments:
            segment.prepare(words / self._count if self._count else 1.0)

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()

    def search(self, plan: Plan, limit: int, places: Places | None = None) -> Ranked:
        """The best ``limit`` rows and how many answer in all; equal ones by their ``places``, or by row."""
        total = 0
        scored: list[tuple[float, int]] = []
        idf = {words: self._idf(words) for words in set(_words(plan))}
        for segment in self._segments:
            documents = segment.matching(plan)
            total += len(documents)
            documents = segment.worth_scoring(documents, plan, limit)
            scored.extend(segment.best(documents, segment.scores(documents, plan, idf), limit, places))
        best = heapq.nsmallest(limit, scored)
        rows = None if places is None else places.rows
        return Ranked(total, tuple((place if rows is None else rows[place], -negative) for negative, place in best))

    def count(self, plan: Plan) -> int:
        """How many rows answer."""
        return sum(len(segment.matching(plan)) for segment in self._segments)

    def rows(self, plan: Plan) -> list[int]:
        """Every row that answers."""
        return [segment.rows[document] for segment in self._segments for document in segment.matching(plan)]

    def words_with_prefix(self, prefix: str) -> list[str]:
        """Every indexed word that begins with ``prefix``, in alphabetical order."""
        return [word.decode("utf-8") for word in self._reader.expand_prefix("text", prefix)]

    def frequency(self, word: str) -> int:
        """In how many paragraphs ``word`` stands (removed ones count until their segment is merged)."""
        return int(self._reader.doc_frequency("text", word))

    def _idf(self, words: tuple[str, ...]) -> float:
        frequency = sum(len(segment.postings(words).documents) for segment in self._segments)
        return weighing.idf(frequency, self._count)


class _Segment:
    """One Whoosh segment: rows, lengths and weights of its documents, and the postings asked for lately."""

    def __init__(self, reader: Untyped) -> None:
        self._reader = reader
        rows, lengths, codes = unpack_all(array("q", reader.column_reader("row")))
        self.rows = rows
        self._lengths = lengths
        self._weights = array("f", [WEIGHTS[code] for code in codes])
        self.all: AbstractSet[int] = frozenset(reader.all_doc_ids())
        self.words = sum(self._lengths[document] for document in self.all)
        self._recent: OrderedDict[tuple[str, ...], _Postings] = OrderedDict()
        self._kept = 0
        self._by_row: dict[int, int] | None = None
        self._row_sets: list[tuple[Collection[int], AbstractSet[int]]] = []

    def prepare(self, average: float) -> None:
        """Work out what scoring needs from each length, given the average length of a paragraph."""
        self._norms = array("f", (_K1 * (1 - _B + _B * length / average) for length in self._lengths))
        self._once = array(
            "f", (w * (_K1 + 1) / (w + norm) for w, norm in zip(self._weights, self._norms, strict=True))
        )

    def matching(self, plan: Plan) -> AbstractSet[int]:
        """The documents of this segment that answer."""
        match plan:
            case AnyWord(words):
                return self.postings(words).documents
            case Beginning():
                return self._begun(plan).documents
            case Rows(rows) | Filter(rows):
                return self._documents(rows)
            case Without(part):
                return self.all - self.matching(part)
            case Any(parts):
                return frozenset().union(*(self.matching(part) for part in parts))
            case All(parts):
                wanted = sorted((part for part in parts if not isinstance(part, Without)), key=self._most)
                found = self.matching(wanted[0]) if wanted else self.all
                for part in (*wanted[1:], *(part for part in parts if isinstance(part, Without))):
                    found = self._within(found, part)
                return found
        raise AssertionError(plan)

    def _within(self, documents: AbstractSet[int], plan: Plan) -> AbstractSet[int]:
        """Those of ``documents`` that answer; of a few, each is looked up in place of all that answer."""
        match plan:
            case Beginning(rows=rows) if self._are_few(documents, plan):
                return {document for document in documents if _holds(rows, self.rows[document])}
            case Rows(rows) | Filter(rows) if len(documents) * _LOOKUPS < len(rows):
                return {document for document in documents if self.rows[document] in rows}
            case Any(parts):
                return frozenset().union(*(self._within(documents, part) for part in parts))
            case All(parts):
                for part in sorted(parts, key=self._most):
                    documents = self._within(documents, part)
                return documents
            case Without(part):
                return documents - self._within(documents, part)
            case _:
                return documents & self.matching(plan)

    def _are_few(self, documents: AbstractSet[int], plan: Beginning) -> bool:
        return len(documents) * _LOOKUPS < len(plan.rows) and ("", plan.letters) not in self._recent

    def _most(self, plan: Plan) -> int:
        """How many documents may answer, told without looking for them where that takes long."""
        match plan:
            case Beginning(rows=rows):
                return len(rows)
            case Rows(rows) | Filter(rows):
                return len(rows)
            case Any(parts):
                return sum(map(self._most, parts))
            case All(parts):
                return min(map(self._most, parts), default=len(self.all))
            case Without():
                return len(self.all)
            case _:
                return len(self.matching(plan))

    def worth_scoring(self, documents: AbstractSet[int], plan: Plan, limit: int) -> AbstractSet[int]:
        """Those of ``documents`` that have anything that scores, when enough do and they are few beside the others."""
        asked: list[AbstractSet[int]] = [self.postings(words).documents for words in _words(plan)]
        asked += [self._documents(rows) for rows in _counted_rows(plan)]
        if next(_beginnings(plan), None) is not None or sum(map(len, asked)) * 2 > len(documents):
            return documents
        scoring = documents & frozenset().union(*asked)
        return scoring if len(scoring) >= limit else documents

    def scores(self, documents: AbstractSet[int], plan: Plan, idf: Mapping[tuple[str, ...], float]) -> list[float]:
        """The score of each of ``documents``, in their order: summed over what is asked for and stands there."""
        columns = [self._word_scores(documents, self.postings(words), idf[words]) for words in _words(plan)]
        columns += [self._beginning_scores(documents, part) for part in _beginnings(plan)]
        columns += [self._row_scores(documents, rows) for rows in _counted_rows(plan)]
        if not columns:
            return [0.0] * len(documents)
        return columns[0] if len(columns) == 1 else list(map(sum, zip(*columns, strict=True)))

    def best(
        self, documents: AbstractSet[int], scores: list[float], limit: int, places: Places | None
    ) -> list[tuple[float, int]]:
        """(score below zero, place) of the best ``limit`` of ``documents``, the best first; a row is its own place."""
        if not any(scores):
            found = map(self.rows.__getitem__, documents)
            return [
                (0.0, at)
                for at in heapq.nsmallest(limit, found if places is None else map(places.of.__getitem__, found))
            ]
        # Finding the lowest score that counts first spares a pair for each of all the others.
        least = heapq.nlargest(limit, scores)[-1] if 0 < limit < len(scores) else -math.inf
        rows = self.rows
        best = [(-score, rows[one]) for score, one in zip(scores, documents, strict=True) if score >= least]
        if places is not None:
            of = places.of
            best = [(negative, of[row]) for negative, row in best]
        return heapq.nsmallest(limit, best)

    def _word_scores(self, documents: AbstractSet[int], postings: _Postings, idf: float) -> list[float]:
        if postings.counts is None:
            there, once = postings.documents, self._once
            return [idf * once[document] if document in there else 0.0 for document in documents]
        weights, norms, count_of, most = self._weights, self._norms, postings.counts.get, idf * (_K1 + 1)
        return [
            most * (weighted := count_of(document, 0.0) * weights[document]) / (weighted + norms[document])
            for document in documents
        ]

    def _beginning_scores(self, documents: AbstractSet[int], plan: Beginning) -> list[float]:
        if not self._are_few(documents, plan):
            return self._word_scores(documents, self._begun(plan), 1.0)
        rows, once = self.rows, self._once
        return [once[document] if _holds(plan.rows, rows[document]) else 0.0 for document in documents]

    def _row_scores(self, documents: AbstractSet[int], counts: Mapping[int, int]) -> list[float]:
        return [self._bm25f(1.0, document, counts.get(self.rows[document], 0)) for document in documents]

    def _bm25f(self, idf: float, document: int, count: float) -> float:
        weighted = count * self._weights[document]
        return idf * weighted * (_K1 + 1) / (weighted + self._norms[document])

    def _documents(self, rows: Collection[int]) -> AbstractSet[int]:
        """The documents of ``rows``; one query asks for the same ones several times."""
        for known_rows, documents in self._row_sets:
            if known_rows is rows:
                return documents
        if self._by_row is None:
            self._by_row = {self.rows[document]: document for document in self.all}
        known = self._by_row
        found = set(map(known.__getitem__, known.keys() & set(rows)))
        self._row_sets = [(rows, found), *self._row_sets[: _ROW_SETS - 1]]
        return found

    def postings(self, words: tuple[str, ...]) -> _Postings:
        """Merged postings of ``words``; while typing the same ones are asked for again and again."""
        return self._kept_or(words, lambda: self._read(words))

    def _begun(self, plan: Beginning) -> _Postings:
        return self._kept_or(("", plan.letters), lambda: _Postings(self._documents(plan.rows)))

    def _kept_or(self, words: tuple[str, ...], read: Callable[[], _Postings]) -> _Postings:
        if words in self._recent:
            self._recent.move_to_end(words)
            return self._recent[words]
        found = read()
        self._recent[words] = found
        self._kept += len(found.documents) + _OVERHEAD
        while self._kept > _KEPT and len(self._recent) > 1:
            _, oldest = self._recent.popitem(last=False)
            self._kept -= len(oldest.documents) + _OVERHEAD
        return found

    def _read(self, words: tuple[str, ...]) -> _Postings:
        """Of more than a few words only where one stands is read, not how often: that costs most of the time."""
        known = [word for word in words if ("text", word) in self._reader]
        if len(known) > _FEW:
            documents: set[int] = set()
            for word in known:
                documents.update(self._reader.postings("text", word).all_ids())
            return _Postings(documents)
        counts: dict[int, float] = {}
        for word in known:
            for document, count in _weighted(self._reader.postings("text", word)):
                counts[document] = counts.get(document, 0.0) + count
        return _Postings(counts.keys(), counts)


def _holds(rows: Sequence[int], row: int) -> bool:
    """Whether ``row`` is one of ``rows``, which rise."""
    at = bisect_left(rows, row)
    return at < len(rows) and rows[at] == row


def _weighted(matcher: Untyped) -> Iterator[tuple[int, float]]:
    while matcher.is_active():
        yield matcher.id(), matcher.weight()
        matcher.next()


def _words(plan: Plan) -> Iterator[tuple[str, ...]]:
    """The words that count for the score: those not under a Without."""
    if isinstance(plan, AnyWord):
        yield plan.words
    elif isinstance(plan, All | Any):
        for part in plan.parts:
            yield from _words(part)


def _beginnings(plan: Plan) -> Iterator[Beginning]:
    if isinstance(plan, Beginning):
        yield plan
    elif isinstance(plan, All | Any):
        for part in plan.parts:
            yield from _beginnings(part)


def _counted_rows(plan: Plan) -> Iterator[Mapping[int, int]]:
    if isinstance(plan, Rows):
        yield plan.rows
    elif isinstance(plan, All | Any):
        for part in plan.parts:
            yield from _counted_rows(part)
