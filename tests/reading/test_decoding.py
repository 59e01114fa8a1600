"""Bytes to text."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.errors import ReadingError
from cpec_tui.reading.decoding import decode

ENGLISH = "China’s corridor — the “flagship” project — reaches Gwadar. It was agreed in June.\n"
URDU = "چین پاکستان اقتصادی راہداری پاکستان میں تعمیر ہو رہی ہے۔ یہ ایک بڑا منصوبہ ہے۔\n"
CHINESE = "中巴经济走廊是“一带一路”倡议的旗舰项目。\n两国领导人在北京举行会谈，同意加强矿业合作。\n"
JAPANESE = (
    "人類社会のすべての構成員の固有の尊厳と平等で譲ることのできない権利とを承認することは、世界における自由、"
    "正義及び平和の基礎であるので、この宣言を公布する。カシミールと中国の国境も参照。\n"
)
FRENCH = (
    "Le corridor économique Chine-Pakistan est un ensemble de projets d’infrastructures. Les dirigeants se sont réunis"
    " à Pékin, où ils ont décidé de renforcer la coopération minière ; les régions côtières, elles, attendent déjà.\n"
)
PUNJABI = "ਚੀਨ ਪਾਕਿਸਤਾਨ ਆਰਥਿਕ ਗਲਿਆਰਾ ਪਾਕਿਸਤਾਨ ਵਿੱਚ ਬਣ ਰਿਹਾ ਹੈ।\n"


@pytest.mark.parametrize("text", [ENGLISH, URDU, CHINESE, "plain\n", "a\x1b[31m\x07b text that goes on"])
def test_utf8_is_read_without_a_word(text: str) -> None:
    decoded = decode(text.encode())
    assert (decoded.text, decoded.encoding, decoded.notes) == (text, "utf-8", ())


@pytest.mark.parametrize(
    ("mark", "encoding", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, encoding: str, name: str) -> None:
    decoded = decode(mark + (URDU + CHINESE).encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.notes) == (URDU + CHINESE, name, ())


@pytest.mark.parametrize("text", [ENGLISH, URDU, CHINESE, PUNJABI, "Да, нет.\n"], ids=ascii)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_told_without_a_mark(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert decoded.notes == (f"no encoding was declared; read as {encoding}",)


def test_a_wide_file_that_is_cut_is_read_up_to_there() -> None:
    decoded = decode(ENGLISH.encode("utf-16-le")[:-1])
    assert decoded.text == ENGLISH[:-1] + "�"
    assert "1 damaged" in decoded.notes[1]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "hz"),
        ("世界人権宣言は、1948年に採択された。\n", "iso2022_jp_2"),
        ("중국 파키스탄 경제 회랑은 기반 시설 사업이다.\n", "iso2022_kr"),
    ],
)
def test_seven_bit_encodings_are_told_by_their_escapes(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize("text", ["{~} and ~{ and $B\n", "\x1b[0m colours \x1b$ only\n", "it costs \x1b$)C 5\n"])
def test_text_with_similar_signs_is_still_utf8(text: str) -> None:
    assert decode(text.encode()).encoding == "utf-8"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        ("Die Straße führt über die Brücke nach München; größere Mühen wären nötig gewesen.\n", "cp1252"),
        ("“China’s” corridor – a flagship.\n", "cp1252"),
        ("Всеобщая декларация прав человека была принята и провозглашена в Париже.\n", "cp1251"),
        ("Всеобщая декларация прав человека была принята и провозглашена в Париже.\n", "koi8_r"),
        ("الممر الاقتصادي الصيني الباكستاني هو مجموعة من مشاريع البنية التحتية.\n", "cp1256"),
        (CHINESE, "gb18030"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        ("중국 파키스탄 경제 회랑은 기반 시설 사업이다.\n", "cp949"),
        ("Zażółć gęślą jaźń. Korytarz gospodarczy łączy Chiny i Pakistan; środki są duże.\n", "cp1250"),
        ("été", "cp1252"),
        ("café", "cp1252"),
    ],
)
def test_old_encodings_are_told_by_what_reads_well(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.notes == (f"no encoding was declared; read as {decoded.encoding}",)


def test_a_long_file_in_an_old_encoding_is_told_by_its_beginning() -> None:
    text = JAPANESE * 3000
    assert decode(text.encode("cp932")).text == text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"China\xe2\x80", "China�"),
        (CHINESE.encode()[:-3], CHINESE[:-2]),
        (URDU.encode()[:-2] + b"\xff\xfe\n", URDU[:-2] + "���\n"),
        (URDU.encode() * 50 + b"\xff" * 40, URDU * 50 + "�" * 40),
    ],
)
def test_damaged_utf8_is_read_with_its_damage_shown(content: bytes, text: str) -> None:
    decoded = decode(content)
    assert decoded.encoding == "utf-8"
    assert decoded.text.rstrip("�\n") == text.rstrip("�\n")
    assert "�" in decoded.text
    assert "damaged utf-8" in decoded.notes[0]


def test_the_place_of_the_first_damage_is_told() -> None:
    (note,) = decode("ab’".encode() + b"\xff more").notes
    assert "1 damaged utf-8 character(s), the first at byte 5" in note


def test_a_marked_file_with_damage_is_read_with_its_damage_shown() -> None:
    decoded = decode(codecs.BOM_UTF8 + ENGLISH.encode() + b"\xff")
    assert decoded.text == ENGLISH + "�"
    assert "damaged utf-8" in decoded.notes[0]


@pytest.mark.parametrize(
    "content", [b"Hello\x00World", b"one\x00\ntwo\x00\nthree\n", b"China\x00and\x00Pakistan\x00met."]
)
def test_nul_characters_in_a_text_are_kept_and_told(content: bytes) -> None:
    decoded = decode(content)
    assert (decoded.text, decoded.encoding) == (content.decode(), "utf-8")
    assert decoded.notes == (f"it holds {content.count(0)} NUL characters, shown as ␀",)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.4\n1 0 obj", "a PDF file"),
        (b"PK\x03\x04rest", "a ZIP container"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"GIF89a\x01\x00\x01\x00", "a picture"),
        (b"\x7fELF\x02", "a program"),
        (b"\xd0\xcf\x11\xe0", "an old Office file"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"name.txt" + bytes(249) + b"ustar\x0000", "an archive"),
        (b"SQLite format 3\x00", "a database"),
        (rb"{\rtf1\ansi hello}", "an RTF file"),
        (b"%!PS-Adobe-3.0\n", "a PostScript file"),
        (b"\n<!DOCTYPE HTML>\n<p>hello", "a web page"),
        (b"\xef\xbb\xbf<html lang='en'>", "a web page"),
    ],
)
def test_other_formats_are_refused_by_their_beginning(content: bytes, what: str) -> None:
    with pytest.raises(ReadingError, match=f"this is {what}") as caught:
        decode(content)
    assert caught.value.hint == "save it as plain text (UTF-8)"


@pytest.mark.parametrize(
    "text", ["GIF89a is a format.", "PK means goal.", "<htmlish> text", "ustar", "%PDF is a mark."]
)
def test_text_that_begins_like_another_format_is_text(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    "content",
    [
        random.Random(1).randbytes(3000),
        codecs.BOM_UTF16_LE + random.Random(2).randbytes(3000),
        codecs.BOM_UTF8 + random.Random(3).randbytes(3000),
        bytes(5000),
        bytes(range(32)) * 20,
        b"\x00\x01\x02text" * 40,
    ],
)
def test_what_is_no_text_is_refused_with_advice(content: bytes) -> None:
    with pytest.raises(ReadingError, match="no text in any known encoding") as caught:
        decode(content)
    assert "UTF-8" in caught.value.hint


_MARKS = [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1b$B", b"\x1b$)C", b"~{", b"~}", b"PK", b"<html"]
_BITS = [
    b"\x00",
    b"\x00\x00",
    b"abc",
    b"\n",
    b" ",
    b"\xe2\x80\x99",
    b"\xe2",
    b"\xd8\x00",
    b"\xe9",
    b"\x81\x40",
    b"\x04\x30",
]


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.lists(st.sampled_from([*_MARKS, *_BITS]), max_size=12).map(b"".join)))
def test_any_bytes_are_text_or_refused_with_a_reason(content: bytes) -> None:
    try:
        told = [decode(content).encoding]
    except ReadingError as error:
        told = [error.message, error.hint]
    assert all(told)
