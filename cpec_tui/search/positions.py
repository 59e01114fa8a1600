"""Phrases and proximity, verified on the word streams of candidate paragraphs.

A stream is the numbers of a paragraph's words in order, 4 bytes each, so a phrase is a stretch of bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator, Sequence
from collections.abc import Set as AbstractSet

WIDTH = array("I").itemsize


def has_phrase(stream: bytes, words: Sequence[int]) -> bool:
    """Whether ``words`` stand side by side in ``stream``."""
    wanted = array("I", words).tobytes()
    place = stream.find(wanted)
    while place % WIDTH and place >= 0:
        place = stream.find(wanted, place + 1)
    return place >= 0


def has_phrase_going_on(stream: bytes, words: Sequence[int], last: AbstractSet[int]) -> bool:
    """Whether ``words`` stand side by side, followed at once by one of ``last``."""
    wanted = array("I", words).tobytes()
    for place in places_of(stream, wanted):
        following = stream[place * WIDTH + len(wanted) : (place + 1) * WIDTH + len(wanted)]
        if following and array("I", following)[0] in last:
            return True
    return False


def near_windows(words: Sequence[Hashable], wanted: Sequence[Hashable], distance: int) -> Iterator[tuple[int, int]]:
    """Every stretch of ``words`` that holds all ``wanted`` with at most ``distance`` others between, and none shorter.

    A word wanted twice must stand twice. Yields (first, last) positions, in order.
    """
    different = frozenset(wanted)
    return windows_of([(at, word) for at, word in enumerate(words) if word in different], wanted, distance)


def windows_of(
    placed: Sequence[tuple[int, Hashable]], wanted: Sequence[Hashable], distance: int
) -> Iterator[tuple[int, int]]:
    """As ``near_windows``, of words with their positions, in order; all are ``wanted``."""
    missing_of: dict[Hashable, int] = {}
    for word in wanted:
        missing_of[word] = missing_of.get(word, 0) + 1
    missing, longest = len(wanted), distance + len(wanted) - 1
    left = 0
    for right, word in placed:
        missing -= missing_of[word] > 0
        missing_of[word] -= 1
        if missing:
            continue
        while missing_of[placed[left][1]] < 0:
            missing_of[placed[left][1]] += 1
            left += 1
        first, begins = placed[left]
        if right - first <= longest:
            yield first, right
        missing_of[begins] += 1
        missing += 1
        left += 1


def near_positions(placed: Sequence[tuple[int, Hashable]], wanted: Sequence[Hashable], distance: int) -> Iterator[int]:
    """Where words stand that are part of any stretch as in ``windows_of``, shorter ones in it or not; in order."""
    missing_of: dict[Hashable, int] = {}
    for word in wanted:
        missing_of[word] = missing_of.get(word, 0) + 1
    missing, longest = len(wanted), distance + len(wanted) - 1
    left = given = 0
    for index, (right, word) in enumerate(placed):
        missing -= missing_of[word] > 0
        missing_of[word] -= 1
        while right - placed[left][0] > longest:
            missing_of[placed[left][1]] += 1
            missing += missing_of[placed[left][1]] > 0
            left += 1
        if not missing:
            yield from (at for at, _ in placed[max(given, left) : index + 1])
            given = index + 1


def places_of(stream: bytes, wanted: bytes) -> list[int]:
    """The numbers of the words with which ``wanted`` begins where it stands in ``stream``."""
    found = []
    place = stream.find(wanted)
    while place >= 0:
        if place % WIDTH == 0:
            found.append(place // WIDTH)
        place = stream.find(wanted, place + 1)
    return found
