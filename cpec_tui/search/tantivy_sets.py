"""Which paragraphs answer a plan, as rows: what Tantivy finds, and sets of rows of the catalog, put together.

A set is one whole number with a byte for each row, 0 or 1: those of a million rows are joined in a tenth of a
millisecond.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import compress

import tantivy
from tantivy import Query

from cpec_tui.search.plan import All, Any, Filter, Plan, Rows, Without
from cpec_tui.search.tantivy_queries import Queries, both
from cpec_tui.search.tantivy_rows import RowFile
from cpec_tui.search.tantivy_schema import ROW

# Asking for a row takes as long as fetching so many.
_LOOKUP = 20


class Finder:
    """Finds rows in one index."""

    def __init__(self, searcher: tantivy.Searcher, queries: Queries, table: RowFile) -> None:
        """All three are of one index."""
        self._searcher = searcher
        self._queries = queries
        self._table = table

    def count(self, query: Query) -> int:
        """How many paragraphs answer a query."""
        found: int = self._searcher.search(query, 1).count  # type: ignore[attr-defined]
        return found

    def fetched(self, query: Query) -> list[int]:
        """The rows that answer a query."""
        hits = self._searcher.search(query, max(1, self.count(query)), count=False, order_by_field=ROW).hits
        return [row for row, _ in hits]

    def rows(self, members: int) -> Iterator[int]:
        """The rows of a set, rising."""
        return compress(range(len(self._table)), self.flags(members))

    def flags(self, members: int) -> bytes:
        """A set as a byte for each row."""
        return members.to_bytes(len(self._table), "little")

    def members(self, rows: Iterable[int]) -> int:
        """The set of ``rows``, as far as there are such paragraphs."""
        flags, values, size = bytearray(len(self._table)), self._table.values, len(self._table)
        for row in rows:
            if row < size and values[row]:
                flags[row] = 1
        return int.from_bytes(flags, "little")

    @cached_property
    def everything(self) -> int:
        """The set of all rows."""
        return int.from_bytes(self._table.all(), "little")

    def answering(self, plan: Plan) -> int:
        """The set of rows that answer ``plan``."""
        if not has_sets(plan):
            return self.members(self.fetched(self._queries.answering(plan)))
        match plan:
            case Rows(rows) | Filter(rows):
                return self.members(rows)
            case Without(part):
                return self.everything & ~self.answering(part)
            case Any(parts):
                plain = tuple(part for part in parts if not has_sets(part))
                found = self.answering(Any(plain)) if plain else 0
                for part in parts:
                    found |= self.answering(part) if has_sets(part) else 0
                return found
            case All(parts):
                return self._all(parts)
        raise AssertionError(plan)

    def _all(self, parts: tuple[Plan, ...]) -> int:
        found = -1
        for part in sorted((part for part in parts if has_sets(part)), key=lambda part: isinstance(part, Without)):
            found &= self.answering(part)
        if found < 0:  # Sets were only left out of everything.
            found &= self.everything
        plain = tuple(part for part in parts if not has_sets(part))
        wanted = tuple(part for part in plain if not isinstance(part, Without))
        if wanted:
            return self._within(found, All(plain))
        for part in plain:
            if isinstance(part, Without):
                found &= ~self._within(found, part.part)
        return found

    def _within(self, members: int, plan: Plan) -> int:
        """Those of a set that answer a plan without sets; of a few, each is asked for."""
        if not members:
            return 0
        query = self._queries.answering(plan)
        few = members.bit_count()
        if few * _LOOKUP < self.count(query):
            return self.members(self.fetched(both(query, self._queries.rows(self.rows(members)))))
        return members & self.members(self.fetched(query))


def has_sets(plan: Plan) -> bool:
    """Whether rows of the catalog are asked for in ``plan``."""
    match plan:
        case Rows() | Filter():
            return True
        case Without(part):
            return has_sets(part)
        case All(parts) | Any(parts):
            return any(map(has_sets, parts))
        case _:
            return False


def without_sets(plan: Plan) -> Plan | None:
    """What of ``plan`` Tantivy can score; None when nothing is left."""
    match plan:
        case Rows() | Filter() | Without():
            return None
        case All(parts) | Any(parts):
            left = tuple(part for part in map(without_sets, parts) if part is not None)
            return Any(left) if left else None
        case _:
            return plan
