"""What counting needs to know of documents and entities: which rows are theirs.

Rows of a document are one run, so a document is found for a row, and counted in many, without asking the catalog.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cpec_tui.catalog.rowset import RowSet, bits_of_runs, flags_of

# Of so many rows a document it is quicker to count them in each document than one by one.
_FEW_A_DOCUMENT = 4


class DocumentRows(NamedTuple):
    """A document as the run of rows from ``first`` on, ``paragraphs`` of them."""

    id: str
    title: str
    date: str | None
    first: int
    paragraphs: int


@dataclass(frozen=True, slots=True)
class EntityRows:
    """An entity with the rows of the paragraphs that mention it (linked), each once."""

    id: str
    name: str
    kind: str
    rows: array[int]


@dataclass(frozen=True, slots=True)
class Imprints:
    """``of`` each document, by its number, its year, publisher and language; empty where it has none."""

    of: Sequence[tuple[str, str, str]]
    publishers: frozenset[str]
    languages: frozenset[str]

    @classmethod
    def of_documents(cls, documents: Iterable[DocumentRows], known: Mapping[str, tuple[str, str]]) -> Imprints:
        """The imprints of ``documents``; ``known`` has publisher and language by id, also of others."""
        same: dict[tuple[str, str, str], tuple[str, str, str]] = {}
        found = []
        for one in documents:
            imprint = ((one.date or "")[:4], *known[one.id])
            found.append(same.setdefault(imprint, imprint))
        publishers = frozenset(publisher for publisher, _ in known.values() if publisher)
        return cls(found, publishers, frozenset(language for _, language in known.values() if language))


@dataclass(frozen=True, slots=True)
class DocumentIndex:
    """``documents`` by the numbers in which they are listed: ``of`` a row, the number of its document."""

    documents: Sequence[DocumentRows]
    of: array[int]

    @classmethod
    def of_documents(cls, documents: Sequence[DocumentRows]) -> DocumentIndex:
        """The index of ``documents``."""
        of = array("I", bytes(4 * max((one.first + one.paragraphs for one in documents), default=0)))
        for number, one in enumerate(documents):
            of[one.first : one.first + one.paragraphs] = array("I", (number,)) * one.paragraphs
        return cls(documents, of)

    def counted(self, listed: Sequence[int], rows: RowSet) -> dict[int, int]:
        """How many of ``rows``, which are also ``listed``, stand in each document that has any, by its number."""
        if len(listed) <= _FEW_A_DOCUMENT * len(self.documents):
            return Counter(map(self.of.__getitem__, listed))
        flags = flags_of(rows.bits, len(self.of))
        counts = ((n, flags.count(1, one.first, one.first + one.paragraphs)) for n, one in enumerate(self.documents))
        return {number: count for number, count in counts if count}

    def rows_of(self, numbers: Iterable[int]) -> RowSet:
        """All rows of the documents with these numbers."""
        documents = map(self.documents.__getitem__, numbers)
        runs = (range(one.first, one.first + one.paragraphs) for one in documents)
        return RowSet(bits_of_runs(sorted(runs, key=lambda run: run.start)))


def by_document(documents: Iterable[DocumentRows], rows: Iterable[int]) -> Iterator[tuple[DocumentRows, list[int]]]:
    """Each of ``documents`` that has some of ``rows``, with these in reading order; documents in the order given."""
    ordered = sorted(rows)
    for document in documents:
        start = bisect_left(ordered, document.first)
        end = bisect_left(ordered, document.first + document.paragraphs, start)
        if start < end:
            yield document, ordered[start:end]


def in_time(documents: Iterable[DocumentRows], *, newest_first: bool) -> list[DocumentRows]:
    """``documents`` by date, those of one date as they come, undated ones last."""
    listed = list(documents)
    dated = sorted((one for one in listed if one.date), key=lambda one: one.date or "", reverse=newest_first)
    return [*dated, *(one for one in listed if not one.date)]
