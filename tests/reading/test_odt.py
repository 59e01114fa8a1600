"""The reader of OpenDocument texts."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf import opendocument, style, text

from cpec_tui.errors import ReadingError
from cpec_tui.reading.odt import read
from cpec_tui.reading.parts import Parts
from tests.reading.office import mutations, odt_members, shown, zipped

STYLES = (
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="P2" style:parent-style-name="Heading_20_2"/>'
    '<style:style style:name="P3" style:parent-style-name="Quotations"/>'
    '<style:style style:name="P4" style:parent-style-name="P4"/>'
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")" '
    'text:display-levels="2"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="-"/></text:list-style>'
)


def document(body: str, styles: str = STYLES, meta: str = "") -> Parts:
    return read(zipped(odt_members(body, styles=styles, meta=meta)), "a.odt")


def paragraph(inside: str, name: str = "Standard") -> str:
    return f'<text:p text:style-name="{name}">{inside}</text:p>'


def items(*inside: str, more: str = "") -> str:
    listed = "".join(f"<text:list-item>{one}</text:list-item>" for one in inside)
    return f"<text:list {more}>{listed}</text:list>"


def table(*rows: str) -> str:
    return "<table:table>" + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows) + "</table:table>"


def cell(inside: str) -> str:
    return f"<table:table-cell>{inside}</table:table-cell>"


def test_a_text_of_odfpy_is_read() -> None:
    made = opendocument.OpenDocumentText()
    title = style.Style(name="P9", family="paragraph", parentstylename="Title")
    made.automaticstyles.addElement(title)
    made.text.addElement(text.P(stylename=title, text="The harbour"))
    made.text.addElement(text.H(outlinelevel=1, text="Trade"))
    made.text.addElement(text.P(text="Ships come."))
    file = io.BytesIO()
    made.write(file)
    found = read(file.getvalue(), "a.odt")
    assert shown(found) == [("title", "The harbour"), ("heading", "Trade"), ("body", "Ships come.")]
    assert (found.metadata.title, found.metadata.origins["title"]) == ("The harbour", "odt title style")


def test_styles_tell_the_role_by_what_they_are_based_on() -> None:
    body = "".join(paragraph("x", name) for name in ("P1", "P2", "P3", "P4", "Subtitle", "None"))
    assert [role for role, _ in shown(document(body))] == ["title", "heading", "quote", "body", "heading", "body"]


def test_spaces_tabs_breaks_links_and_fields_give_their_text() -> None:
    body = paragraph(
        'a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d <text:a xlink:href="u">a <text:span>link</text:span>'
        "</text:a> <text:title>Name</text:title><text:soft-page-break/> <text:ruby>"
        "<text:ruby-base>base</text:ruby-base><text:ruby-text>above</text:ruby-text></text:ruby>"
    )
    assert shown(document(body)) == [("body", "a b c d a link Name base")]


def test_notes_stand_after_their_paragraph_and_comments_are_left_out() -> None:
    body = paragraph(
        "Text<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p>"
        "</text:note-body></text:note> goes on<office:annotation><text:p>Hm.</text:p></office:annotation>."
    )
    found = document(body)
    assert shown(found) == [("body", "Text goes on."), ("body", "A note.")]
    assert found.notes == ("1 comment left out",)


def test_deleted_text_is_left_out_and_told() -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    found = document(changes + paragraph("Text."))
    assert shown(found) == [("body", "Text.")]
    assert found.notes == ("text deleted under tracked changes is left out",)


def test_lists_are_numbered_by_their_style_and_nested() -> None:
    inner = items(paragraph("x") + paragraph("more"), paragraph("y") + items(paragraph("z")))
    body = items(paragraph("one"), paragraph("two") + inner, more='text:style-name="L1"')
    assert shown(document(body)) == [
        ("list item", "1. one"),
        ("list item", "2. two"),
        ("list item", "(2.a) x"),
        ("list item", "more"),
        ("list item", "(2.b) y"),
        ("list item", "• z"),
    ]


def test_a_list_goes_on_or_starts_where_it_says_so() -> None:
    one, more = 'text:style-name="L1"', 'text:style-name="L1" text:continue-numbering="true"'
    five = items(paragraph("d"), more=one).replace("<text:list-item>", '<text:list-item text:start-value="5">')
    body = items(paragraph("a"), more=one) + items(paragraph("b"), more=more) + items(paragraph("c"), more=one) + five
    assert [text for _, text in shown(document(body))] == ["1. a", "2. b", "1. c", "5. d"]


def test_a_list_without_a_style_has_bullets_and_its_headings_stay_headings() -> None:
    body = items("<text:h>A</text:h>", paragraph("b"))
    assert shown(document(body)) == [("heading", "A"), ("list item", "• b")]


def test_rows_have_their_cells_merged_ones_once_and_nested_tables_after() -> None:
    body = table(
        cell(paragraph("a") + paragraph("b")) + "<table:covered-table-cell/>" + cell(paragraph("c")),
        cell("") + cell(items(paragraph("d")) + table(cell(paragraph("in")) + cell(paragraph("side")))),
        cell("") + cell(""),
    )
    assert shown(document(body)) == [("table row", "a b | | c"), ("table row", "| d"), ("table row", "in | side")]


def test_a_table_of_one_cell_is_a_frame() -> None:
    assert shown(document(table(cell("<text:h>A</text:h>" + paragraph("b"))))) == [("heading", "A"), ("body", "b")]


def test_text_boxes_and_shapes_come_after_their_paragraph() -> None:
    box = f"<draw:frame><svg:title>alt</svg:title><draw:text-box>{paragraph('Boxed')}</draw:text-box></draw:frame>"
    shape = f"<draw:g><draw:custom-shape>{paragraph('Shaped')}</draw:custom-shape></draw:g>"
    body = f"<draw:frame><draw:text-box>{paragraph('On the page')}</draw:text-box></draw:frame>"
    found = document(body + paragraph(f"Before {box}{shape}and after."))
    assert [text for _, text in shown(found)] == ["On the page", "Before and after.", "Boxed", "Shaped"]


def test_sections_and_tables_of_contents_are_read_through() -> None:
    body = (
        f"<text:section>{paragraph('In a section')}</text:section><text:table-of-content><text:index-body>"
        f"{paragraph('Contents 1')}</text:index-body></text:table-of-content>"
    )
    assert [text for _, text in shown(document(body))] == ["In a section", "Contents 1"]


def test_its_properties_are_metadata() -> None:
    meta = (
        "<dc:title>The harbour</dc:title><dc:creator>B. Saved</dc:creator><dc:language>en</dc:language>"
        "<meta:initial-creator>A. Khan</meta:initial-creator><meta:keyword>trade</meta:keyword>"
        "<meta:keyword>ports</meta:keyword><meta:creation-date>2019</meta:creation-date><dc:date>2020-01-02</dc:date>"
    )
    metadata = document(paragraph("x"), meta=meta).metadata
    assert (metadata.title, metadata.author, metadata.language) == ("The harbour", "A. Khan", "en")
    assert (metadata.tags, metadata.date) == (("trade", "ports"), None)
    assert metadata.other == {"created": "2019", "modified": "2020-01-02"}
    assert set(metadata.origins.values()) == {"odt properties"}


def test_an_encrypted_text_is_refused() -> None:
    with pytest.raises(ReadingError, match="encrypted") as caught:
        read(zipped(odt_members("", manifest="<manifest:encryption-data/>")), "a.odt")
    assert "password" in caught.value.hint


def test_a_damaged_text_is_refused_and_damage_beside_it_is_told() -> None:
    members = odt_members(paragraph("Text."))
    found = read(zipped({**members, "meta.xml": "<a", "styles.xml": "<b"}), "a.odt")
    assert [note.split(":")[0] for note in found.notes] == ["read without styles.xml", "read without meta.xml"]
    with pytest.raises(ReadingError, match=r"content\.xml"):
        read(zipped({**members, "content.xml": "<a"}), "a.odt")


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_damage_raises_nothing_but_a_reading_error(data: st.DataObject) -> None:
    members = odt_members(paragraph("a") + items(paragraph("b")) + table(cell("") + cell("c")), styles=STYLES)
    name = data.draw(st.sampled_from(sorted(members)))
    members[name] = data.draw(mutations(str(members[name]).encode()))
    with suppress(ReadingError):
        read(zipped(members), "a.odt")
    with suppress(ReadingError):
        read(data.draw(mutations(zipped(members))), "a.odt")
