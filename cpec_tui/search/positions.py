"""Phrases and proximity, verified on the word streams of candidate paragraphs.

A stream is the numbers of a paragraph's words in order, 4 bytes each, so a phrase is a stretch of bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
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


def near_window(words: Sequence[object], wanted: Sequence[object], distance: int) -> tuple[int, int] | None:
    """The first tightest stretch of ``words`` that holds all ``wanted`` with at most ``distance`` others between.

    A word wanted twice must stand twice. Returns (first, last) positions; None when there is none.
    """
    need: dict[object, int] = {}
    for word in wanted:
        need[word] = need.get(word, 0) + 1
    missing = len(wanted)
    best: tuple[int, int] | None = None
    left = 0
    for right, word in enumerate(words):
        if word in need:
            missing -= need[word] > 0
            need[word] -= 1
        while missing == 0:
            if best is None or right - left < best[1] - best[0]:
                best = (left, right)
            if words[left] in need:
                need[words[left]] += 1
                missing += need[words[left]] > 0
            left += 1
    if best is None or best[1] - best[0] + 1 - len(wanted) > distance:
        return None
    return best


def _places(stream: bytes, wanted: bytes) -> Iterator[int]:
    """Byte offsets at which ``wanted`` stands, aligned to words."""
    place = stream.find(wanted)
    while place >= 0:
        if place % WIDTH == 0:
            yield place
        place = stream.find(wanted, place + 1)
