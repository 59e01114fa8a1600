"""The rows of the facets column: kinds, entities, documents and years of all that answers a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.tui.rows import MoreRow, RowLine, TextRow, piece, with_right

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpec_tui.answers import FacetCount, Facets
    from cpec_tui.tui.rows import Row

# Field, title, and what one value and several are called.
_FIELDS = (
    ("kinds", "Kinds", "kind", "kinds"),
    ("entities", "Entities", "entity", "entities"),
    ("documents", "Documents", "document", "documents"),
    ("years", "Years", "year", "years"),
)


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
        return [with_right(piece(self.facet.label, look), f"{self.facet.count:,}", width)]


def facet_rows(facets: Facets) -> list[Row]:
    """All facets under their headings; what is not listed is said, and can be asked for."""
    return list(_rows(facets))


def _rows(facets: Facets) -> Iterator[Row]:
    for field, title, noun, nouns in _FIELDS:
        counts: Sequence[FacetCount] = getattr(facets, field)
        if not counts:
            continue
        total = facets.totals.get(field, len(counts))
        yield TextRow(f"title {field}", title, ((0, len(title), "heading"),), above=1)
        yield from (FacetRow(field, one) for one in counts)
        if total > len(counts):
            yield MoreRow(len(counts), total, noun, nouns)
    if facets.undated:
        text = f"without a date: {facets.undated:,}"
        yield TextRow("undated", text, ((0, len(text), "muted"),))
