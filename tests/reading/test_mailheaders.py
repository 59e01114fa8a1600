"""Header fields in readable form."""

from __future__ import annotations

import email

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.reading.mailheaders import day, header, people, readable, shown


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Plain", "Plain"),
        ("=?utf-8?B?R3LDtsOfZQ==?=", "Größe"),
        ("=?UTF-8?q?Gr=C3=B6=C3=9Fe_x?= end", "Größe x end"),
        ("=?utf-8?q?Gr=C3?=\n =?utf-8?q?=B6=C3=9Fe?=", "Größe"),
        ("=?iso-8859-1?q?Gr=F6?= =?utf-8?b?w59l?=", "Größe"),
        ("=?utf-8*en?q?a?=", "a"),
        ("=?gb2312?B?1tC5+g==?=", "中国"),
        ("=?x-unknown?q?Gr=C3=B6=C3=9Fe?=", "Größe"),
        ("Re: [=?utf-8?q?x?=]", "Re: [x]"),
    ],
)
def test_encoded_words_are_decoded(raw: str, text: str) -> None:
    assert readable(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?B?R3LDtsOfZ", "Größ"),
        ("=?utf-8?B?R3LDtsOfZQ", "Größe"),
        ("=?utf-8?B?R3L!DtsOfZQ?=", "Größe"),
        ("=?utf-8?q?Gr=C3=B6=C3=9Fe", "Größe"),
        ("=?utf-8?q?Gr=?=", "Gr="),
        ("=?utf-8?x?Gr?=", "=?utf-8?x?Gr?="),
        ("=?utf-8", "=?utf-8"),
    ],
)
def test_damaged_words_are_read_as_far_as_they_go(raw: str, text: str) -> None:
    assert readable(raw) == text


def test_bytes_that_nothing_declares_are_read() -> None:
    for encoding in ("utf-8", "cp1252"):
        content = b"Subject: " + "Die Größe der Häfen".encode(encoding) + b"\nX: y\n\n"
        assert header(email.message_from_bytes(content), "subject") == "Die Größe der Häfen"


def test_people_have_names_and_addresses() -> None:
    content = b'From: "Khan, A." <a@example.org>, b@example.org, =?utf-8?q?=C3=96z?= <c@example.org>\n\n'
    found = people(email.message_from_bytes(content), "from")
    assert found == (("Khan, A.", "a@example.org"), ("", "b@example.org"), ("Öz", "c@example.org"))
    assert [shown(one) for one in found] == ["Khan, A. <a@example.org>", "b@example.org", "Öz <c@example.org>"]
    assert people(email.message_from_bytes(b"To: x\n\n"), "from") == ()


def test_people_that_cannot_be_told_apart_stand_as_they_are_written() -> None:
    nested = "(" * 5000
    assert people(email.message_from_bytes(b"From: " + nested.encode() + b"\n\n"), "from") == ((nested, ""),)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("Fri, 1 Mar 2024 23:30:00 -0900", "2024-03-01"),
        ("1 Mar 24 10:00 GMT", "2024-03-01"),
        ("Mon, 30 Feb 2024 10:00:00 +0000", None),
        ("soon", None),
        ("", None),
    ],
)
def test_the_day_is_as_the_sender_wrote_it(raw: str, found: str | None) -> None:
    assert day(raw) == found


@given(st.text(alphabet='=?utf-8BqQ_ aR3LDtsOfZ\udc80\n<>@,"', max_size=60))
def test_any_header_is_readable(raw: str) -> None:
    readable(raw).encode()
    day(raw)
