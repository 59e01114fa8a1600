"""The reader of messages."""

from __future__ import annotations

from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.errors import ReadingError
from cpec_tui.reading import mailmessage
from cpec_tui.reading.mail import read
from cpec_tui.reading.parts import Parts
from tests.reading.office import mutations, shown

HEAD = b"From: A. Khan <a@example.org>\nTo: B <b@example.org>\nDate: Fri, 1 Mar 2024 23:30:00 +0500\n"


def message(body: bytes, head: bytes = b"Content-Type: text/plain; charset=utf-8\n") -> Parts:
    return read(HEAD + head + b"\n" + body, "a.eml")


def multipart(kind: bytes, *pieces: bytes, boundary: bytes = b"B") -> bytes:
    joined = b"".join(b"--" + boundary + b"\n" + piece + b"\n" for piece in pieces)
    head = b"Content-Type: multipart/" + kind + b'; boundary="' + boundary + b'"\n\n'
    return head + joined + b"--" + boundary + b"--\n"


def plain(text: bytes) -> bytes:
    return b"Content-Type: text/plain; charset=utf-8\n\n" + text


def html(text: bytes) -> bytes:
    return b"Content-Type: text/html; charset=utf-8\n\n" + text


def test_a_message_of_the_standard_library_is_read() -> None:
    made = EmailMessage()
    made["From"] = "Jürgen Öz <j@example.org>"
    made["To"] = "b@example.org"
    made["Subject"] = "Über den Hafen — 港"
    made["Date"] = "Fri, 01 Mar 2024 23:30:00 +0500"
    made.set_content("Gwadar is a port.\n\nIt grows, 港.\n")
    made.add_alternative("<p>Not this</p>", subtype="html")
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="réport.pdf")
    found = read(made.as_bytes(), "a.eml")
    assert shown(found) == [
        ("title", "Über den Hafen — 港"),
        ("body", "Gwadar is a port."),
        ("body", "It grows, 港."),
    ]
    metadata = found.metadata
    assert (metadata.title, metadata.date, metadata.author) == ("Über den Hafen — 港", "2024-03-01", "Jürgen Öz")
    assert metadata.publisher is None
    assert metadata.other == {"from": "Jürgen Öz <j@example.org>", "to": "b@example.org"}
    assert set(metadata.origins.values()) == {"e-mail header"}
    assert found.notes == ("1 attachment not read: `réport.pdf`",)


def test_the_day_is_that_of_the_sender() -> None:
    assert read(HEAD + b"\nText.", "a.eml").metadata.date == "2024-03-01"
    late = HEAD.replace(b"+0500", b"-0900")
    assert read(late + b"\nText.", "a.eml").metadata.date == "2024-03-01"


@pytest.mark.parametrize("date", [b"soon", b"Fri, 31 Feb 2024 10:00:00", b"", b"99999999999 Mar 2024"])
def test_a_date_that_cannot_be_read_is_left_out_and_told(date: bytes) -> None:
    found = read(b"From: a@example.org\nDate: " + date + b"\n\nText.", "a.eml")
    assert found.metadata.date is None
    assert len(found.notes) == bool(date)
    assert found.metadata.other.get("date", "") == date.decode()


def test_an_address_without_a_name_is_the_author() -> None:
    assert read(b"From: a@example.org\nSubject: x\n\nText.", "a.eml").metadata.author == "a@example.org"


def test_a_byte_order_mark_before_the_header_is_no_text() -> None:
    found = read(b"\xef\xbb\xbf\r\nSubject: x\nFrom: a@example.org\nContent-Language: en, fr\n\nText.", "a.eml")
    assert (shown(found), found.metadata.language) == ([("title", "x"), ("body", "Text.")], "en")


def test_a_message_of_nothing_but_a_subject_is_its_subject() -> None:
    assert shown(read(b"From: a@example.org\nSubject: Only this\n\n", "a.eml")) == [("title", "Only this")]


def test_of_several_forms_the_plain_one_is_read_if_it_has_text() -> None:
    both = multipart(b"alternative", html(b"<p>Rich</p>"), plain(b"Plain"))
    assert [text for _, text in shown(read(HEAD + both, "a.eml"))] == ["Plain"]
    empty = multipart(b"alternative", plain(b" \n"), html(b"<p>Rich</p>"))
    assert [text for _, text in shown(read(HEAD + empty, "a.eml"))] == ["Rich"]
    inner = multipart(b"related", html(b"<p>Rich</p>"), b"Content-Type: image/png\n\nxx", boundary=b"C")
    nested = multipart(b"alternative", inner)
    found = read(HEAD + nested, "a.eml")
    assert ([text for _, text in shown(found)], found.notes) == (["Rich"], ("1 attachment not read: `image/png`",))


def test_every_text_that_is_no_attachment_is_read() -> None:
    attached = b"Content-Disposition: attachment; filename=a.txt\n" + plain(b"Not this")
    found = read(HEAD + multipart(b"mixed", plain(b"One"), html(b"<p>Two</p>"), attached), "a.eml")
    assert [text for _, text in shown(found)] == ["One", "Two"]
    assert found.notes == ("1 attachment not read: `a.txt`",)


def test_many_attachments_are_counted_and_the_first_named() -> None:
    pictures = [b"Content-Type: image/png; name=%d.png\n\nx" % number for number in range(25)]
    (note,) = read(HEAD + multipart(b"mixed", plain(b"One"), *pictures), "a.eml").notes
    assert note.startswith("25 attachments not read: `0.png`, `1.png`")
    assert note.endswith("`19.png`, …")


def test_a_forwarded_message_has_its_subject_as_a_heading() -> None:
    inner = b"Content-Type: message/rfc822\n\nFrom: C <c@example.org>\nSubject: Inner\nDate: some day\n\nInside."
    found = read(HEAD + multipart(b"mixed", plain(b"See below"), inner), "a.eml")
    assert shown(found) == [
        ("body", "See below"),
        ("heading", "Inner"),
        ("body", "From: C <c@example.org> Date: some day"),
        ("body", "Inside."),
    ]


def test_a_boundary_that_is_missing_loses_no_text() -> None:
    cut = multipart(b"mixed", plain(b"One")).removesuffix(b"--B--\n")
    assert [text for _, text in shown(read(HEAD + cut, "a.eml"))] == ["One"]
    assert [text for _, text in shown(read(HEAD + b"Content-Type: multipart/mixed\n\nText.", "a.eml"))] == ["Text."]


@pytest.mark.parametrize(
    ("charset", "content", "encoding"),
    [
        (b"utf-8", "Größe".encode(), "utf-8"),
        (b"iso-8859-1", "“Größe”".encode("cp1252"), "cp1252"),
        (b"gb2312", "中巴經濟走廊".encode("gb18030"), "gb18030"),
        (b"iso-2022-jp", "港の計画".encode("iso2022_jp"), "iso2022_jp"),
        (b"us-ascii", "Größe".encode(), "utf-8"),
        (b"x-unknown", "Größe".encode(), "utf-8"),
        (b"punycode", b"Plain-text", "utf-8"),
        (b"utf-8", "Die Größe der Häfen überrascht".encode("cp1252"), "cp1252"),
    ],
)
def test_text_is_in_the_charset_it_declares_or_in_what_it_is(charset: bytes, content: bytes, encoding: str) -> None:
    found = message(content, b"Content-Transfer-Encoding: 8bit\nContent-Type: text/plain; charset=" + charset + b"\n")
    assert found.encoding == encoding
    assert shown(found) == [("body", content.decode(encoding))]


def test_a_few_damaged_characters_are_shown_and_told() -> None:
    content = ("港" * 100).encode("gb18030") + b"\xff and more"
    found = message(content, b"Content-Transfer-Encoding: 8bit\nContent-Type: text/plain; charset=gb2312\n")
    assert found.notes == ("1 damaged gb18030 character(s), shown as �",)
    assert found.parts[0].text.startswith("港港")


def test_a_part_in_no_known_charset_is_told() -> None:
    content = bytes(range(256)) * 4
    found = message(content, b"Content-Transfer-Encoding: 8bit\nContent-Type: text/plain\n")
    assert "a part is in no known charset" in found.notes


def test_transfer_encodings_are_undone() -> None:
    quoted = message(b"Gr=C3=B6=\n=C3=9Fe", b"Content-Transfer-Encoding: quoted-printable\n")
    based = message(b"R3LDtsOfZQ==", b"Content-Transfer-Encoding: base64\n")
    assert shown(quoted) == shown(based) == [("body", "Größe")]


def test_nesting_without_end_is_refused_with_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = plain(b"deep")
    for number in range(30):
        inner = multipart(b"mixed", inner, boundary=b"B%d" % number)
    with pytest.raises(ReadingError, match="nested more than 20 deep") as caught:
        read(HEAD + inner, "a.eml")
    assert caught.value.hint
    monkeypatch.setattr(mailmessage, "_MOST_PIECES", 2)
    with pytest.raises(ReadingError, match="more than 2 pieces"):
        read(HEAD + multipart(b"mixed", plain(b"1"), plain(b"2"), plain(b"3")), "a.eml")


def test_html_that_is_nested_too_deeply_is_told() -> None:
    found = read(HEAD + multipart(b"mixed", plain(b"One"), html(b"<div>" * 20_000 + b"x")), "a.eml")
    assert [text for _, text in shown(found)] == ["One"]
    assert found.notes == ("a part of the message is not read: the HTML is nested too deeply",)


SAMPLE = (
    HEAD + b"Subject: =?utf-8?B?R3LDtsOfZQ==?=\n" + multipart(b"mixed", plain(b"> a\nb\n-- \nc"), html(b"<li>d<br>e"))
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(mutations(SAMPLE), st.binary(max_size=200)))
def test_damage_raises_nothing_but_a_reading_error(content: bytes) -> None:
    with suppress(ReadingError):
        read(content, "a.eml")
