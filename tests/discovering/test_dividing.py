"""What surely divides a run."""

from __future__ import annotations

import pytest

from cpec_tui.discovering.dividing import divide
from cpec_tui.discovering.words import words_of


def divided(run: str, *, starts_sentence: bool = False) -> list[str]:
    segments = divide(words_of(run), starts_sentence=starts_sentence)
    return [run[segment[0].start : segment[-1].end] for segment in segments]


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ("The Hague", ["Hague"]),
        ("US President Donald Trump", ["US", "Donald Trump"]),
        ("Prime Minister of Pakistan Imran Khan", ["Pakistan Imran Khan"]),
        ("Secretary of State John Kerry", ["John Kerry"]),
        ("Indian Premier League", ["Indian Premier League"]),
        ("Senate President", ["Senate"]),
        ("Karachi Monday", ["Karachi"]),
        ("Theresa May", ["Theresa May"]),
        ("But Pakistan", ["Pakistan"]),
        ("U.S. The National Assembly", ["U.S.", "National Assembly"]),
        ("Phase I", ["Phase I"]),
        ("Joe Biden and I", ["Joe Biden"]),
        ("It’s Pakistan’s", ["Pakistan"]),
        ("He Lifeng", ["He Lifeng"]),
        ("WHO", ["WHO"]),
        ("President", []),
    ],
)
def test_offices_days_and_openings_divide(run: str, found: list[str]) -> None:
    assert divided(run) == found


def test_a_lone_pronoun_that_is_also_a_surname_is_none_where_a_sentence_starts() -> None:
    assert divided("He", starts_sentence=True) == []
    assert divided("He") == ["He"]
