"""PDFs that cannot be read, or not wholly: each says why, and none raises anything but ReadingError."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.errors import ReadingError
from cpec_tui.reading.parts import Parts
from cpec_tui.reading.pdf import read
from tests.reading.pdfs import Extras, Page, page, pdf, put, stack, xmp

SCAN = page(picture=True)
TEXT = page(put(50, 600, "Some text stands here."))
LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'ab' * 32}> /U <{'cd' * 32}> /P -4 >> /ID [<01><01>]"
SOUND = pdf(
    page(put(50, 700, "A heading", 18, "bold"), stack(50, 600, "Some text of two", "lines."), put(50, 96, "1 note", 6)),
    page(
        stack(50, 600, "The second page", "has some, too."),
        "BT /plain 9 Tf 0 1 -1 0 20 20 Tm (askew) Tj ET",
        rotation=90,
    ),
    SCAN,
    extras=Extras(info={"Title": "A title", "CreationDate": "D:2020"}, xmp=[xmp("<dc:date>2020</dc:date>")]),
)


def readable(*pages: Page) -> Parts:
    return read(pdf(*pages), "seeds/x.pdf")


def refused(content: bytes) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read(content, "seeds/x.pdf")
    return caught.value


def test_an_encrypted_pdf_is_refused_with_advice() -> None:
    error = refused(pdf(TEXT, extras=Extras(trailer=LOCK)))
    assert (error.message, error.hint) == ("the PDF is encrypted", "save a copy without a password")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"%PDF-1.4\n%%EOF", SOUND[: len(SOUND) // 9]])
def test_a_damaged_pdf_is_refused_with_advice(content: bytes) -> None:
    error = refused(content)
    assert (error.message, error.hint) == ("the PDF is damaged", "open it in a PDF viewer and save it again")


def test_a_scanned_pdf_is_refused_with_advice() -> None:
    error = refused(pdf(SCAN, SCAN))
    assert (error.message, error.hint) == ("there is no text in the PDF: it is scanned", "run it through OCR first")


def test_a_blank_pdf_is_not_called_scanned() -> None:
    assert refused(pdf(page())).message == "there is no text in the PDF: its pages are blank or drawn"


def test_pages_without_text_are_named() -> None:
    found = readable(TEXT, SCAN, page(), SCAN, SCAN, TEXT)
    assert [part.page for part in found.parts] == [1, 6]
    assert found.notes == (
        "pages 2, 4-5: no text, only pictures: run it through OCR to read them",
        "page 3: no text: blank or drawn",
    )


def test_a_page_of_far_too_many_characters_is_left_out_with_a_note() -> None:
    crowded = page(*(put(50, 600 - number, "a" * 1000, 1) for number in range(251)))
    found = readable(TEXT, crowded)
    assert [part.page for part in found.parts] == [1]
    assert found.notes == ("page 2: more than 250,000 characters: left out",)
    assert refused(pdf(crowded)).message == "every page of the PDF holds more than 250,000 characters"


def test_a_pdf_of_far_too_many_pages_is_refused() -> None:
    content = re.sub(rb"/Kids \[(.*?)\] /Count 1", rb"/Kids [" + b"100 0 R " * 20_001 + rb"] /Count 20001", pdf(TEXT))
    error = refused(content)
    assert (error.message, error.hint) == ("the PDF has more than 20,000 pages", "split it")


def test_a_pdf_of_far_too_many_characters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpec_tui.reading.pdf.pdfium.MOST_CHARACTERS", 30)
    assert refused(pdf(TEXT, TEXT)).message == "the PDF has more than 30 characters"


@pytest.mark.parametrize("matrix", ["1e30 0 0 1e30 0 0", "0 0 0 0 0 0", "1 0 0 1 1e38 -1e38", "-1e9 0 0 1e-9 5 5"])
def test_letters_that_stand_nowhere_do_no_harm(matrix: str) -> None:
    assert "Some text stands here." in [
        part.text
        for part in readable(
            TEXT, page(stack(50, 600, "Some text stands here."), f"BT /plain 1e20 Tf {matrix} Tm (lost) Tj ET")
        ).parts
    ]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_mutated_pdf_raises_nothing_but_a_reading_error(data: st.DataObject) -> None:
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=6))
    with suppress(ReadingError):
        read(bytes(content), "seeds/x.pdf")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_raise_nothing_but_a_reading_error(content: bytes) -> None:
    with suppress(ReadingError):
        read(b"%PDF-1.7\n" + content, "seeds/x.pdf")


_NUMBERS = st.one_of(st.integers(-900, 900), st.floats(-1e12, 1e12), st.sampled_from([0, 0.001, -1, 600, 1e7]))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.lists(_NUMBERS, min_size=7, max_size=7), st.text("aB1.-• \x01*—/", min_size=1)), max_size=30)
)
def test_letters_may_stand_anywhere(given_marks: list[tuple[list[float], str]]) -> None:
    marks = [
        f"BT /plain {numbers[0]:.4f} Tf {' '.join(f'{number:.4f}' for number in numbers[1:])} Tm ({text}) Tj ET"
        for numbers, text in given_marks
    ]
    with suppress(ReadingError):
        readable(TEXT, page(*marks), page(*marks))
