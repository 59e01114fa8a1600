"""Stretches of words near each other: choose one of each column so that few other words stand between them.

A stretch is (first word, one past the last), a column all stretches of one part of a query. What is chosen shares no
word, and of the words from its beginning to its end at most ``distance`` belong to none of it. Stretches are looked at
in the order in which they begin; for each set of columns only the choices are kept that no other beats, so the time
grows with the number of stretches, and not with that of choices. Of what is found, the least stretches count, as in the
minimal-interval semantics of Clarke, Cormack and Burkowski (1995).
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

Stretch = tuple[int, int]
Column = Sequence[Stretch]
# (where the choice begins, how many words it covers): the later and the more, the better.
_Choice = tuple[int, int]
_Choices = dict[int, list[_Choice]]


def stand_near(columns: Sequence[Column], distance: int, *, ordered: bool) -> bool:
    """Whether there is such a choice."""
    if not all(columns):
        return False
    if len(columns) == 2:
        one, other = columns
        return _follows(one, other, distance) or (not ordered and _follows(other, one, distance))
    full = (1 << len(columns)) - 1
    return any(full in choices for _, choices in _ending(columns, distance, ordered))


def least_stretches(columns: Sequence[Column], distance: int, *, ordered: bool) -> list[Stretch]:
    """From the beginning to the end of every choice that holds no other."""
    full = (1 << len(columns)) - 1
    found = [
        (max(choices[full])[0], end) for (_, end, _), choices in _ending(columns, distance, ordered) if full in choices
    ]
    least: list[Stretch] = []
    for start, end in sorted(found, key=lambda one: (one[1], -one[0])):
        if not least or start > least[-1][0]:
            least.append((start, end))
    return least


def taking_part(columns: Sequence[Column], distance: int, *, ordered: bool) -> list[set[Stretch]]:
    """Of each column the stretches that are in any such choice."""
    if len(columns) == 2:
        one, other = columns
        return _taking_part_of_two(one, other, distance, ordered=ordered)
    size = len(columns)
    full = (1 << size) - 1
    found: list[set[Stretch]] = [set() for _ in columns]
    for part, twin in enumerate([] if ordered else _twins(columns)):
        # What is chosen of one of two equal columns can as well be chosen of the other.
        found[part] = found[twin.bit_length() - 1] if twin else found[part]
    mirrored = [[(-end, -start) for start, end in column] for column in reversed(columns)]
    after = {(-end, -start, size - 1 - part): each for (start, end, part), each in _ending(mirrored, distance, ordered)}
    for (start, end, part), before in _ending(columns, distance, ordered):
        for mask, choices in before.items():
            rest = _reversed(full ^ mask | 1 << part, size)
            others = after[(start, end, part)].get(rest, ())
            if any(
                -last - first - (covered + more - (end - start)) <= distance
                for first, covered in choices
                for last, more in others
            ):
                found[part].add((start, end))
    return found


def _taking_part_of_two(one: Column, other: Column, distance: int, *, ordered: bool) -> list[set[Stretch]]:
    before, after = _following(one, other, distance)
    if not ordered:
        later, earlier = _following(other, one, distance)
        before, after = before | earlier, after | later
    return [before, after]


def _following(one: Column, other: Column, distance: int) -> tuple[set[Stretch], set[Stretch]]:
    """Which of ``one`` are followed by one of ``other`` at most ``distance`` words later, and which of ``other`` so."""
    starts, ends = sorted(map(itemgetter(0), other)), sorted(map(itemgetter(1), one))
    followed = {stretch for stretch in one if _any_within(starts, stretch[1], stretch[1] + distance)}
    return followed, {stretch for stretch in other if _any_within(ends, stretch[0] - distance, stretch[0])}


def _any_within(places: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(places, first)
    return at < len(places) and places[at] <= last


def _follows(one: Column, other: Column, distance: int) -> bool:
    """Whether one of ``other`` begins at most ``distance`` words after the end of one of ``one``."""
    starts = sorted(map(itemgetter(0), other))
    for _, end in one:
        at = bisect_left(starts, end)
        if at < len(starts) and starts[at] - end <= distance:
            return True
    return False


def _ending(columns: Sequence[Column], distance: int, ordered: bool) -> list[tuple[tuple[int, int, int], _Choices]]:
    """Every stretch with its column, and the choices that end with it by the set of their columns."""
    twins = [0] * len(columns) if ordered else _twins(columns)
    stretches = sorted({(*stretch, part) for part, column in enumerate(columns) for stretch in column})
    found: list[tuple[tuple[int, int, int], _Choices]] = []
    done: _Choices = {}
    waiting: list[tuple[int, int, _Choice]] = []
    for start, end, part in stretches:
        while waiting and waiting[0][0] <= start:
            _, mask, choice = heapq.heappop(waiting)
            _keep(done.setdefault(mask, []), choice)
        ending = _continued(done, (start, end, part), twins[part], distance, ordered)
        for mask, choices in ending.items():
            for choice in choices:
                heapq.heappush(waiting, (end, mask, choice))
        found.append(((start, end, part), ending))
    return found


def _twins(columns: Sequence[Column]) -> list[int]:
    """For each column the bit of the one before it that is equal, or 0.

    Of equal columns, what is chosen of one stands before what is chosen of the next: another order would be the same
    choice once more, and there are very many orders.
    """
    before: list[int] = []
    for part, column in enumerate(columns):
        equal = next((other for other in range(part - 1, -1, -1) if columns[other] == column), None)
        before.append(0 if equal is None else 1 << equal)
    return before


def _continued(done: _Choices, stretch: tuple[int, int, int], twin: int, distance: int, ordered: bool) -> _Choices:
    """The choices that end with ``stretch``: by itself, or after those that are ``done``, with its ``twin``."""
    start, end, part = stretch
    bit, length = 1 << part, end - start
    ending: _Choices = {bit: [(start, length)]} if not twin and (not ordered or part == 0) else {}
    for mask, choices in done.items():
        if mask & bit or mask & twin != twin or (ordered and mask != bit - 1):
            continue
        near = [choice for choice in choices if start - choice[0] - choice[1] <= distance]
        choices[:] = near
        for first, covered in near:
            _keep(ending.setdefault(mask | bit, []), (first, covered + length))
    return ending


def _keep(choices: list[_Choice], new: _Choice) -> None:
    """Add ``new`` unless another is as good in both; those that it beats are left out."""
    if any(start >= new[0] and covered >= new[1] for start, covered in choices):
        return
    choices[:] = [one for one in choices if one[0] > new[0] or one[1] > new[1]]
    choices.append(new)


def _reversed(mask: int, size: int) -> int:
    return sum(1 << (size - 1 - bit) for bit in range(size) if mask >> bit & 1)
