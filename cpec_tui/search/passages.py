"""A paragraph as words in order, with the entities that are named among them: as texts, or as a stream of numbers."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from cpec_tui.catalog.word_reading import Named
from cpec_tui.search.positions import WIDTH, places_of

Stretch = tuple[int, int]
# Looking for each of so many words in a stream is faster than looking at every word of it.
_FEW = 24


class Passage(Protocol):
    """What is looked through; positions are numbers of words, from 0."""

    @property
    def named(self) -> Sequence[Named]:
        """The entities that are named, with the words that name them."""
        ...

    def places(self, words: AbstractSet[Hashable]) -> list[int]:
        """Where any of ``words`` stands, in order."""
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

    def runs(self, words: Sequence[Hashable], then: AbstractSet[Hashable] | None) -> list[Stretch]:
        """Where ``words`` stand side by side, and after them one of ``then``, unless that is None."""
        wanted, size = list(words), len(words)
        starts = [at for at in range(len(self.words)) if list(self.words[at : at + size]) == wanted]
        if then is None:
            return [(at, at + size) for at in starts]
        return [(at, at + size + 1) for at in starts if any(word in then for word in self.words[at + size :][:1])]

    def cut(self, start: int, end: int) -> Text:
        """The words from ``start`` to ``end``, with the entities whose names stand wholly there."""
        return Text(self.words[start:end], _cut(self.named, start, end))


@dataclass(frozen=True, slots=True)
class Stream:
    """Words as numbers, 4 bytes each: the words of a query are the bytes of their numbers."""

    stream: bytes
    named: Sequence[Named] = ()

    def places(self, words: AbstractSet[Hashable]) -> list[int]:
        """Where any of ``words`` stands, in order."""
        if len(words) > _FEW:
            numbers = {word for word in words if isinstance(word, bytes)}
            return [at for at, word in enumerate(self._words()) if word in numbers]
        found: list[int] = []
        for word in words:
            if isinstance(word, bytes):
                found += places_of(self.stream, word)
        found.sort()
        return found

    def runs(self, words: Sequence[Hashable], then: AbstractSet[Hashable] | None) -> list[Stretch]:
        """Where ``words`` stand side by side, and after them one of ``then``, unless that is None."""
        wanted = b"".join(word for word in words if isinstance(word, bytes))
        size = len(words)
        if len(wanted) != size * WIDTH:
            return []
        starts = places_of(self.stream, wanted)
        if then is None:
            return [(at, at + size) for at in starts]
        ends = ((at, at + size) for at in starts)
        return [(at, end + 1) for at, end in ends if self.stream[end * WIDTH : (end + 1) * WIDTH] in then]

    def cut(self, start: int, end: int) -> Stream:
        """The words from ``start`` to ``end``, with the entities whose names stand wholly there."""
        return Stream(self.stream[start * WIDTH : end * WIDTH], _cut(self.named, start, end))

    def _words(self) -> Iterator[bytes]:
        stream = self.stream
        return (stream[at : at + WIDTH] for at in range(0, len(stream), WIDTH))


def as_bytes(number: int) -> bytes:
    """A word's number as it stands in a stream."""
    return array("I", (number,)).tobytes()


def _cut(named: Sequence[Named], start: int, end: int) -> list[Named]:
    return [
        (first - start, past - start, entity, kind)
        for first, past, entity, kind in named
        if start <= first and past <= end
    ]
