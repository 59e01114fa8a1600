"""Spellings made by rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.linking.variants import variants


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("ML-1", {"ML1", "ML-I"}),
        ("ML-I", {"ML-1", "ML1"}),
        ("N-50", {"N50"}),
        ("Main Line 1", {"Main Line I", "Main Line One"}),
        ("CPEC Phase-II", {"CPEC Phase-2", "CPEC Phase-Two"}),
        ("Bread & Butter Company", {"Bread and Butter Company"}),
        ("Ministry of Planning, Reform and Trade", {"Ministry of Planning Reform & Trade"}),
        ("Holdings (Private) Limited", {"Holdings Private Limited", "Holdings (Pvt) Ltd"}),
        ("Stone Company Ltd", {"Stone Company Limited"}),
        ("Metal Corp.", {"Metal Corporation"}),
        ("D.I. Khan", {"DI Khan", "D. I. Khan", "D.I.Khan"}),
        ("U.S.", {"US"}),
        ("Aldport Port’s Free Zone", {"Aldport Port Free Zone"}),
        ("Multan-Sukkur Motorway", {"Sukkur-Multan Motorway"}),
        ("Quaid-e-Azam Park", {"Quaid-i-Azam Park"}),
        ("Trade Centre", {"Trade Center"}),
        ("Shehbaz Brook", {"Shahbaz Brook"}),
        ("Gwadar Port", {"Port of Gwadar"}),
        ("Port of Gwadar", {"Gwadar Port"}),
        ("Jhelum River", {"River Jhelum"}),
        ("Strait of Malacca", {"Malacca Strait", "Straits of Malacca", "Malacca Straits"}),
    ],
)
def test_other_spellings_are_made_by_rule(text: str, others: set[str]) -> None:
    assert others <= set(variants(text))


@pytest.mark.parametrize("text", ["Gwadar", "CPEC", "Ada Brook", "中国", "", "X Y", "Version 2.0"])
def test_a_name_that_no_rule_knows_has_no_other_spelling(text: str) -> None:
    assert variants(text) == []


@given(st.text(max_size=40))
def test_variants_are_few_and_never_the_text_itself(text: str) -> None:
    found = variants(text)
    assert text not in found
    assert len(found) == len(set(found)) <= 200
    assert all(one.strip() for one in found)


def test_a_name_of_many_parts_has_a_bounded_number_of_variants() -> None:
    assert len(variants(" and ".join(f"ML-{number} Centre Phase II, Ltd" for number in range(1, 12)))) <= 200
