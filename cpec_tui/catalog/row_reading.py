"""Reading which rows of a catalog are what a query asks for: by document, role, page, mentions."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain

from cpec_tui.catalog import codec
from cpec_tui.catalog.counting import EntityRows
from cpec_tui.catalog.rowset import RowSet, bits_of, bits_of_runs
from cpec_tui.catalog.word_reading import WordCatalog
from cpec_tui.model import Metadata, Status

# Looking whether one row is in an answer takes as long as comparing the bits of so many.
_ROWS_A_ROW = 256


class RowCatalog(WordCatalog):
    """The rows of a catalog; the file never changes, so what is counted again and again is read once."""

    @cached_property
    def entity_rows(self) -> tuple[EntityRows, ...]:
        """Every entity that is mentioned (linked), in no order."""
        # Only a linked mention has an entity; not to ask for the status leaves all to the index.
        pairs = "SELECT DISTINCT entity, row FROM mention WHERE entity IS NOT NULL"
        grouped = f"SELECT entity, group_concat(row) AS rows FROM ({pairs}) GROUP BY entity"
        found = self._rows(f"SELECT id, name, kind, rows FROM ({grouped}) JOIN entity ON id = entity")
        return tuple(
            EntityRows(entity, name, kind, array("I", sorted(_numbers(rows)))) for entity, name, kind, rows in found
        )

    @cached_property
    def highest_row(self) -> int:
        """The last row that any entity is mentioned in; -1 when there is none."""
        return max((one.rows[-1] for one in self.entity_rows if one.rows), default=-1)

    @cached_property
    def often_mentioned(self) -> dict[str, int]:
        """The rows as bits of each entity that is mentioned in so many that counting them one by one takes longer."""
        few = self.highest_row // _ROWS_A_ROW
        return {one.id: bits_of(one.rows) for one in self.entity_rows if len(one.rows) > few}

    @cached_property
    def rows_by_kind(self) -> dict[str, RowSet]:
        """The rows in which entities of each kind are mentioned (linked)."""
        found: dict[str, list[array[int]]] = {}
        for one in self.entity_rows:
            found.setdefault(one.kind, []).append(one.rows)
        return {kind: RowSet.of(list(chain.from_iterable(several))) for kind, several in found.items()}

    @cached_property
    def entities_of_paired(self) -> dict[int, frozenset[str]]:
        """The entities mentioned (linked) in each row of ``paired_rows``."""
        found: dict[int, set[str]] = {}
        for one in self.entity_rows if self.copies else ():
            for row in filter(self.paired_rows.__contains__, one.rows):
                found.setdefault(row, set()).add(one.id)
        return {row: frozenset(entities) for row, entities in found.items()}

    @cached_property
    def copies(self) -> dict[int, int]:
        """The row of every paragraph that is a copy, with the row of the paragraph that stands for it."""
        return dict(self._rows("SELECT row, standing FROM copy"))

    def all_rows(self) -> list[int]:
        """Every row there is."""
        return sorted(chain.from_iterable(self._runs.values()))

    @cached_property
    def paired_rows(self) -> RowSet:
        """The rows of all copies, and those that stand for some."""
        return RowSet.of([*self.copies, *self.copies.values()])

    # By mentions

    def rows_of_entity(self, entity: str) -> dict[int, int]:
        """How many linked mentions of ``entity`` each row has."""
        return dict(self._rows("SELECT row, count(*) FROM mention WHERE entity = ? GROUP BY row", (entity,)))

    @cached_property
    def _of_kinds(self) -> dict[str, Mapping[int, int]]:
        return {}

    def rows_of_kind(self, kind: str) -> Mapping[int, int]:
        """How many linked mentions of entities of ``kind`` each row has; read once, as kinds are few."""
        if kind not in self._of_kinds:
            sql = "SELECT row, count(*) FROM mention WHERE kind = ? AND status = ? GROUP BY row"
            self._of_kinds[kind] = dict(self._rows(sql, (kind, Status.LINKED.value)))
        return self._of_kinds[kind]

    def rows_with_mentions(self, status: Status) -> dict[int, int]:
        """How many mentions with that status each row has."""
        return dict(self._rows("SELECT row, count(*) FROM mention WHERE status = ? GROUP BY row", (status.value,)))

    # By document

    @cached_property
    def _runs(self) -> dict[int, range]:
        """The rows of each document by its number."""
        sql = "SELECT number, first_row, paragraphs FROM document WHERE paragraphs > 0"
        return {number: range(first, first + count) for number, first, count in self._rows(sql)}

    def rows_of_documents(self, numbers: Iterable[int]) -> RowSet:
        """All rows of the documents with these numbers."""
        runs = self._runs
        found = (runs[number] for number in numbers if number in runs)
        return RowSet(bits_of_runs(sorted(found, key=lambda run: run.start)))

    @cached_property
    def _document_fields(self) -> list[tuple[int, str, str, str, Metadata]]:
        rows = self._rows("SELECT number, id, path, title, metadata FROM document")
        return [(number, doc, path, title, codec.load_metadata(data)) for number, doc, path, title, data in rows]

    def document_fields(self) -> list[tuple[int, str, str, str, Metadata]]:
        """(number, id, path, title, metadata) of every document, for filtering by a field."""
        return self._document_fields

    def documents_between(self, first: str, last: str) -> list[int]:
        """Numbers of documents whose date may lie between two days (both included)."""
        sql = "SELECT number FROM document WHERE first_day <= ? AND last_day >= ?"
        return [number for (number,) in self._rows(sql, (last, first))]

    def undated(self) -> int:
        """How many documents have no date."""
        return int(self._row("SELECT count(*) FROM document WHERE first_day IS NULL")[0])

    # By the paragraph itself

    @cached_property
    def _roles(self) -> dict[str, RowSet]:
        return {}

    def rows_of_role(self, role: str) -> RowSet:
        """All rows of paragraphs with that role."""
        if role not in self._roles:
            found = self._rows("SELECT row FROM paragraph WHERE role = ?", (role,))
            self._roles[role] = RowSet.of([row for (row,) in found])
        return self._roles[role]

    def rows_of_pages(self, first: int, last: int) -> RowSet:
        """All rows of paragraphs on pages from ``first`` to ``last``."""
        found = self._rows("SELECT row FROM paragraph WHERE page BETWEEN ? AND ?", (first, last))
        return RowSet.of([row for (row,) in found])

    def last_page(self) -> int:
        """The highest page number; 0 when no document has pages."""
        return int(self._row("SELECT coalesce(max(page), 0) FROM paragraph WHERE page IS NOT NULL")[0])

    def without_pages(self) -> int:
        """How many documents have no pages."""
        paged = "SELECT document FROM paragraph WHERE page IS NOT NULL"
        return int(self._row(f"SELECT count(*) FROM document WHERE number NOT IN ({paged})")[0])


def _numbers(listed: str) -> list[int]:
    return list(map(int, listed.split(",")))
