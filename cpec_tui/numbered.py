"""The words of a document as numbers: places in the list of its different words.

So they are small to send from process to process, and what depends on a word is worked out once for each different one.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


class Numbers(dict[str, int]):
    """Word to number; one that is not known gets the next number."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class NumberedWords:
    """The different words (``vocabulary``), as they first come; ``numbers`` has one for each word of the text.

    ``ends`` is where each paragraph ends among the numbers.
    """

    vocabulary: list[str]
    numbers: array[int]
    ends: list[int]

    @classmethod
    def of(cls, paragraphs: Iterable[Sequence[str]]) -> NumberedWords:
        """Those of a document with these words in its paragraphs."""
        known = Numbers()
        numbers, ends = array("I"), []
        for words in paragraphs:
            numbers.extend(array("I", map(known.__getitem__, words)))
            ends.append(len(numbers))
        return cls(list(known), numbers, ends)

    def __len__(self) -> int:
        return len(self.ends)

    def __iter__(self) -> Iterator[array[int]]:
        """The numbers of each paragraph."""
        return (self.numbers[begin:end] for begin, end in pairwise((0, *self.ends)))

    def spelled(self) -> Iterator[list[str]]:
        """The words of each paragraph."""
        word = self.vocabulary.__getitem__
        return (list(map(word, numbers)) for numbers in self)
