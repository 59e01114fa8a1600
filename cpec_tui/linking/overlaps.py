"""Which of overlapping spans are mentions: of two that cross the longer, and inside a longer one every nested one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """A span in code points and the ids of the entities that it may stand for."""

    start: int
    end: int
    owners: frozenset[str]


def settle(claims: Sequence[Claim]) -> list[tuple[int, bool]]:
    """The claims that stand: (their number, whether a longer one covers them) by start, longer ones first.

    Of two that cross, the longer stays, of equals the first. A claim inside one of the same entity is no mention of its
    own. The cost grows with the sum of the lengths of the claims, however they overlap. Spans must differ.
    """
    order = sorted(range(len(claims)), key=lambda number: (claims[number].start, -claims[number].end))
    if _are_apart(claims[number] for number in order):
        return [(number, False) for number in order]
    nested = _Layers(max(claim.end for claim in claims))
    kept = {
        number for number in sorted(order, key=lambda number: _by_length(claims[number])) if nested.add(claims[number])
    }
    return [(number, nested.covers(claims[number])) for number in order if number in kept]


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
        self._nested: set[tuple[int, int]] = set()

    def add(self, claim: Claim) -> bool:
        """Take ``claim`` in, unless it crosses one that is in or lies in one of the same entity."""
        # All that are in are at least as long: one that overlaps and has an edge inside crosses, else it covers.
        if self._edges.find(1, claim.start + 1, claim.end) >= 0:
            return False
        cover = self._innermost[claim.start]
        if claim.owners & self._owners[cover]:
            return False
        if cover:
            self._nested.add((claim.start, claim.end))
        self._edges[claim.start] = self._edges[claim.end] = 1
        self._owners.append(self._owners[cover] | claim.owners)
        number = len(self._owners) - 1
        self._innermost[claim.start : claim.end] = array("i", [number]) * (claim.end - claim.start)
        return True

    def covers(self, claim: Claim) -> bool:
        """Whether a longer claim covers ``claim``, which is in."""
        return (claim.start, claim.end) in self._nested
