"""The parts of the body of a message."""

from __future__ import annotations

import pytest

from cpec_tui.errors import ReadingError
from cpec_tui.reading.mailbody import html_parts
from cpec_tui.reading.mailtext import text_parts
from cpec_tui.reading.parts import Parts
from tests.reading.office import shown


def plain(text: str, *, flowed: bool = False, delete_spaces: bool = False) -> list[tuple[str, str]]:
    return shown(Parts(tuple(text_parts(text, flowed=flowed, delete_spaces=delete_spaces))))


def rich(text: str) -> list[tuple[str, str]]:
    return shown(Parts(html_parts(text)))


def test_lines_are_joined_into_paragraphs_even_without_blank_ones() -> None:
    assert plain("Dear all,\r\nthe port\r\ngrows.") == [("body", "Dear all, the port grows.")]
    assert plain("One\nline\n\nTwo\n") == [("body", "One line"), ("body", "Two")]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    long = "The port grows and grows. " * 6
    assert [len(text) for _, text in plain(f"{long}\n{long}")] == [len(long) - 1] * 2


def test_quoted_lines_are_quotes_without_their_marks() -> None:
    text = "Yes.\n\nA. wrote:\n> One\n> line\n>\n> Two\n> > Older\n>>> Oldest\nNo."
    assert plain(text) == [
        ("body", "Yes."),
        ("body", "A. wrote:"),
        ("quote", "One line"),
        ("quote", "Two"),
        ("quote", "Older"),
        ("quote", "Oldest"),
        ("body", "No."),
    ]


def test_lists_and_tables_are_told_apart_and_no_short_line_is_a_heading() -> None:
    text = "Hello\n\n- one\n- two\n\n| a | b |\n| c | d |\n\nBest\n\nA. Khan"
    assert [role for role, _ in plain(text)] == ["body", "list item", "list item", *["table row"] * 2, "body", "body"]


def test_a_signature_keeps_its_lines() -> None:
    assert plain("Text\ngoes on.\n-- \nA. Khan\nPort Authority") == [
        ("body", "Text goes on."),
        ("body", "A. Khan"),
        ("body", "Port Authority"),
    ]


def test_flowed_lines_go_on_where_they_say_so() -> None:
    text = "The port \ngrows.\n From here\n> quoted \n> on\nShort\n-- \nA. Khan"
    assert plain(text, flowed=True) == [
        ("body", "The port grows."),
        ("body", "From here"),
        ("quote", "quoted on"),
        ("body", "Short"),
        ("body", "A. Khan"),
    ]
    assert plain("港の \n計画", flowed=True, delete_spaces=True) == [("body", "港の計画")]


def test_blocks_of_html_are_parts() -> None:
    text = (
        "<html><head><title>x</title><style>y</style></head><body>Hi <b>all</b>,<div>one<br>line</div>"
        "<h2>Head</h2><ul><li>a<li>b<ul><li>c</ul></ul><ol><li>d<li>e</ol><blockquote><p>q</p>r</blockquote>"
        "<div style='display: none'>hidden</div><script>z</script><!-- c --></body></html>"
    )
    assert rich(text) == [
        ("body", "Hi all,"),
        ("body", "one line"),
        ("heading", "Head"),
        ("list item", "• a"),
        ("list item", "• b"),
        ("list item", "• c"),
        ("list item", "1. d"),
        ("list item", "2. e"),
        ("quote", "q"),
        ("quote", "r"),
    ]


def test_two_line_ends_end_a_paragraph() -> None:
    assert rich("one<br>line<br> <br>two") == [("body", "one line"), ("body", "two")]


def test_rows_of_data_are_rows_and_tables_for_layout_are_read_through() -> None:
    data = "<table><tr><th>a<th>b<tr><td>1<td>2</table>"
    layout = f"<table><tr><td>left</td><td>{data}</td></tr><tr><td>alone</td></tr></table>"
    assert rich(layout) == [
        ("body", "left"),
        ("table row", "a | b"),
        ("table row", "1 | 2"),
        ("body", "alone"),
    ]


def test_preformatted_text_is_read_like_plain_text() -> None:
    assert rich("<pre>One\nline\n\n&gt; quoted</pre>") == [("body", "One line"), ("quote", "quoted")]


@pytest.mark.parametrize("text", ["", " ", "<!-- x -->", "<html></html>"])
def test_html_without_text_has_no_parts(text: str) -> None:
    assert rich(text) == []


def test_html_that_is_nested_too_deeply_is_refused() -> None:
    with pytest.raises(ReadingError, match="nested too deeply") as caught:
        html_parts("<div>" * 20_000 + "x")
    assert caught.value.hint
