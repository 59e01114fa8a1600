"""What the head line says of indexing."""

from __future__ import annotations

from cpec_tui.answers import Overview
from cpec_tui.built.progress import Report
from cpec_tui.tui.state_said import standing_said, unfinished_said


def test_that_indexing_did_not_end_well_is_told() -> None:
    assert unfinished_said(Report(3, 14, 5, 9, 1, 0, 0, (), 0.2), "") == ""
    assert unfinished_said(None, "") == "indexing was stopped"
    assert unfinished_said(None, "no space") == "not up to date"


def test_what_was_left_out_of_an_up_to_date_index_is_told() -> None:
    def overview(failed: int) -> Overview:
        return Overview("A corpus", "A", 3, 14, 5, 9, failed, False, 3, 3)

    assert standing_said(overview(0), 0) == "up to date"
    assert standing_said(overview(2), 0) == "up to date · 2 not read"
    assert standing_said(overview(0), 1) == "up to date · 1 error in index/"
    assert standing_said(overview(1), 2) == "up to date · 2 errors in index/ · 1 not read"
