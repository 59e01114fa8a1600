"""Mentions and sentences as words of a paragraph."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.catalog.wordplaces import place_in, sentence_marks, word_places
from cpec_tui.folding import tokens, word_ends, words_apart
from cpec_tui.model import Mention, Status
from cpec_tui.sentences import sentence_starts

TEXT = "Ada Brook's mine in Pak-China: «★» 中国."


@pytest.mark.parametrize(
    ("surface", "words"),
    [
        ("Ada Brook", (0, 2)),
        ("mine", (2, 3)),
        ("Pak", (4, 5)),
        ("Pak-China", (4, 6)),
        (" in ", (3, 4)),
        ("ine", (2, 3)),
        ("国", (7, 8)),
        ("★", (6, 6)),
    ],
)
def test_a_mention_covers_the_words_that_it_touches(surface: str, words: tuple[int, int]) -> None:
    start = TEXT.index(surface)
    mention = Mention(start, start + len(surface), surface, Status.LINKED, "x")
    assert word_places(TEXT, [mention]) == [words]


@given(text=st.text(alphabet="aB.! 's中。\u0301\n"))
def test_a_sentence_begins_with_the_word_that_stands_there(text: str) -> None:
    marks = array("I")
    marks.frombytes(sentence_marks(text))
    assert list(marks) == [len(tokens(text[:start])) for start in sentence_starts(text)]
    assert sentence_marks(text, words_apart(text)) == marks.tobytes()


@given(text=st.text(alphabet="aB.' s-", max_size=12), data=st.data())
def test_words_that_stand_apart_are_counted_as_they_are_placed(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    mention = Mention(start, end, text[start:end], Status.LINKED, "x")
    assert word_places(text, [mention]) == [place_in(*word_ends(text), start, end)]
