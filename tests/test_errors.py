"""What went wrong, where, and what to do."""

from __future__ import annotations

import pytest

from cpec_tui.errors import (
    BuiltIndexError,
    CorpusError,
    CpecError,
    ExitCode,
    NotFoundError,
    Problem,
    ReadingError,
    Severity,
    UsageError,
    YamlError,
)


@pytest.mark.parametrize(
    ("line", "hint", "said"),
    [(3, "mend it", "a.yaml:3: wrong; mend it"), (0, "", "a.yaml: wrong"), (1, "", "a.yaml:1: wrong")],
)
def test_a_problem_says_where_and_what_and_what_to_do(line: int, hint: str, said: str) -> None:
    assert str(Problem("code", Severity.ERROR, "a.yaml", line, "wrong", hint)) == said


def test_an_error_says_what_and_what_to_do() -> None:
    assert str(CpecError("it broke", "mend it")) == "it broke. mend it"
    assert str(CpecError("it broke")) == "it broke"


def test_every_error_knows_its_exit_code() -> None:
    assert [
        kind("x").exit_code for kind in (UsageError, CorpusError, BuiltIndexError, ReadingError, NotFoundError)
    ] == [
        ExitCode.USAGE,
        ExitCode.UNUSABLE,
        ExitCode.UNUSABLE,
        ExitCode.UNUSABLE,
        ExitCode.NOTHING,
    ]


def test_errors_of_curated_files_know_their_lines() -> None:
    problem = Problem("yaml", Severity.ERROR, "a.yaml", 3, "wrong")
    assert YamlError("wrong", 3).line == 3
    assert CorpusError("x", problems=(problem,)).problems == (problem,)
