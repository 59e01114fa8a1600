"""Which paragraphs answer a plan, as rows: what Tantivy finds, and sets of rows of the catalog, put together.

Large sets are the bits of one large number (``catalog/rowset``); of few rows it is asked which of them answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterable
from functools import cached_property

import tantivy
from tantivy import Query

from cpec_tui.catalog.rowset import bits_of, rows_in
from cpec_tui.search.plan import All, Any, AnyWord, Beginning, Filter, InOrder, Plan, Rows, Without
from cpec_tui.search.tantivy_queries import FEW_ROWS, Queries, both, uncovered
from cpec_tui.search.tantivy_rows import RowFile
from cpec_tui.search.tantivy_schema import ROW

# Asking for a row takes as long as fetching so many.
_LOOKUP = 20
# How many bytes the answers may take that are remembered.
_KEPT = 4_000_000
# So many counts are remembered.
_COUNTS = 200
# So many sets of rows are remembered as bits.
_ROW_SETS = 8


class Finder:
    """Finds rows in one index."""

    def __init__(self, searcher: tantivy.Searcher, queries: Queries, table: RowFile) -> None:
        """All three are of one index."""
        self._searcher = searcher
        self._queries = queries
        self._table = table
        self._recent: OrderedDict[Hashable, int] = OrderedDict()
        self._kept = 0
        self._counts: dict[Hashable, int] = {}
        self._row_sets: list[tuple[Collection[int], int]] = []

    def found(self, query: Query) -> int:
        """How many paragraphs answer a query."""
        found: int = self._searcher.search(query, 1).count  # type: ignore[attr-defined]
        return found

    def _counted(self, plan: Plan) -> int:
        """How many paragraphs answer a plan that Tantivy answers alone; one search asks for the same several times."""
        key = _key(plan)
        if key not in self._counts:
            if len(self._counts) >= _COUNTS:
                self._counts.clear()
            self._counts[key] = self.found(self._queries.answering(plan))
        return self._counts[key]

    def fetched(self, query: Query, most: int = 0) -> list[int]:
        """The rows that answer a query, falling; when it is known that they are no more than ``most``, it is faster."""
        most = most or max(1, self.found(query))
        hits = self._searcher.search(query, most, count=False, order_by_field=ROW).hits
        return [row for row, _ in hits]

    @cached_property
    def everything(self) -> int:
        """The bits of all rows."""
        return self._table.bits()

    def count(self, plan: Plan) -> int:
        """How many rows answer ``plan``."""
        plan = uncovered(plan)
        few = few_of(plan)
        if few is not None:
            return len(self.among(few, plan))
        if is_plain(plan) and not _is_known(plan):
            return self._counted(plan)
        return self.answering(plan).bit_count()

    def rows(self, plan: Plan) -> list[int]:
        """The rows that answer ``plan``."""
        plan = uncovered(plan)
        few = few_of(plan)
        if few is not None:
            return sorted(self.among(few, plan))
        if is_plain(plan) and not _is_known(plan) and _key(plan) not in self._recent:
            return self.fetched(self._queries.answering(plan))
        return rows_in(self.answering(plan))

    def among(self, rows: frozenset[int], plan: Plan) -> frozenset[int]:
        """Those of a few ``rows`` that answer ``plan``."""
        match plan:
            case All(parts):
                for part in sorted(parts, key=_takes):
                    rows = self.among(rows, part)
                return rows
            case Any(parts):
                found = frozenset[int]()
                for part in sorted(parts, key=_takes):
                    found |= self.among(rows - found, part)
                return found
            case Without(part):
                return self._there(rows) - self.among(rows, part)
            case Rows(known) | Filter(known):
                return self._there(row for row in rows if row in known)
            case Beginning(rows=begun):
                return self._there(chosen(sorted(rows), begun))
            case _:
                if not rows:
                    return rows
                return frozenset(self.fetched(both(self._queries.answering(plan), self._queries.rows(rows)), len(rows)))

    def _there(self, rows: Iterable[int]) -> frozenset[int]:
        """Those of ``rows`` that there are."""
        values, size = self._table.values, len(self._table)
        return frozenset(row for row in rows if row < size and values[row])

    def answering(self, plan: Plan) -> int:
        """The bits of the rows that answer ``plan``."""
        match plan:
            case Rows(rows) | Filter(rows) | Beginning(rows=rows):
                return self._set(rows)
            case Without(part):
                return self.everything & ~self.answering(part)
            case Any(parts) if any(not isinstance(part, AnyWord) for part in parts):
                found = 0
                for part in parts:
                    found |= self.answering(part)
                return found
            case All(parts) if not is_plain(plan) or any(map(_is_known, parts)):
                return self._all(parts)
            case _:
                return self._plain(plan)

    def _set(self, rows: Collection[int]) -> int:
        """The bits of those of ``rows`` that there are; one search asks for the same several times."""
        for known, bits in self._row_sets:
            if known is rows:
                return bits
        bits = bits_of(rows) & self.everything
        self._row_sets = [(rows, bits), *self._row_sets[: _ROW_SETS - 1]]
        return bits

    def _plain(self, plan: Plan) -> int:
        """What Tantivy finds alone; what was found lately is remembered."""
        key = _key(plan)
        if key in self._recent:
            self._recent.move_to_end(key)
            return self._recent[key]
        bits = bits_of(self.fetched(self._queries.answering(plan)))
        self._recent[key] = bits
        self._kept += _bytes(bits)
        while self._kept > _KEPT:
            self._kept -= _bytes(self._recent.popitem(last=False)[1])
        return bits

    def _all(self, parts: tuple[Plan, ...]) -> int:
        """What answers every part: the sets that are known, then what Tantivy finds among them."""
        plain = tuple(part for part in parts if is_plain(part) and not _is_known(part))
        found = self.everything
        for part in sorted(parts, key=_takes):
            if found and part not in plain and not self._covers(part, found):
                found &= self.answering(part)
        if not plain or not found:
            return found
        return self._within(found, All(plain) if len(plain) > 1 else plain[0])

    def _covers(self, plan: Plan, found: int) -> bool:
        """Whether a set that is known makes all that was ``found`` answer ``plan``, whatever else does."""
        sets = (part.rows for part in (plan.parts if isinstance(plan, Any) else ()) if isinstance(part, Filter))
        return any(not found & ~self._set(rows) for rows in sets)

    def _within(self, found: int, plan: Plan) -> int:
        """Those rows that answer a plan that Tantivy answers alone; of a few, each is asked for."""
        if _key(plan) not in self._recent:
            query = self._queries.answering(plan)
            if found.bit_count() * _LOOKUP < self.found(query):
                return bits_of(self.fetched(both(query, self._queries.rows(rows_in(found)))))
        return found & self._plain(plan)


def chosen(rows: Iterable[int], among: Collection[int]) -> list[int]:
    """Those of a few rising or falling ``rows`` that are ``among`` many."""
    bits = bits_of(among)
    kept = bits.to_bytes((bits.bit_length() >> 3) + 1, "little")
    end = 8 * len(kept)
    return [row for row in rows if row < end and kept[row >> 3] >> (row & 7) & 1]


def _bytes(bits: int) -> int:
    return bits.bit_length() // 7 + 100


def _key(plan: Plan) -> Hashable:
    """What tells a plan that Tantivy answers alone from others."""
    match plan:
        case AnyWord(words):
            return words
        case Beginning(letters):
            return "", letters
        case InOrder(words):
            return "in order", words
        case Filter(rows):
            return frozenset(rows)
        case Without(part):
            return "not", _key(part)
        case All(parts) | Any(parts):
            return type(plan).__name__, tuple(map(_key, parts))
    raise AssertionError(plan)


def few_of(plan: Plan) -> frozenset[int] | None:
    """A few rows among which all are that answer; None when none are known."""
    match plan:
        case Rows(rows) | Filter(rows) if len(rows) <= FEW_ROWS:
            return frozenset(rows)
        case All(parts):
            return next((few for part in parts if (few := few_of(part)) is not None), None)
        case _:
            return None


def _is_known(plan: Plan) -> bool:
    """Whether the catalog alone says which rows answer."""
    match plan:
        case Rows() | Filter() | Beginning():
            return True
        case Without(part):
            return _is_known(part)
        case All(parts) | Any(parts):
            return all(map(_is_known, parts))
        case _:
            return False


def _takes(plan: Plan) -> int:
    """What is looked up first: what takes no time."""
    return 0 if _is_known(plan) else 1


def is_plain(plan: Plan) -> bool:
    """Whether Tantivy answers ``plan`` alone, without more than a few rows of the catalog."""
    match plan:
        case Rows():
            return False
        case Beginning(letters):
            return bool(letters)
        case Filter(rows):
            return len(rows) <= FEW_ROWS
        case Without(part):
            return is_plain(part)
        case All(parts) | Any(parts):
            return all(map(is_plain, parts))
        case _:
            return True


def less(plan: Plan) -> tuple[Plan, Collection[int]] | None:
    """A plan that Tantivy answers alone, and rows to be left out of it, when ``plan`` is just that."""
    match plan:
        case All((part, Without(Filter(rows)))) if is_plain(part):
            return part, rows
        case _:
            return None


def plain_part(plan: Plan) -> Plan | None:
    """What of ``plan`` Tantivy answers alone, of which ``plan`` only takes away; None when nothing is left."""
    match plan:
        case _ if is_plain(plan):
            return plan
        case All(parts):
            left = tuple(part for part in map(plain_part, parts) if part is not None)
            return All(left) if left else None
        case Any(parts):
            some = tuple(part for part in map(plain_part, parts) if part is not None)
            return Any(some) if len(some) == len(parts) else None
        case _:
            return None
