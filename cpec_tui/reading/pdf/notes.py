"""Footnotes: small type at the foot of a column, each beginning with its number.

They are put behind the paragraph that calls them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cpec_tui.model import Role
from cpec_tui.reading.pdf.model import RAISED_CLOSE, RAISED_OPEN, Draft, Line
from cpec_tui.reading.pdf.words import raised

_MARK = re.compile(rf"{RAISED_OPEN}?(\d{{1,3}}(?!\d)|[*†‡§¶]){RAISED_CLOSE}?\s*(?=\S)")
_RAISED_MARK = re.compile(rf"^{RAISED_OPEN}[^{RAISED_CLOSE}]*{RAISED_CLOSE}\s*")
_FURTHEST = 6  # numbers that may be missing between two footnotes


@dataclass(slots=True)
class Footnote:
    """One footnote; ``mark`` is its number or sign."""

    mark: str
    lines: list[Line]


@dataclass(slots=True)
class NoteCollector:
    """Takes the footnotes out of columns, page by page."""

    body: float
    last: int = 0
    notes: list[Footnote] = field(default_factory=list)

    def take(self, column: Sequence[Line]) -> list[Line]:
        """``column`` without the footnotes at its foot, which are kept in ``notes``."""
        start = self._zone(column)
        first = self._first_note(column, start)
        if first is None:
            if start == len(column) or not self._goes_on(column, start):
                return list(column)
            first = start
        elif self._goes_on(column, start):
            first = start
        for line in column[first:]:
            self._add(line)
        return list(column[:first])

    def _zone(self, column: Sequence[Line]) -> int:
        """Where the small type at the foot of ``column`` begins."""
        start = len(column)
        while start and column[start - 1].size < 0.95 * self.body:
            start -= 1
        return start

    def _first_note(self, column: Sequence[Line], start: int) -> int | None:
        found = (index for index in range(start, len(column)) if self._mark(column[index]))
        return next(found, None)

    def _goes_on(self, column: Sequence[Line], start: int) -> bool:
        """Whether the zone begins with the rest of a footnote of the page before."""
        if not self.notes or start >= len(column):
            return False
        open_note = self.notes[-1].lines[-1]
        same_type = abs(open_note.size - column[start].size) < 0.3 and abs(open_note.x0 - column[start].x0) < 3
        return same_type and column[start].page == open_note.page + 1 and not open_note.text.endswith(".")

    def _mark(self, line: Line) -> str | None:
        match = _MARK.match(line.text)
        if match is None:
            return None
        if not match[1].isdigit():
            return match[1]
        number = int(match[1])
        plausible = self.last < number <= self.last + _FURTHEST or (number == 1 and RAISED_OPEN in match[0])
        return match[1] if plausible else None

    def _add(self, line: Line) -> None:
        mark = self._mark(line)
        if mark is None:
            if self.notes:
                self.notes[-1].lines.append(line)
            return
        if mark.isdigit():
            self.last = int(mark)
        self.notes.append(Footnote(mark, [replace(line, text=_RAISED_MARK.sub(rf"{mark} ", line.text, count=1))]))


def placed(drafts: Sequence[Draft], notes: Sequence[Footnote]) -> list[Draft]:
    """``drafts`` with each footnote behind the one that calls it, or behind the last one of its page."""
    homes: dict[int, list[Footnote]] = {}
    calls = _calls(drafts)
    last_on: dict[int, int] = {draft.page: index for index, draft in enumerate(drafts)}
    pages = sorted(last_on)
    for note in notes:
        page = note.lines[0].page
        earlier = bisect_right(pages, page)
        fallback = last_on[pages[earlier - 1]] if earlier else -1
        homes.setdefault(calls.get((page, note.mark), fallback), []).append(note)
    result = [_note_draft(note) for note in homes.get(-1, [])]
    for index, draft in enumerate(drafts):
        result.append(draft)
        result.extend(_note_draft(note) for note in homes.get(index, []))
    return result


def _calls(drafts: Sequence[Draft]) -> dict[tuple[int, str], int]:
    """Which draft is the first on a page to hold a raised number or sign."""
    calls: dict[tuple[int, str], int] = {}
    for index, draft in enumerate(drafts):
        for line in draft.lines:
            for mark in raised(line.text):
                calls.setdefault((line.page, mark), index)
    return calls


def _note_draft(note: Footnote) -> Draft:
    return Draft(Role.BODY, note.lines)
