"""Words as numbers: each different word of the corpus has one, so that a paragraph is a stream of numbers.

Streams make phrases and proximity exact and quick to verify; the rows of each one- and two-letter beginning, kept
beside, answer the first keystrokes of a query without touching the hundreds of words that begin so.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Set
from itertools import groupby
from operator import itemgetter

from cpec_tui.inflection import WordStemmer
from cpec_tui.model import Role

LONGEST_BEGINNING = 2


class WordTable:
    """The numbers of words while a catalog is written."""

    def __init__(self, known: dict[str, int]) -> None:
        """``known`` is word to number."""
        self._ids = known
        self._new: list[str] = []
        self._beginnings: dict[str, array[int]] = {}
        self._stemmer = WordStemmer()

    def number_of(self, word: str) -> int | None:
        """The number of a word; None when it stands nowhere."""
        return self._ids.get(word)

    def stream(self, row: int, words: list[str]) -> bytes:
        """The numbers of ``words`` in order; new words get the next numbers."""
        ids = self._ids
        different = dict.fromkeys(words)
        for word in different:
            if word not in ids:
                ids[word] = len(ids)
                self._new.append(word)
        beginnings = {word[:LONGEST_BEGINNING] for word in different}
        for letters in beginnings | {letters[:1] for letters in beginnings}:
            if letters in self._beginnings:
                self._beginnings[letters].append(row)
            else:
                self._beginnings[letters] = array("I", (row,))
        return array("I", [ids[word] for word in words]).tobytes()

    def take_new(self) -> Iterator[tuple[int, str, str]]:
        """(number, word, stem) of every word met since the last time."""
        new, self._new = self._new, []
        for word in new:
            yield self._ids[word], word, self._stemmer.stem(word)

    def take_beginnings(self) -> Iterator[tuple[str, bytes]]:
        """(letters, rows) met since the last time."""
        beginnings, self._beginnings = self._beginnings, {}
        for letters, rows in beginnings.items():
            yield letters, rows.tobytes()


def words_of_documents(db: sqlite3.Connection) -> Iterator[tuple[int, int, list[tuple[Role, list[str]]]]]:
    """(number, first row, role and words of each paragraph) of every document, spelled out of the word streams."""
    forms = dict(db.execute("SELECT id, form FROM form"))
    rows = db.execute("SELECT document, row, role, words FROM paragraph ORDER BY document, ordinal")
    for number, of_document in groupby(rows, key=itemgetter(0)):
        found = list(of_document)
        yield number, found[0][1], [(Role(role), [forms[i] for i in array("I", words)]) for *_, role, words in found]


def only_rows(noted: bytes, rows: Set[int]) -> bytes:
    """Of the rows noted for a beginning those that are among ``rows``."""
    return array("I", filter(rows.__contains__, array("I", noted))).tobytes()
