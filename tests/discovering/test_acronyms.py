"""Acronyms and what they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.discovering.acronyms import definitions_in


def pairs(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*one.long)], text[slice(*one.short)]) for one in definitions_in(text)]


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("by the National Highway Authority (NHA) today", "National Highway Authority", "NHA"),
        ("NHA (National Highway Authority) said", "National Highway Authority", "NHA"),
        ("the Organization of African Unity (OAU)", "Organization of African Unity", "OAU"),
        ("all Special Economic Zones (SEZs) of", "Special Economic Zones", "SEZs"),
        ("its gross domestic product (GDP) grew", "gross domestic product", "GDP"),
        ("the Shanghai Cooperation Organisation (“SCO”)", "Shanghai Cooperation Organisation", "SCO"),
        ("of Science and Technology (S&T);", "Science and Technology", "S&T"),
    ],
)
def test_a_definition_is_found_with_its_long_form(text: str, long: str, short: str) -> None:
    assert pairs(text) == [(long, short)]


@pytest.mark.parametrize(
    "text", ["the port (see below)", "a firm (NHA)", "Gwadar (GWADAR)", "he left (2015)", "(NHA)", "the port (of NHA"]
)
def test_other_brackets_define_nothing(text: str) -> None:
    assert pairs(text) == []


@given(st.text("ABn ao()“.,;&-", max_size=80))
def test_both_forms_stand_in_the_text(text: str) -> None:
    for one in definitions_in(text):
        for start, end in one:
            assert 0 <= start < end <= len(text)
        assert text[slice(*one.short)][0].lower() in text[slice(*one.long)].lower()
