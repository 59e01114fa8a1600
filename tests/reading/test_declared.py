"""Bytes that say in what encoding they are."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.errors import ReadingError
from cpec_tui.reading.declared import declared_in, decode_declared

RUSSIAN = "Порт города был открыт весной, и все лодки области пришли, чтобы люди их увидели. " * 3
CHINESE = "港口在春天开放，所有的船都来了，人们看到了它们。" * 3
JAPANESE = "港は春に開かれ、すべての船が来て、人々はそれを見た。" * 3
FRENCH = "Le port a été ouvert au printemps, et les bateaux de la région sont arrivés : « déjà vus » à l'époque. " * 3


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (CHINESE, "gb18030", "gb2312"),
        (JAPANESE, "cp932", "shift_jis"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (FRENCH, "cp1252", "iso-8859-1"),
        (FRENCH, "utf-8", "UTF-8"),
    ],
)
def test_a_true_declaration_is_believed_without_a_word(text: str, encoding: str, declared: str) -> None:
    decoded = decode_declared(f"<p>{text}</p>".encode(encoding), declared)
    assert text in decoded.text
    assert decoded.notes == ()


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (RUSSIAN, "cp1251", "iso-8859-1"),
        (RUSSIAN, "utf-8", "windows-1251"),
        (CHINESE, "gb18030", "big5"),
        (CHINESE, "gb18030", "utf-8"),
        (JAPANESE, "euc_jp", "x-unknown"),
        (JAPANESE, "iso2022_jp", "utf-8"),
    ],
)
def test_a_declaration_that_lies_is_told_and_the_text_is_read(text: str, encoding: str, declared: str) -> None:
    decoded = decode_declared(f"<p>{text}</p>".encode(encoding), declared)
    assert text in decoded.text
    assert decoded.notes == (f"the encoding is declared as {declared}; read as {decoded.encoding}",)


def test_a_byte_order_mark_beats_what_is_declared() -> None:
    decoded = decode_declared(codecs.BOM_UTF16_LE + FRENCH.encode("utf-16-le"), "iso-8859-1")
    assert (decoded.text, decoded.encoding) == (FRENCH, "utf-16")


def test_a_page_that_can_be_read_is_not_in_the_wide_encoding_that_it_declares() -> None:
    assert decode_declared(b"<p>plain</p>", "utf-16").text == "<p>plain</p>"


def test_plain_ascii_is_utf_8_whatever_is_declared() -> None:
    assert decode_declared(b"<p>plain</p>", "iso-8859-1").encoding == "utf-8"


def test_damaged_utf_8_is_read_with_a_note() -> None:
    decoded = decode_declared(FRENCH.encode() + b"\xff", "utf-8")
    assert decoded.text == FRENCH + "�"
    assert decoded.notes == ("1 damaged utf-8 character(s), shown as �",)


@pytest.mark.parametrize("declared", ["base64", "rot13", "unicode_escape", "undefined", "\0", "", "idna"])
def test_names_of_what_is_no_encoding_of_text_are_passed_over(declared: str) -> None:
    assert decode_declared(b"caf\xc3\xa9 \\n", declared).text == "café \\n"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ReadingError, match="no text"):
        decode_declared(bytes(range(32)) * 20, None)


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"<html><meta charset=utf-8>", "utf-8"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"),
        (b"<?xml version='1.0' encoding=\"big5\"?>", "big5"),
        (b"<p>charset=utf-8", None),
    ],
)
def test_the_declaration_is_found_in_the_head(head: bytes, found: str | None) -> None:
    assert declared_in(head) == found


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(["utf-8", "gbk", "cp1252", "utf-7", "hz", "nothing", None]))
def test_any_bytes_are_text_or_refused(content: bytes, declared: str | None) -> None:
    with suppress(ReadingError):
        decode_declared(content, declared)
