"""Which of overlapping spans are mentions: of two that cross the longer, and inside a longer one every nested one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Claim(NamedTuple):
    """A span in code points and whom it may stand for: ids of ``owners``, which are people and which are places."""

    start: int
    end: int
    owners: frozenset[str]
    people: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


class Standing(NamedTuple):
    """A claim that stands, by its ``number``: whether a longer one covers it, and whom it may still stand for."""

    number: int
    nested: bool
    owners: frozenset[str]


def settle(claims: Sequence[Claim]) -> list[Standing]:
    """The claims that stand, by start, longer ones first.

    Of two that cross, the longer stays, of equals the first. Inside a longer claim no part stands for the same entity
    once more: where it could, it may only be the place that the entity is named after. Inside a person's name none
    stands for a person. A claim with no owner left is none. The cost grows with the
    sum of the lengths of the claims, however they overlap. Spans must differ.
    """
    if len(claims) == 1:
        return [Standing(0, False, claims[0].owners)]
    order = sorted(range(len(claims)), key=lambda number: (claims[number].start, -claims[number].end))
    if _are_apart(claims[number] for number in order):
        return [Standing(number, False, claims[number].owners) for number in order]
    layers = _Layers(max(claim.end for claim in claims))
    kept = {number: layers.add(claims[number]) for number in sorted(order, key=lambda one: _by_length(claims[one]))}
    return [Standing(number, layers.covers(claims[number]), kept[number]) for number in order if kept[number]]


def _by_length(claim: Claim) -> tuple[int, int]:
    return claim.start - claim.end, claim.start


def _are_apart(claims: Iterable[Claim]) -> bool:
    end = 0
    for claim in claims:
        if claim.start < end:
            return False
        end = claim.end
    return True


class _Layers:
    """Claims taken in from the longest to the shortest, none crossing another."""

    def __init__(self, length: int) -> None:
        self._edges = bytearray(length + 1)
        # For each place the number of the shortest claim over it so far; 0 is none.
        self._innermost = array("i", bytes(4 * length))
        self._owners: list[frozenset[str]] = [frozenset()]
        self._in_person = [False]
        self._nested: set[tuple[int, int]] = set()

    def add(self, claim: Claim) -> frozenset[str]:
        """Take ``claim`` in with the owners that it keeps; none when it crosses one that is in, or keeps no owner."""
        # All that are in are at least as long: one that overlaps and has an edge inside crosses, else it covers.
        if self._edges.find(1, claim.start + 1, claim.end) >= 0:
            return frozenset()
        cover = self._innermost[claim.start]
        owners = claim.owners - self._owners[cover]
        if len(owners) < len(claim.owners):
            owners &= claim.places
        if self._in_person[cover]:
            owners -= claim.people
        if not owners:
            return owners
        if cover:
            self._nested.add((claim.start, claim.end))
        self._edges[claim.start] = self._edges[claim.end] = 1
        self._owners.append(self._owners[cover] | claim.owners)
        self._in_person.append(self._in_person[cover] or bool(claim.people))
        number = len(self._owners) - 1
        self._innermost[claim.start : claim.end] = array("i", [number]) * (claim.end - claim.start)
        return owners

    def covers(self, claim: Claim) -> bool:
        """Whether a longer claim covers ``claim``, which is in."""
        return (claim.start, claim.end) in self._nested
