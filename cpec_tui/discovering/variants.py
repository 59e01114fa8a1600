"""Names that may be another spelling of a name in the gazetteer.

Near is: the same consonants in the same order (Gwadur, Gawadar: Gwadar), one letter wrong, missing, added or two
exchanged in five letters and more, two in ten and more (the distance of Damerau and Levenshtein, restricted), the same
words in another order, or a word more or less of at least three. Numbers must agree: ML-2 is not ML-1.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cpec_tui.discovering.tables import CONNECTORS

_SHORTEST = 5
_SHORTEST_SOUND = 3
_LONG = 10
_NUMBER = re.compile(r"\d+|\b(?=[ivx])(?:x{0,3})(?:i[xv]|v?i{0,3})\b")
_VOWELS = re.compile(r"(?<=\w)[aeiouy]")
_DOUBLED = re.compile(r"(\w)\1+")
_ALIKE = str.maketrans({"q": "k", "c": "k", "w": "v", "z": "s"})


class Known(NamedTuple):
    """A name in the gazetteer and whose it is."""

    name: str
    entity: str


class Near(NamedTuple):
    """A name in the gazetteer that another may be a spelling of, and why."""

    known: Known
    why: str


class Spellings:
    """The names of a gazetteer, ready to be asked for what is near."""

    def __init__(self, names: Iterable[tuple[str, Known]]) -> None:
        """``names`` are (key, known name)."""
        self._keys: dict[str, Known] = {}
        self._sounds: dict[str, list[str]] = defaultdict(list)
        self._shortened: dict[str, list[str]] = defaultdict(list)
        self._bags: dict[frozenset[str], list[str]] = defaultdict(list)
        self._fewer: dict[frozenset[str], list[str]] = defaultdict(list)
        for key, known in names:
            if key not in self._keys and len(key) >= _SHORTEST and key.isascii():
                self._keys[key] = known
                self._add(key)

    def near(self, key: str) -> Near | None:
        """The nearest name to ``key``, if one is near."""
        if len(key) < _SHORTEST or not key.isascii() or key in self._keys:
            return None
        for why, found in self._asked(key):
            for other in found:
                if other != key and _NUMBER.findall(other) == _NUMBER.findall(key):
                    return Near(self._keys[other], why.format(self._keys[other].name))
        return None

    def _add(self, key: str) -> None:
        self._sounds[sound(key)].append(key)
        for shorter in _shortened(key):
            self._shortened[shorter].append(key)
        words = _bag(key)
        self._bags[words].append(key)
        if len(words) >= 3:
            for word in words:
                self._fewer[words - {word}].append(key)

    def _asked(self, key: str) -> Iterator[tuple[str, Iterable[str]]]:
        words = _bag(key)
        alike = self._sounds.get(sound(key), ()) if len(sound(key)) >= _SHORTEST_SOUND else ()
        yield "the same consonants as {}", (other for other in alike if _within_words(key, other))
        yield "spelled nearly as {}", self._spelled_nearly(key)
        if len(words) > 1:
            yield "the same words as {}", self._bags.get(words, ())
            yield "a word less than {}", self._fewer.get(words, ())
        if len(words) >= 4:
            fewer = (words - {word} for word in sorted(words))
            yield "a word more than {}", (other for bag in fewer for other in self._bags.get(bag, ()))

    def _spelled_nearly(self, key: str) -> Iterator[str]:
        from rapidfuzz.distance import OSA

        candidates = {other for shorter in _shortened(key) for other in self._shortened.get(shorter, ())}
        for other in sorted(candidates):
            limit = 2 if min(len(key), len(other)) >= _LONG else 1
            if OSA.distance(key, other, score_cutoff=limit) <= limit and _within_words(key, other):
                yield other


def sound(key: str) -> str:
    """The consonants of a name, and the vowel that a word begins with; letters written for each other are one."""
    words = (_VOWELS.sub("", _DOUBLED.sub(r"\1", word)) for word in key.translate(_ALIKE).split())
    return " ".join(_DOUBLED.sub(r"\1", word) for word in words)


def _shortened(key: str) -> set[str]:
    """``key`` and all that is left of it when one letter is missing: names one slip apart share one of these."""
    return {key} | {key[:at] + key[at + 1 :] for at in range(len(key))}


def _bag(key: str) -> frozenset[str]:
    return frozenset(word for word in key.split() if word not in CONNECTORS)


def _within_words(key: str, other: str) -> bool:
    """Whether two names have as many words, and those that differ are long and begin alike: a slip."""
    words, others = key.split(), other.split()
    return len(words) == len(others) and all(
        one == two or (one[0] == two[0] and min(len(one), len(two)) >= _SHORTEST - 1)
        for one, two in zip(words, others, strict=True)
    )
