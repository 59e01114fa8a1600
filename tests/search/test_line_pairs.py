"""A name near a word or another name is found in all paragraphs at once as it is in each."""

from __future__ import annotations

import sqlite3
import tempfile
from array import array
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.catalog.schema import TABLES
from cpec_tui.catalog.word_reading import Named, WordCatalog
from cpec_tui.catalog.wordline import ROOM, LineWriter
from cpec_tui.search import line_pairs
from cpec_tui.search.line_pairs import rows_with_pairs
from cpec_tui.search.passages import Stream
from cpec_tui.search.placing import Bag, Either, Mentioned, OneOf, Placed, Run, Window, holds

_KINDS = {"gwadar": "place", "china": "place", "sas": "organisation"}
_NUMBER = st.integers(0, 3)
_SOME = st.frozensets(_NUMBER, max_size=2)
_Paragraph = tuple[list[int], list[Named]]


@st.composite
def _paragraph(draw: st.DrawFn) -> _Paragraph:
    words = draw(st.lists(_NUMBER, min_size=1, max_size=14))
    named = []
    for entity in draw(st.lists(st.sampled_from([*_KINDS]), max_size=5)):
        first = draw(st.integers(0, len(words) - 1))
        named.append((first, draw(st.integers(first + 1, len(words))), entity, _KINDS[entity]))
    return words, named


_PARAGRAPHS = st.dictionaries(st.integers(0, 40), _paragraph(), max_size=6)
_NAMES = st.builds(
    Mentioned,
    st.frozensets(st.sampled_from([*_KINDS]), max_size=1),
    st.frozensets(st.sampled_from(["place", "organisation", "person"]), max_size=2),
)
_WORDS = st.one_of(
    st.builds(OneOf, _SOME),
    st.builds(Run, st.lists(_NUMBER, min_size=1, max_size=2).map(tuple), st.none() | _SOME),
)
_ANYTHING = st.one_of(_NAMES, _WORDS, st.tuples(_NAMES | _WORDS, _NAMES | _WORDS).map(Either))


@settings(max_examples=250, deadline=None)
@given(
    paragraphs=_PARAGRAPHS,
    one=_NAMES | st.tuples(_NAMES, _NAMES).map(Either),
    other=_ANYTHING,
    distance=st.integers(0, 8),
    ordered=st.booleans(),
    data=st.data(),
)
def test_the_rows_are_those_in_which_both_stand(
    paragraphs: dict[int, _Paragraph], one: Placed, other: Placed, distance: int, ordered: bool, data: st.DataObject
) -> None:
    window = Window(data.draw(st.sampled_from([(one, other), (other, one), (one, one)])), distance, ordered)
    expected = frozenset(row for row, passage in paragraphs.items() if holds(window, _stream(passage)))
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(line_pairs, "_FEW_WORDS", data.draw(st.sampled_from([0, 8])))
        path = Path(folder) / "catalog"
        _write(path, paragraphs, data.draw(st.permutations([*paragraphs])))
        with closing(WordCatalog(path)) as catalog:
            assert rows_with_pairs(window, catalog) == expected
            # What is remembered of a kind is for one distance.
            nearer = Window(window.parts, distance // 2, ordered)
            expected = frozenset(row for row, passage in paragraphs.items() if holds(nearer, _stream(passage)))
            assert rows_with_pairs(nearer, catalog) == expected


def test_what_is_farther_apart_than_paragraphs_and_what_names_nothing_is_left_to_others(tmp_path: Path) -> None:
    name, word = Mentioned(frozenset({"sas"}), frozenset()), OneOf(frozenset({1}))
    _write(tmp_path / "catalog", {0: ([1, 2], [(1, 2, "sas", "organisation")])}, [0])
    left: list[Placed] = [
        name,
        Bag({}, (), 1),
        Window((name, name, word), 3, ordered=False),
        Window((word, word), 3, ordered=False),
        Window((name, Window((word, word), 3, ordered=False)), 3, ordered=False),
        Window((Either((name, word)), word), 3, ordered=False),
        Window((name, word), ROOM, ordered=False),
    ]
    with closing(WordCatalog(tmp_path / "catalog")) as catalog:
        assert [rows_with_pairs(placed, catalog) for placed in left] == [None] * len(left)
        for words in (word, OneOf(frozenset(range(100)))):
            assert rows_with_pairs(Window((name, words), ROOM - 1, ordered=False), catalog) == frozenset({0})
            assert rows_with_pairs(Window((words, name), ROOM - 1, ordered=True), catalog) == frozenset({0})
            assert not rows_with_pairs(Window((name, words), ROOM - 1, ordered=True), catalog)


def test_a_paragraph_that_is_not_on_the_line_is_left_to_others(tmp_path: Path) -> None:
    paragraphs: dict[int, _Paragraph] = {
        row: ([1, 2], [(1, 2, entity, _KINDS[entity])]) for row, entity in enumerate(["sas", "china", "gwadar"])
    }
    _write(tmp_path / "catalog", paragraphs, [1])
    with closing(WordCatalog(tmp_path / "catalog")) as catalog:
        for entity, expected in (("sas", None), ("china", frozenset({1})), ("gwadar", None)):
            placed = Window((Mentioned(frozenset({entity}), frozenset()), OneOf(frozenset({1}))), 3, ordered=False)
            assert rows_with_pairs(placed, catalog) == expected


def _stream(passage: _Paragraph) -> Stream:
    words, named = passage
    return Stream(array("I", words).tobytes(), named)


def _write(path: Path, paragraphs: Mapping[int, _Paragraph], laid: Sequence[int]) -> None:
    """A catalog of the mentions in ``paragraphs``; those ``laid`` are on its line if they name something."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(f"PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; BEGIN; {TABLES}; COMMIT")
        for row, (_, named) in paragraphs.items():
            values = [(row, 0, 0, "linked", entity, kind, "", False, "", *place) for *place, entity, kind in named]
            db.executemany("INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        for rows in (laid[:2], laid[2:]):
            writer = LineWriter(db)
            for row in rows:
                if paragraphs[row][1]:
                    writer.add(row, _stream(paragraphs[row]).stream)
            writer.save()
        db.commit()
