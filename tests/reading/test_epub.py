"""The reader of e-books."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.errors import ReadingError
from cpec_tui.model import Metadata, Role
from cpec_tui.reading.epub import read
from tests.reading.books import METADATA, book

ENCRYPTION = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">
<e:EncryptedData><e:EncryptionMethod Algorithm="{}"/></e:EncryptedData></encryption>"""


def _texts(content: bytes) -> list[str]:
    return [part.text for part in read(content, "book.epub").parts]


def test_chapters_are_read_in_the_order_of_the_spine_with_their_headings() -> None:
    found = read(book(order=["two.xhtml", "one.xhtml"]), "book.epub")
    assert [(part.role, part.text) for part in found.parts] == [
        (Role.HEADING, "Two"),
        (Role.BODY, "Second text."),
        (Role.HEADING, "One"),
        (Role.BODY, "First text."),
    ]
    assert found.notes == ()


def test_the_package_document_tells_the_metadata() -> None:
    metadata = """<dc:title id="s">A tale of ships</dc:title><meta refines="#s" property="title-type">subtitle</meta>
        <dc:title id="m">The harbour</dc:title><meta refines="#m" property="title-type">main</meta>
        <dc:creator id="a">Ada Brook</dc:creator><dc:creator opf:role="aut">Bo Stone</dc:creator>
        <dc:creator id="e">Cy Field</dc:creator><meta refines="#e" property="role">edt</meta>
        <dc:publisher>Gazette</dc:publisher><dc:language>en-GB</dc:language><dc:subject>Ports</dc:subject>
        <dc:identifier>https://example.org/b</dc:identifier><dc:identifier>isbn:1</dc:identifier>
        <dc:date opf:event="modification">2025-01-01</dc:date><dc:date opf:event="publication">2024-06</dc:date>"""
    assert read(book(metadata), "book.epub").metadata == Metadata(
        title="The harbour",
        date="2024-06",
        author="Ada Brook, Bo Stone",
        publisher="Gazette",
        url="https://example.org/b",
        language="en-GB",
        tags=("Ports",),
        other={"subtitle": "A tale of ships", "contributor (edt)": "Cy Field", "identifier": "isbn:1"},
        origins=dict.fromkeys(("title", "date", "author", "publisher", "url", "language", "tags"), "OPF"),
    )


@pytest.mark.parametrize(
    ("dates", "date"),
    [
        ("<dc:date>1901</dc:date><dc:date>2024-06-05</dc:date>", "1901"),
        ("<dc:date>2024-06-05T10:00:00Z</dc:date>", "2024-06-05"),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", None),
        ('<meta property="dcterms:modified">2024-06-05T10:00:00Z</meta>', None),
    ],
)
def test_the_date_is_the_first_one_stated_and_as_precise(dates: str, date: str | None) -> None:
    assert read(book(METADATA + dates), "book.epub").metadata.date == date


def test_a_chapter_that_is_missing_or_damaged_is_told_and_the_rest_is_read() -> None:
    content = book(order=["one.xhtml", "lost.xhtml", "deep.xhtml"], more={"OEBPS/text/deep.xhtml": b"<div>" * 5000})
    found = read(content, "book.epub")
    assert [part.text for part in found.parts] == ["One", "First text."]
    assert found.notes == (
        "the chapter `OEBPS/text/lost.xhtml` is left out: the book has no file `OEBPS/text/lost.xhtml`",
        "the chapter `OEBPS/text/deep.xhtml` is left out: the elements of the page are nested too deeply",
    )


def test_footnotes_in_the_margin_stand_after_their_paragraph() -> None:
    note = '<aside xmlns:e="http://www.idpf.org/2007/ops" e:type="footnote" id="n">Note</aside>'
    body = f'<p>Said<a href="#n">1</a>.</p><p>Next.</p>{note}'
    assert _texts(book(chapters={"one.xhtml": body})) == ["Said 1.", "Note", "Next."]


@pytest.mark.parametrize("name", ["../evil", "a/../../evil", "/etc/evil", "C:/evil", "..\\evil"])
def test_names_that_lead_out_of_the_book_are_refused(name: str) -> None:
    with pytest.raises(ReadingError, match="leads out of its folder"):
        read(book(more={name: b"x"}), "book.epub")


def test_a_chapter_outside_the_book_is_told() -> None:
    found = read(book(order=["one.xhtml", "../../../outside.xhtml"]), "book.epub")
    assert found.notes == ("the chapter `text/../../../outside.xhtml` lies outside the book: left out",)


def test_a_protected_book_is_refused_but_not_one_with_protected_fonts() -> None:
    fonts = ENCRYPTION.format("http://www.idpf.org/2008/embedding").encode()
    assert _texts(book(more={"META-INF/encryption.xml": fonts}))
    text = ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc").encode()
    with pytest.raises(ReadingError, match="protected against copying"):
        read(book(more={"META-INF/encryption.xml": text}), "book.epub")


def test_a_chapter_that_inflates_out_of_measure_is_left_out() -> None:
    found = read(book(order=["one.xhtml", "big.xhtml"], more={"OEBPS/text/big.xhtml": b" " * 20_000_000}), "book.epub")
    assert found.notes == ("the chapter `OEBPS/text/big.xhtml` is left out: `OEBPS/text/big.xhtml` inflates to 19 MB",)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 nothing",
        book(more={"META-INF/container.xml": b"<container/>"}),
        book(more={"META-INF/container.xml": b"no XML"}),
        book(more={"OEBPS/book.opf": b""}),
        book(chapters={"one.xhtml": ""}),
    ],
)
def test_a_book_without_text_is_refused(content: bytes) -> None:
    with pytest.raises(ReadingError) as refused:
        read(content, "book.epub")
    assert refused.value.hint


BOOK = book()


@settings(deadline=None, max_examples=120)
@given(st.integers(0, len(BOOK)), st.integers(0, 30), st.binary(max_size=10))
def test_any_damage_is_read_or_refused(at: int, length: int, instead: bytes) -> None:
    with suppress(ReadingError):
        read(BOOK[:at] + instead + BOOK[at + length :], "book.epub")


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="<>/&;dc:titlea=\"'#[]! ", max_size=60), st.text(alphabet="<>p/&;\0 x", max_size=40))
def test_any_package_and_any_chapter_is_read_or_refused(metadata: str, body: str) -> None:
    with suppress(ReadingError):
        read(book(metadata, {"one.xhtml": body}), "book.epub")
