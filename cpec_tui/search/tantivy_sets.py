"""Which paragraphs answer a plan, as rows: what Tantivy finds, and sets of rows of the catalog, put together."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterable
from collections.abc import Set as AbstractSet
from functools import cached_property

import tantivy
from tantivy import Query

from cpec_tui.search.plan import All, Any, AnyWord, Beginning, Filter, InOrder, Plan, Rows, Without
from cpec_tui.search.tantivy_queries import FEW_ROWS, Queries, both
from cpec_tui.search.tantivy_rows import RowFile
from cpec_tui.search.tantivy_schema import ROW

# Asking for a row takes as long as fetching so many.
_LOOKUP = 20
# So many answers are remembered, unless they are larger than that.
_REMEMBERED = 8
_LARGE = 200_000


class Finder:
    """Finds rows in one index."""

    def __init__(self, searcher: tantivy.Searcher, queries: Queries, table: RowFile) -> None:
        """All three are of one index."""
        self._searcher = searcher
        self._queries = queries
        self._table = table
        self._recent: OrderedDict[Hashable, frozenset[int]] = OrderedDict()

    def count(self, query: Query) -> int:
        """How many paragraphs answer a query."""
        found: int = self._searcher.search(query, 1).count  # type: ignore[attr-defined]
        return found

    def fetched(self, query: Query) -> list[int]:
        """The rows that answer a query."""
        hits = self._searcher.search(query, max(1, self.count(query)), count=False, order_by_field=ROW).hits
        return [row for row, _ in hits]

    @cached_property
    def everything(self) -> frozenset[int]:
        """All rows."""
        return frozenset(self._table.rows())

    def answering(self, plan: Plan) -> AbstractSet[int]:
        """The rows that answer ``plan``."""
        if is_plain(plan):
            return self._plain(plan)
        match plan:
            case Rows(rows) | Filter(rows) | Beginning(rows=rows):
                return self._there(rows)
            case Without(part):
                return self.everything - self.answering(part)
            case Any(parts):
                plain = tuple(part for part in parts if is_plain(part))
                others = (self.answering(part) for part in parts if not is_plain(part))
                return frozenset().union(*others, self._plain(Any(plain)) if plain else ())
            case All(parts):
                return self._all(parts)
        raise AssertionError(plan)

    def _plain(self, plan: Plan) -> frozenset[int]:
        """What Tantivy finds alone; one search asks for the same several times."""
        key = _key(plan)
        if key in self._recent:
            self._recent.move_to_end(key)
            return self._recent[key]
        found = frozenset(self.fetched(self._queries.answering(plan)))
        if len(found) < _LARGE:
            self._recent[key] = found
            if len(self._recent) > _REMEMBERED:
                self._recent.popitem(last=False)
        return found

    def _there(self, rows: Iterable[int]) -> frozenset[int]:
        """Those of ``rows`` that there are."""
        values, size = self._table.values, len(self._table)
        return frozenset(row for row in rows if row < size and values[row])

    def _all(self, parts: tuple[Plan, ...]) -> AbstractSet[int]:
        """What answers every part: the smallest sets first, then what Tantivy finds among them."""
        plain = tuple(part for part in parts if is_plain(part))
        unwanted = [part.part for part in parts if isinstance(part, Without) and not is_plain(part)]
        wanted = sorted((part for part in parts if not isinstance(part, Without) and not is_plain(part)), key=_size)
        found: AbstractSet[int] | None = None
        for part in wanted:
            found = self.answering(part) if found is None else self._within(found, part)
        if plain:
            found = self._plain(All(plain)) if found is None else self._within(found, All(plain))
        if found is None:
            found = self.everything
        for not_wanted in unwanted:
            found = found - self._within(found, not_wanted)
        return found

    def _within(self, rows: AbstractSet[int], plan: Plan) -> AbstractSet[int]:
        """Those of ``rows`` that answer; of a few, each is asked for."""
        if not rows:
            return rows
        if isinstance(plan, Rows | Filter):
            return rows & plan.rows.keys() if isinstance(plan, Rows) else rows & plan.rows
        if not is_plain(plan):
            return rows & self.answering(plan)
        if _key(plan) not in self._recent:
            query = self._queries.answering(plan)
            if len(rows) * _LOOKUP < self.count(query):
                return frozenset(self.fetched(both(query, self._queries.rows(rows))))
        return rows & self._plain(plan)


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


def _size(plan: Plan) -> int:
    """Which sets are small, as far as that is told without looking."""
    return len(plan.rows) if isinstance(plan, Rows | Filter) else 1 << 40


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


def without_sets(plan: Plan) -> Plan | None:
    """What of ``plan`` Tantivy can score; None when nothing is left."""
    match plan:
        case Rows() | Filter() | InOrder() | Without() | Beginning(letters=""):
            return None
        case All(parts) | Any(parts):
            left = tuple(part for part in map(without_sets, parts) if part is not None)
            return Any(left) if left else None
        case _:
            return plan
