"""The rows of many queries with their counts, and of the lists of queries that can be asked. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.folding import fold
from cpec_tui.tui.rows import SIGN, Choosable, Row, RowLine, TextRow, cut_line, joined, piece, with_right
from cpec_tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cpec_tui.repeating.batch import Counted, Listed

KEPT, OTHER = "all kept searches", "another file"


@dataclass(frozen=True, slots=True)
class CountRow(Choosable):
    """A query of a list, with its counts once it was asked."""

    number: int
    listed: Listed
    counts: Counted | None = None

    @property
    def id(self) -> str:
        """Its number in the list."""
        return str(self.number)

    def height(self, width: int) -> int:
        """The query over its counts."""
        return 2

    def lines(self, width: int) -> Sequence[RowLine]:
        """``ores: copper OR gold   5 paragraphs`` over ``2 documents · 3 entities · 2024 to 2025``."""
        listed, counts = self.listed, self.counts
        name = f"{listed.name}: " if listed.name else ""
        query = piece(name, "strong") + RowLine(listed.query or f"line {listed.line:,}")
        total = "…" if counts is None else "cannot be asked" if counts.fatal else counted(counts.total, "paragraph")
        looks = ("warning",) if counts is not None and counts.fatal else ()
        return [with_right(query, total, width, *looks), cut_line(RowLine("  ") + self._said(), width)]

    def _said(self) -> RowLine:
        counts = self.counts
        if counts is None:
            return RowLine("")
        if counts.fatal:
            return piece(f"line {self.listed.line:,}: {'; '.join(counts.warnings)}", "muted")
        years = " to ".join(dict.fromkeys(year for year in (counts.first, counts.last) if year))
        parts = [
            counted(counts.documents, "document") if counts.total else "",
            counted(counts.entities_named, "entity named", "entities named") if counts.total else "",
            years,
            f"{counted(counts.undated, 'paragraph')} undated" if counts.undated else "",
            counted(counts.entities_total, "entity answers", "entities answer") if counts.entities_total else "",
            *counts.warnings,
        ]
        return joined(piece(part, "muted", SIGN) for part in parts)


@dataclass(frozen=True, slots=True)
class ListRow(Choosable):
    """A file with a list of queries."""

    path: Path
    queries: int

    @property
    def id(self) -> str:
        """Its path."""
        return str(self.path)

    def height(self, width: int) -> int:
        """One line."""
        return 1

    def lines(self, width: int) -> Sequence[RowLine]:
        """``queries.txt   12 queries``."""
        said = joined([piece(self.path.name, "strong"), piece(str(self.path.parent), "muted")])
        return [with_right(said, counted(self.queries, "query", "queries"), width)]


def count_rows(listed: Sequence[Listed], counts: Sequence[Counted], wanted: str) -> list[Row]:
    """The queries in their order whose name or text holds ``wanted``, the first of them with their ``counts``."""
    rows: list[Row] = []
    for number, one in enumerate(listed):
        if fold(wanted) in fold(f"{one.name or ''}: {one.query}"):
            rows.append(CountRow(number, one, counts[number] if number < len(counts) else None))
    return rows


def list_rows(kept: int, files: Sequence[tuple[Path, int]], wanted: str) -> list[Row]:
    """All ``kept`` searches, the files with how many queries each holds, and the way to another file."""
    rows: list[Row] = []
    if kept and fold(wanted) in KEPT:
        said = "All kept searches"
        rows.append(TextRow(KEPT, said, ((0, len(said), "strong"),), True, right=counted(kept, "query", "queries")))
    rows += [ListRow(path, queries) for path, queries in files if fold(wanted) in fold(str(path))]
    rows.append(TextRow(OTHER, "Another file", ((0, 12, "accent"),), True))
    return rows


def progress_said(listed: Sequence[Listed], counts: Sequence[Counted]) -> str:
    """``12 queries · 2 find nothing · 1 cannot be asked``; how many were asked, while some were not."""
    nothing = sum(not one.found and not one.fatal for one in counts)
    fatal = sum(one.fatal for one in counts)
    asked = f"{len(counts):,} of " if len(counts) < len(listed) else ""
    parts = [f"{asked}{counted(len(listed), 'query', 'queries')}"]
    parts += [f"{nothing:,} {'finds' if nothing == 1 else 'find'} nothing"] if nothing else []
    parts += [f"{fatal:,} cannot be asked"] if fatal else []
    return " · ".join(parts)
