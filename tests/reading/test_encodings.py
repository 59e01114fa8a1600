"""What encoding bytes are in that declare none."""

from __future__ import annotations

import pytest

from cpec_tui.reading.encodings import escaped, is_damaged_utf8, legacy, looks_like_text, wide


@pytest.mark.parametrize("text", ["", "a", "\x1b[1mbold\x1b[0m\ttab\n", "\x07", "text " * 20 + "\x00" * 20, "中文\x85"])
def test_text_may_hold_some_control_characters(text: str) -> None:
    assert looks_like_text(text)


@pytest.mark.parametrize("text", ["\x01\x02", "\x00" * 9, "\x80\x81\x82 abc", "\ue000\ue001 ab", "�� a"])
def test_what_is_full_of_them_is_no_text(text: str) -> None:
    assert not looks_like_text(text)


def test_only_seven_bit_bytes_can_be_escaped() -> None:
    assert escaped("~{VPND~} é".encode()) is None
    assert escaped(b"~{VPND~}") == "hz"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"", None),
        (b"no zero", None),
        (b"a\x00", "utf-16-le"),
        (b"\x00a", "utf-16-be"),
        (b"a\x00b\x00c", "utf-16-le"),
        (b"a\x00\x00\x00b\x00\x00\x00", "utf-32-le"),
        (b"\x00\x00\x00a\x00\x00\x00b", "utf-32-be"),
        ("Да нет\n".encode("utf-16-be"), "utf-16-be"),
        (b"Hello\x00World", None),
        (b"end of line\x00\nend of line\x00\n", None),
        (b"\x80\x00\x81\x00", None),
    ],
)
def test_zero_bytes_beside_letters_or_spaces_mean_a_wide_encoding(content: bytes, encoding: str | None) -> None:
    assert wide(content) == encoding


@pytest.mark.parametrize(
    ("content", "damaged"),
    [
        (b"China\xe2\x80", True),
        (b"caf\xe9", False),
        ("caf\u00e9 caf\u00e9".encode()[:-1], True),
        ("\u00e9 ".encode() + b"\xff", True),
        ("\u00e9 ".encode() + b"\xff\xff", False),
        ("中文文本".encode("gb18030"), False),
    ],
)
def test_utf8_is_damaged_when_as_much_of_it_is_right(content: bytes, damaged: bool) -> None:
    assert is_damaged_utf8(content) is damaged


def test_what_reads_well_in_no_old_encoding_has_none() -> None:
    assert legacy(bytes(range(256)) * 4) is None


def test_mostly_ascii_text_that_reads_oddly_is_taken_for_western() -> None:
    assert legacy("été ".encode("latin-1") * 300) == "cp1252"
