"""Where a word stands in a segment, as the bytes that are kept: which documents have it, and how often each.

All of a word is read at once: Whoosh's own format is made for stepping from posting to posting, which takes twenty
times as long. Numbers have one byte each where that is enough, so that most words are used as they are read.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import sub
from typing import NamedTuple

# Types of the distances and of how often, how many documents, the first of them, how often each where all have it
# equally often.
_HEAD = struct.Struct("<ccIII")
_WIDTHS = (("B", 1 << 8), ("H", 1 << 16), ("I", 1 << 32))


class Posting(NamedTuple):
    """The documents with a word, as the first and the distance of each other from the one before it.

    ``times`` is how often each has it: the same for all when it is one number.
    """

    first: int
    distances: Sequence[int]
    times: int | Sequence[int]

    def __len__(self) -> int:
        return 1 + len(self.distances)

    def documents(self, first: int = 0) -> Iterator[int]:
        """The documents, counted from ``first``."""
        return accumulate(self.distances, initial=self.first + first)


def packed(documents: Sequence[int], times: Sequence[int]) -> bytes:
    """The bytes that are kept of a word that stands in ``documents``, which rise, so many ``times`` in each."""
    distances = _narrow(list(map(sub, documents[1:], documents)))
    same = times[0] if max(times) == min(times) else 0
    often = array("B") if same else _narrow(times)
    kinds = (distances.typecode.encode("ascii"), often.typecode.encode("ascii"))
    head = _HEAD.pack(*kinds, len(documents), documents[0], same)
    return head + distances.tobytes() + often.tobytes()


def unpacked(kept: bytes) -> Posting:
    """What ``packed`` was given. Raises ValueError or struct.error for bytes that it did not make."""
    of_distances, of_times, size, first, same = _HEAD.unpack_from(kept)
    distances = array(of_distances.decode("ascii"))
    end = _HEAD.size + (size - 1) * distances.itemsize
    often = kept[end:]
    posting = Posting(
        first, _numbers(distances, kept[_HEAD.size : end]), same or _numbers(array(chr(of_times[0])), often)
    )
    if len(posting) != size or not (same or (not isinstance(posting.times, int) and len(posting.times) == size)):
        raise ValueError("the documents of a word are not whole")
    return posting


def _numbers(empty: array[int], kept: bytes) -> Sequence[int]:
    if empty.itemsize == 1:
        return kept
    empty.frombytes(kept)
    return empty


def _narrow(numbers: Sequence[int]) -> array[int]:
    highest = max(numbers, default=0)
    return array(next(kind for kind, end in _WIDTHS if highest < end), numbers)
