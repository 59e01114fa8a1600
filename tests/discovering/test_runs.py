"""Capitalised runs, and what their capitals say."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.discovering.runs import Standing, is_headline, runs_in
from cpec_tui.model import Role

_PIECES = st.sampled_from(
    [
        "A",
        "Gwadar",
        " ",
        " of ",
        " and the ",
        "port",
        ".",
        "’s",
        "'",
        "-",
        "&",
        "É",
        "Ж",
        "ǅ",
        "中",
        "(",
        '"',
        "U.S.",
        "9",
    ]
)


def runs(text: str, role: Role = Role.BODY) -> list[str]:
    return [run for _, run, _ in runs_in(text, role)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("he saw Gwadar Port today", ["Gwadar Port"]),
        ("the Ministry of Planning and Development said", ["Ministry of Planning and Development"]),
        ("at Quaid-e-Azam Solar Park", ["Quaid-e-Azam Solar Park"]),
        ("on the M-8 or the ML-1", ["M-8", "ML-1"]),
        ("by J. P. Morgan of R&D", ["J. P. Morgan of R&D"]),
        ("with al-Qaeda in Côte d’Ivoire", ["al-Qaeda", "Côte d’Ivoire"]),
        ("the Committee on Foreign Relations on Friday", ["Committee on Foreign Relations", "Friday"]),
        ("in Vision 2025 and in Pakistan 2025", ["Vision 2025", "Pakistan"]),
        ("в городе Санкт-Петербург", ["Санкт-Петербург"]),
        ("see www.State.gov or mail a@B.org", []),
        ("nothing at all", []),
    ],
)
def test_runs_are_capitalised_words_in_a_row(text: str, found: list[str]) -> None:
    assert runs(text) == found


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("in Gwadar", Standing.WITHIN),
        ("then, Gwadar", Standing.WITHIN),
        ("(Gwadar)", Standing.START),
        ("a port (Gwadar)", Standing.WITHIN),
        ("It rained. Gwadar", Standing.START),
        ("It rained! Gwadar", Standing.START),
        ("he met Dr. Gwadar", Standing.WITHIN),
        ("he said: “Gwadar", Standing.START),
        ("FLOODS HIT GWADAR TODAY", Standing.HEADLINE),
    ],
)
def test_a_capital_says_more_within_a_sentence_than_at_its_start(text: str, standing: Standing) -> None:
    assert list(runs_in(text, Role.BODY))[-1][2] is standing


@pytest.mark.parametrize(
    ("text", "role", "is_one"),
    [
        ("China Opens Another New Port In Gwadar", Role.BODY, True),
        ("Energy Projects", Role.HEADING, True),
        ("National Highway Authority", Role.LIST_ITEM, False),
        ("How the port of Gwadar came to be", Role.HEADING, False),
        ("China Opens New Port In Gwadar.", Role.BODY, False),
    ],
)
def test_headlines_in_title_case_are_told_apart(text: str, role: Role, is_one: bool) -> None:
    assert is_headline(text, role) is is_one


def test_a_word_that_opens_a_sentence_is_passed_over_when_nothing_capitalised_follows() -> None:
    assert runs("The port is old. But Gwadar is older. It’s old, and he knows. However, it stands.") == ["But Gwadar"]


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_every_run_stands_where_it_says(text: str) -> None:
    end = 0
    for start, run, _ in runs_in(text, Role.BODY):
        assert text[start : start + len(run)] == run
        assert start >= end
        end = start + len(run)


@pytest.mark.parametrize("piece", ["A ", "A", "A.", "Of of the ", "A-", "al-", '"A', "Committee on the ", "ABCDE "])
def test_time_is_linear_whatever_stands_there(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * size)[:size] + "A"
        began = time.process_time()
        for _ in runs_in(text, Role.BODY):
            pass
        return time.process_time() - began

    seconds(1000)
    assert seconds(400_000) < max(0.05, min(seconds(40_000) for _ in range(3))) * 60
