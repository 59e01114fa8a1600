"""Copies in an answer: where a text stands in several documents, one of the paragraphs stands for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cpec_tui.search.plan import All, Engine, Filter, Plan, Without


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of an answer: its ``plan``, and the rows ``left_out`` with the row that stands for each."""

    plan: Plan
    left_out: Mapping[int, int] = field(default_factory=dict)

    def copies_of(self, rows: Iterable[int]) -> dict[int, list[int]]:
        """The rows left out for each of ``rows`` that stands for some."""
        wanted = frozenset(rows)
        found: dict[int, list[int]] = {}
        for row, standing in self.left_out.items():
            if standing in wanted:
                found.setdefault(standing, []).append(row)
        return found


def without_copies(plan: Plan, engine: Engine, copies: Mapping[int, int]) -> Shown:
    """``plan`` without the copies (row to the row that stands for it) of paragraphs that answer it, too.

    A copy is found where what stands for it is not: when its document is asked for, or its date.
    """
    if not copies:
        return Shown(plan)
    answering = frozenset(engine.rows(All((plan, Filter(frozenset(copies))))))
    stand_ins = frozenset(engine.rows(All((plan, Filter(frozenset(copies[row] for row in answering))))))
    left_out = {row: copies[row] for row in sorted(answering) if copies[row] in stand_ins}
    return Shown(All((plan, Without(Filter(frozenset(left_out))))), left_out) if left_out else Shown(plan)
