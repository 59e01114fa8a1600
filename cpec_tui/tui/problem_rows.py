"""The rows of the list of problems: what is wrong, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.errors import Severity
from cpec_tui.folding import fold
from cpec_tui.tui.rows import Choosable, Row, TextRow, Worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.errors import Problem

_NONE = "Nothing is wrong with the curated files, and every source was read."


@dataclass(frozen=True, slots=True)
class ProblemRow(Worded, Choosable):
    """A problem; opening it leads to its place in the editor."""

    problem: Problem
    row: TextRow


def problem_rows(problems: Sequence[Problem], wanted: str) -> list[Row]:
    """The problems whose text holds ``wanted``, in their order."""
    if not problems:
        return [TextRow("none", _NONE, ((0, len(_NONE), "muted"),))]
    rows: list[Row] = []
    for number, problem in enumerate(problems):
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        text = f"{place} — {problem.message}" + (f"; {problem.hint}" if problem.hint else "")
        if fold(wanted) in fold(text):
            is_error = problem.severity is Severity.ERROR
            lead, look = ("✗ ", "warning") if is_error else ("? ", "muted")
            marks = ((0, len(place), "strong"),)
            rows.append(ProblemRow(problem, TextRow(f"problem {number}", text, marks, True, lead, 2, lead_look=look)))
    return rows
