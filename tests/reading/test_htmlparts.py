"""The blocks of text in an element tree."""

from __future__ import annotations

import pytest

from cpec_tui.errors import ReadingError
from cpec_tui.model import Role
from cpec_tui.reading.htmlparts import parts_of
from cpec_tui.reading.htmltree import parse


def _parts(html: str, *, furniture: bool = True) -> list[tuple[Role, str]]:
    return [(part.role, " ".join(part.text.split())) for part in parts_of(parse(html), furniture=furniture)]


def _texts(html: str, *, furniture: bool = True) -> list[str]:
    return [text for _, text in _parts(html, furniture=furniture)]


def test_headings_paragraphs_quotes_and_code_have_their_roles() -> None:
    html = "<h2>A <em>head</em></h2><p>One<b>two</b></p><blockquote><p>Said</p>so</blockquote><pre>x = 1\n\ny = 2</pre>"
    assert _parts(html) == [
        (Role.HEADING, "A head"),
        (Role.BODY, "Onetwo"),
        (Role.QUOTE, "Said"),
        (Role.QUOTE, "so"),
        (Role.BODY, "x = 1 y = 2"),
    ]


def test_items_of_nested_lists_are_apart_with_their_markers() -> None:
    html = """<ul><li>first<ul><li>inner</li></ul>after</li><li><p>second</p><p>more</p></li></ul>
        <ol start=3><li>c</li><li value=7>g</li><li>h</li></ol><ol type=a><li>x</li></ol>
        <ol type=I><li value=4>y</li></ol>"""
    assert _texts(html) == ["• first", "• inner", "after", "• second", "more", "3. c", "7. g", "8. h", "a. x", "IV. y"]
    assert {role for role, _ in _parts(html)} == {Role.LIST_ITEM}


def test_a_marker_that_is_written_or_switched_off_is_not_added() -> None:
    assert _texts("<ul><li>– dash</li></ul><ol><li>(a) letter</li></ol>") == ["– dash", "(a) letter"]
    assert _texts("<ul style='list-style: none'><li>bare</li></ul>") == ["bare"]


def test_rows_of_a_table_are_cells_joined_by_bars() -> None:
    html = """<table><caption>Quays</caption><tr><th>Name</th><th>Length</th></tr>
        <tr><td>First<br>quay</td><td></td></tr><tr><td> </td><td></td></tr></table>"""
    assert _parts(html) == [
        (Role.BODY, "Quays"),
        (Role.TABLE_ROW, "Name | Length"),
        (Role.TABLE_ROW, "First quay |"),
    ]


def test_a_table_that_only_places_blocks_has_no_rows() -> None:
    html = "<table><tr><td><h1>Title</h1><p>Text</p></td><td><table><tr><td>a</td><td>b</td></tr></table></table>"
    assert _parts(html) == [(Role.HEADING, "Title"), (Role.BODY, "Text"), (Role.TABLE_ROW, "a | b")]


def test_one_line_break_is_a_space_and_two_end_a_paragraph() -> None:
    assert _texts("<div>one<br>two<br> <br>three</div>") == ["one two", "three"]


def test_a_raised_number_does_not_run_into_the_number_before_it() -> None:
    assert _texts("<p>10<sup>6</sup> m<sup>2</sup> of land<sup>12</sup>, the 5<sup>th</sup></p>") == [
        "10⁶ m² of land 12, the 5th"
    ]


@pytest.mark.parametrize(
    "note",
    [
        '<ol><li id="n1">The note. <a href="#c1">↩</a></li></ol>',
        '<div role="doc-footnote" id="n1">1. The note.</div>',
        '<p><a id="n1" href="#c1">1.</a> The note.</p>',
    ],
)
def test_a_footnote_stands_after_the_paragraph_that_calls_it(note: str) -> None:
    html = f'<p>Said<a id="c1" href="https://example.org/page#n1">1</a>.</p><p>Next.</p>{note}'
    assert _texts(html) == ["Said 1.", "1. The note.", "Next."]


def test_links_to_headings_and_to_the_top_are_no_footnotes() -> None:
    html = '<p><a id="t" href="#h">1</a></p><p>x</p><h2 id="h">Head <a href="#t">^</a></h2>'
    assert _texts(html) == ["1", "x", "Head ^"]


def test_a_note_that_two_places_call_is_told_once() -> None:
    note = '<li id="n"><a href="#a">^</a> Note</li>'
    html = f'<p>x<sup id="a"><a href="#n">[1]</a></sup></p><p>y<a href="#n">[1]</a></p><ol>{note}</ol>'
    assert _texts(html) == ["x[1]", "1. Note", "y[1]"]


def test_what_is_hidden_is_no_text() -> None:
    html = """<p>seen<script>no</script><style>no</style><span hidden>no</span><i style="display: none">no</i></p>
        <template><p>no</p></template><p><ruby>漢<rt>kan</rt></ruby><svg><text>no</text></svg></p>
        <p>a<span role="doc-pagebreak">12</span>b</p>"""
    assert _texts(html) == ["seen", "漢", "ab"]


def test_menus_margins_and_the_foot_can_be_left_out() -> None:
    html = """<header>Site</header><nav>Menu</nav><article><header>By</header><p>Text</p></article>
        <aside>Margin</aside><div role="navigation">More</div><footer>Foot</footer>"""
    assert _texts(html, furniture=False) == ["By", "Text"]
    assert _texts(html) == ["Site", "Menu", "By", "Text", "Margin", "More", "Foot"]


def test_xhtml_may_close_what_html_may_not() -> None:
    head = '<html xmlns="http://www.w3.org/1999/xhtml"><head><script src="x"/><title/></head>'
    xhtml = head + "<body><p>a&nbsp;&lt;&eacute;{}</p></body></html>"
    assert _texts(xhtml.format("")) == ["a <é"]
    assert _texts(xhtml.format("<br>")) == ["a <é"]


def test_a_page_that_defines_entities_is_refused() -> None:
    with pytest.raises(ReadingError, match="entities"):
        parse('<?xml version="1.0"?><!DOCTYPE h [<!ENTITY a "aaaa">]><html><body><p>&a;</p></body></html>')


def test_an_entity_is_never_expanded_wherever_it_is_defined() -> None:
    padding = " " * 20_000
    html = (
        f"<?xml version='1.0'?><!DOCTYPE h [{padding}<!ENTITY a 'boom'>]><html xmlns='x'><p title='&a;'>&a;</p></html>"
    )
    assert "boom" not in " ".join(text for text in _texts(html) if "ENTITY" not in text)


def test_elements_nested_without_end_are_refused_and_not_left_out() -> None:
    with pytest.raises(ReadingError, match="nested too deeply"):
        parse("<div>" * 20_000 + "deep")
    assert _texts("<div>" * 1000 + "deep") == ["deep"]
    assert _texts("<table><tr><td>" * 300 + "deep") == ["deep"]
