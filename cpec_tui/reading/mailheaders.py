"""Header fields of a message in readable form: encoded words (RFC 2047) decoded, damaged ones as far as they go."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email.message import Message
from email.utils import getaddresses, parsedate_tz

from cpec_tui.dates import day_range
from cpec_tui.reading.mailcharsets import decoded

_MOST_HEADER = 20_000
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)(?:\?=|\?\Z|\Z)")
_QUOTED = re.compile(rb"=([0-9A-Fa-f]{2})")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def header(message: Message, name: str) -> str:
    """The field of that name, decoded, on one line; empty when there is none."""
    return readable(raw_header(message, name))


def raw_header(message: Message, name: str) -> str:
    """The field of that name as it stands, on one line; bytes beyond ASCII are surrogates."""
    found = next((value for key, value in message.raw_items() if key.lower() == name), "")
    return " ".join(str(found)[:_MOST_HEADER].split())


def readable(raw: str) -> str:
    """A header with its encoded words decoded; bytes that nothing declares are read as what they most probably are."""
    pieces: list[str] = []
    run: tuple[str, bytes] | None = None
    for charset, content in _pieces(raw):
        if run is not None and run[0] == charset:
            run = charset, run[1] + content
            continue
        pieces.extend(_text(run))
        run = charset, content
    pieces.extend(_text(run))
    return " ".join("".join(pieces).split())


def people(message: Message, name: str) -> tuple[tuple[str, str], ...]:
    """Name and address of everyone in that field; what is written in another way stands as one name."""
    raw = raw_header(message, name)
    try:
        pairs = getaddresses([raw])
    except (ValueError, LookupError, RecursionError):
        pairs = []
    found = [(readable(who), readable(address)) for who, address in pairs if who or address]
    return tuple(found) or (((readable(raw), ""),) if raw else ())


def shown(person: tuple[str, str]) -> str:
    """``Name <address>``, or what there is of it."""
    who, address = person
    return f"{who} <{address}>" if who and address else who or address


def day(raw: str) -> str | None:
    """The day of a date in a header, as it was where the message was sent; None when it cannot be told."""
    try:
        found = parsedate_tz(raw)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    text = f"{found[0]:04}-{found[1]:02}-{found[2]:02}" if found else ""
    return text if day_range(text) else None


def _pieces(raw: str) -> Iterator[tuple[str, bytes]]:
    """Stretches of bytes with their charsets, an empty one for what is no encoded word."""
    position = 0
    after_word = False
    for word in _WORD.finditer(raw):
        between = raw[position : word.start()]
        if between and not (after_word and between.isspace()):
            yield "", _bytes(between)
        charset = word[1].partition("*")[0].lower()
        yield charset, (_base64 if word[2] in "bB" else _quoted)(_bytes(word[3]))
        position, after_word = word.end(), True
    if position < len(raw):
        yield "", _bytes(raw[position:])


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _quoted(content: bytes) -> bytes:
    return _QUOTED.sub(lambda found: bytes([int(found[1], 16)]), content.replace(b"_", b" "))


def _base64(content: bytes) -> bytes:
    """What is left of it: a cut word ends where its last whole byte does."""
    letters = _NOT_BASE64.sub(b"", content)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _text(run: tuple[str, bytes] | None) -> Iterator[str]:
    if run is not None:
        charset, content = run
        yield decoded(content, charset or "utf-8").text
