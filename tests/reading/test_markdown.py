"""The reader of Markdown."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.errors import ReadingError
from cpec_tui.model import Role
from cpec_tui.reading.markdown import read


def _parts(text: str) -> list[tuple[Role, str]]:
    return [(part.role, " ".join(part.text.split())) for part in read(text.encode(), "a.md").parts]


def _texts(text: str) -> list[str]:
    return [text for _, text in _parts(text)]


def test_blocks_have_their_roles() -> None:
    text = "# Head\n\nOne\ntwo\n\n> said\n> > deeper\n\n```py\nx = 1\n\ny = 2\n```\n\n    code\n\n***\n\nSub\n---\n"
    assert _parts(text) == [
        (Role.HEADING, "Head"),
        (Role.BODY, "One two"),
        (Role.QUOTE, "said"),
        (Role.QUOTE, "deeper"),
        (Role.BODY, "x = 1 y = 2"),
        (Role.BODY, "code"),
        (Role.HEADING, "Sub"),
    ]


def test_items_keep_their_markers_in_nested_lists() -> None:
    text = "3. three\n4. four\n   - inner\n\n     more\n5) other\n\n* [ ] task\n\n> - quoted\n"
    assert _texts(text) == ["3. three", "4. four", "• inner", "more", "5) other", "• [ ] task", "• quoted"]
    assert {role for role, _ in _parts(text)} == {Role.LIST_ITEM}


def test_rows_of_a_table_are_cells_joined_by_bars() -> None:
    assert _parts("| a | b |\n|---|---|\n| *x* | |\n") == [(Role.TABLE_ROW, "a | b"), (Role.TABLE_ROW, "x |")]


def test_marks_are_removed_and_words_are_kept() -> None:
    text = 'Some *em* **strong** `code` ~~gone~~ [link](http://x.y "t") ![a *crane*](i.png) <b>bold</b><br>&amp; \\* <http://a.b>'
    assert _texts(text) == ["Some em strong code gone link a crane bold & * http://a.b"]


def test_footnotes_stand_after_the_paragraph_that_calls_them_first() -> None:
    text = "One[^a].\n\nTwo[^a] and ^[in *place*].\n\n[^a]: Note\n    goes on.\n\n    More.\n\n[^lost]: Never called.\n"
    assert _texts(text) == [
        "One[a].",
        "[a] Note goes on.",
        "More.",
        "Two[a] and [2].",
        "[2] in place",
        "[lost] Never called.",
    ]


def test_html_in_the_text_is_read_as_html() -> None:
    text = (
        "<table><tr><td>a</td><td>b</td></tr></table>\n\n<!-- comment -->\n\n"
        "<details>\n\ninside\n\n</details>\n\n- <p>item</p>\n"
    )
    found = read(text.encode(), "a.md")
    assert _parts(text) == [(Role.TABLE_ROW, "a | b"), (Role.BODY, "inside"), (Role.LIST_ITEM, "• item")]
    assert found.notes == ()


def test_the_title_is_that_of_the_front_matter_else_the_first_heading_of_the_first_level() -> None:
    body = "Before\n\n## Sub\n\n# Head *one*\n\n# Two\n"
    metadata = read(f"---\ntitle: Front\ndate: 2024-06\n---\n{body}".encode(), "a.md").metadata
    assert (metadata.title, metadata.date, metadata.origins["title"]) == ("Front", "2024-06", "front matter")
    metadata = read(body.encode(), "a.md").metadata
    assert (metadata.title, metadata.origins) == ("Head one", {"title": "first heading"})


@pytest.mark.parametrize("text", ["> " * 500 + "deep", "".join("  " * depth + "- a\n" for depth in range(200))])
def test_what_is_nested_without_end_is_refused_and_not_left_out(text: str) -> None:
    with pytest.raises(ReadingError, match="nested too deeply"):
        read(text.encode(), "a.md")
    assert _texts("> " * 25 + "deep") == ["deep"]


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(ReadingError, match="empty"):
        read(b" \n", "a.md")


_MARKS = (
    "#~ >~ -~ 1.~ $ $$ ~~~~ | |---|$ [^a] [^a]:~ ^[ ] ]( ![ <b> <!-- --> ``` ` * ** _ a &amp; \0 \\ ---$ <p> <div>&x;"
)
_PIECES = st.sampled_from([mark.replace("~", " ").replace("$", "\n") for mark in _MARKS.split(" ")])


@settings(deadline=None, max_examples=200)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_any_jumble_of_marks_is_read_or_refused(text: str) -> None:
    with suppress(ReadingError):
        read(text.encode(), "a.md")


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(ReadingError):
        read(content, "a.md")
