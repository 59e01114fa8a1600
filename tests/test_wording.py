"""Numbers in words."""

from __future__ import annotations

from cpec_tui.wording import counted


def test_a_number_and_its_noun_agree() -> None:
    assert counted(1, "entity", "entities") == "1 entity"
    assert counted(9693, "paragraph") == "9,693 paragraphs"
