"""The words of all paragraphs that name an entity, laid end to end in one line, and where each word stands on it.

So names and words near each other are looked for in all paragraphs at once. A paragraph's words never change, so one
that is laid down stays valid, whatever it names later; new ones are added at the end. Between any two paragraphs there
is more room than a query can ask for, so what is near each other on the line is in one paragraph.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from operator import rshift, sub

# The words between one paragraph and the next; queries ask for fewer.
ROOM = 1_000
# Places that are the same but for so many bits are in one paragraph: less than ``ROOM`` apart.
_CELL = 9
# Places are numbers of 4 bytes. What would go beyond is not laid down, and is found without the line.
_LONGEST = (1 << 32) - 1 - ROOM
LINE = "SELECT rows, starts, beyond FROM line"
_WORD_BYTES = array("I").itemsize


@dataclass(frozen=True)
class Line:
    """Which ``rows`` are laid down, in order, and where each one ``starts``; nothing starts at 0, or ``beyond``."""

    rows: array[int]
    starts: array[int]
    beyond: int

    @cached_property
    def start_of(self) -> array[int]:
        """By row, where it starts; 0 for one that is not laid down, and for none."""
        found = array("I", bytes(_WORD_BYTES * (max(self.rows, default=0) + 1)))
        for row, start in zip(self.rows, self.starts, strict=True):
            found[row] = start
        return found

    def rows_of(self, places: Iterable[int]) -> frozenset[int]:
        """The rows in which ``places`` are."""
        listed = list(places)
        one_of_each = dict(zip(map(rshift, listed, repeat(_CELL)), listed, strict=True))
        following = map(bisect_right, repeat(self.starts), one_of_each.values())
        return frozenset(map(self.rows.__getitem__, map(sub, following, repeat(1))))


class LineWriter:
    """The line while a catalog is written."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Go on with what ``db`` has."""
        self._db = db
        self._line = load_line(db.execute(LINE).fetchone())
        self._end = self._line.beyond
        self._laid = set(self._line.rows)
        self._places: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))

    def __contains__(self, row: object) -> bool:
        return row in self._laid

    def add(self, row: int, stream: bytes) -> None:
        """Lay the words of a paragraph at the end, unless they are there."""
        if row in self._laid or self._end + len(stream) > _LONGEST:
            return
        words, places = array("I", stream), self._places
        for place, word in enumerate(words, self._end):
            places[word].append(place)
        self._laid.add(row)
        self._line.rows.append(row)
        self._line.starts.append(self._end)
        self._end += len(words) + ROOM

    def save(self) -> None:
        """Write what was added since the last time."""
        if not self._places:
            return
        has_any = self._db.execute("SELECT 1 FROM place LIMIT 1").fetchone() is not None
        for word, places in sorted(self._places.items()):
            known = self._db.execute("SELECT places FROM place WHERE word = ?", (word,)).fetchone() if has_any else None
            kept = places.tobytes() if known is None else known[0] + places.tobytes()
            self._db.execute("INSERT OR REPLACE INTO place VALUES (?, ?)", (word, kept))
        self._places.clear()
        self._db.execute("DELETE FROM line")
        line = (self._line.rows.tobytes(), self._line.starts.tobytes(), self._end)
        self._db.execute("INSERT INTO line VALUES (?, ?, ?)", line)

    def clear(self) -> None:
        """Take all up, so that it can be laid anew."""
        self._db.execute("DELETE FROM place")
        self._db.execute("DELETE FROM line")
        self._line, self._end = load_line(None), ROOM
        self._laid.clear()
        self._places.clear()


def load_line(kept: tuple[bytes, bytes, int] | None) -> Line:
    """The line of which ``kept`` are the rows and their starts, 4 bytes each, and its end; without any an empty one."""
    rows, starts, beyond = kept or (b"", b"", ROOM)
    return Line(array("I", rows), array("I", starts), beyond)
