"""What the head line says of indexing."""

from __future__ import annotations

from cpec_tui.built.progress import Progress, Report
from cpec_tui.tui.state_said import progress_said, report_said


def test_files_and_time_left_are_told() -> None:
    assert progress_said(Progress("reading", 412, 3164, 9000, 4.12)) == "reading 412 of 3,164 files · 28 s left"
    assert progress_said(Progress("reading", 0, 3164, 0, 0.1)) == "reading 0 of 3,164 files"
    assert progress_said(Progress("linking", 412, 3164, 0, 9.0)) == "linking 412 of 3,164 files"
    assert progress_said(Progress("looking", 0, 0, 0, 0.1)) == "looking"


def test_how_it_ended_is_told() -> None:
    done = Report(3, 14, 5, 9, 1, 0, 0, (), 0.2)
    assert report_said(done, "") == "up to date"
    assert report_said(Report(3, 14, 5, 9, 1, 0, 0, (("a", "b", "c"),), 0.2), "") == "up to date · 1 not read"
    assert report_said(None, "") == "indexing was stopped"
    assert report_said(None, "no space") == "not up to date"
