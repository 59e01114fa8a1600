"""Words as numbers: each different word of the corpus has one, so that a paragraph is a stream of numbers.

Streams make phrases and proximity exact and quick to verify; the rows of each beginning of one to three letters, kept
beside, answer the first keystrokes of a query without touching the hundreds of words that begin so.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from cpec_tui.catalog.rowset import bits_of
from cpec_tui.inflection import WordStemmer

LONGEST_BEGINNING = 3


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
        for letters in {word[:LONGEST_BEGINNING] for word in different}:
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

    def take_beginnings(self) -> Iterator[tuple[str, int]]:
        """(letters, bits of the rows) of every beginning met since the last time, of any length up to the longest."""
        longest, self._beginnings = self._beginnings, {}
        beginnings: dict[str, int] = {}
        for letters, rows in longest.items():
            bits = bits_of(rows)
            for length in range(1, len(letters) + 1):
                beginnings[letters[:length]] = beginnings.get(letters[:length], 0) | bits
        yield from beginnings.items()
