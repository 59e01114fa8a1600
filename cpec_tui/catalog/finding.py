"""Looking through the texts of all paragraphs for what no index helps to find."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from cpec_tui.model import Paragraph, Role

# What stands in so many paragraphs is looked for no further.
_ENOUGH = 20
# SQLite compares so many texts in one go through the paragraphs.
_AT_ONCE = 50

Found = dict[str, list[tuple[str, Paragraph]]]


def paragraphs_with(db: sqlite3.Connection, wanted: Iterable[str]) -> Found:
    """(document id, paragraph) of the first paragraphs, by id, in which each of ``wanted`` stands, by the text.

    All paragraphs are read once for every few texts, so this is for what cannot be found in any other way.
    """
    texts = list(dict.fromkeys(wanted))
    found: Found = {text: [] for text in texts}
    for at in range(0, len(texts), _AT_ONCE):
        _look_through(db, texts[at : at + _AT_ONCE], found)
    return found


def _look_through(db: sqlite3.Connection, texts: list[str], found: Found) -> None:
    """Go through the paragraphs; when a text was found often enough, go on from there without it."""
    last: tuple[str, int] = ("", 0)
    while texts:
        conditions = " OR ".join(["instr(text, ?)"] * len(texts))
        # In this order whatever the order of the rows is, which differs from build to build.
        sql = (
            "SELECT id, ordinal, role, text FROM document CROSS JOIN paragraph ON document = number"
            f" WHERE (id, ordinal) > (?, ?) AND ({conditions}) ORDER BY id, ordinal"
        )
        wanted, texts = texts, []
        for doc, ordinal, role, text in db.execute(sql, (*last, *wanted)):
            last = doc, ordinal
            for one in wanted:
                if one in text:
                    found[one].append((doc, Paragraph(ordinal, Role(role), text)))
            if any(len(found[one]) >= _ENOUGH for one in wanted):
                texts = [one for one in wanted if len(found[one]) < _ENOUGH]
                break
