"""Where words stand that count wherever they stand: most of what is marked, in every hit of every keystroke.

A text whose words are all in ASCII letters is not cut into words for that: they are looked for between spaces.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from cpec_tui.folding import token_spans, words_apart
from cpec_tui.model import Span
from cpec_tui.search.placing import OneOf

# Looking for so many words one by one takes as long as cutting a paragraph into words.
_FEW = 12


@dataclass(frozen=True, slots=True)
class SingleWords:
    """Some ``words``, and all that begin with one of ``beginnings``; ``plain`` has those in ASCII letters of each."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    plain: tuple[frozenset[str], tuple[str, ...]]

    @classmethod
    def of(cls, placed: Iterable[OneOf], beginnings: Collection[str]) -> SingleWords:
        """The words of all ``placed``, and ``beginnings``."""
        words = frozenset(word for one in placed for word in one.words if isinstance(word, str))
        return cls(words, tuple(beginnings), (frozenset(_plain(words)), tuple(_plain(beginnings))))

    def spans(self, text: str) -> list[Span]:
        """Where they stand in ``text``, in no order; perhaps twice."""
        if not self.words and not self.beginnings:
            return []
        apart = None if "" in self.beginnings else words_apart(text)
        if apart is not None:
            return list(self._between_spaces(apart))
        return [
            (start, end)
            for word, start, end in token_spans(text)
            if word in self.words or (self.beginnings and word.startswith(self.beginnings))
        ]

    def _between_spaces(self, apart: str) -> Iterator[Span]:
        words, beginnings = self.plain
        framed = f" {apart} "
        for word in words if len(words) <= _FEW else words.intersection(apart.split()):
            at = framed.find(f" {word} ")
            while at >= 0:
                # The space before it is framed at the offset that the word has in the text.
                yield at, at + len(word)
                at = framed.find(f" {word} ", at + len(word) + 1)
        for letters in beginnings:
            at = framed.find(f" {letters}")
            while at >= 0:
                end = framed.find(" ", at + 1)
                yield at, end - 1
                at = framed.find(f" {letters}", end)


def _plain(words: Iterable[str]) -> Iterator[str]:
    return (word for word in words if word.isascii() and word.isalnum())
