"""Copies in an answer: where a text stands in several documents, one of the paragraphs stands for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cpec_tui.catalog.reading import Catalog
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


def without_copies(plan: Plan, engine: Engine, catalog: Catalog) -> Shown:
    """``plan`` without the copies of paragraphs that answer it, too.

    A copy is found where what stands for it is not: when its document is asked for, or its date.
    """
    copies = catalog.copies
    if not copies:
        return Shown(plan)
    answering = frozenset(engine.rows(All((plan, Filter(catalog.paired_rows)))))
    left_out = {row: copies[row] for row in sorted(answering.intersection(copies)) if copies[row] in answering}
    return Shown(All((plan, Without(Filter(frozenset(left_out))))), left_out) if left_out else Shown(plan)
