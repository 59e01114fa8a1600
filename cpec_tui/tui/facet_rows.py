"""The rows of the facets column: kinds, entities, documents and years of all that answers a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.tui.rows import RowLine, TextRow, with_right

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpec_tui.answers import FacetCount, Facets
    from cpec_tui.tui.rows import Row

_TITLES = (("kinds", "Kinds"), ("entities", "Entities"), ("documents", "Documents"), ("years", "Years"))


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One value with the number of paragraphs; opening it narrows the query to them."""

    field: str
    facet: FacetCount

    @property
    def id(self) -> str:
        """Field and value."""
        return f"{self.field} {self.facet.value}"

    @property
    def selectable(self) -> bool:
        """Unless the query language cannot say it."""
        return bool(self.facet.narrows)

    def height(self, width: int) -> int:
        """One line."""
        return 1

    def lines(self, width: int) -> Sequence[RowLine]:
        """``Khyber Pakhtunkhwa   12``."""
        look = f"kind:{self.facet.value}" if self.field == "kinds" else "strong"
        label = self.facet.label
        return [with_right(RowLine(label, ((0, len(label), look),)), f"{self.facet.count:,}", width)]


def facet_rows(facets: Facets) -> list[Row]:
    """All facets under their headings; what is not listed is said."""
    return list(_rows(facets))


def _rows(facets: Facets) -> Iterator[Row]:
    for field, title in _TITLES:
        counts: Sequence[FacetCount] = getattr(facets, field)
        if not counts:
            continue
        total = facets.totals.get(field, len(counts))
        more = f" {len(counts):,} of {total:,}" if total > len(counts) else ""
        text = title + more
        yield TextRow(f"title {field}", text, ((0, len(title), "heading"), (len(title), len(text), "muted")), above=1)
        yield from (FacetRow(field, one) for one in counts)
    if facets.undated:
        text = f"without a date: {facets.undated:,}"
        yield TextRow("undated", text, ((0, len(text), "muted"),))
