"""Inflections of a word, and nothing but inflections."""

from __future__ import annotations

import pytest

from cpec_tui.inflection import WordStemmer, same_word

STEMMER = WordStemmer()


def inflections(one: str, other: str) -> bool:
    return STEMMER.stem(one) == STEMMER.stem(other) and same_word(one, other) and same_word(other, one)


@pytest.mark.parametrize(
    "pair",
    "mine/mining mine/mines mines/mined country/countries study/studied studies/studying plan/planned run/running"
    " agree/agreed agree/agreeing box/boxes tie/tying die/died die/dying use/using be/being travel/travelled"
    " focus/focuses occur/occurred try/trying key/keys refer/referring cpec/cpec".split(),
)
def test_inflections_are_one_word(pair: str) -> None:
    assert inflections(*pair.split("/"))


@pytest.mark.parametrize(
    "pair",
    "mine/miner mine/mineral miner/mineral general/generous university/universe organ/organisation import/important"
    " port/portal new/news international/internal policy/police sing/singer potential/potentially a/b".split(),
)
def test_other_words_are_others(pair: str) -> None:
    assert not inflections(*pair.split("/"))


def test_a_letter_in_common_makes_no_inflection() -> None:
    assert not same_word("does", "ding")


@pytest.mark.parametrize("word", ["中", "2024", "café", "n35", ""])
def test_words_of_other_scripts_are_their_own_stem(word: str) -> None:
    assert STEMMER.stem(word) == word
