"""Titles and brackets are no part of a name."""

from __future__ import annotations

import pytest

from cpec_tui.linking.splitting import NamePart, parts_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("President Brook", [NamePart("Brook", "President")]),
        ("Vice President Brook", [NamePart("Brook", "Vice President")]),
        ("Dr. Ada Brook", [NamePart("Ada Brook")]),
        ("General Ada Brook", [NamePart("Ada Brook")]),
        ("Malik Riaz", [NamePart("Malik Riaz")]),
        ("President", [NamePart("President")]),
        ("Main Line 1 (ML-1)", [NamePart("Main Line 1"), NamePart("ML-1")]),
        ("Metal Company (MCC)", [NamePart("Metal Company"), NamePart("MCC")]),
        ("Punjab (India)", [NamePart("Punjab")]),
        ("Plan (2017-2030)", [NamePart("Plan")]),
        ("Holdings (Private) Limited", [NamePart("Holdings (Private) Limited")]),
        ("(MCC)", [NamePart("(MCC)")]),
    ],
)
def test_an_alias_is_split_into_the_names_that_it_gives(text: str, parts: list[NamePart]) -> None:
    assert parts_of(text, person=True) == parts


def test_only_persons_have_titles() -> None:
    assert parts_of("President House", person=False) == [NamePart("President House")]
