"""Words as numbers."""

from __future__ import annotations

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.catalog.rowset import rows_in
from cpec_tui.catalog.wordtable import LONGEST_BEGINNING, WordTable

_PARAGRAPHS = st.lists(st.lists(st.text("abcé中", min_size=1, max_size=4)))


@settings(max_examples=60, deadline=None)
@given(_PARAGRAPHS)
def test_a_stream_spells_its_words(paragraphs: list[list[str]]) -> None:
    table = WordTable({"known": 0})
    streams = [array("I", stream) for stream in table.streams(0, paragraphs)]
    spelled = {number: word for number, word, _ in table.take_new()} | {0: "known"}
    assert [[spelled[number] for number in stream] for stream in streams] == paragraphs
    assert list(table.take_new()) == []
    table.streams(0, [["known", "new"]])
    assert [word for _, word, _ in table.take_new()] == ["new"]


@settings(max_examples=60, deadline=None)
@given(_PARAGRAPHS)
def test_beginnings_name_just_the_rows_with_such_a_word(paragraphs: list[list[str]]) -> None:
    table = WordTable({})
    table.streams(0, paragraphs[:1])
    table.streams(1, paragraphs[1:])
    found = {letters: [start + row for row in rows_in(bits)] for letters, start, bits in table.take_beginnings()}
    lengths = range(1, LONGEST_BEGINNING + 1)
    for letters in {word[:length] for words in paragraphs for word in words for length in lengths}:
        assert found.pop(letters) == [
            row for row, words in enumerate(paragraphs) if any(word.startswith(letters) for word in words)
        ]
    assert found == {}


def test_beginnings_are_counted_from_the_first_row_since_they_were_taken() -> None:
    table = WordTable({})
    table.streams(70, [["ore"]])
    assert [(letters, start, rows_in(bits)) for letters, start, bits in table.take_beginnings()] == [
        ("o", 70, [0]),
        ("or", 70, [0]),
        ("ore", 70, [0]),
    ]
    table.streams(90_000, [[], ["of"]])
    table.streams(90_002, [["of"]])
    assert [(letters, start + rows_in(bits)[-1]) for letters, start, bits in table.take_beginnings()] == [
        ("o", 90_002),
        ("of", 90_002),
    ]
