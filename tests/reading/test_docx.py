"""The reader of Word files."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpec_tui.errors import ReadingError
from cpec_tui.reading.docx import read
from cpec_tui.reading.parts import Parts
from tests.reading.office import docx_members, mutations, shown, word_paragraph, zipped

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>{more}</w:style>'
    for style, name, more in (
        ("T", "Title", ""),
        ("H", "heading 1", ""),
        ("Own", "My heading", '<w:basedOn w:val="H"/>'),
        ("Level", "Chapter", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("Q", "Intense Quote", ""),
        ("Ring", "Ring", '<w:basedOn w:val="Ring"/>'),
    )
)
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>See the annex.</w:t></w:r></w:p></w:footnote>'
)


def document(body: str, **parts: str) -> Parts:
    return read(zipped(docx_members(body, **parts)), "a.docx")


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def text_box(text: str) -> str:
    return f"<w:txbxContent>{word_paragraph(text)}</w:txbxContent>"


def made_by_python_docx() -> bytes:
    made = docx.Document()
    made.core_properties.title = ""
    made.core_properties.author = "A. Khan"
    made.add_heading("The harbour", 0)
    made.add_heading("Trade", 1)
    made.add_paragraph("Ships come.")
    made.add_paragraph("one", style="List Bullet")
    made.add_paragraph("first", style="List Number")
    made.add_paragraph("second", style="List Number")
    made.add_paragraph("Said so.", style="Quote")
    grid: Any = made.add_table(2, 2)
    for number, one in enumerate(grid._cells):
        one.text = str(number)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_a_document_of_python_docx_is_read() -> None:
    found = read(made_by_python_docx(), "a.docx")
    assert shown(found) == [
        ("title", "The harbour"),
        ("heading", "Trade"),
        ("body", "Ships come."),
        ("list item", "• one"),
        ("list item", "1. first"),
        ("list item", "2. second"),
        ("quote", "Said so."),
        ("table row", "0 | 1"),
        ("table row", "2 | 3"),
    ]
    assert (found.metadata.title, found.metadata.origins["title"]) == ("The harbour", "docx title style")
    assert (found.metadata.author, found.metadata.origins["author"]) == ("A. Khan", "docx properties")


def test_styles_tell_the_role_by_name_base_and_level() -> None:
    body = "".join(word_paragraph(style, style) for style in ("T", "H", "Own", "Level", "Q", "Ring", "None"))
    roles = [role for role, _ in shown(document(body, styles=STYLES))]
    assert roles == ["title", "heading", "heading", "heading", "quote", "body", "body"]
    assert shown(document(word_paragraph("A", properties='<w:outlineLvl w:val="2"/>'))) == [("heading", "A")]


def test_insertions_are_kept_and_deletions_left_out() -> None:
    body = (
        "<w:p><w:r><w:t>The </w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t> harbour</w:t></w:r></w:moveTo></w:p>"
    )
    found = document(body)
    assert shown(found) == [("body", "The new harbour")]
    assert found.notes == ("text deleted under tracked changes is left out",)


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    ends = word_paragraph("One ", properties="<w:rPr><w:del/></w:rPr>")
    assert shown(document(ends + word_paragraph("sentence."))) == [("body", "One sentence.")]
    assert shown(document(ends)) == [("body", "One")]


def test_breaks_and_tabs_are_spaces_and_optional_hyphens_vanish() -> None:
    body = (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type='page'/><w:t>co</w:t>"
        "<w:softHyphen/><w:t>operation, CPEC</w:t><w:noBreakHyphen/><w:t>II</w:t></w:r></w:p>"
    )
    assert shown(document(body)) == [("body", "a b c cooperation, CPEC-II")]


def test_links_fields_content_controls_and_formulas_give_their_text() -> None:
    body = (
        "<w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText> PAGE </w:instrText></w:r><w:fldSimple><w:r><w:t> 7</w:t></w:r></w:fldSimple>"
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent>"
        "</w:sdt><m:oMath><m:r><m:t> x+y</m:t></m:r></m:oMath><w:r><w:sym w:char='2192'/><w:sym w:char='zz'/></w:r>"
        "</w:p></w:sdtContent></w:sdt>"
    )
    assert shown(document(body)) == [("body", "a link 7 x+y→")]


def test_notes_stand_after_their_paragraph_once() -> None:
    body = f"<w:p><w:r><w:t>Text.</w:t></w:r>{NOTE}{NOTE}</w:p>" + word_paragraph("More.")
    assert shown(document(body, footnotes=FOOTNOTES)) == [
        ("body", "Text."),
        ("body", "See the annex."),
        ("body", "More."),
    ]


def test_a_note_that_holds_itself_ends() -> None:
    ring = f'<w:footnote w:id="2"><w:p><w:r><w:t>Round</w:t></w:r>{NOTE}</w:p></w:footnote>'
    assert shown(document(f"<w:p>{NOTE}</w:p>", footnotes=ring)) == [("body", "Round")]


def test_text_boxes_come_after_their_paragraph_in_one_of_their_forms() -> None:
    both = (
        f"<mc:AlternateContent><mc:Choice><wps:txbx>{text_box('Boxed')}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{text_box('Boxed')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    old = f"<w:pict><v:textbox>{text_box('Old')}</v:textbox></w:pict>"
    body = f"<w:p><w:r>{both}</w:r><w:r><w:t>Beside.</w:t></w:r><w:r>{old}</w:r></w:p>"
    assert shown(document(body)) == [("body", "Beside."), ("body", "Boxed"), ("body", "Old")]


def test_rows_have_their_cells_merged_ones_once_and_nested_tables_after() -> None:
    inner = table(cell(word_paragraph("in")) + cell(word_paragraph("side")))
    body = table(
        cell(word_paragraph("Merged"), '<w:vMerge w:val="restart"/>')
        + cell(word_paragraph("two") + word_paragraph("lines"), '<w:gridSpan w:val="2"/>'),
        cell(word_paragraph("Merged"), "<w:vMerge/>") + cell(word_paragraph("b") + inner) + cell("<w:p/>"),
        cell("<w:p/>") + cell("<w:p/>"),
    )
    assert shown(document(body)) == [
        ("table row", "Merged | two lines"),
        ("table row", "| b"),
        ("table row", "in | side"),
    ]


def test_a_deleted_row_is_left_out_and_a_table_of_one_cell_is_a_frame() -> None:
    deleted = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + cell(word_paragraph("gone")) + "</w:tr></w:tbl>"
    body = deleted + table(cell(word_paragraph("A", "H") + word_paragraph("Text.")))
    assert shown(document(body, styles=STYLES)) == [("heading", "A"), ("body", "Text.")]


def test_comments_are_counted_and_left_out() -> None:
    found = document(word_paragraph("Text."), comments="<w:comment/><w:comment/>")
    assert (shown(found), found.notes) == ([("body", "Text.")], ("2 comments left out",))


def test_core_properties_are_metadata() -> None:
    core = (
        "<dc:title> The  harbour </dc:title><dc:creator>A. Khan</dc:creator><dc:language>en-GB</dc:language>"
        "<dc:subject>ports</dc:subject><cp:keywords>trade; ports, ships</cp:keywords>"
        "<dcterms:created>2020-01-02T03:04:05Z</dcterms:created><dcterms:modified>2021</dcterms:modified>"
    )
    metadata = document(word_paragraph("Other", "T"), core=core, styles=STYLES).metadata
    assert (metadata.title, metadata.author, metadata.language) == ("The harbour", "A. Khan", "en-GB")
    assert metadata.tags == ("ports", "trade", "ships")
    assert metadata.date is None
    assert metadata.other == {"created": "2020-01-02T03:04:05Z", "modified": "2021"}
    assert set(metadata.origins.values()) == {"docx properties"}


def test_a_file_of_the_strict_kind_is_read() -> None:
    members = docx_members(word_paragraph("Text.", "H"), styles=STYLES)
    strict = {
        name: str(content)
        .replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/x/main")
        .replace("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
        for name, content in members.items()
    }
    assert shown(read(zipped(strict), "a.docx")) == [("heading", "Text.")]


def test_what_is_missing_beside_the_text_is_told() -> None:
    members = docx_members(word_paragraph("Text."), styles=STYLES)
    members["word/styles.xml"] = "<w:styles"
    found = read(zipped(members), "a.docx")
    assert shown(found) == [("body", "Text.")]
    assert found.notes[0].startswith("read without its styles")


@pytest.mark.parametrize("damage", ["<w:document", "", "<!DOCTYPE a [<!ENTITY b 'c'>]><w:document/>"])
def test_a_damaged_text_is_refused(damage: str) -> None:
    members = {**docx_members(""), "word/document.xml": damage}
    with pytest.raises(ReadingError, match=r"word/document\.xml") as caught:
        read(zipped(members), "a.docx")
    assert caught.value.hint


def test_entities_are_not_expanded() -> None:
    members = docx_members("<w:p><w:r><w:t>a&b;c</w:t></w:r></w:p>")
    members["word/document.xml"] = "<!DOCTYPE x [<!ENTITY b 'secret'>]>" + str(members["word/document.xml"])
    assert "secret" not in str(shown(read(zipped(members), "a.docx")))


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(ReadingError):
        document("<w:sdt>" * 100_000 + word_paragraph("Text.") + "</w:sdt>" * 100_000)


SAMPLE = zipped(
    docx_members(
        word_paragraph("A", "H") + table(cell(word_paragraph("b")) + cell("<w:p/>")) + f"<w:p>{NOTE}</w:p>",
        styles=STYLES,
        footnotes=FOOTNOTES,
    )
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.one_of(mutations(SAMPLE), st.binary(max_size=100)))
def test_damage_raises_nothing_but_a_reading_error(content: bytes) -> None:
    with suppress(ReadingError):
        read(content, "a.docx")


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_damage_inside_the_members_raises_nothing_but_a_reading_error(data: st.DataObject) -> None:
    members = docx_members(word_paragraph("A", "H") + f"<w:p>{NOTE}</w:p>", styles=STYLES, footnotes=FOOTNOTES)
    name = data.draw(st.sampled_from(sorted(members)))
    members[name] = data.draw(mutations(str(members[name]).encode()))
    with suppress(ReadingError):
        read(zipped(members), "a.docx")
