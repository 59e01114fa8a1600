"""Other spellings of known names."""

from __future__ import annotations

import pytest

from cpec_tui.discovering.variants import Known, Spellings
from cpec_tui.discovering.words import key_of_text

NAMES = (
    "Gwadar",
    "Khyber Pakhtunkhwa",
    "China-Pakistan Economic Corridor",
    "Iran",
    "ML-1 Railway",
    "Gwadar Port",
    "Hakla Dera Ismail Khan Motorway",
)
SPELLINGS = Spellings((key_of_text(name), Known(name, name.lower())) for name in NAMES)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Gwadur", "Gwadar"),
        ("Gawadar", "Gwadar"),
        ("Khyber Pakhtunkwa", "Khyber Pakhtunkhwa"),
        ("Kyber Pakhtunkhwa", "Khyber Pakhtunkhwa"),
        ("Economic Corridor Pakistan China", "China-Pakistan Economic Corridor"),
        ("Hakla Ismail Khan Motorway", "Hakla Dera Ismail Khan Motorway"),
        ("New Hakla Dera Ismail Khan Motorway", "Hakla Dera Ismail Khan Motorway"),
    ],
)
def test_a_slip_another_order_and_a_missing_word_are_near(name: str, known: str) -> None:
    near = SPELLINGS.near(key_of_text(name))
    assert near is not None
    assert near.known.name == known
    assert known in near.why


@pytest.mark.parametrize(
    "name", ["Iraq", "Gwadar", "ML-2 Railway", "Gwadar Port Authority", "Karachi", "Gwadar Sort", "گوادر"]
)
def test_other_names_are_not(name: str) -> None:
    assert SPELLINGS.near(key_of_text(name)) is None
