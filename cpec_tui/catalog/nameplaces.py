"""Where names stand in the word streams of all paragraphs, as rising numbers that can be compared across paragraphs."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, repeat
from operator import lshift, or_

# A place is the row, and in so many bits below it the number of the word.
WORD_BITS = 32


@dataclass(frozen=True, slots=True)
class NamePlaces:
    """All places where some names begin, rising, and all those just after their last words, rising."""

    starts: array[int]
    ends: array[int]


def name_places(rows: str, first_words: str, past_words: str) -> NamePlaces:
    """The places of names that are listed with commas between: row, first word and the one past the last of each."""
    shifted = list(map(lshift, map(int, rows.split(",")), repeat(WORD_BITS)))
    return NamePlaces(_places(shifted, first_words), _places(shifted, past_words))


def together(several: Iterable[NamePlaces]) -> NamePlaces:
    """The places of all of ``several``."""
    listed = list(several)
    if len(listed) == 1:
        return listed[0]
    return NamePlaces(
        array("q", sorted(chain.from_iterable(one.starts for one in listed))),
        array("q", sorted(chain.from_iterable(one.ends for one in listed))),
    )


def _places(shifted: list[int], words: str) -> array[int]:
    return array("q", sorted(map(or_, shifted, map(int, words.split(",")))))
