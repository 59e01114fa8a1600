"""A name near a word or another name, looked for in all paragraphs at once, on the line of words (``wordline``).

It answers what ``placing.holds`` answers of each paragraph, without asking for the words and names of each.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, compress, repeat
from operator import rshift, sub
from typing import Protocol

from cpec_tui.catalog.stretches import LinePlaces, Stretches, together
from cpec_tui.catalog.wordline import ROOM, Line
from cpec_tui.search.placing import Either, Mentioned, OneOf, Placed, Run, Window

# The places of more words are not put in order.
_FEW_WORDS = 8


class Lined(Protocol):
    """What knows where words and names stand on the line; each is None when it is not wholly known."""

    @property
    def line(self) -> Line:
        """The line."""
        ...

    def stretches_of_names(self, entities: Iterable[str], kinds: Iterable[str]) -> Stretches | None:
        """Where names of ``entities`` or of ``kinds`` stand."""
        ...

    def places_of_words(self, words: Sequence[int]) -> Iterable[Sequence[int]]:
        """Where each of ``words`` stands, likewise; of any number of words."""
        ...

    def stretches_of_words(self, words: Sequence[int]) -> Stretches | None:
        """Where any of ``words`` stands, as far as something is named there, too."""
        ...


def rows_with_pairs(placed: Placed, catalog: Lined) -> frozenset[int] | None:
    """The rows in which ``placed``, with its words as numbers, stands.

    None when it is not just two parts near each other, one of them names, or when the line does not tell.
    """
    match placed:
        case Window((OneOf(words), names), distance, ordered) if _are_many(words) and distance < ROOM:
            return _among_many(words, names, catalog, distance, before=True, after=not ordered)
        case Window((names, OneOf(words)), distance, ordered) if _are_many(words) and distance < ROOM:
            return _among_many(words, names, catalog, distance, before=not ordered, after=True)
        case Window((one, other), distance, ordered) if distance < ROOM and (_are_names(one) or _are_names(other)):
            first = _stretches(one, catalog)
            second = first if one == other else _stretches(other, catalog)
            if first is None or second is None:
                return None
            places = _followed(first.ends, second.starts, distance)
            if not ordered and one != other:
                places = chain(places, _followed(second.ends, first.starts, distance))
            return catalog.line.rows_of(places)
    return None


def _are_many(words: AbstractSet[Hashable]) -> bool:
    return len(words) > _FEW_WORDS


def _among_many(
    words: AbstractSet[Hashable], names: Placed, catalog: Lined, distance: int, *, before: bool, after: bool
) -> frozenset[int] | None:
    """The rows with one of many ``words`` before or after ``names``: it is looked up for each place of a word.

    To put the places of very many words in order takes longer.
    """
    stretches = _stretches(names, catalog) if _are_names(names) else None
    if stretches is None:
        return None
    if not stretches.starts:
        return frozenset()
    around = stretches.around(distance, before=before, after=after)
    found: list[int] = []
    for places in catalog.places_of_words(_numbers(words)):
        perhaps = compress(places, map(around.__getitem__, map(rshift, places, repeat(3))))
        found.extend(place for place in perhaps if around[place >> 3] >> (place & 7) & 1)
    return catalog.line.rows_of(found)


def _are_names(placed: Placed) -> bool:
    """Whether ``placed`` stands only where something is named."""
    return all(map(_are_names, placed.parts)) if isinstance(placed, Either) else isinstance(placed, Mentioned)


def _stretches(placed: Placed, catalog: Lined) -> Stretches | None:
    match placed:
        case Mentioned(entities, kinds):
            return catalog.stretches_of_names(entities, kinds)
        case OneOf(words):
            return catalog.stretches_of_words(_numbers(words))
        case Run(words, then):
            return _side_by_side([frozenset({word}) for word in words] + ([] if then is None else [then]), catalog)
        case Either(parts):
            found = [_stretches(part, catalog) for part in parts]
            known = [one for one in found if one is not None]
            return together(known) if len(known) == len(found) else None
    return None


def _side_by_side(words: Sequence[AbstractSet[Hashable]], catalog: Lined) -> Stretches | None:
    """Where one of each of ``words`` stands after the other."""
    places: set[int] | None = None
    for at, each in enumerate(words):
        found = catalog.stretches_of_words(_numbers(each))
        if found is None:
            return None
        begins = (place - at for place in found.starts.at)
        places = set(begins) if places is None else places.intersection(begins)
    starts = sorted(places or ())
    return Stretches.of(starts, (start + len(words) for start in starts), catalog.line.beyond)


def _followed(ends: LinePlaces, starts: LinePlaces, distance: int) -> Iterator[int]:
    """A place of each pair in which one of ``starts`` comes within ``distance`` words after one of ``ends``.

    Where none comes at all, what is compared lies on the other side, at less than no distance.
    """
    if not starts or not ends:
        return iter(())
    is_near = range(distance + 1).__contains__
    if len(starts) < len(ends):
        return compress(starts.at, map(is_near, map(sub, starts.at, ends.before(starts.at))))
    return compress(ends.at, map(is_near, map(sub, starts.after(ends.at), ends.at)))


def _numbers(words: Iterable[Hashable]) -> list[int]:
    return [word for word in words if isinstance(word, int)]
