"""The measure that ranks candidates."""

from __future__ import annotations

import pytest

from cpec_tui.discovering.termhood import Tally, c_value, damped, score


def test_c_value_weighs_by_length_and_takes_off_what_longer_names_own() -> None:
    # As in the paper, with the 1 for single words: (1 + log2 2) * (10 - 6/3).
    assert c_value(2, Tally(frequency=4, nested_frequency=6), 3) == 2 * (10 - 2)
    assert c_value(1, Tally(frequency=4), 0) == 4
    assert c_value(2, Tally(frequency=0, nested_frequency=5), 1) == 0


def test_documents_count_more_than_repetition() -> None:
    assert damped(1) == 1
    assert damped(8) == 4
    assert 2 * damped(4) > damped(8)


def test_what_hardly_stands_alone_ranks_low() -> None:
    alone = Tally(occurrences=10, documents=10, frequency=10)
    within = Tally(occurrences=10, documents=10, nested=990, frequency=10, nested_frequency=990)
    assert score(1, within, 100, certainty=1, defined=False) < score(1, alone, 0, certainty=1, defined=False) * 2


def test_a_definition_and_company_of_mentions_raise_and_doubt_lowers() -> None:
    tally = Tally(occurrences=4, documents=4, frequency=4)
    plain = score(1, tally, 0, certainty=1, defined=False)
    assert score(1, tally, 0, certainty=1, defined=True) == plain * 1.5
    assert score(1, tally, 0, certainty=0.5, defined=False) == plain / 2
    assert score(1, Tally(occurrences=4, documents=4, linked=4, frequency=4), 0, certainty=1, defined=False) == (
        pytest.approx(plain * 1.5)
    )
    assert score(1, Tally(nested=3), 1, certainty=1, defined=True) == 0
