"""The rows of the facets column: what stands in all that answers a query, counted."""

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
    ("publishers", "Publishers", "publisher", "publishers"),
    ("languages", "Languages", "language", "languages"),
)
# What documents may leave unsaid, told under its field.
_UNSAID = {
    "years": ("undated", "date"),
    "publishers": ("unpublished", "publisher"),
    "languages": ("unspoken", "language"),
}


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
        if counts:
            total = facets.totals.get(field, len(counts))
            yield TextRow(f"title {field}", title, ((0, len(title), "heading"),), above=1)
            yield from (FacetRow(field, one) for one in counts)
            if total > len(counts):
                yield MoreRow(len(counts), total, noun, nouns)
        if field in _UNSAID and (counts or field == "years"):
            yield from _unsaid(facets, *_UNSAID[field])


def _unsaid(facets: Facets, name: str, what: str) -> Iterator[Row]:
    """In how many paragraphs ``what`` is not said."""
    number: int = getattr(facets, name)
    if number:
        text = f"without a {what}: {number:,}"
        yield TextRow(name, text, ((0, len(text), "muted"),))
