"""What sort of file a source is: by its content, by its name only where that leaves it open."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.errors import ReadingError
from cpec_tui.reading.recognising import Format, recognise

MAIL = b"Received: from x\nFrom: a@example.org\nTo: b@example.org\nSubject: s\n\nText"


def container(*names: str, mimetype: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        if mimetype:
            made.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            made.writestr(zipfile.ZipInfo(name), b"x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "path", "found"),
    [
        (b"Some text", "a.txt", Format.TEXT),
        (b"# Heading", "a.md", Format.MARKDOWN),
        (b"# Heading", "a.txt", Format.TEXT),
        (b"%PDF-1.7 ...", "a.txt", Format.PDF),
        (b"{\\rtf1 x}", "a.doc", Format.RTF),
        (b"<!doctype html><p>x", "a.docx", Format.HTML),
        (b"\xef\xbb\xbf  <?xml version='1.0'?>\n<html>", "a", Format.HTML),
        (b"<p>a part of a page", "a.html", Format.HTML),
        (b"<p>a part of a page", "a.txt", Format.TEXT),
        (MAIL, "a", Format.MAIL),
        (b"From: nobody\nTo: all\n\nA poem", "a.txt", Format.TEXT),
        (b"From x Mon Jan  1\n" + MAIL, "inbox", Format.MBOX),
        (b"MIME-Version: 1.0\n" + MAIL + b"", "a.mhtml", Format.MHTML),
        (b"Snapshot-Content-Location: https://x\n" + MAIL, "a", Format.MHTML),
        (container("word/document.xml"), "a.zip", Format.DOCX),
        (container("META-INF/container.xml"), "a.docx", Format.EPUB),
        (container("content.xml", mimetype=b"application/vnd.oasis.opendocument.text"), "a", Format.ODT),
    ],
)
def test_the_content_tells(content: bytes, path: str, found: Format) -> None:
    assert recognise(content, path) is found


@pytest.mark.parametrize(
    ("content", "path", "said"),
    [
        (b"\xd0\xcf\x11\xe0....", "a.doc", "an old Word file"),
        (b"\xd0\xcf\x11\xe0....", "a.docx", "an old Office file, or an encrypted one"),
        (container("xl/workbook.xml"), "a.xlsx", "an Excel file"),
        (container("ppt/presentation.xml"), "a.pptx", "a PowerPoint file"),
        (container("x"), "a.docx", "a ZIP archive"),
        (
            container("x", mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
            "a",
            "an OpenDocument spreadsheet",
        ),
        (b"PK\x03\x04 cut", "a.docx", "damaged"),
        (b"\x89PNG....", "a.png", "a picture"),
        (b"x", "a.mobi", "an e-book"),
        (b"no such thing", "a.pdf", "this is no .pdf file"),
    ],
)
def test_what_is_not_read_is_refused_with_advice(content: bytes, path: str, said: str) -> None:
    with pytest.raises(ReadingError, match=said) as caught:
        recognise(content, path)
    assert caught.value.hint


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.eml", "a.html", "a", "a.md"]))
def test_anything_is_recognised_or_refused(content: bytes, path: str) -> None:
    hint = "it is recognised"
    try:
        recognise(content, path)
    except ReadingError as error:
        hint = error.hint
    assert hint
