"""Single words are marked where the words of a text are, and nowhere else."""

from __future__ import annotations

from collections.abc import Hashable

from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.folding import placed_tokens, token_spans, word_ends, words_apart
from cpec_tui.search.placing import OneOf
from cpec_tui.search.single_words import SingleWords

LETTERS = "abAB é'’s-_ .\n\t0٣矿が\u0301\u3099йü\u200d\u0000İẞß"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=40)
WORDS = st.lists(
    st.sampled_from(["a", "b", "ab", "aba", "s", "as", "e", "0", "3", "ae", "矿", "が", "й", "", "a b", "ss"])
)


def _one_of(words: list[str]) -> OneOf:
    wanted: frozenset[Hashable] = frozenset(words)
    return OneOf(wanted)


@given(TEXTS, WORDS, WORDS)
def test_words_and_beginnings_stand_where_the_words_of_the_text_do(
    text: str, words: list[str], beginnings: list[str]
) -> None:
    found = set(SingleWords.of([_one_of(words)], set(beginnings)).spans(text))
    begins = tuple(beginnings)
    assert found == {
        (start, end) for word, start, end in token_spans(text) if word in words or (begins and word.startswith(begins))
    }


@given(TEXTS)
def test_many_words_are_found_as_few_are(text: str) -> None:
    every = {word for word, _, _ in token_spans(text)}
    many = SingleWords.of([_one_of([*every, *(f"x{number}" for number in range(40))])], ())
    assert sorted(many.spans(text)) == [(start, end) for _, start, end in token_spans(text)]


@given(TEXTS)
def test_words_with_their_places_are_those_of_the_spans(text: str) -> None:
    found = list(token_spans(text))
    assert placed_tokens(text) == ([word for word, _, _ in found], *word_ends(text))
    assert word_ends(text) == ([start for _, start, _ in found], [end for _, _, end in found])


def test_only_a_text_in_other_letters_is_cut_by_other_rules() -> None:
    assert words_apart("“Gwadar’s” port—2015") == " gwadar    port 2015"
    assert words_apart("瓜达尔 port") is None
