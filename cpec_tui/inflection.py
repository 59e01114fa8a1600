"""Inflections of a word: mine, mines, mined, mining, but not miner or mineral.

Words are grouped by the Snowball stemmer for English (Porter's second); within a group only endings that inflect count,
so that what the stemmer throws together by accident (mineral and miner) stays apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_ENDINGS = frozenset({"", "s", "es", "d", "ed", "ing", "e", "y", "ies", "ied", "ying", "ie"})
_DOUBLED = frozenset({"ed", "ing"})
_SHORTEST = 2
_OF_SHORT_WORDS = frozenset({"ie", "ies", "ied", "ying"})


@dataclass(slots=True)
class WordStemmer:
    """The Snowball stemmer for English, loaded when first used; words of other scripts are their own stem."""

    _stemmer: Any = field(default=None, repr=False)

    def stem(self, word: str) -> str:
        """The stem under which the forms of a word are kept."""
        if not word.isascii() or not word.isalpha():
            return word
        if self._stemmer is None:
            import Stemmer

            self._stemmer = Stemmer.Stemmer("english")
        stem: str = self._stemmer.stemWord(word)
        return stem


def same_word(one: str, other: str) -> bool:
    """Whether two words with the same stem are inflections of one word."""
    if one == other:
        return True
    shared = _common_beginning(one, other)
    endings = one[len(shared) :], other[len(shared) :]
    if len(shared) < _SHORTEST and not (shared and _OF_SHORT_WORDS.issuperset(endings)) and shared not in (one, other):
        return False
    return all(_inflects(shared, ending) for ending in endings)


def _common_beginning(one: str, other: str) -> str:
    length = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:length]


def _inflects(base: str, ending: str) -> bool:
    if ending in _ENDINGS:
        return True
    return ending[:1] == base[-1:] and ending[1:] in _DOUBLED
