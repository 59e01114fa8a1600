"""Bytes of a message to text: in the charset it declares, or in what they most probably are when that is untrue."""

from __future__ import annotations

import codecs

from cpec_tui.errors import ReadingError
from cpec_tui.reading.decoding import Decoded, decode

# Writers name the smaller one and mean the larger.
_MEANT = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
# Not charsets of texts, though Python has them among its codecs.
_NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "ascii"})
# A declared charset stands against so many damaged characters, one in as many.
_ONE_IN = 50


def decoded(payload: bytes, charset: str | None) -> Decoded:
    """The text in ``payload``; what cannot be made out is shown as �, and a note says so."""
    meant = _codec(charset)
    if meant is not None:
        try:
            return Decoded(payload.decode(meant), meant)
        except UnicodeDecodeError:
            text = payload.decode(meant, "replace")
            wrong = text.count("\ufffd")
            if meant not in ("utf-8", "cp1252") and wrong * _ONE_IN <= len(text):
                return Decoded(text, meant, (f"{wrong:,} damaged {meant} character(s), shown as �",))
    return _guessed(payload)


def _guessed(payload: bytes) -> Decoded:
    # The letter before keeps a part that begins like a web page from being refused as one.
    marked = payload.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        found = decode(payload if marked else b"x" + payload)
    except ReadingError:
        return Decoded(payload.decode("cp1252", "replace"), "cp1252", ("a part is in no known charset",))
    return found if marked else Decoded(found.text[1:], found.encoding)


def _codec(charset: str | None) -> str | None:
    """The codec for a declared charset; None when there is none, or none that can be believed."""
    try:
        name = codecs.lookup((charset or "").strip("\"' ")).name
        "".encode(name)
    except (LookupError, ValueError):
        return None
    return None if name in _NO_CHARSETS else _MEANT.get(name, name)
