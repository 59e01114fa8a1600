"""The Whoosh engine: plans answered from Whoosh's postings, every answering paragraph counted, the best ones ranked.

Which paragraphs answer is algebra over sets of rows, each one large number (``catalog/rowset``); only those of them are
scored (``bm25f``) that may be among the best. Whoosh's own matcher trees step through every union one posting at a
time, which for a prefix of two letters takes a thousand times as long. All forms of one word count as one word.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any as Untyped
from typing import ClassVar

from whoosh import index

from cpec_tui.catalog.rowset import RowSet, bits_of, rows_in
from cpec_tui.catalog.standing import Places
from cpec_tui.search import weighing
from cpec_tui.search.bm25f import Lengths, Weighed
from cpec_tui.search.columns import Column
from cpec_tui.search.engines import text_damage
from cpec_tui.search.plan import All, Any, AnyWord, Beginning, Filter, Plan, Ranked, Rows, Without
from cpec_tui.search.whoosh_reading import Segment, column_of

# How many bytes the columns of words may take that are kept.
_KEPT = 16_000_000
# So many sets of rows are remembered as bits.
_ROW_SETS = 8


class WhooshEngine:
    """A searcher over one generation of the text index. Whoosh readers are not thread-safe: one thread uses it."""

    finds_phrases: ClassVar[bool] = False

    def __init__(self, folder: Path) -> None:
        """Open the index in ``folder``. Raises DamagedError for anything that is not one."""
        try:
            self._reader: Untyped = index.open_dir(str(folder), readonly=True).reader()
            leaves = [leaf for leaf, _ in self._reader.leaf_readers()]
            self._segments = [Segment(leaf) for leaf in leaves if leaf.doc_count_all()]
        except Exception as error:  # A damaged index raises nearly anything: EOFError, UnpicklingError, struct.error …
            raise text_damage(folder, type(error).__name__) from error
        self._all = 0
        for segment in self._segments:
            self._all |= segment.rows
        self._count = self._all.bit_count()
        self._made_lengths: Lengths | None = None
        self._recent: OrderedDict[tuple[str, ...], Column] = OrderedDict()
        self._kept = 0
        self._row_sets: list[tuple[Collection[int], Column]] = []

    def close(self) -> None:
        """Let go of the files."""
        for segment in self._segments:
            segment.close()
        self._reader.close()

    def search(self, plan: Plan, limit: int, places: Places | None = None) -> Ranked:
        """The best ``limit`` rows and how many answer in all; equal ones by their ``places``, or by row."""
        bits = self._matching(plan)
        if not bits or limit <= 0:
            return Ranked(bits.bit_count(), ())
        best = self._lengths.best(bits, list(self._columns(plan)), limit, places)
        return Ranked(bits.bit_count(), tuple(best))

    def count(self, plan: Plan) -> int:
        """How many rows answer."""
        return self._matching(plan).bit_count()

    def rows(self, plan: Plan) -> list[int]:
        """Every row that answers, rising."""
        return rows_in(self._matching(plan))

    def words_with_prefix(self, prefix: str) -> list[str]:
        """Every indexed word that begins with ``prefix``, in alphabetical order."""
        words = (segment.words_with_prefix(prefix) for segment in self._segments)
        return sorted(frozenset(chain.from_iterable(words)))

    def frequency(self, word: str) -> int:
        """In how many paragraphs ``word`` stands (removed ones count until their segment is merged)."""
        return sum(segment.frequency(word) for segment in self._segments)

    @property
    def _lengths(self) -> Lengths:
        if self._made_lengths is None:
            keys = array("I", bytes(4 * max((segment.end for segment in self._segments), default=0)))
            alike: defaultdict[int, list[Sequence[int]]] = defaultdict(list)
            for segment in self._segments:
                segment.put_keys(keys)
                for key, rows in segment.kept.by_key():
                    alike[key].append(rows)
            average = sum(segment.words() for segment in self._segments) / self._count
            self._made_lengths = Lengths(keys, lambda: alike, average)
        return self._made_lengths

    # Which rows answer

    def _matching(self, plan: Plan) -> int:
        """The bits of the rows that answer."""
        match plan:
            case AnyWord(words):
                return self._word(words).bits
            case Beginning(rows=rows):
                return bits_of(rows) & self._all
            case Rows(rows) | Filter(rows):
                return self._set(rows).bits
            case Without(part):
                return self._all & ~self._matching(part)
            case Any(parts):
                found = 0
                for part in parts:
                    found |= self._matching(part)
                return found
            case All(parts):
                found = self._all
                for part in parts:
                    found &= self._matching(part)
                    if not found:
                        break
                return found
        raise AssertionError(plan)

    # What scores

    def _columns(self, plan: Plan) -> Iterator[Weighed]:
        """What is counted for the score, with how rare it is: words, then beginnings, then rows."""
        parts = list(_scoring(plan))
        for part in parts:
            if isinstance(part, AnyWord):
                column = self._word(part.words)
                yield column, self._idf(column)
        for part in parts:
            if isinstance(part, Beginning):
                column = Column(bits_of(part.rows) & self._all)
                yield column, self._idf(column) if part.by_rarity else 1.0
        for part in parts:
            if isinstance(part, Rows):
                yield self._set(part.rows), 1.0

    def _idf(self, column: Column) -> float:
        frequency = column.bits.bit_count()
        return weighing.idf(frequency, self._count)

    # Words and sets of rows

    def _set(self, rows: Collection[int]) -> Column:
        """``rows`` as a column; one query asks for the same ones several times."""
        if isinstance(rows, RowSet):
            return Column(rows.bits & self._all)
        for known_rows, column in self._row_sets:
            if known_rows is rows:
                return column
        bits = bits_of(rows) & self._all
        column = Column(bits, rows if isinstance(rows, Mapping) else None)
        self._row_sets = [(rows, column), *self._row_sets[: _ROW_SETS - 1]]
        return column

    def _word(self, words: tuple[str, ...]) -> Column:
        """How often any of ``words`` stands where; while typing the same ones are asked for again and again."""
        if words in self._recent:
            self._recent.move_to_end(words)
            return self._recent[words]
        column = column_of(self._segments, words, self._all, counted=len(words) <= weighing.FEW_FORMS)
        self._recent[words] = column
        self._kept += column.size
        while self._kept > _KEPT and len(self._recent) > 1:
            _, oldest = self._recent.popitem(last=False)
            self._kept -= oldest.size
        return column


def _scoring(plan: Plan) -> Iterator[AnyWord | Beginning | Rows]:
    """The parts that count for the score: those not under a Without."""
    if isinstance(plan, AnyWord | Beginning | Rows):
        yield plan
    elif isinstance(plan, All | Any):
        for part in plan.parts:
            yield from _scoring(part)
