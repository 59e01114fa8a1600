"""What is looked for paragraph by paragraph, within a time: what was found, and what there was no time for."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field

from cpec_tui.search.reporting import Report, shown

_REMEMBERED = 4


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many ``seconds`` of a ``clock``."""

    clock: Callable[[], float]
    seconds: float

    def left(self) -> Callable[[], float]:
        """Begin; what is given back tells how many seconds are left, none or fewer when the time is over."""
        end = self.clock() + self.seconds
        return lambda: end - self.clock()


@dataclass(frozen=True, slots=True)
class Searched:
    """The ``rows`` found; of ``wanted`` rows, those ``left`` were not searched before the time was over."""

    rows: Collection[int]
    left: Collection[int]
    wanted: int

    def answering(self, said: str, limit: Limit, report: Report) -> Collection[int]:
        """The rows that answer what was ``said``; ``report`` says when it stopped.

        What was not searched is left out either way: after NOT it counts as if it was found.
        """
        if not self.left:
            return self.rows
        so_far = f"{self.wanted - len(self.left):,} of {self.wanted:,} paragraphs searched"
        more = ": NOT leaves out the others, too" if report.negated else ""
        report.say(f"{shown(said)} stopped after {limit.seconds:.2g} s, {so_far}{more}")
        return array("I", sorted((*self.rows, *self.left))) if report.negated else self.rows


@dataclass(slots=True)
class Memory:
    """What was searched lately: one query is asked several times, for its hits, its facets, its marks."""

    _known: dict[Hashable, Searched] = field(default_factory=dict)

    def get(self, asked: Hashable, search: Callable[[], Searched]) -> Searched:
        """What ``search`` found for what is ``asked``, now or before."""
        if asked not in self._known:
            found = search()
            while len(self._known) >= _REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[asked] = found
        return self._known[asked]
