"""Stop words are left out beside other words, and only there."""

from __future__ import annotations

import pytest

from cpec_tui.search.explain import explain
from cpec_tui.search.parser import parse


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("the mine", "mine"),
        ("who operates the mine", "operates AND mine"),
        ("the AND mine", "mine"),
        ("the", "the"),
        ("in the", "in AND the"),
        ("the OR mine", "the OR mine"),
        ("gold (the OR mine)", "gold AND (the OR mine)"),
        ("the (copper OR gold) OR mine", "copper OR gold OR mine"),
        ('"the mine"', '"the mine"'),
        ("the*", "the*"),
        ("the -mine", "the AND NOT mine"),
        ("mine -the", "mine AND NOT the"),
        ("mine -(the gold)", "mine AND NOT gold"),
        ("the @sas", "@sas"),
    ],
)
def test_stop_words_are_left_out_where_something_else_is_asked_for(typed: str, understood: str) -> None:
    assert explain(parse(typed).root) == understood


def test_several_stop_words_are_named_once_in_one_note() -> None:
    assert parse("the mine of the king").notes == (
        "`of`, `the` are stop words: left out (inside quotation marks they count)",
    )
    assert parse("the OR mine").notes == ()


def test_a_small_or_and_a_small_not_get_a_hint() -> None:
    assert "for either of two write OR in capitals" in parse("copper or gold").notes
    assert "to exclude write NOT in capitals, or -word" in parse("copper not gold").notes
    assert parse("copper OR gold NOT zinc").notes == ()
