"""The segments of a Whoosh index: the rows of their documents, and where words stand in them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import Any

from cpec_tui.catalog.rowset import bits_of, flagged
from cpec_tui.search.columns import MANY, Column
from cpec_tui.search.whoosh_blocks import blocks_of, documents_of
from cpec_tui.search.whoosh_rows import SegmentRows

# A word that stands in one of so many paragraphs has a byte for each of them, a rarer one a place in a mapping.
_RARE = 64
# Rows that have a word, and how often each; the same for all when it is one number.
_Block = tuple[Iterator[int], float | Sequence[float]]


class Segment:
    """One Whoosh segment; ``rows`` are the bits of the rows of its documents, without deleted ones."""

    def __init__(self, reader: Any) -> None:
        """Read what ``reader`` knows of each document."""
        self._reader = reader
        self.kept: SegmentRows = reader.column_reader("row", translate=False)
        rows = self.kept.rows
        self._first = rows[0]
        self._numbers = None if self.kept.in_a_row else rows
        self._deleted: list[int] = sorted(reader.deleted_docs_set) if reader.has_deletions() else []
        if self._numbers is None:
            self.end = self._first + len(self.kept)
            self.rows = ((1 << len(self.kept)) - 1) << self._first
        else:
            self.end = max(rows) + 1
            self.rows = bits_of(rows)
        self.rows &= ~bits_of([self.kept.row(document) for document in self._deleted])

    def put_keys(self, keys: array[int]) -> None:
        """Put the key of each document into ``keys``, by row."""
        if self._numbers is None:
            keys[self._first : self.end] = self.kept.keys
        else:
            for row, key in zip(self._numbers, self.kept.keys, strict=True):
                keys[row] = key

    def words(self) -> int:
        """How many words its paragraphs have together, deleted ones left out."""
        return self.kept.words() - sum(self.kept.keys[document] >> 2 for document in self._deleted)

    def blocks(self, word: str) -> Iterator[_Block]:
        """The rows in which ``word`` stands, in blocks, and how often each; deleted ones among them."""
        if ("text", word) not in self._reader:
            return
        for distances, weights in blocks_of(self._reader.postings("text", word)):
            if self._numbers is None:
                yield documents_of(distances, self._first), weights
            else:
                yield map(self._numbers.__getitem__, documents_of(distances)), weights

    def frequency(self, word: str) -> int:
        """In how many of the documents ``word`` stands, deleted ones among them."""
        return int(self._reader.doc_frequency("text", word))


def column_of(segments: Sequence[Segment], words: Sequence[str], rows: int, *, counted: bool) -> Column:
    """How often any of ``words`` stands in which of ``rows``; not ``counted``, only where one does."""
    by_word = [[block for segment in segments for block in segment.blocks(word)] for word in words]
    frequency = sum(segment.frequency(word) for segment in segments for word in words)
    size = max((segment.end for segment in segments), default=0)
    if frequency * _RARE <= size:
        counts = _counts(chain.from_iterable(by_word))
        return Column(bits_of(counts.keys()) & rows, counts if counted else None)
    if not counted:
        return Column(_places(chain.from_iterable(by_word), size) & rows)
    flags, more = _flags(by_word, size)
    return Column(flagged(flags) & rows, flags, more)


def _counts(blocks: Iterable[_Block]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for rows, weights in blocks:
        for row, weight in zip(rows, repeat(weights) if isinstance(weights, float) else weights, strict=False):
            counts[row] = counts.get(row, 0) + int(weight)
    return counts


def _places(blocks: Iterable[_Block], size: int) -> int:
    flags = bytearray(size)
    for rows, _ in blocks:
        for row in rows:
            flags[row] = 1
    return flagged(flags)


def _flags(by_word: Iterable[Iterable[_Block]], size: int) -> tuple[bytes, dict[int, int]]:
    """How often any word stands in each of ``size`` rows; where that is ``MANY`` times or more, it is told by row."""
    flags, more = bytearray(size), dict[int, int]()
    before = 0
    for blocks in by_word:
        most = 0
        for rows, weights in blocks:
            highest = int(weights if isinstance(weights, float) else max(weights))
            most = max(most, highest)
            if before + highest >= MANY:
                _add_many(flags, more, rows, weights)
            elif isinstance(weights, float):
                for row in rows:
                    flags[row] += highest
            else:
                for row, weight in zip(rows, map(int, weights), strict=True):
                    flags[row] += weight
        before += most
    return bytes(flags), more


def _add_many(flags: bytearray, more: dict[int, int], rows: Iterable[int], weights: float | Sequence[float]) -> None:
    for row, weight in zip(rows, repeat(weights) if isinstance(weights, float) else weights, strict=False):
        times = more.get(row, flags[row]) + int(weight)
        flags[row] = min(times, MANY)
        if times >= MANY:
            more[row] = times
