"""Words as numbers: each different word of the corpus has one, so that a paragraph is a stream of numbers.

Streams make phrases and proximity exact and quick to verify; the rows of each beginning of one to three letters, kept
beside, answer the first keystrokes of a query without touching the hundreds of words that begin so.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter

from cpec_tui.catalog.rowset import bits_of
from cpec_tui.inflection import WordStemmer
from cpec_tui.model import Role

LONGEST_BEGINNING = 3


class WordTable:
    """The numbers of words while a catalog is written."""

    def __init__(self, known: dict[str, int]) -> None:
        """``known`` is word to number; the numbers go from 0 on."""
        self._numbers = _Numbers(known)
        self._told = len(known)
        self._beginnings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._start = 0
        self._stemmer = WordStemmer()

    def number_of(self, word: str) -> int | None:
        """The number of a word; None when it stands nowhere."""
        return self._numbers.get(word)

    def streams(self, first_row: int, paragraphs: Sequence[Sequence[str]]) -> list[bytes]:
        """For the words of each of ``paragraphs`` their numbers in order; new words get the next numbers.

        The first paragraph has the row ``first_row``, which is beyond all rows before.
        """
        number = self._numbers.__getitem__
        beginnings, cut = self._beginnings, itemgetter(slice(LONGEST_BEGINNING))
        if not beginnings:
            self._start = first_row
        streams = []
        for row, words in enumerate(paragraphs, first_row - self._start):
            streams.append(array("I", map(number, words)).tobytes())
            for letters in set(map(cut, words)):
                beginnings[letters].append(row)
        return streams

    def take_new(self) -> Iterator[tuple[int, str, str]]:
        """(number, word, stem) of every word met since the last time."""
        new = list(islice(self._numbers.items(), self._told, None))
        self._told = len(self._numbers)
        for word, number in new:
            yield number, word, self._stemmer.stem(word)

    def take_beginnings(self) -> Iterator[tuple[str, int, int]]:
        """(letters, start, bits) of every beginning met since the last time, of any length up to the longest.

        The bits are of rows counted from ``start``, the first row since then: few, whatever the number of rows before.
        """
        longest = dict(self._beginnings)
        self._beginnings.clear()
        beginnings: dict[str, int] = {}
        for letters, rows in longest.items():
            bits = bits_of(rows)
            for length in range(1, len(letters) + 1):
                beginnings[letters[:length]] = beginnings.get(letters[:length], 0) | bits
        for letters, bits in beginnings.items():
            yield letters, self._start, bits


def words_of_documents(db: sqlite3.Connection) -> Iterator[tuple[int, int, list[tuple[Role, list[str]]]]]:
    """(number, first row, role and words of each paragraph) of every document, spelled out of the word streams."""
    forms = dict(db.execute("SELECT id, form FROM form"))
    rows = db.execute("SELECT document, row, role, words FROM paragraph ORDER BY document, ordinal")
    for number, of_document in groupby(rows, key=itemgetter(0)):
        found = list(of_document)
        yield number, found[0][1], [(Role(role), [forms[i] for i in array("I", words)]) for *_, role, words in found]


class _Numbers(dict[str, int]):
    """Word to number; one that is not known gets the next number."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number
