"""The segments of a Whoosh index: the rows of their documents, and where words stand in them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import Any

from cpec_tui.catalog.rowset import bits_of, flagged
from cpec_tui.search.columns import MANY, Column
from cpec_tui.search.whoosh_rows import SegmentRows
from cpec_tui.search.whoosh_terms import Terms

# A word that stands in one of so many paragraphs has a byte for each of them, a rarer one a place in a mapping.
_RARE = 64
# How many rows have a word, which, and how often each; the same for all when it is one number.
_Posting = tuple[int, Iterator[int], int | Sequence[int]]


class Segment:
    """One Whoosh segment; ``rows`` are the bits of the rows of its documents, without deleted ones."""

    def __init__(self, reader: Any) -> None:
        """Read what ``reader`` knows of each document."""
        self._terms = Terms(reader)
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

    def posting(self, word: str) -> _Posting | None:
        """The rows in which ``word`` stands, deleted ones among them; None when it stands nowhere."""
        found = self._terms.posting(word)
        if found is None:
            return None
        if self._numbers is None:
            return len(found), found.documents(self._first), found.times
        return len(found), map(self._numbers.__getitem__, found.documents()), found.times

    def frequency(self, word: str) -> int:
        """In how many of the documents ``word`` stands, deleted ones among them."""
        return self._terms.frequency(word)

    def words_with_prefix(self, prefix: str) -> Iterator[str]:
        """The words that begin with ``prefix``, in alphabetical order."""
        return self._terms.beginning(prefix)

    def close(self) -> None:
        """Let go of the files."""
        self._terms.close()


def column_of(segments: Sequence[Segment], words: Sequence[str], rows: int, *, counted: bool) -> Column:
    """How often any of ``words`` stands in which of ``rows``; not ``counted``, only where one does."""
    by_word = [[one for segment in segments if (one := segment.posting(word))] for word in words]
    frequency = sum(size for postings in by_word for size, *_ in postings)
    size = max((segment.end for segment in segments), default=0)
    if frequency * _RARE <= size:
        counts = _counts(chain.from_iterable(by_word))
        return Column(bits_of(counts.keys()) & rows, counts if counted else None)
    if not counted:
        return Column(_places(chain.from_iterable(by_word), size) & rows)
    flags, more = _flags(by_word, size)
    return Column(flagged(flags) & rows, flags, more)


def _counts(postings: Iterable[_Posting]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for _, rows, times in postings:
        for row, often in zip(rows, repeat(times) if isinstance(times, int) else times, strict=False):
            counts[row] = counts.get(row, 0) + often
    return counts


def _places(postings: Iterable[_Posting], size: int) -> int:
    flags = bytearray(size)
    for _, rows, _ in postings:
        for row in rows:
            flags[row] = 1
    return flagged(flags)


def _flags(by_word: Iterable[Iterable[_Posting]], size: int) -> tuple[bytes, dict[int, int]]:
    """How often any word stands in each of ``size`` rows; where that is ``MANY`` times or more, it is told by row."""
    flags, more = bytearray(size), dict[int, int]()
    before = 0
    for postings in by_word:
        most = 0
        for _, rows, times in postings:
            highest = times if isinstance(times, int) else max(times)
            most = max(most, highest)
            if before + highest >= MANY:
                _add_many(flags, more, rows, times)
            elif isinstance(times, int):
                for row in rows:
                    flags[row] += highest
            else:
                for row, often in zip(rows, times, strict=True):
                    flags[row] += often
        before += most
    return bytes(flags), more


def _add_many(flags: bytearray, more: dict[int, int], rows: Iterable[int], times: int | Sequence[int]) -> None:
    for row, often in zip(rows, repeat(times) if isinstance(times, int) else times, strict=False):
        together = flags[row] + often
        if together < MANY:
            flags[row] = together
        else:
            more[row] = more.get(row, flags[row]) + often
            flags[row] = MANY
