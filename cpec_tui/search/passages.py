"""A paragraph as words in order, with the entities that are named among them: as texts, or as a stream of numbers."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from cpec_tui.catalog.word_reading import Named
from cpec_tui.search.positions import WIDTH, places_of

Stretch = tuple[int, int]
# Looking for a word in a stream takes as long as looking at so many bytes of it word by word.
_BYTES_A_WORD = 50


class Passage(Protocol):
    """What is looked through; positions are numbers of words, from 0."""

    @property
    def named(self) -> Sequence[Named]:
        """The entities that are named, with the words that name them."""
        ...

    def places(self, words: AbstractSet[Hashable]) -> list[int]:
        """Where any of ``words`` stands, in order."""
        ...

    def counted(self, words: Mapping[Hashable, str]) -> list[tuple[int, str]]:
        """Where each of ``words`` stands, in order, with what it counts as."""
        ...

    def runs(self, words: Sequence[Hashable], then: AbstractSet[Hashable] | None) -> list[Stretch]:
        """Where ``words`` stand side by side, and after them one of ``then``, unless that is None."""
        ...

    def cut(self, start: int, end: int) -> Passage:
        """The words from ``start`` to ``end``, with the entities whose names stand wholly there."""
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are written."""

    words: Sequence[Hashable]
    named: Sequence[Named] = ()

    def places(self, words: AbstractSet[Hashable]) -> list[int]:
        """Where any of ``words`` stands, in order."""
        return [at for at, word in enumerate(self.words) if word in words]

    def counted(self, words: Mapping[Hashable, str]) -> list[tuple[int, str]]:
        """Where each of ``words`` stands, in order, with what it counts as."""
        return [(at, words[word]) for at, word in enumerate(self.words) if word in words]

    def runs(self, words: Sequence[Hashable], then: AbstractSet[Hashable] | None) -> list[Stretch]:
        """Where ``words`` stand side by side, and after them one of ``then``, unless that is None."""
        wanted, size = list(words), len(words)
        starts = [at for at in self._places_of(words[0]) if list(self.words[at : at + size]) == wanted]
        if then is None:
            return [(at, at + size) for at in starts]
        return [(at, at + size + 1) for at in starts if any(word in then for word in self.words[at + size :][:1])]

    def cut(self, start: int, end: int) -> Text:
        """The words from ``start`` to ``end``, with the entities whose names stand wholly there."""
        return Text(self.words[start:end], _cut(self.named, start, end))

    def _places_of(self, wanted: Hashable) -> list[int]:
        return [at for at, word in enumerate(self.words) if word == wanted]


@dataclass(frozen=True, slots=True)
class Stream:
    """Words as numbers, 4 bytes each, which also stand for the words of a query."""

    stream: bytes
    named: Sequence[Named] = ()

    def places(self, words: AbstractSet[Hashable]) -> list[int]:
        """Where any of ``words`` stands, in order."""
        if self._are_few(words):
            found: list[int] = []
            for word in words:
                found += self._places_of(word)
            found.sort()
            return found
        return [at for at, word in enumerate(array("I", self.stream)) if word in words]

    def counted(self, words: Mapping[Hashable, str]) -> list[tuple[int, str]]:
        """Where each of ``words`` stands, in order, with what it counts as."""
        if self._are_few(words):
            return sorted((at, counts_as) for word, counts_as in words.items() for at in self._places_of(word))
        return [(at, words[word]) for at, word in enumerate(array("I", self.stream)) if word in words]

    def runs(self, words: Sequence[Hashable], then: AbstractSet[Hashable] | None) -> list[Stretch]:
        """Where ``words`` stand side by side, and after them one of ``then``, unless that is None."""
        numbers = array("I", (word for word in words if isinstance(word, int)))
        size = len(words)
        if len(numbers) != size:
            return []
        starts = places_of(self.stream, numbers.tobytes())
        if then is None:
            return [(at, at + size) for at in starts]
        every = array("I", self.stream)
        return [(at, at + size + 1) for at in starts if any(word in then for word in every[at + size : at + size + 1])]

    def cut(self, start: int, end: int) -> Stream:
        """The words from ``start`` to ``end``, with the entities whose names stand wholly there."""
        return Stream(self.stream[start * WIDTH : end * WIDTH], _cut(self.named, start, end))

    def _are_few(self, words: Collection[Hashable]) -> bool:
        return len(words) * _BYTES_A_WORD < len(self.stream)

    def _places_of(self, word: Hashable) -> list[int]:
        return places_of(self.stream, array("I", (word,)).tobytes()) if isinstance(word, int) else []


def _cut(named: Sequence[Named], start: int, end: int) -> list[Named]:
    return [
        (first - start, past - start, entity, kind)
        for first, past, entity, kind in named
        if start <= first and past <= end
    ]
