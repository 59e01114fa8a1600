"""Bytes to text: byte-order marks, UTF-8 first, then what the bytes most probably are; binary files are refused."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from cpec_tui.errors import ReadingError
from cpec_tui.reading import encodings

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FORMATS = (
    (rb"%PDF-", "a PDF file"),
    (rb"PK\x03\x04", "a ZIP container (a Word, OpenDocument or EPUB file?)"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a[^\n]{0,10}\x00", "a picture"),
    (rb"\x7fELF", "a program"),
    (rb"\xd0\xcf\x11\xe0", "an old Office file"),
    (rb"\x1f\x8b", "a compressed file"),
    (rb".{257}ustar", "an archive"),
    (rb"SQLite format 3\x00", "a database"),
    (rb"\{\\rtf", "an RTF file"),
    (rb"%!PS", "a PostScript file"),
    (rb"(?i:(?:\xef\xbb\xbf)?\s{0,100}<(?:!doctype html|html)[\s>])", "a web page (HTML)"),
)
_BY_START = tuple((re.compile(start, re.DOTALL), what) for start, what in _OTHER_FORMATS)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in; ``notes`` tell what a reader should know about it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(content: bytes) -> Decoded:
    """The text in ``content``. Raises ReadingError for bytes that are no text."""
    for start, what in _BY_START:
        if start.match(content):
            raise ReadingError(f"this is {what}, not plain text", "save it as plain text (UTF-8)")
    if marked := encoding_of_mark(content):
        return _read_as(content, marked)
    told_by_shape = encodings.escaped(content) or encodings.wide(content)
    if told_by_shape:
        return _read_as(content, told_by_shape, declared=False)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(content)
    if not encodings.looks_like_text(text):
        raise _no_text()
    return Decoded(text, "utf-8", _nul_note(text))


def encoding_of_mark(content: bytes) -> str | None:
    """The encoding that a byte-order mark at the beginning of ``content`` tells; None without one."""
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)


def _guess(content: bytes) -> Decoded:
    """Text in an encoding that nothing declares and that is not Unicode, or is damaged."""
    if encodings.is_damaged_utf8(content):
        return _read_as(content, "utf-8")
    legacy = encodings.legacy(content)
    if legacy is None:
        raise _no_text()
    return _read_as(content, legacy, declared=False)


def _read_as(content: bytes, encoding: str, *, declared: bool = True) -> Decoded:
    """``content`` in ``encoding``, wrong bytes shown as �, with notes on what is not as it should be."""
    text = content.decode(encoding, "replace")
    if not encodings.looks_like_text(text):
        raise _no_text()
    name = encoding.removesuffix("-sig")
    notes = [] if declared else [f"no encoding was declared; read as {name}"]
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        wrong = text.count("\ufffd")
        notes.append(f"{wrong:,} damaged {name} character(s), the first at byte {error.start:,}, shown as �")
    return Decoded(text, name, (*notes, *_nul_note(text)))


def _nul_note(text: str) -> tuple[str, ...]:
    zeros = text.count("\0")
    return (f"it holds {zeros:,} NUL characters, shown as ␀",) if zeros else ()


def _no_text() -> ReadingError:
    return ReadingError(
        "this is no text in any known encoding", "a binary file with a wrong name? Save it as UTF-8 text, or remove it"
    )
