"""What n and N step through: the hits of a query, or the mentions of an entity. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.answers import Matches, MentionInText
    from cpec_tui.model import Span


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to step to."""

    doc: str
    ordinal: int
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """Stops in reading order, document by document. ``at`` is the present one, -1 before the first.

    ``name`` says of whom they are mentions; empty for the hits of a query.
    """

    name: str = ""
    stops: Sequence[Stop] = ()
    at: int = -1

    @property
    def present(self) -> Stop | None:
        """Where one stands."""
        return self.stops[self.at] if 0 <= self.at < len(self.stops) else None

    def step(self, by: int) -> Steps | None:
        """One further (or back); None beyond the last (or first)."""
        at = self.at + by if self.at >= 0 or by > 0 else len(self.stops) - 1
        return replace(self, at=at) if 0 <= at < len(self.stops) else None

    def at_place(self, doc: str, ordinal: int, span: Span | None = None) -> Steps:
        """Stand at the stop of that place; where there is none, just before the next one in that document."""
        for number, stop in enumerate(self.stops):
            if stop.doc == doc and stop.ordinal == ordinal and (span is None or stop.span == span):
                return replace(self, at=number)
        return self

    def said(self) -> str:
        """``hit 2/5`` or ``Saindak · mention 3/41``; empty when there are none."""
        if not self.stops:
            return ""
        number = f"{self.at + 1:,}" if self.at >= 0 else "–"
        what = f"{self.name} · mention" if self.name else "hit"
        return f"{what} {number}/{len(self.stops):,}"


def steps_of_hits(matches: Matches) -> Steps:
    """Every hit, the document with the best one first."""
    return Steps("", [Stop(doc, ordinal) for doc, ordinals in matches.documents for ordinal in ordinals])


def steps_of_mentions(name: str, mentions: Sequence[MentionInText]) -> Steps:
    """Every mention of an entity, as listed on its card."""
    return Steps(name, [Stop(one.doc, one.paragraph, (one.start, one.end)) for one in mentions])
