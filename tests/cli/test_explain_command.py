"""``cpec-tui explain``."""

from __future__ import annotations

import pytest

from cpec_tui.errors import ExitCode
from tests.cli.conftest import Shell


def test_what_stands_in_a_paragraph_is_explained(ask: Shell) -> None:
    answer = ask("explain", "mine#p1")
    assert answer.code == ExitCode.FOUND
    assert "is @redhill" in answer.out
    assert "its name “Redhill”" in answer.out


def test_json_gives_an_object_a_span(ask: Shell) -> None:
    found = ask("explain", "mine#p2", "westland", "--json").json_lines
    assert [(one["surface"], one["status"], one["entity"]) for one in found] == [("Westland", "linked", "westland")]
    (candidate,) = found[0]["candidates"]
    assert candidate["objection"] is None
    assert list(candidate) == ["entity", "name", "form", "rule", "objection", "evidence"]


def test_a_span_asks_for_what_touches_it(ask: Shell) -> None:
    (one,) = ask("explain", "mine#p2", "Westland", "--json").json_lines
    again = ask("explain", "mine#p2", "--span", f"{one['start']}:{one['start'] + 1}", "--json").json_lines
    assert again == [one]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("mine#p2", "zebra"), ExitCode.NOTHING, "does not stand in the paragraph"),
        (("mine",), ExitCode.NOTHING, "is a whole document"),
        (("mine#p99",), ExitCode.NOTHING, "has no paragraph 99"),
        (("mein#p1",), ExitCode.NOTHING, "there is no document `mein`"),
        (("mine#p2", "--span", "3"), ExitCode.USAGE, "is no span"),
        (("mine#p2", "--span", "0:99999"), ExitCode.NOTHING, "has no span"),
        (("mine#p2", "a", "--span", "0:1"), ExitCode.USAGE, "both TEXT and --span"),
    ],
)
def test_what_cannot_be_explained_is_told(ask: Shell, arguments: tuple[str, ...], code: ExitCode, said: str) -> None:
    answer = ask("explain", *arguments)
    assert (answer.code, said in answer.err) == (code, True), answer.err


def test_a_text_that_no_form_is_like_is_told(ask: Shell) -> None:
    answer = ask("explain", "mine#p2", "lies")
    assert answer.code == ExitCode.NOTHING
    assert "no form of any entity is spelled like `lies`" in answer.err
