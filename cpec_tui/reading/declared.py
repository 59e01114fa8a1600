"""Bytes that say in what encoding they are, and may be wrong about it, to text.

A byte-order mark is believed first, then UTF-8 where the bytes are UTF-8, then what is declared if the text reads well
in it, then the guess that is made for plain text.
"""

from __future__ import annotations

import codecs
import re

from cpec_tui.errors import ReadingError
from cpec_tui.reading import encodings
from cpec_tui.reading.decoding import Decoded, decode, encoding_of_mark

_HEAD = 4096
_DECLARATION = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(rb"\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
# What is declared by a name and what is meant by it: the table of browsers (https://encoding.spec.whatwg.org).
_MEANT = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874", "big5": "big5hkscs",
}  # fmt: skip
# A declaration that can be read is in no wide encoding, and the last ones are no encodings of texts.
_NEVER = ("utf-16", "utf-32", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined")
_MARKUP = re.compile(rb"<(script|style)\b.{0,5000}?</\1|<[^>]{0,4000}>", re.IGNORECASE | re.DOTALL)
# How much disorder (0 to 1) a text may show in the encoding that it declares; a guess must be better by far.
_MOST_DISORDER = 0.3


def declared_in(content: bytes) -> str | None:
    """The encoding that a web page or an XML file names in its head."""
    match = _XML_DECLARATION.match(content[:_HEAD]) or _DECLARATION.search(content[:_HEAD])
    return match.group(1).decode("ascii", "replace") if match else None


def decode_declared(content: bytes, declared: str | None) -> Decoded:
    """The text in ``content``, said to be in the encoding ``declared``. Raises ReadingError when it is no text."""
    if marked := encoding_of_mark(content):
        return _checked(content, marked)
    codec = _codec(declared)
    told_by_shape = _told_by_shape(content, codec)
    if told_by_shape:
        return _checked(content, told_by_shape, _lie(declared, told_by_shape))
    if _is_utf8(content, codec):
        return _checked(content, "utf-8", () if content.isascii() else _lie(declared, "utf-8"))
    if codec and _decodes(content, codec) and _reads_well(content, codec):
        return _checked(content, codec)
    guessed = _guess(content) or codec or "utf-8"
    return _checked(content, guessed, _lie(declared, guessed))


def _told_by_shape(content: bytes, codec: str | None) -> str | None:
    """A wide encoding, or one of seven bits with escape sequences that ``codec`` would show as they are."""
    if b"\x1b$" not in content or (codec or "").startswith("iso2022"):
        return encodings.wide(content)
    return encodings.escaped(content)


def _is_utf8(content: bytes, codec: str | None) -> bool:
    """Whether the bytes are UTF-8; ASCII only if what is declared reads it as ASCII too."""
    if not _decodes(content, "utf-8"):
        return False
    if not content.isascii() or codec is None:
        return True
    return not _decodes(content, codec) or content.decode(codec) == content.decode("ascii")


def _codec(declared: str | None) -> str | None:
    """The codec that is meant by ``declared``; None for one that is unknown, or that what declares it cannot be in."""
    try:
        name = codecs.lookup(declared).name if declared else ""
        "".encode(name or "ascii")
    except (LookupError, ValueError):
        return None
    if not name or name.startswith(_NEVER):
        return None
    return _MEANT.get(name, name)


def _decodes(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeError:
        return False
    return True


def _reads_well(content: bytes, codec: str) -> bool:
    """Whether the text is in order in ``codec``: an encoding of one byte a letter decodes anything, to anything."""
    sample = _without_markup(content)[: encodings.SAMPLE]
    if sample.isascii():
        return True
    from charset_normalizer import from_bytes

    return bool(list(from_bytes(sample, cp_isolation=[codec], threshold=_MOST_DISORDER)))


def _guess(content: bytes) -> str | None:
    """The encoding that the text between the tags is most probably in."""
    try:
        return decode(b" " + _without_markup(content)).encoding
    except ReadingError:
        return None


def _without_markup(content: bytes) -> bytes:
    return _MARKUP.sub(b" ", content[: 4 * encodings.SAMPLE])


def _lie(declared: str | None, found: str) -> tuple[str, ...]:
    """A note that the declared encoding is another one than that of the text."""
    if not declared or _codec(declared) == (_codec(found) or found):
        return ()
    return (f"the encoding is declared as {declared[:40]}; read as {found}",)


def _checked(content: bytes, encoding: str, notes: tuple[str, ...] = ()) -> Decoded:
    text = content.decode(encoding, "replace")
    if not encodings.looks_like_text(text):
        raise ReadingError("this is no text in any known encoding", "save it as UTF-8 text, or remove it")
    name = encoding.removesuffix("-sig")
    if not _decodes(content, encoding):
        notes = (*notes, f"{text.count(chr(0xFFFD)):,} damaged {name} character(s), shown as �")
    return Decoded(text, name, notes)
