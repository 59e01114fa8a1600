"""The reader of saved web pages."""

from __future__ import annotations

import base64
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.errors import ReadingError
from cpec_tui.reading.mhtml import read

HTML = "<html><head><title>{}</title></head><body><p>Café by the sea.</p></body></html>"


def _saved(html: bytes, content_type: str = "text/html", *, headers: str = "") -> bytes:
    body = base64.encodebytes(html).decode()
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a?b=1#c\r\n"
        "Subject: =?utf-8?Q?The=20harbour=20=E2=80=93=20Gazette?=\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
        "--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
        f"--B\r\nContent-Type: {content_type}\r\nContent-Transfer-Encoding: base64\r\n{headers}\r\n{body}\r\n"
        "--B\r\nContent-Type: text/html\r\n\r\n<p>A frame.</p>\r\n--B--\r\n"
    ).encode()


def test_the_page_is_read_with_the_address_that_it_was_saved_from() -> None:
    found = read(_saved(HTML.format("Harbour").encode()), "page.mhtml")
    assert [part.text for part in found.parts] == ["Café by the sea."]
    assert (found.metadata.url, found.metadata.title) == ("https://example.org/a?b=1#c", "Harbour")
    assert found.metadata.origins == {"title": "HTML title", "url": "MHTML header"}
    assert found.metadata.date is None


def test_a_page_without_a_title_has_that_of_the_header() -> None:
    metadata = read(_saved(HTML.format("").encode()), "page.mhtml").metadata
    assert (metadata.title, metadata.origins["title"]) == ("The harbour – Gazette", "MHTML header")


def test_the_encoding_is_that_of_the_header_of_the_page() -> None:
    html = ("<p>" + "Порт города был открыт весной, и все лодки области пришли. " * 3 + "</p>").encode("koi8-r")
    assert read(_saved(html, "text/html; charset=koi8-r"), "page.mhtml").encoding == "koi8-r"


def test_a_saved_page_may_be_one_part_only() -> None:
    message = EmailMessage()
    message.set_content(HTML.format("T"), subtype="html")
    message["Content-Location"] = "https://example.org/x"
    found = read(message.as_bytes(), "page.mht")
    assert found.metadata.url == "https://example.org/x"


@pytest.mark.parametrize("content", [b"", b"Subject: x\n\nno page", b"MIME-Version: 1.0\nContent-Type: text/html\n\n"])
def test_a_file_without_a_page_is_refused(content: bytes) -> None:
    with pytest.raises(ReadingError, match="no web page"):
        read(content, "page.mhtml")


@settings(deadline=None, max_examples=80)
@given(st.integers(0, 700), st.integers(0, 60), st.binary(max_size=10))
def test_any_damage_is_read_or_refused(at: int, length: int, instead: bytes) -> None:
    content = _saved(HTML.format("T").encode())
    with suppress(ReadingError):
        read(content[:at] + instead + content[at + length :], "page.mhtml")
