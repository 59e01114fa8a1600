"""Acronyms that a text defines behind a name."""

from __future__ import annotations

import pytest

from cpec_tui.linking.definitions import defined_after
from tests.linking.texts import entity, linker, paragraph, shown

NAME = "Metal Company"


@pytest.mark.parametrize(
    "behind",
    [
        " (MCC)",
        "(MCC)",
        " ( MCC )",
        ". (MCC)",
        " (“MCC”)",
        " ('MCC')",
        ' ("MCC")',
        " (MCC, a firm)",
        " (MCC; the firm)",
    ],
)
def test_an_acronym_in_brackets_behind_a_name_is_defined(behind: str) -> None:
    text = NAME + behind
    found = defined_after(text, len(NAME), ())
    assert found is not None
    short, (start, end) = found
    assert short == text[start:end] == "MCC"


@pytest.mark.parametrize(
    "behind", [" (2024)", " (the firm)", " and (MCC)", "", " (MCC", " ()", " (Ltd)", " (MCC Group)"]
)
def test_other_brackets_define_nothing(behind: str) -> None:
    assert defined_after(NAME + behind, len(NAME), ()) is None


def test_residue_between_name_and_bracket_does_not_hide_a_definition() -> None:
    text = f"{NAME} (opens in a new tab). (share) (MCC), producing copper"
    first, second = text.index("(opens"), text.index("(share)")
    residue = ((first, first + len("(opens in a new tab)")), (second, second + len("(share)")))
    found = defined_after(text, len(NAME), residue)
    assert found is not None
    assert found[0] == "MCC"


def test_residue_further_on_is_not_looked_at() -> None:
    text = f"{NAME} dug. (opens in a new tab) (MCC)"
    start = text.index("(opens")
    assert defined_after(text, len(NAME), ((start, start + len("(opens in a new tab)")),)) is None


def test_name_and_acronym_are_two_mentions() -> None:
    one = linker(entity(NAME, "MCC", key="metal"), entity("Aid Company", "MCC", key="aid"))
    text = f"The {NAME} (opens in a new tab). (MCC)"
    start = text.index("(opens")
    residue = ((start, start + len("(opens in a new tab)")),)
    assert shown(one.link([paragraph(text, residue=residue)])[0]) == [(NAME, "metal"), ("MCC", "metal")]
    assert shown(one.link([paragraph("The (MCC)")])[0]) == [("MCC", "aid|metal")]
