"""The words of paragraphs end to end, and where each stands."""

from __future__ import annotations

import sqlite3
from array import array
from contextlib import closing
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.catalog.schema import TABLES
from cpec_tui.catalog.wordline import LINE, ROOM, LineWriter, load_line

_PARAGRAPHS = st.dictionaries(st.integers(0, 50), st.lists(st.integers(0, 3), min_size=1, max_size=6), max_size=8)


@settings(max_examples=60, deadline=None)
@given(paragraphs=_PARAGRAPHS, times=st.integers(1, 3))
def test_each_word_is_where_its_paragraph_has_it(paragraphs: dict[int, list[int]], times: int) -> None:
    with closing(_catalog()) as db:
        for number in range(times):
            writer = LineWriter(db)
            for row, words in [*paragraphs.items()][number::times]:
                writer.add(row, array("I", words).tobytes())
                writer.add(row, b"")
                assert row in writer
            writer.save()
        line = load_line(db.execute(LINE).fetchone())
        places = {word: list(array("I", kept)) for word, kept in db.execute("SELECT word, places FROM place")}
    expected: dict[int, list[int]] = {}
    for start, row in sorted((line.start_of[row], row) for row in paragraphs):
        assert start >= ROOM
        for place, word in enumerate(paragraphs[row], start):
            expected.setdefault(word, []).append(place)
            assert line.rows_of([place]) == {row}
    assert places == expected
    assert all(other - one > ROOM for one, other in pairwise((*line.starts, line.beyond)))


def test_what_is_taken_up_can_be_laid_anew() -> None:
    with closing(_catalog()) as db:
        writer = LineWriter(db)
        writer.add(7, array("I", [1, 2]).tobytes())
        writer.save()
        writer.clear()
        assert 7 not in writer
        writer.add(8, array("I", [2]).tobytes())
        writer.save()
        assert list(load_line(db.execute(LINE).fetchone()).rows) == [8]
        assert db.execute("SELECT word FROM place").fetchall() == [(2,)]


def _catalog() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.executescript(TABLES)
    return db
