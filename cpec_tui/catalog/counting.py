"""What counting needs to know of documents and entities: which rows are theirs.

Rows of a document are one run, so a document is found for a row, and counted in many, without asking the catalog.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentRows:
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
class Places:
    """An order of all paragraphs, for those that are equal otherwise: ``of`` a row its place, ``rows`` by place."""

    of: array[int]
    rows: array[int]


def places(documents: Iterable[DocumentRows]) -> Places:
    """The places of all paragraphs when one document stands behind the other."""
    listed = list(documents)
    of = array("I", bytes(4 * max((one.first + one.paragraphs for one in listed), default=0)))
    rows = array("I")
    for document in listed:
        place = len(rows)
        of[document.first : document.first + document.paragraphs] = array(
            "I", range(place, place + document.paragraphs)
        )
        rows.extend(range(document.first, document.first + document.paragraphs))
    return Places(of, rows)


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
