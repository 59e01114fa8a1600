"""Copies in the catalog: which paragraphs of a document say word for word what a document that stands for it says.

Of the documents that are copies of each other one stands for all: the oldest, then the first by id. A paragraph of
another one that has the same text as one of its paragraphs is shadowed by that; what it alone has is not.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cpec_tui.catalog import codec
from cpec_tui.folding import fold
from cpec_tui.resemblance import Sketch, copies_after

_FAMILIES = "families"


def add_sketch(db: sqlite3.Connection, number: int, sketch: Sketch) -> None:
    """Keep the sketch of document ``number``."""
    least = array("I", sketch.least).tobytes()
    db.execute("INSERT INTO sketch VALUES (?, ?, ?, ?)", (number, sketch.digest, sketch.shingles, least))


def note_copies(db: sqlite3.Connection, *, anew: bool) -> None:
    """Fill the table of shadowed rows; ``anew`` when documents came or went since that was done last."""
    families = _find_families(db) if anew else _known_families(db)[1]
    db.execute("DELETE FROM copy")
    for family in families:
        standing, *others = _in_order(db, family)
        places: dict[str, list[int]] = defaultdict(list)
        for row, text in _folded(db, standing):
            places[text].append(row)
        for other in others:
            db.executemany("INSERT INTO copy VALUES (?, ?)", _shadowed(_folded(db, other), places))


def _find_families(db: sqlite3.Connection) -> list[list[int]]:
    """The groups of documents that are copies, by number; kept, so that only what is new is compared."""
    sketches = dict(_sketches(db))
    last, before = _known_families(db)
    families = copies_after(sketches, before, [number for number in sketches if number > last])
    known = codec.dump([max(sketches, default=last), families])
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_FAMILIES, known))
    return families


def _known_families(db: sqlite3.Connection) -> tuple[int, list[list[int]]]:
    """The last document that was compared, and the groups found then; numbers are never used twice."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (_FAMILIES,)).fetchone()
    last, families = codec.load(row[0]) if row else (-1, [])
    return last, families


def _sketches(db: sqlite3.Connection) -> Iterator[tuple[int, Sketch]]:
    for number, digest, shingles, least in db.execute("SELECT document, digest, shingles, least FROM sketch"):
        hashes = array("I")
        hashes.frombytes(least)
        yield number, Sketch(digest, shingles, tuple(hashes))


def _in_order(db: sqlite3.Connection, family: Sequence[int]) -> list[int]:
    """The documents of a family, the one that stands for it first."""
    found = []
    for number in family:
        (first_day, doc) = db.execute("SELECT first_day, id FROM document WHERE number = ?", (number,)).fetchone()
        found.append((first_day is None, first_day, doc, number))
    return [number for *_, number in sorted(found)]


def _folded(db: sqlite3.Connection, number: int) -> list[tuple[int, str]]:
    """(row, folded text) of the paragraphs of a document."""
    rows = db.execute("SELECT row, text FROM paragraph WHERE document = ? ORDER BY ordinal", (number,))
    return [(row, fold(text)) for row, text in rows.fetchall()]


def _shadowed(paragraphs: Iterable[tuple[int, str]], places: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    """(row, the row that shadows it); what stands several times in both is paired in order."""
    times: dict[str, int] = defaultdict(int)
    for row, text in paragraphs:
        if text in places:
            yield row, places[text][min(times[text], len(places[text]) - 1)]
            times[text] += 1
