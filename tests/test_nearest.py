"""The nearest known word."""

from __future__ import annotations

import pytest

from cpec_tui.nearest import did_you_mean, nearest

KINDS = ("place", "person", "organisation", "mineral")


@pytest.mark.parametrize(
    ("word", "meant"),
    [("plce", "place"), ("Place", "place"), ("palce", "place"), ("perzon", "person"), ("organization", "organisation")],
)
def test_a_slip_leads_to_the_word_meant(word: str, meant: str) -> None:
    assert nearest(word, KINDS) == [meant]
    assert did_you_mean(word, KINDS) == f"did you mean `{meant}`?"


@pytest.mark.parametrize("word", ["", "x", "zebra", "pl"])
def test_a_word_that_is_not_close_leads_nowhere(word: str) -> None:
    assert nearest(word, KINDS) == []
    assert did_you_mean(word, KINDS) == ""


def test_the_best_come_first_and_no_more_than_asked_for() -> None:
    assert nearest("reed", ["redhill", "read", "reeds", "reed-1"], 2) == ["read", "reeds"]


def test_names_are_compared_as_they_are_looked_up() -> None:
    assert nearest("xi jing-ping", ["Xi Jinping", "Li Qiang"]) == ["Xi Jinping"]


def test_among_nothing_nothing_is_near() -> None:
    assert nearest("place", []) == []
