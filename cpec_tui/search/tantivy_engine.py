"""The Tantivy engine: plans answered by an index of words in Rust, ranked by the same formula as by Whoosh.

Tantivy finds and counts; sets of rows that the catalog knows are joined with what it finds; of the candidates for the
first places the exact scores are worked out here.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import ClassVar

from tantivy import Query

from cpec_tui import panics
from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.rowset import RowSet, flags_of, rows_in
from cpec_tui.catalog.standing import Places
from cpec_tui.search import tantivy_meta, weighing
from cpec_tui.search.engines import text_damage
from cpec_tui.search.plan import All, Any, AnyWord, Beginning, Filter, Plan, Ranked, Rows
from cpec_tui.search.tantivy_candidates import MARGIN, Proposer
from cpec_tui.search.tantivy_queries import Queries, both, uncovered
from cpec_tui.search.tantivy_rows import RowFile
from cpec_tui.search.tantivy_schema import TEXT, kept
from cpec_tui.search.tantivy_scoring import Group, Scorer, groups_of
from cpec_tui.search.tantivy_sets import Finder, chosen, few_of, is_plain, less, without_sets
from cpec_tui.search.tantivy_writer import opened

_REMEMBERED = 500
# Up to so many answers are all scored.
_FEW = 300
# Where one of so many rows is wanted, the first of them are soon found.
_SPARSE = 8
# Of what Tantivy ranks so many are looked through for rows of a set.
_LOOKED_THROUGH = 32_000


@panics.caught
class TantivyEngine:
    """A searcher over one generation of the text index."""

    finds_phrases: ClassVar[bool] = True

    def __init__(self, folder: Path, catalog: Catalog) -> None:
        """Open the index in ``folder``, beside its ``catalog``. Raises DamagedError for anything that is not one."""
        index = opened(folder)
        self._table = RowFile(folder)
        self._searcher = index.searcher()
        # They still count for Tantivy as having their words.
        self._has_removed = any(one.size.removed for one in tantivy_meta.segments(folder))
        if self._searcher.num_docs != self._table.count:
            raise text_damage(folder)
        self._queries = Queries(index.schema, self._weight, self._idf, self._rarity)
        self._finder = Finder(self._searcher, self._queries, self._table)
        self._proposer = Proposer(self._searcher, self._queries)
        self._scorer = Scorer(self._table, catalog, self._idf, self._rarity, self._is_flat)
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
        among = Query.all_query() if self._has_removed else None
        return sorted(word for word, _ in self._searcher.terms_with_prefix(TEXT, kept(prefix), among))

    def frequency(self, word: str) -> int:
        """In how many paragraphs ``word`` stands."""
        found = self._searcher.doc_freq(TEXT, kept(word))
        return self.count(AnyWord((word,))) if found and self._has_removed else found

    def search(self, plan: Plan, limit: int, places: Places | None = None) -> Ranked:
        """The best ``limit`` rows and how many answer in all; equal ones by their ``places``, or by row."""
        groups = list(groups_of(plan))
        if is_plain(plan):
            return self._found(plan, (), groups, limit, places)
        known = less(plan)
        if known is not None and groups:
            part, rows = known
            left_out = self._finder.rows(All((part, Filter(frozenset(rows)))))
            return self._found(part, left_out, groups, limit, places)
        if few_of(plan) is not None:
            rows = self._finder.rows(plan)
            return Ranked(len(rows), self._best(self._scored(rows, groups), limit, places))
        found = self._finder.answering(plan)
        worth = self._in_set(plan, found, groups, limit, places) if limit else []
        return Ranked(found.bit_count(), self._best(self._scored(worth, groups), limit, places))

    def _found(
        self, plan: Plan, left_out: Collection[int], groups: Sequence[Group], limit: int, places: Places | None
    ) -> Ranked:
        """The best of a plan that Tantivy answers alone, without some of those that answer."""
        total = self.count(plan)
        found = self._candidates(plan, total, groups, limit + len(left_out), places) if limit else {}
        unwanted = frozenset(left_out)
        scored = {row: score for row, score in found.items() if row not in unwanted}
        return Ranked(total - len(left_out), self._best(scored, limit, places))

    def _candidates(
        self, plan: Plan, total: int, groups: Sequence[Group], limit: int, places: Places | None
    ) -> Mapping[int, float]:
        """Rows that may be the best of ``plan``, with their scores."""
        answering = self._queries.answering(plan)
        if total <= limit + MARGIN:
            return self._scored(self._finder.fetched(answering), groups)
        if not groups:
            return self._scored(self._first(self._finder.answering(plan), limit, places), groups)
        often = [group for group in groups if not self._counts_once(group)]
        once = [group for group in groups if self._counts_once(group)]
        is_sure = any(group.sure for group in often)
        ranked = self._ranked(plan, often, groups, limit, is_sure=is_sure) if often or len(once) > 1 else {}
        if is_sure or self._reaches(ranked, limit, self._scorer.most([group.part for group in once])):
            return ranked
        return {**self._short(answering, once, limit), **ranked}

    def _reaches(self, scored: Mapping[int, float], limit: int, most: float) -> bool:
        """Whether so many score higher than anything else can."""
        return sum(score > most for score in scored.values()) >= limit

    def _ranked(
        self, plan: Plan, often: Sequence[Group], groups: Sequence[Group], limit: int, *, is_sure: bool
    ) -> Mapping[int, float]:
        """The best by Tantivy's score that have a word that counts by how ``often`` it stands, if there is any."""
        parts = tuple(group.part for group in often)
        if is_sure or not often:
            return self._alike(
                self._proposer.by_score(self._queries.scored(plan), limit, with_tied=bool(often)), groups
            )
        having = self._queries.answering(Any(parts))
        if not isinstance(uncovered(plan), Beginning):
            query = both(self._queries.scored(plan), having)
            return self._alike(self._proposer.by_score(query, limit, with_tied=True), groups)
        # Whatever has one of the words has the beginning, too, which is worth the more the shorter the paragraph.
        found = self._proposer.by_score(self._queries.scored(Any(parts)), limit, with_tied=True)
        short = self._proposer.shortest(having, limit).difference(found)
        return {**self._alike(found, groups), **self._scored(list(short), groups)}

    def _alike(self, ranked: Mapping[int, float], groups: Sequence[Group]) -> Mapping[int, float]:
        """The scores of rows: those that are as long as each other and the same for Tantivy are the same for us."""
        values, first = self._table.values, dict[tuple[float, int], int]()
        for row, score in ranked.items():
            first.setdefault((score, values[row]), row)
        scores = dict(zip(first, self._scored(list(first.values()), groups).values(), strict=True))
        return {row: scores[score, values[row]] for row, score in ranked.items()}

    def _short(self, answering: Query, once: Sequence[Group], limit: int) -> Mapping[int, float]:
        """The best by what counts ``once`` only: a shorter paragraph is better, and nothing has to be counted."""
        found: dict[int, float] = {}
        for group in once:
            query = answering if group.sure else both(answering, self._queries.answering(group.part))
            for row, score in self._scored(
                list(self._proposer.shortest(query, limit)), [Group(group.part, True)]
            ).items():
                found[row] = found.get(row, 0.0) + score
        return found

    def _scored(self, rows: Sequence[int], groups: Sequence[Group]) -> Mapping[int, float]:
        return dict(zip(rows, self._scorer.scores(rows, groups), strict=True))

    def _best(self, scored: Mapping[int, float], limit: int, places: Places | None) -> tuple[tuple[int, float], ...]:
        pairs = ((-score, row if places is None else places.of(row), row) for row, score in scored.items())
        return tuple((row, -negative) for negative, _, row in heapq.nsmallest(limit, pairs))

    def _in_set(
        self, plan: Plan, members: int, groups: Sequence[Group], limit: int, places: Places | None
    ) -> Sequence[int]:
        """Rows that may be the best of ``members``, which answer ``plan``."""
        if not groups:
            return self._first(members, limit, places)
        of_words = any(isinstance(group.part, AnyWord) for group in groups)
        count = members.bit_count()
        if count <= max(limit, _FEW) or not of_words:
            return rows_in(members)
        found = set(self._first(members, limit, places))
        for group in groups:
            if isinstance(group.part, Rows):
                rows = rows_in(members & self._finder.answering(group.part))
                found.update(row for row, _ in self._best(self._scored(rows, [group]), limit + MARGIN, places))
        return list(found.union(self._ranked_in(plan, members, min(count, limit + MARGIN))))

    def _ranked_in(self, plan: Plan, members: int, wanted: int) -> list[int]:
        """The best of ``members`` by Tantivy's score, as far as it takes not too long to find them."""
        words = without_sets(plan)
        take, found = 8 * wanted, list[int]()
        while words is not None:
            ranked = self._proposer.ranked(self._queries.scored(words), take)
            found = chosen(ranked, RowSet(members))
            if len(found) >= wanted or len(ranked) < take or take >= _LOOKED_THROUGH:
                break
            take *= 8
        return found

    def _first(self, bits: int, limit: int, places: Places | None) -> list[int]:
        """The first of the rows in ``bits``, by their places."""
        if places is None:
            return rows_in(bits)[:limit]
        if bits.bit_count() * _SPARSE > len(self._table):
            flags = flags_of(bits, places.end)
            return list(islice(filter(flags.__getitem__, places.rows()), limit))
        return heapq.nsmallest(limit, rows_in(bits), key=places.of)

    # What words say

    def _counts_once(self, group: Group) -> bool:
        part = group.part
        return isinstance(part, Beginning) or (isinstance(part, AnyWord) and self._is_flat(part.words))

    def _idf(self, words: tuple[str, ...]) -> float:
        return self._facts(words)[0]

    def _rarity(self, part: Beginning) -> float:
        return weighing.idf(self.count(part), self._table.count) if part.by_rarity else 1.0

    def _is_flat(self, words: tuple[str, ...]) -> bool:
        return len(words) > weighing.FEW_FORMS and self._facts(words)[1]

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

    def _weight(self, words: tuple[str, ...], form: str) -> float:
        """How much more one of ``words`` says as a form of the same word than by itself."""
        alone = weighing.idf(self._searcher.doc_freq(TEXT, form), self._table.count)
        return self._idf(words) / alone if alone > 0 else 1.0
