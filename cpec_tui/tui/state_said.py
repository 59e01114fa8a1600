"""What the head line says of indexing. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpec_tui.wording import counted

if TYPE_CHECKING:
    from cpec_tui.answers import Overview
    from cpec_tui.built.progress import Report


def unfinished_said(report: Report | None, problem: str) -> str:
    """Why the built index is not up to date after indexing; nothing when it is."""
    if problem:
        return "not up to date"
    return "indexing was stopped" if report is None else ""


def standing_said(overview: Overview, mistakes: int) -> str:
    """``up to date``, with what was left out: for ``mistakes`` in curated files, and files that could not be read."""
    parts = ["up to date"]
    if mistakes:
        parts.append(f"{counted(mistakes, 'error')} in index/")
    if overview.failed:
        parts.append(f"{overview.failed:,} not read")
    return " · ".join(parts)
