"""Quotation and citation."""

from __future__ import annotations

import pytest

from cpec_tui.citing import citation, quotation
from cpec_tui.model import Metadata


def test_a_citation_says_all_that_is_known() -> None:
    metadata = Metadata("The harbour", "2024-06", "Ada Brook", "Harbour Gazette", "https://example.org/a")
    assert citation(metadata, "folder/harbour", 12, 3) == (
        "Ada Brook. “The harbour”. Harbour Gazette, 2024-06, p. 3, ¶12. https://example.org/a [folder/harbour#p12]"
    )


def test_what_is_not_known_is_left_out_and_a_missing_date_is_said() -> None:
    assert citation(Metadata("The harbour"), "harbour", 1) == "“The harbour”. n.d., ¶1. [harbour#p1]"


def test_several_paragraphs_are_cited_from_the_first_to_the_last() -> None:
    metadata = Metadata("The harbour")
    assert citation(metadata, "d", 3, 1, (5, 2)) == "“The harbour”. n.d., pp. 1–2, ¶3–5. [d#p3]–[d#p5]"
    assert citation(metadata, "d", 3, 1, (5, 1)) == "“The harbour”. n.d., p. 1, ¶3–5. [d#p3]–[d#p5]"
    assert citation(metadata, "d", 3, None, (5, 2)) == "“The harbour”. n.d., p. 2, ¶3–5. [d#p3]–[d#p5]"
    assert citation(metadata, "d", 3, None, (3, None)) == "“The harbour”. n.d., ¶3. [d#p3]"


def test_no_full_stop_is_doubled() -> None:
    assert citation(Metadata("T", author="A. B."), "d", 1).startswith("A. B. “T”.")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("• China and Pakistan met.", "China and Pakistan met."),
        ("- an item", "an item"),
        ("* an item", "an item"),
        (" plain ", "plain"),
        ("-5 degrees", "-5 degrees"),
        ("• • two", "• two"),
        ("he said “yes”", "he said “yes”"),
    ],
)
def test_a_quotation_is_the_text_without_its_bullet(text: str, quoted: str) -> None:
    assert quotation(text, "cited") == f"“{quoted}”\n— cited"
