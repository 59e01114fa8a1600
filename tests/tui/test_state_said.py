"""What the head line says of indexing."""

from __future__ import annotations

from cpec_tui.answers import Overview
from cpec_tui.built.progress import Progress, Report
from cpec_tui.tui.state_said import progress_said, standing_said, unfinished_said


def test_files_and_time_left_are_told() -> None:
    assert progress_said(Progress("reading", 412, 3164, 9000, 4.12)) == "reading 412 of 3,164 files · 28 s left"
    assert progress_said(Progress("reading", 0, 3164, 0, 0.1)) == "reading 0 of 3,164 files"
    assert progress_said(Progress("linking", 412, 3164, 0, 9.0)) == "linking 412 of 3,164 files"
    assert progress_said(Progress("looking", 0, 0, 0, 0.1)) == "looking"


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
