"""Bytes to text: byte-order marks, UTF-8 first, then what the bytes most probably are; binary files are refused."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from cpec_tui.errors import ReadingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_STARTS = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP container (a Word, OpenDocument or EPUB file?)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "a compressed file",
    b"SQLite format 3": "a database",
}
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in; ``notes`` tell what a reader should know about it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(content: bytes) -> Decoded:
    """The text in ``content``. Raises ReadingError for bytes that are no text."""
    for start, what in _BINARY_STARTS.items():
        if content.startswith(start):
            raise ReadingError(f"this is {what}, not plain text", "save it as plain text (UTF-8)")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _with_mark(content, encoding)
    try:
        return _accept(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _guess(content)


def _with_mark(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding), encoding.removesuffix("-sig"))
    except UnicodeDecodeError as error:
        text = content.decode(encoding, "replace")
        note = f"byte {error.start:,} and perhaps others are not {encoding}; shown as �"
        return Decoded(text, encoding.removesuffix("-sig"), (note,))


def _accept(text: str, encoding: str) -> Decoded:
    """``text`` if it looks like text: NUL and other control characters are rare."""
    sample = text[:_SAMPLE]
    zeros = sample.count("\0")
    if zeros * 10 > len(sample):
        return _guess(text.encode("utf-8"))
    controls = sum(sample.count(chr(code)) for code in range(32) if code not in (9, 10, 11, 12, 13, 27))
    if controls * 5 > len(sample):
        raise ReadingError(
            "this is no text: it is full of control characters", "is it a binary file with a wrong name?"
        )
    notes = (f"it holds {text.count(chr(0)):,} NUL characters, shown as ␀",) if zeros else ()
    return Decoded(text, encoding, notes)


def _guess(content: bytes) -> Decoded:
    """Text in an encoding that nothing declares."""
    wide = _wide_encoding(content)
    if wide:
        try:
            return Decoded(content.decode(wide), wide, (f"no encoding was declared; read as {wide}",))
        except UnicodeDecodeError:
            pass
    damaged = _damaged_utf8(content)
    if damaged is not None:
        return damaged
    import charset_normalizer

    best = charset_normalizer.from_bytes(content[:_SAMPLE], threshold=0.25).best()
    if best is None or content[:_SAMPLE].count(0) * 20 > min(len(content), _SAMPLE):
        raise ReadingError("this is no text in any known encoding", "save it as UTF-8 text, or remove it from seeds/")
    text = content.decode(best.encoding, "replace")
    return Decoded(text, best.encoding, (f"no encoding was declared; read as {best.encoding}",))


def _damaged_utf8(content: bytes) -> Decoded | None:
    """UTF-8 with a few wrong bytes (a file cut in a character), or None when it is something else."""
    text = content.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(1 for character in text[:_SAMPLE] if character > "\x7f") - wrong
    mostly_right = right >= wrong * 4 or _cut_at_the_end(content)
    if "\0" in text or wrong > 3 or not mostly_right:
        return None
    return Decoded(text, "utf-8", (f"{wrong} damaged UTF-8 character(s), shown as �",))


def _cut_at_the_end(content: bytes) -> bool:
    """Whether only the last character is incomplete."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes stand."""
    sample = content[:4000]
    if len(sample) < 4 or sample.count(0) * 5 < len(sample):
        return None
    shares = [sample[position::4].count(0) * 4 / len(sample) for position in range(4)]
    zero = [share > 0.6 for share in shares]
    patterns = {
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
    }
    return patterns.get((zero[0], zero[1], zero[2], zero[3]))
