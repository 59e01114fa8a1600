"""Looking through the texts of all paragraphs for what no index helps to find."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from cpec_tui.model import Paragraph, Role

# What stands in so many paragraphs is looked for no further.
_ENOUGH = 20
# SQLite compares so many texts in one go through the paragraphs.
_AT_ONCE = 50
# Of more new paragraphs than that, all are looked through again: SQLite compares quicker.
_FEW_NEW = 2_000

Found = dict[str, list[tuple[str, Paragraph]]]
_COLUMNS = "id, ordinal, row, role, text"


@dataclass(frozen=True, slots=True)
class Sought:
    """What was found when paragraphs were looked through last: those before the row ``until``, which have not changed.

    ``rows`` has, by the digest of each text that stood in few of them, all in which it stood.
    """

    until: int = 0
    rows: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @classmethod
    def load(cls, kept: str) -> Sought:
        """What ``dump`` kept."""
        until, rows = json.loads(kept)
        return cls(until, rows)

    def dump(self) -> str:
        """To be kept until the next time."""
        return json.dumps([self.until, self.rows])


class _Place(NamedTuple):
    doc: str
    ordinal: int
    row: int
    role: str
    text: str


def paragraphs_with(db: sqlite3.Connection, wanted: Iterable[str], before: Sought, until: int) -> tuple[Found, Sought]:
    """(document id, paragraph) of the first paragraphs, by id, in which each of ``wanted`` stands, by the text.

    All paragraphs are read once for every few texts, so this is for what cannot be found in any other way; only those
    from the row ``before.until`` on for what was looked for ``before``. ``until`` is the row that comes next. Returns
    what is to be known the next time, too.
    """
    places: dict[str, list[_Place]] = {text: [] for text in wanted}
    if until - before.until > _FEW_NEW:
        before = Sought()
    known = {text: before.rows[key] for text in places if (key := _key(text)) in before.rows}
    unknown = [text for text in places if text not in known]
    for at in range(0, len(unknown), _AT_ONCE):
        _look_through(db, unknown[at : at + _AT_ONCE], places)
    for text, rows in known.items():
        places[text] += _standing(db, rows)
    if known and before.until < until:
        _look_at_new(db, before.until, known, places)
    found = {text: [_paragraph(one) for one in sorted(those)[:_ENOUGH]] for text, those in places.items()}
    few = {_key(text): [one.row for one in those] for text, those in places.items() if len(those) < _ENOUGH}
    return found, Sought(until, few)


def _key(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _paragraph(place: _Place) -> tuple[str, Paragraph]:
    return place.doc, Paragraph(place.ordinal, Role(place.role), place.text)


def _look_through(db: sqlite3.Connection, texts: list[str], places: dict[str, list[_Place]]) -> None:
    """Go through the paragraphs; when a text was found often enough, go on from there without it."""
    last: tuple[str, int] = ("", 0)
    while texts:
        conditions = " OR ".join(["instr(text, ?)"] * len(texts))
        # In this order whatever the order of the rows is, which differs from build to build.
        sql = (
            f"SELECT {_COLUMNS} FROM document CROSS JOIN paragraph ON document = number"
            f" WHERE (id, ordinal) > (?, ?) AND ({conditions}) ORDER BY id, ordinal"
        )
        wanted, texts = texts, []
        for place in map(_Place._make, db.execute(sql, (*last, *wanted))):
            last = place.doc, place.ordinal
            for one in wanted:
                if one in place.text:
                    places[one].append(place)
            if any(len(places[one]) >= _ENOUGH for one in wanted):
                texts = [one for one in wanted if len(places[one]) < _ENOUGH]
                break


def _standing(db: sqlite3.Connection, rows: Sequence[int]) -> list[_Place]:
    """Those of ``rows`` that are still there."""
    sql = f"SELECT {_COLUMNS} FROM paragraph JOIN document ON number = document WHERE row = ?"
    return [_Place._make(found) for row in rows for found in db.execute(sql, (row,))]


def _look_at_new(db: sqlite3.Connection, first: int, texts: Iterable[str], places: dict[str, list[_Place]]) -> None:
    """Find ``texts`` in the paragraphs from the row ``first`` on."""
    wanted = tuple(texts)
    sql = f"SELECT {_COLUMNS} FROM paragraph CROSS JOIN document ON number = document WHERE row >= ?"
    for place in map(_Place._make, db.execute(sql, (first,))):
        for one in wanted:
            if one in place.text:
                places[one].append(place)
