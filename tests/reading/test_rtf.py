"""The reader of RTF."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.errors import ReadingError
from cpec_tui.reading.parts import Parts
from cpec_tui.reading.rtf import cleaning, read
from tests.reading.office import mutations, shown

FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset78 Osaka;}}"
LONG = "This is a sentence that is far too long to be a title of anything. "


def document(body: str, head: str = "") -> Parts:
    return read(rf"{{\rtf1\ansi\ansicpg1252\deff0{FONTS}{head}{body}}}".encode("latin-1"), "a.rtf")


def texts(body: str) -> list[str]:
    return [text for _, text in shown(document(body))]


def test_paragraphs_are_judged_like_those_of_plain_text() -> None:
    body = rf"\pard The harbour\par\par Trade\par {LONG}\par - one thing\par {LONG}\par"
    assert [role for role, _ in shown(document(body))] == ["title", "heading", "body", "list item", "body"]


def test_each_paragraph_stands_for_itself() -> None:
    assert texts(rf"{LONG}\par {LONG}\line goes on\par\par {LONG}") == [
        LONG.strip(),
        f"{LONG}goes on",
        LONG.strip(),
    ]


def test_letters_come_from_the_code_page_the_font_and_unicode() -> None:
    assert texts(r"Caf\'e9 \uc1\u8220?CPEC\u8221? {\f1\'cf\'f3\'f2\'fc} {\f2\'83\'7c} \u-10179?\u-8704?") == [
        "Café “CPEC” Путь ポ 😀"
    ]


@pytest.mark.parametrize("word", [r"\u99999?", r"\uc", r"\u", r"\f", r"\'zz", "\\"])
def test_words_that_mean_nothing_do_no_harm(word: str) -> None:
    assert "here" in texts(rf"Text {word} here.\par")[0]


def test_rows_have_their_cells_and_paragraphs_inside_a_cell_are_joined() -> None:
    body = r"\trowd\pard\intbl One\par two\cell {Three}\cell\row\trowd\pard\intbl\cell x\cell\row\pard After.\par"
    assert shown(document(body)) == [("table row", "One two | Three"), ("table row", "| x"), ("body", "After.")]


def test_list_items_have_the_marker_that_is_written_beside_them() -> None:
    body = r"{\listtext\pard\f3\'b7\tab}One\par{\listtext 2.\tab}Two\par{\*\pntext a)\tab}Three\par Text.\par"
    assert shown(document(body))[:3] == [
        ("list item", "• One"),
        ("list item", "2. Two"),
        ("list item", "a) Three"),
    ]


def test_notes_and_text_boxes_stand_after_their_paragraph() -> None:
    body = (
        r"Text{\super\chftn}{\footnote\pard {\super\chftn} A note.} goes on.\par"
        r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt Boxed\par}}}Next.\par{\footnote Last.}"
    )
    assert texts(body) == ["Text goes on.", "A note.", "Next.", "Boxed", "Last."]


def test_links_give_their_text_pictures_and_headers_nothing() -> None:
    body = (
        r'{\field{\*\fldinst{HYPERLINK "http://example.org"}}{\fldrslt{a link}}}{\pict\pngblip 89504e47} here.\par'
        r"{\header Page 1\par}{\*\unknown thing}\bin4 {}{}\binfsxn4 End.\par"
    )
    assert texts(body) == ["a link here.", "End."]


def test_deleted_text_and_comments_are_left_out_and_told() -> None:
    found = document(r"Kept {\rtlch\deleted\revauthdel1 gone}{\deleted0 stays}{\*\annotation A remark.}.\par")
    assert [text for _, text in shown(found)] == ["Kept stays."]
    assert found.notes == ("1 comment left out", "text deleted under tracked changes is left out")


def test_what_stands_after_the_end_is_no_text() -> None:
    assert [text for _, text in shown(read(rb"{\rtf1 Text.\par}{Junk}", "a.rtf"))] == ["Text."]


def test_a_text_that_is_cut_is_read_as_far_as_it_goes() -> None:
    assert [text for _, text in shown(read(rb"{\rtf1 Text.\par {\b More", "a.rtf"))] == ["Text.", "More"]


def test_its_properties_are_metadata() -> None:
    info = (
        r"{\info{\title A \'e9tude \{1\}}{\author A. Khan}{\keywords trade; ports}{\creatim\yr2020\mo3\dy4\hr5}"
        r"{\revtim\yr2020\mo13\dy4}}"
    )
    metadata = document(rf"{LONG}\par", info).metadata
    assert (metadata.title, metadata.author, metadata.date) == ("A étude {1}", "A. Khan", None)
    assert (metadata.tags, metadata.other) == (("trade", "ports"), {"created": "2020-03-04"})
    assert metadata.origins == dict.fromkeys(("title", "author", "tags"), "rtf info")


def test_deep_nesting_is_refused_with_numbers() -> None:
    with pytest.raises(ReadingError, match="nested more than 400 deep") as caught:
        document("{" * 100_000)
    assert caught.value.hint


@pytest.mark.parametrize("content", [b"", b"{\\rt", b"Text."])
def test_what_is_no_rtf_is_refused(content: bytes) -> None:
    with pytest.raises(ReadingError, match="no RTF"):
        read(content, "a.rtf")


def test_a_giant_table_of_fonts_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "_LARGEST_FONTS", 10)
    assert texts(r"Caf\'e9.") == ["Café."]


SAMPLE = (
    rf"{{\rtf1\ansi\ansicpg1252{FONTS}{{\info{{\title x}}{{\creatim\yr2020\mo1\dy2}}}}\pard A\'e9\u8220?\par"
    r"{\footnote b}\trowd\intbl c\cell\row{\listtext\'b7}d\par\bin3 abc}"
).encode("latin-1")


@settings(max_examples=300, deadline=None)
@given(st.one_of(mutations(SAMPLE), st.binary(max_size=100).map(lambda content: b"{\\rtf" + content)))
def test_damage_raises_nothing_but_a_reading_error(content: bytes) -> None:
    with suppress(ReadingError):
        read(content, "a.rtf")
