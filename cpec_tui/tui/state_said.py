"""What the head line says of indexing. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cpec_tui.built.progress import Progress, Report


def progress_said(progress: Progress) -> str:
    """``reading 412 of 3,164 files · 12 s left``."""
    if not progress.of:
        return progress.stage
    text = f"{progress.stage} {progress.files:,} of {progress.of:,} files"
    if progress.stage == "reading" and 0 < progress.files < progress.of and progress.seconds > 1:
        left = progress.seconds / progress.files * (progress.of - progress.files)
        text += f" · {left:,.0f} s left"
    return text


def report_said(report: Report | None, problem: str) -> str:
    """``up to date``, or why not."""
    if problem:
        return "not up to date"
    if report is None:
        return "indexing was stopped"
    if report.failed:
        return f"up to date · {len(report.failed):,} not read"
    return "up to date"
