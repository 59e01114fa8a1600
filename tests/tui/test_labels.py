"""Letters to follow a mention by."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.model import Mention
from cpec_tui.tui.labels import LETTERS, drawn_over, label_names, labelled
from tests.tui.texts import mention

GLYPHS = {"place": "▲"}
MENTIONS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.builds(lambda start, size: mention(start, start + size), st.integers(0, 30), st.integers(1, 9)),
    ),
    max_size=40,
)


@pytest.mark.parametrize("count", [0, 1, 26, 27, 51, 100, 300, 676])
def test_names_are_unique_and_none_is_the_beginning_of_another(count: int) -> None:
    names = label_names(count)
    assert len(names) == len(set(names)) == count
    assert not any(one != other and other.startswith(one) for one in names for other in names)
    assert all(len(name) <= 2 for name in names)


def test_the_home_row_comes_first_and_two_letters_only_when_one_is_not_enough() -> None:
    assert label_names(9) == list("asdfghjkl")
    assert label_names(26) == list(LETTERS)
    assert sum(len(name) == 1 for name in label_names(40)) == 25


def test_more_mentions_than_two_letters_can_tell_apart_get_as_many_as_there_are() -> None:
    assert len(label_names(10_000)) == len(LETTERS) ** 2
    assert len(labelled([(0, mention(n, n + 1)) for n in range(1_000)], {})) == len(LETTERS) ** 2


@given(MENTIONS)
@settings(max_examples=80, deadline=None)
def test_no_two_labels_are_drawn_over_each_other(mentions: list[tuple[int, Mention]]) -> None:
    found = labelled(mentions, GLYPHS)
    assert [(one.index, one.mention) for one in found] == mentions
    cells = [(one.index, one.at + offset) for one in found for offset in range(len(one.drawn))]
    assert len(cells) == len(set(cells))
    assert all(one.drawn.startswith(one.label) and one.at >= one.mention.start for one in found)


def test_the_glyph_of_the_kind_follows_where_the_mention_is_long_enough() -> None:
    found = labelled([(0, mention(0, 5)), (0, mention(6, 8)), (0, mention(9, 14, None, kind=None))], GLYPHS)
    assert [one.drawn for one in found] == ["a▲", "s", "d?"]


def test_a_nested_mention_gets_its_letter_beside_that_of_the_outer_one() -> None:
    outer, inner = mention(0, 10), mention(0, 5, "pakistan", nested=True)
    assert [(one.drawn, one.at) for one in labelled([(0, outer), (0, inner)], GLYPHS)] == [("a▲", 0), ("s▲", 2)]


def test_labels_stand_in_place_of_letters_and_the_length_stays() -> None:
    labels = labelled([(0, mention(0, 5)), (0, mention(10, 12))], GLYPHS)
    assert drawn_over("China and KP", labels) == "a▲ina and sP"
    assert drawn_over("", labels) == ""
