"""Printing for people and for programs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.cli import output
from cpec_tui.cli.options import Options
from cpec_tui.visible import visible


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (999_949, "999.9 kB"),
        (999_951, "1.0 MB"),
        (38_400_000, "38.4 MB"),
        (5 * 10**15, "5,000.0 TB"),
    ],
)
def test_sizes_are_said_in_the_unit_that_fits(count: int, said: str) -> None:
    assert output.size(count) == said


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5))
def test_marks_change_nothing_but_stand_around_the_highlights(text: str, spans: list[tuple[int, int]]) -> None:
    text = text.replace("«", "").replace("»", "")
    marked = output.marked(text, sorted((min(span), max(span)) for span in spans))
    assert marked.replace("«", "").replace("»", "") == visible(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_styled_text_is_the_text(text: str, start: int, end: int) -> None:
    start, end = min(start, end), max(start, end)
    styled = output.styled(text, [(0, 999, "bold")], start, end)
    assert styled.plain == visible(text[start:end])


def test_a_table_without_a_terminal_is_parted_by_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_table(Options(), ("a", "b"), [("1", "x\ty\n"), ("2", "[/red]")])
    assert capsys.readouterr().out == "1\tx␉y␊\n2\t[/red]\n"
