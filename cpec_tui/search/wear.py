"""When writing a part of a text index anew is worth it: many segments, or many removed paragraphs in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# So many segments that are about as large as each other are better one.
MANY = 6
# One that is so many times as large as all smaller ones together is left alone: joining them would not pay.
_MUCH_LARGER = 3
# A segment is worn when one of so many of its paragraphs was removed; that is felt when these are one of so many of all
# paragraphs, and not just a few.
_SHARE = 8
_SHARE_OF_ALL = 20
LEAST_REMOVED = 100
# What is written anew at a time stands in memory.
_MOST_TOGETHER = 250_000


@dataclass(frozen=True, slots=True)
class Segment:
    """How many paragraphs a segment of a text index holds, and how many that were removed it still carries."""

    paragraphs: int
    removed: int


def worth_renewing(segments: Sequence[Segment]) -> list[int]:
    """The places of those ``segments`` whose paragraphs should be written anew, as one; none when it does not pay.

    Of what was renewed so nothing is renewed again before it wears.
    """
    by_size = sorted(range(len(segments)), key=lambda place: segments[place].paragraphs)
    alike: list[int] = []
    together = 0
    for place in by_size:
        if alike and segments[place].paragraphs > _MUCH_LARGER * max(1, together):
            break
        alike.append(place)
        together += segments[place].paragraphs
    chosen = {*(alike if len(alike) >= MANY else ()), *_worn(segments)}
    return _within_memory([place for place in by_size if place in chosen], segments)


def _worn(segments: Sequence[Segment]) -> list[int]:
    """The places of those that carry many removed paragraphs; none when all these are few in the whole index."""
    places = [place for place, one in enumerate(segments) if _SHARE * one.removed > one.paragraphs]
    removed = sum(segments[place].removed for place in places)
    is_felt = removed >= LEAST_REMOVED and _SHARE_OF_ALL * removed > sum(one.paragraphs for one in segments)
    return places if is_felt else []


def _within_memory(places: Sequence[int], segments: Sequence[Segment]) -> list[int]:
    """The first of ``places`` that may be renewed together."""
    kept: list[int] = []
    room = _MOST_TOGETHER
    for place in places:
        room -= segments[place].paragraphs
        if room < 0:
            break
        kept.append(place)
    return kept if len(kept) > 1 or any(segments[place].removed for place in kept) else []
