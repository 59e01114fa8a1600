"""What n and N step through: the hits of a query, or the mentions of an entity. Pure."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cpec_tui.tui.rows import SIGN, RowLine, piece

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cpec_tui.answers import Matches, MentionInText, MentionPlace
    from cpec_tui.model import Span


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to step to."""

    doc: str
    ordinal: int
    span: Span | None = None

    def is_at(self, ordinal: int, span: Span | None) -> bool:
        """Whether it stands in that paragraph, and at that span where both name one."""
        return self.ordinal == ordinal and (span is None or self.span is None or self.span == span)


@dataclass(frozen=True, slots=True)
class Steps:
    """Stops in reading order, document by document. ``at`` is the present one, -1 where one stands at none.

    Then ``passed`` is the stop before the place where one stands (-1 before the first), None when that is not known.
    ``name`` says of whom they are mentions; empty for the hits of a query. ``within`` gives the stops of each document
    as a slice; it is empty where the stops are in another order than that of reading.
    """

    name: str = ""
    stops: Sequence[Stop] = ()
    at: int = -1
    passed: int | None = None
    within: Mapping[str, Span] = field(default_factory=dict)

    @property
    def present(self) -> Stop | None:
        """Where one stands."""
        return self.stops[self.at] if 0 <= self.at < len(self.stops) else None

    def step(self, by: int) -> Steps | None:
        """One further (``by`` 1) or back (-1); None beyond the last (or first)."""
        if self.at >= 0:
            at = self.at + by
        elif self.passed is None:
            at = 0 if by > 0 else len(self.stops) - 1
        else:
            at = self.passed + 1 if by > 0 else self.passed
        return replace(self, at=at, passed=None) if 0 <= at < len(self.stops) else None

    def at_place(self, doc: str, ordinal: int, span: Span | None = None) -> Steps:
        """Stand at the stop of that place; where there is none, just before the next one in that document."""
        if doc not in self.within:
            there = (number for number, stop in enumerate(self.stops) if stop.doc == doc and stop.is_at(ordinal, span))
            return replace(self, at=next(there, -1), passed=None)
        first, last = self.within[doc]
        wanted = (ordinal, span[0] if span else -1)
        number = bisect_left(self.stops, wanted, first, last, key=_order)
        for near in (number, number - 1):
            if first <= near < last and self.stops[near].is_at(ordinal, span):
                return replace(self, at=near, passed=None)
        return replace(self, at=-1, passed=number - 1)

    def said(self) -> list[RowLine]:
        """``hit 2/5``, or ``Saindak`` and ``mention 3/41``; nothing when there are none."""
        if not self.stops:
            return []
        number = f"{self.at + 1:,}" if self.at >= 0 else "–"
        what = "mention" if self.name else "hit"
        said = piece(f"{what} {number}/{len(self.stops):,}", SIGN)
        return [RowLine(self.name), said] if self.name else [said]


def steps_of_hits(matches: Matches) -> Steps:
    """Every hit, the document with the best one first."""
    return _steps("", [Stop(doc, ordinal) for doc, ordinals in matches.documents for ordinal in ordinals])


def steps_of_mentions(
    name: str, places: Sequence[MentionPlace | MentionInText], *, reading_order: bool = True
) -> Steps:
    """Every mention of an entity in the order of ``places``, which is that of reading within each document or not."""
    stops = [Stop(one.doc, one.paragraph, (one.start, one.end)) for one in places]
    return _steps(name, stops) if reading_order else Steps(name, stops)


def _steps(name: str, stops: Sequence[Stop]) -> Steps:
    within: dict[str, Span] = {}
    for number, stop in enumerate(stops):
        within[stop.doc] = (within.get(stop.doc, (number, 0))[0], number + 1)
    return Steps(name, stops, within=within)


def _order(stop: Stop) -> tuple[int, int]:
    return stop.ordinal, stop.span[0] if stop.span else -1
