"""Words as numbers into the list of the different ones."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.numbered import NumberedWords

_PARAGRAPHS = st.lists(st.lists(st.text("abé中", min_size=1, max_size=3)))


@given(_PARAGRAPHS)
def test_numbers_spell_the_words_of_each_paragraph(paragraphs: list[list[str]]) -> None:
    numbered = NumberedWords.of(paragraphs)
    assert list(numbered.spelled()) == paragraphs
    assert len(numbered) == len(paragraphs)
    assert pickle.loads(pickle.dumps(numbered)) == numbered


def test_each_different_word_is_listed_once_as_it_first_comes() -> None:
    numbered = NumberedWords.of([["the", "port"], [], ["the", "city", "port"]])
    assert numbered.vocabulary == ["the", "port", "city"]
    assert [list(numbers) for numbers in numbered] == [[0, 1], [], [0, 2, 1]]
