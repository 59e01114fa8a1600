"""What a PDF says of itself, and what of it is believed."""

from __future__ import annotations

import pytest

from cpec_tui.model import Metadata
from cpec_tui.reading.pdf import read
from tests.reading.pdfs import Extras, page, pdf, put, xmp

TITLED = (
    '<dc:title><rdf:Alt><rdf:li xml:lang="fr">Un port</rdf:li>'
    '<rdf:li xml:lang="x-default">A harbour</rdf:li></rdf:Alt></dc:title>'
)
DATED = "<dc:date><rdf:Seq><rdf:li>2021-04-09T10:00:00Z</rdf:li></rdf:Seq></dc:date>"


def metadata(extras: Extras, path: str = "seeds/some-file.pdf") -> Metadata:
    return read(pdf(page(put(50, 600, "Text.")), extras=extras), path).metadata


def from_xmp(*packets: str, packed: bool = False) -> Metadata:
    return metadata(Extras(xmp=[xmp(packet) for packet in packets], packed_xmp=packed))


def test_the_document_information_gives_title_author_and_tags() -> None:
    info = {"Title": "Straße zum Hafen", "Author": "A. Author", "Subject": "Roads", "Keywords": "road; port, sea"}
    found = metadata(Extras(info=info, catalog="/Lang (de-DE)"))
    assert (found.title, found.author, found.tags, found.language) == (
        "Straße zum Hafen",
        "A. Author",
        ("road", "port", "sea"),
        "de-DE",
    )
    assert found.other == {"subject": "Roads"}
    assert found.origins == {"title": "PDF info", "author": "PDF info", "tags": "PDF info", "language": "PDF catalog"}


def test_when_the_file_was_made_is_not_when_its_text_was_published() -> None:
    found = metadata(Extras(info={"CreationDate": "D:20260410183231-04'00'"}))
    assert (found.date, found.other["created"], found.origins) == (None, "2026-04-10", {})


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - draft.docx",
        "Microsoft Word - A report on the harbour",
        "Report_final_v2.indd",
        "some-file",
        "SOME-FILE",
        "untitled",
        "Untitled-1",
        "Document1",
        "PowerPoint Presentation",
        "(no title)",
        "---",
    ],
)
def test_what_a_program_put_there_is_no_title(title: str) -> None:
    found = metadata(Extras(info={"Title": title}))
    assert (found.title, "title" in found.origins) == ("", False)


@pytest.mark.parametrize("title", ["Microsoft Word and the courts - a history", "Document 7 of the Court", "Hafen"])
def test_what_only_looks_like_it_is_a_title(title: str) -> None:
    assert metadata(Extras(info={"Title": title})).title == title


@pytest.mark.parametrize("packed", [False, True])
def test_xmp_fills_up_what_is_missing(packed: bool) -> None:
    creators = "<dc:creator><rdf:Seq><rdf:li>A. Author</rdf:li><rdf:li>B. Author</rdf:li></rdf:Seq></dc:creator>"
    publisher = "<dc:publisher><rdf:Bag><rdf:li>The ministry</rdf:li></rdf:Bag></dc:publisher>"
    made = "<xmp:CreateDate>2022-05-01T08:00:00Z</xmp:CreateDate>"
    found = from_xmp(TITLED + creators + publisher + DATED + made, packed=packed)
    assert (found.title, found.author, found.publisher, found.date) == (
        "A harbour",
        "A. Author; B. Author",
        "The ministry",
        "2021-04-09",
    )
    assert found.other == {"created": "2022-05-01"}
    assert set(found.origins.values()) == {"XMP"}


def test_the_document_information_goes_before_xmp_unless_it_is_none() -> None:
    assert metadata(Extras(info={"Title": "A road"}, xmp=[xmp(TITLED)])).title == "A road"
    assert metadata(Extras(info={"Title": "a.docx"}, xmp=[xmp(TITLED)])).title == "A harbour"


@pytest.mark.parametrize(("given", "date"), [("2021", "2021"), ("2021-04", "2021-04"), ("2021-13", None), ("", None)])
def test_a_date_is_as_precise_as_it_is_given(given: str, date: str | None) -> None:
    assert from_xmp(f"<dc:date>{given}</dc:date>").date == date


def test_the_date_of_publication_goes_before_other_dates() -> None:
    assert from_xmp(DATED + "<prism:publicationDate>2021-05-01</prism:publicationDate>").date == "2021-05-01"


def test_of_several_dates_none_is_chosen() -> None:
    assert from_xmp("<dc:date><rdf:Seq><rdf:li>2020</rdf:li><rdf:li>2021</rdf:li></rdf:Seq></dc:date>").date is None


def test_the_packet_of_a_picture_is_not_that_of_the_document() -> None:
    assert from_xmp(DATED, TITLED).title == ""


@pytest.mark.parametrize(
    "packet",
    [
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:title></x:xmpmeta>",
        "<x:xmpmeta",
        "<x:xmpmeta></x:xmpmeta>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&b;</x:xmpmeta>",
        "",
    ],
)
def test_a_broken_packet_says_nothing(packet: str) -> None:
    found = metadata(Extras(xmp=[packet]))
    assert (found.title, found.date, found.origins) == ("", None, {})


def test_a_packet_that_inflates_without_end_is_not_unpacked() -> None:
    huge = xmp(TITLED + "<dc:source>" + "a" * 3_000_000 + "</dc:source>")
    assert metadata(Extras(xmp=[huge], packed_xmp=True)).title == ""


def test_keywords_that_are_a_sentence_are_no_tags() -> None:
    found = metadata(Extras(info={"Keywords": "Cover date: April 10, 2026"}))
    assert (found.tags, found.other) == ((), {"keywords": "Cover date: April 10, 2026"})
