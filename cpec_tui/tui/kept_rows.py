"""Searches that are kept under a name: their rows, and the name that is proposed for one. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.folding import fold, lookup_key
from cpec_tui.tui.rows import SIGN, Choosable, Row, RowLine, TextRow, cut_line, joined, piece, with_right
from cpec_tui.tui.shelf_rows import hints
from cpec_tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cpec_tui.entities.searches import SavedSearches
    from cpec_tui.model import SavedSearch
    from cpec_tui.repeating.seen import Found

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 30


def name_for(query: str, taken: Collection[str]) -> str:
    """A name for ``query`` that is not among those ``taken``: its first words, as far as a name holds them."""
    name = ""
    for word in _WORD.findall(query.lower()):
        if name and len(name) + len(word) >= _LONGEST:
            break
        name = f"{name}-{word}" if name else word[:_LONGEST]
    keys, unique, number = {lookup_key(one) for one in taken}, name or "search", 1
    while lookup_key(unique) in keys:
        number += 1
        unique = f"{name or 'search'}-{number}"
    return unique


@dataclass(frozen=True, slots=True)
class KeptRow(Choosable):
    """A search with what it finds, once that is ``found``."""

    search: SavedSearch
    found: Found | None = None

    @property
    def id(self) -> str:
        """Its name as it is asked for."""
        return f":{self.search.name}"

    def height(self, width: int) -> int:
        """Name and query."""
        return 2

    def lines(self, width: int) -> Sequence[RowLine]:
        """``:ores   5 paragraphs · +2 new`` over the query and the note."""
        looks = ("accent", SIGN) if self.found is not None and self.found.seen and self.found.new else ()
        query = joined([piece(self.search.query, "muted"), piece(self.search.note or "", "muted")])
        return [
            with_right(piece(self.id, "strong"), self._said(), width, *looks),
            cut_line(RowLine("  ") + query, width),
        ]

    def _said(self) -> str:
        found = self.found
        if found is None:
            return "…"
        if found.fatal:
            return "cannot be asked"
        new = f"+{len(found.new):,} new" if found.seen else "not seen yet"
        return " · ".join([counted(found.total, "paragraph"), *([new] if found.new else [])])


def kept_rows(saved: SavedSearches, found: Mapping[str, Found], key: str, wanted: str = "") -> list[Row]:
    """The searches whose name, query or note holds ``wanted``, in the order of their file.

    ``found`` says by name what each finds, ``key`` is the one that keeps a search.
    """
    if saved.trouble:
        return list(hints("The kept searches cannot be read.", [saved.trouble]))
    if not saved.all:
        way = f"Search for something, and press {key}." if key else "The command “Keep this search” keeps one."
        return list(hints("No search is kept yet.", [way]))
    rows: list[Row] = [KeptRow(one, _of(one, found)) for one in saved.all if _holds(one, wanted)]
    return rows or [TextRow("nothing", f"No kept search holds “{wanted}”.")]


def _of(search: SavedSearch, found: Mapping[str, Found]) -> Found | None:
    """What it finds; None when that is not known of its present query."""
    known = found.get(search.name)
    return known if known is not None and known.search.query == search.query else None


def _holds(search: SavedSearch, wanted: str) -> bool:
    return fold(wanted) in fold(f":{search.name} {search.query} {search.note or ''}")
