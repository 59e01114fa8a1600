"""The place that is nearly the same as a text that is not there any more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.entities.nearly import Nearby

SENTENCES = [
    "The harbour of Aldport was deepened in 2019 so that larger ships could be loaded there",
    "Nine hundred people work in the copper mine, most of them from the villages around Redhill",
    "A new line of the railway will lead along the river to the border with Eastland",
    "Stone and Sons has leased both terminals for forty years from the ministry of ports",
    "Fishermen say that since the quays were rebuilt they have to sail farther to their grounds",
]


@given(st.integers(0, 4), st.data())
def test_a_sentence_of_which_a_word_changed_is_found_where_it_was(which: int, data: st.DataObject) -> None:
    words = SENTENCES[which].split()
    at = data.draw(st.integers(0, len(words) - 1))
    words[at : at + 1] = data.draw(st.sampled_from([[], ["something"], [words[at], "moreover"]]))
    texts = [f"It is known. {sentence}. More is not." for sentence in SENTENCES]
    texts[which] = f"It is known. {' '.join(words)}. More is not."
    near = Nearby(texts).find(SENTENCES[which])
    assert near is not None
    assert near.index == which
    # A word at an end may be told from what stands beside it or not: there the place is nearly right.
    start, end = texts[which].index(words[0]), texts[which].index(words[-1]) + len(words[-1])
    assert abs(near.start - start) <= len("The moreover ")
    assert abs(near.end - end) <= len(" moreover there")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_another_sentence_about_the_same_is_not_nearly_the_same(sentence: str) -> None:
    assert Nearby([one for one in SENTENCES if one != sentence]).find(sentence) is None


@pytest.mark.parametrize("text", ["Aldport", "the 2019", "", "…", "in so"])
def test_too_short_a_text_is_nearly_the_same_as_nothing(text: str) -> None:
    assert Nearby(SENTENCES).find(text) is None


def test_it_is_found_in_the_middle_of_a_very_long_paragraph() -> None:
    filler = " ".join(f"Word number {number} stands here." for number in range(3000))
    text = f"{filler} {SENTENCES[1]}. {filler}"
    near = Nearby([text]).find(SENTENCES[1].replace("most", "many"))
    assert near is not None
    assert text[near.start : near.end] == SENTENCES[1]


@pytest.mark.parametrize("texts", [[], [""], ["'s", "—"]])
def test_where_nothing_is_said_nothing_is_found(texts: list[str]) -> None:
    assert Nearby(texts).find("the copper mine's people") is None
