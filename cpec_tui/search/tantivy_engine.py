"""The Tantivy engine: plans answered by an index of words in Rust, ranked by the same formula as by Whoosh.

Tantivy finds and counts; sets of rows that the catalog knows are joined with what it finds; of the candidates for the
first places the exact scores are worked out here.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import ClassVar

from tantivy import Query

from cpec_tui import panics
from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.rowset import bits_of, flags_of, rows_in
from cpec_tui.catalog.standing import Places
from cpec_tui.search import tantivy_meta, weighing
from cpec_tui.search.bm25f import Best, Lengths
from cpec_tui.search.engines import text_damage
from cpec_tui.search.plan import All, AnyWord, Beginning, Filter, Plan, Ranked
from cpec_tui.search.tantivy_candidates import Forms, Proposer
from cpec_tui.search.tantivy_queries import Queries, Scored, by_sureness, is_covered_by, uncovered
from cpec_tui.search.tantivy_ranking import Asked, Ranking, first_of
from cpec_tui.search.tantivy_rows import RowFile
from cpec_tui.search.tantivy_schema import BEGINNING, TEXT, kept
from cpec_tui.search.tantivy_scoring import MOST, Counted, Group, Scorer, Scoring, groups_of
from cpec_tui.search.tantivy_sets import Finder, few_of, is_plain, less, plain_part
from cpec_tui.search.tantivy_writer import opened

_REMEMBERED = 500
# Up to so many answers are all scored.
_FEW = 300
# Where one of so many rows is wanted, the first of them are soon found.
_SPARSE = 8


@dataclass(frozen=True, slots=True)
class _Answer:
    """How many rows answer, ways to find them all, and whether one does of those that answer ``plain``; None when all.

    Tantivy answers ``plain`` alone.
    """

    plain: Plan | None
    total: int
    rows: Callable[[], list[int]]
    bits: Callable[[], int]
    is_wanted: Callable[[int], int] | None = None


@panics.caught
class TantivyEngine:
    """A searcher over one generation of the text index."""

    finds_phrases: ClassVar[bool] = True

    def __init__(self, folder: Path, catalog: Catalog) -> None:
        """Open the index in ``folder``, beside its ``catalog``. Raises DamagedError for anything that is not one."""
        index = opened(folder)
        self._table = RowFile(folder)
        self._searcher = index.searcher()
        # So many still count for Tantivy as having their words.
        self._removed = sum(one.size.removed for one in tantivy_meta.segments(folder))
        if self._searcher.num_docs != self._table.count:
            raise text_damage(folder)
        self._catalog = catalog
        self._queries = Queries(index.schema, self._weight, lambda words: self._facts(words)[1])
        self._finder = Finder(self._searcher, self._queries, self._table)
        self._proposer = Proposer(self._searcher, self._queries, self._table.average)
        self._known: dict[tuple[str, ...], tuple[float, bool]] = {}

    def close(self) -> None:
        """Let go of the files."""
        self._table.close()

    def count(self, plan: Plan) -> int:
        """How many rows answer."""
        return self._finder.count(plan)

    def rows(self, plan: Plan) -> list[int]:
        """Every row that answers."""
        return self._finder.rows(plan)

    def words_with_prefix(self, prefix: str) -> list[str]:
        """Every word that begins with ``prefix`` and stands in a paragraph, in alphabetical order."""
        among = Query.all_query() if self._removed else None
        return sorted(word for word, _ in self._searcher.terms_with_prefix(TEXT, kept(prefix), among))

    def frequency(self, word: str) -> int:
        """In how many paragraphs ``word`` stands."""
        found = self._searcher.doc_freq(TEXT, kept(word))
        return self.count(AnyWord((word,))) if found and self._removed else found

    def search(self, plan: Plan, limit: int, places: Places | None = None) -> Ranked:
        """The best ``limit`` rows and how many answer in all; equal ones by their ``places``, or by row."""
        answer = self._answer(plan)
        return Ranked(answer.total, tuple(self._best(plan, answer, limit, places)) if limit > 0 else ())

    def _answer(self, plan: Plan) -> _Answer:
        """What answers ``plan``; not each row is found where it is enough to count."""
        plan = uncovered(plan)
        known = less(plan)
        if known is not None:
            return self._without(*known)
        if is_plain(plan):
            return _Answer(plan, self.count(plan), partial(self.rows, plan), partial(self._finder.answering, plan))
        if few_of(plan) is not None:
            rows = self.rows(plan)
            return _Answer(None, len(rows), lambda: rows, lambda: bits_of(rows), frozenset(rows).__contains__)
        bits = self._finder.answering(plan)
        flags = flags_of(bits, len(self._table))
        return _Answer(plain_part(plan), bits.bit_count(), lambda: rows_in(bits), lambda: bits, flags.__getitem__)

    def _without(self, part: Plan, rows: Collection[int]) -> _Answer:
        unwanted = frozenset(self.rows(All((part, Filter(frozenset(rows))))))
        return _Answer(
            part,
            self.count(part) - len(unwanted),
            lambda: [row for row in self.rows(part) if row not in unwanted],
            lambda: self._finder.answering(part) & ~bits_of(unwanted),
            lambda row: row not in unwanted,
        )

    def _best(self, plan: Plan, answer: _Answer, limit: int, places: Places | None) -> Best:
        """The best of what answers, found in the way that takes least."""
        groups = groups_of(plan)
        if not groups:
            return [(row, 0.0) for row in self._first(answer.bits(), limit, places)]
        counted = [self._counted(group) for group in groups]
        scoring = Scoring(self._scorer, counted)
        if answer.total <= max(limit, _FEW):
            rows = answer.rows()
            return first_of(dict(zip(rows, scoring.scores(rows), strict=True)), limit, places)
        parts = [part for one in counted if (part := one.scored) is not None]
        if not any(isinstance(part, AnyWord) for part in parts):
            return self._lengths.best(answer.bits(), scoring.all_columns(), limit, places)
        ranked = answer.plain, *by_sureness(answer.plain, parts)
        query, by_form = self._queries.ranked(*ranked), self._queries.by_form(*ranked)
        forms = None if by_form is None else Forms(*by_form, MOST * max(one.rarity for one in counted if one.proposed))
        covered, slack = is_covered_by(plan, parts), self._proposer.slack(parts)
        asked = Asked(query, forms, answer.is_wanted, answer.bits, covered, slack, limit, places)
        return Ranking(asked, scoring, self._proposer, self._lengths).best()

    def _first(self, bits: int, limit: int, places: Places | None) -> list[int]:
        """The first of the rows in ``bits``, by their places."""
        if places is None:
            return rows_in(bits)[:limit]
        if bits.bit_count() * _SPARSE > len(self._table):
            flags = flags_of(bits, places.end)
            return list(islice(filter(flags.__getitem__, places.rows()), limit))
        return heapq.nsmallest(limit, rows_in(bits), key=places.of)

    # What words say

    @cached_property
    def _lengths(self) -> Lengths:
        return Lengths(self._table.keys(), self._table.alike, self._table.average)

    @cached_property
    def _scorer(self) -> Scorer:
        return Scorer(self._lengths, self._catalog, self._finder)

    def _counted(self, group: Group) -> Counted:
        match group.part:
            case AnyWord(words):
                idf, flat = self._facts(words)
                return Counted(group, idf, self._scorer, often=not flat)
            case Beginning():
                return Counted(group, self._rarity(group.part), self._scorer)
            case _:
                return Counted(group, 1.0, self._scorer)

    def _facts(self, words: tuple[str, ...]) -> tuple[float, bool]:
        """What ``words`` say together, and whether more than a few of them stand in the text."""
        if words not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            few = weighing.FEW_FORMS
            known = list(islice((word for word in words if self.frequency(word)), few + 1))
            frequency = self.frequency(known[0]) if len(known) == 1 else self.count(AnyWord(words)) if known else 0
            self._known[words] = weighing.idf(frequency, self._table.count), len(known) > few
        return self._known[words]

    def _rarity(self, part: Beginning) -> float:
        return weighing.idf(self.count(part), self._table.count) if part.by_rarity else 1.0

    def _weight(self, part: Scored, form: str) -> float:
        """How much more a form of ``part`` says with the others than Tantivy, which counts removed ones, thinks."""
        if isinstance(part, AnyWord) and len(part.words) == 1 and not self._removed:
            return 1.0
        field, worth = (
            (BEGINNING, self._rarity(part)) if isinstance(part, Beginning) else (TEXT, self._facts(part.words)[0])
        )
        alone = weighing.idf(self._searcher.doc_freq(field, form), self._table.count + self._removed)
        return worth / alone
