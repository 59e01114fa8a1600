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
    return next(_places(stream, array("I", words).tobytes()), None) is not None


def has_phrase_going_on(stream: bytes, words: Sequence[int], last: AbstractSet[int]) -> bool:
    """Whether ``words`` stand side by side, followed at once by one of ``last``."""
    wanted = array("I", words).tobytes()
    for place in _places(stream, wanted):
        following = stream[place + len(wanted) : place + len(wanted) + WIDTH]
        if following and array("I", following)[0] in last:
            return True
    return False


def near_windows(words: Sequence[Hashable], wanted: Sequence[Hashable], distance: int) -> Iterator[tuple[int, int]]:
    """Every stretch of ``words`` that holds all ``wanted`` with at most ``distance`` others between, and none shorter.

    A word wanted twice must stand twice. Yields (first, last) positions, in order.
    """
    missing_of: dict[Hashable, int] = {}
    for word in wanted:
        missing_of[word] = missing_of.get(word, 0) + 1
    missing = len(wanted)
    left = 0
    for right, word in enumerate(words):
        if word not in missing_of:
            continue
        missing -= missing_of[word] > 0
        missing_of[word] -= 1
        if missing:
            continue
        while (surplus := missing_of.get(words[left])) is None or surplus < 0:
            if surplus is not None:
                missing_of[words[left]] += 1
            left += 1
        if right - left + 1 - len(wanted) <= distance:
            yield left, right
        missing_of[words[left]] += 1
        missing += 1
        left += 1


def near_positions(words: Sequence[Hashable], wanted: Sequence[Hashable], distance: int) -> list[int]:
    """Where words stand that are part of any stretch as in ``near_windows``, shorter ones in it or not; in order."""
    missing_of: dict[Hashable, int] = {}
    for word in wanted:
        missing_of[word] = missing_of.get(word, 0) + 1
    missing, size = len(wanted), distance + len(wanted)
    found: list[int] = []
    looked_at = 0
    for right, word in enumerate(words):
        if word in missing_of:
            missing -= missing_of[word] > 0
            missing_of[word] -= 1
        left = right - size
        if left >= 0 and words[left] in missing_of:
            missing_of[words[left]] += 1
            missing += missing_of[words[left]] > 0
        if not missing:
            found.extend(at for at in range(max(looked_at, left + 1), right + 1) if words[at] in missing_of)
            looked_at = right + 1
    return found


def _places(stream: bytes, wanted: bytes) -> Iterator[int]:
    """Byte offsets at which ``wanted`` stands, aligned to words."""
    place = stream.find(wanted)
    while place >= 0:
        if place % WIDTH == 0:
            yield place
        place = stream.find(wanted, place + 1)
