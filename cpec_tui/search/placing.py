"""Where the words and names of a query stand in a paragraph, or in a sentence of one.

What is looked for is put together once from a part of the query, with the words as text to mark them, or with their
numbers to look through word streams.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from cpec_tui.search.passages import Passage
from cpec_tui.search.positions import near_positions, windows_of
from cpec_tui.search.windows import Stretch, least_stretches, stand_near, taking_part


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some words."""

    words: frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Run:
    """Words side by side; after them one of ``then``, unless that is None."""

    words: tuple[Hashable, ...]
    then: frozenset[Hashable] | None = None


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A name of one of some entities, or of one of some kinds."""

    entities: frozenset[str]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bag:
    """All ``wanted`` words in any order, at most ``distance`` others between; ``forms`` has what each counts as."""

    forms: Mapping[Hashable, str]
    wanted: tuple[str, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Window:
    """All parts near each other."""

    parts: tuple[Placed, ...]
    distance: int
    ordered: bool


@dataclass(frozen=True, slots=True)
class Either:
    """Any of them."""

    parts: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """All of them, wherever."""

    parts: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """Not there."""

    part: Placed


Simple = OneOf | Run | Mentioned
Placed = Simple | Bag | Window | Either | Both | Lacking


def holds(placed: Placed, passage: Passage) -> bool:
    """Whether ``placed`` stands in ``passage``."""
    match placed:
        case Both(parts):
            return all(holds(part, passage) for part in parts)
        case Either(parts):
            return any(holds(part, passage) for part in parts)
        case Lacking(part):
            return not holds(part, passage)
        case OneOf(words):
            return bool(passage.places(words))
        case Bag():
            return next(_bags(placed, passage), None) is not None
        case Window(parts, distance, ordered):
            columns: list[list[Stretch]] = []
            for at, part in enumerate(parts):
                same = parts.index(part)
                columns.append(columns[same] if same < at else stretches(part, passage))
                if not columns[-1]:
                    return False
            return stand_near(columns, distance, ordered=ordered)
        case _:
            return bool(stretches(placed, passage))


def stretches(placed: Placed, passage: Passage) -> list[Stretch]:
    """Where ``placed`` stands in ``passage``: every place, of a Near the least ones."""
    match placed:
        case OneOf(words):
            return [(at, at + 1) for at in passage.places(words)]
        case Run(words, then):
            return passage.runs(words, then)
        case Mentioned(entities, kinds):
            return sorted(
                {(first, past) for first, past, entity, kind in passage.named if entity in entities or kind in kinds}
            )
        case Bag():
            return [(first, last + 1) for first, last in _bags(placed, passage)]
        case Window(parts, distance, ordered):
            return least_stretches([stretches(part, passage) for part in parts], distance, ordered=ordered)
        case Either(parts):
            return sorted({stretch for part in parts for stretch in stretches(part, passage)})
    raise AssertionError(placed)


def sentences_with(placed: Placed, passage: Passage, starts: Sequence[int], count: int) -> AbstractSet[int]:
    """Which of the sentences of ``passage`` have ``placed``; those after the first begin with the words ``starts``."""
    match placed:
        case Both(parts):
            found: AbstractSet[int] = range_of(count)
            for part in parts:
                found &= sentences_with(part, passage, starts, count)
                if not found:
                    break
            return found
        case Either(parts):
            return frozenset().union(*(sentences_with(part, passage, starts, count) for part in parts))
        case Lacking(part):
            return range_of(count) - sentences_with(part, passage, starts, count)
        case OneOf(words):
            return {bisect_right(starts, at) for at in passage.places(words)}
        case _:
            ends = ((bisect_right(starts, a), bisect_right(starts, b - 1)) for a, b in stretches(placed, passage))
            return {first for first, last in ends if first == last}


def range_of(count: int) -> frozenset[int]:
    """The numbers of so many sentences."""
    return frozenset(range(count))


def marks(placed: Placed, passage: Passage) -> Iterator[tuple[Simple, Stretch]]:
    """What is to be marked in ``passage``: each word or name that takes part, with where it stands."""
    match placed:
        case Either(parts) | Both(parts):
            for part in parts:
                yield from marks(part, passage)
        case Lacking():
            return
        case Bag(_, wanted, distance):
            for at in near_positions(passage.counted(placed.forms), wanted, distance):
                yield OneOf(frozenset()), (at, at + 1)
        case Window(parts, distance, ordered):
            columns = [stretches(part, passage) for part in parts]
            for part, taking in zip(parts, taking_part(columns, distance, ordered=ordered), strict=True):
                for stretch in taking:
                    yield from _marks_at(part, passage, stretch)
        case _:
            yield from ((placed, stretch) for stretch in stretches(placed, passage))


def _marks_at(placed: Placed, passage: Passage, stretch: Stretch) -> Iterator[tuple[Simple, Stretch]]:
    """What is to be marked of ``placed`` where it stands at ``stretch``."""
    match placed:
        case OneOf() | Run() | Mentioned():
            yield placed, stretch
        case Either(parts):
            for part in parts:
                if stretch in stretches(part, passage):
                    yield from _marks_at(part, passage, stretch)
        case _:
            for simple, (first, past) in marks(placed, passage.cut(*stretch)):
                yield simple, (first + stretch[0], past + stretch[0])


def _bags(bag: Bag, passage: Passage) -> Iterator[tuple[int, int]]:
    return windows_of(passage.counted(bag.forms), bag.wanted, bag.distance)


# Words and their numbers


def words_in(placed: Placed) -> Iterator[Hashable]:
    """Every word that is looked for."""
    match placed:
        case OneOf(words):
            yield from words
        case Run(words, then):
            yield from words
            yield from then or ()
        case Bag(forms):
            yield from forms
        case Window(parts) | Either(parts) | Both(parts):
            for part in parts:
                yield from words_in(part)
        case Lacking(part):
            yield from words_in(part)


def names_in(placed: Placed) -> Iterator[Mentioned]:
    """Every name that is looked for."""
    match placed:
        case Mentioned():
            yield placed
        case Window(parts) | Either(parts) | Both(parts):
            for part in parts:
                yield from names_in(part)
        case Lacking(part):
            yield from names_in(part)


def numbered(placed: Placed, number: Callable[[Hashable], int | None]) -> Placed:
    """``placed`` with the number of each word in its place; a word without one stands nowhere."""
    match placed:
        case OneOf(words):
            return OneOf(_numbers(words, number))
        case Run(words, then):
            return Run(tuple(map(number, words)), None if then is None else _numbers(then, number))
        case Bag(forms, wanted, distance):
            numbers = ((number(word), counts_as) for word, counts_as in forms.items())
            return Bag({word: counts_as for word, counts_as in numbers if word is not None}, wanted, distance)
        case Window(parts, distance, ordered):
            return Window(tuple(numbered(part, number) for part in parts), distance, ordered)
        case Either(parts):
            return Either(tuple(numbered(part, number) for part in parts))
        case Both(parts):
            return Both(tuple(numbered(part, number) for part in parts))
        case Lacking(part):
            return Lacking(numbered(part, number))
        case _:
            return placed


def _numbers(words: frozenset[Hashable], number: Callable[[Hashable], int | None]) -> frozenset[Hashable]:
    return frozenset(found for word in words if (found := number(word)) is not None)
