"""The orders of a concordance, and mentions over time in one line. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cpec_tui.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.answers import MentionInText, Timeline

_BARS = "▁▂▃▄▅▆▇█"


class Concordance(StrEnum):
    """How the mentions on a card are sorted."""

    PLACE = "place, newest document first"
    LEFT = "what stands before"
    RIGHT = "what stands after"

    @property
    def next(self) -> Concordance:
        """The order after this one."""
        orders = list(Concordance)
        return orders[(orders.index(self) + 1) % len(orders)]

    def sorted(self, mentions: Sequence[MentionInText]) -> Sequence[MentionInText]:
        """``mentions`` in this order; equal ones stay in reading order."""
        if self is Concordance.LEFT:
            return sorted(mentions, key=lambda one: _words(one.before)[::-1])
        if self is Concordance.RIGHT:
            return sorted(mentions, key=lambda one: _words(one.after))
        return mentions


def sparkline(timeline: Timeline, width: int) -> str:
    """``2013 ▁▃█ 2025``: mentions per year; years are put together where they do not fit. Empty for fewer than two."""
    years = timeline.years
    if len(years) < 2:
        return ""
    first, last = years[0][0], years[-1][0]
    room = width - len(first) - len(last) - 2
    if room < 2:
        return ""
    size = -(-len(years) // room)
    sums = [sum(count for _, count in years[at : at + size]) for at in range(0, len(years), size)]
    most = max(sums)
    bars = "".join(_BARS[-(-count * len(_BARS) // most) - 1] if count else " " for count in sums)
    return f"{first} {bars} {last}"


def _words(text: str) -> list[str]:
    return fold(text).split()
