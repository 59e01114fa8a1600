"""Two names near each other, looked for in all paragraphs at once.

It answers what ``placing.holds`` answers of each paragraph, without putting the names of each together first.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from itertools import compress, repeat
from operator import sub

from cpec_tui.catalog.nameplaces import WORD_BITS, NamePlaces
from cpec_tui.search.placing import Mentioned, Placed, Window

# What gives the places of the names of some entities and of some kinds.
PlacesOf = Callable[[AbstractSet[str], AbstractSet[str]], NamePlaces]
# Farther than any distance before the first and after the last place.
_BEFORE, _BEHIND = -1 << WORD_BITS, (1 << 63) - 1


def rows_with_pairs(placed: Placed, places_of: PlacesOf) -> frozenset[int] | None:
    """The rows in which ``placed`` stands; None when it is not just two names near each other."""
    match placed:
        case Window((Mentioned() as one, Mentioned() as other), distance, ordered):
            first = places_of(one.entities, one.kinds)
            second = first if one == other else places_of(other.entities, other.kinds)
            rows = set(_followed(first.ends, second.starts, distance))
            if not ordered and one != other:
                rows.update(_followed(second.ends, first.starts, distance))
            return frozenset(rows)
    return None


def _followed(ends: array[int], starts: array[int], distance: int) -> Iterator[int]:
    """Rows in which one of ``starts`` comes within ``distance`` words after one of ``ends``; both rise."""
    if len(starts) < len(ends):
        before = array("q", (_BEFORE,)) + ends
        preceding = map(before.__getitem__, map(bisect_right, repeat(ends), starts))
        near = map(distance.__ge__, map(sub, starts, preceding))
        return (start >> WORD_BITS for start in compress(starts, near))
    after = starts + array("q", (_BEHIND,))
    following = map(after.__getitem__, map(bisect_left, repeat(starts), ends))
    near = map(distance.__ge__, map(sub, following, ends))
    return (end >> WORD_BITS for end in compress(ends, near))
