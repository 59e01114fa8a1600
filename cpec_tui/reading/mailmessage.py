"""One message: who wrote what to whom and when, and the parts of its body."""

from __future__ import annotations

import codecs
import email
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from cpec_tui.errors import ReadingError
from cpec_tui.reading.mailbody import html_parts
from cpec_tui.reading.mailcharsets import decoded
from cpec_tui.reading.mailheaders import day, header, people, readable, shown
from cpec_tui.reading.mailtext import text_parts
from cpec_tui.reading.parts import Part
from cpec_tui.vocabulary import Role

_MOST_NESTED = 20
_MOST_PIECES = 10_000
_READ = ("text/plain", "text/html")
# What the standard library lets through of a message that it does not understand.
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


@dataclass(frozen=True, slots=True)
class Mail:
    """A message; ``sender`` and ``recipients`` are names and addresses, ``date`` is the field as it stands."""

    subject: str
    sender: tuple[tuple[str, str], ...]
    recipients: tuple[tuple[str, str], ...]
    date: str
    language: str
    parts: tuple[Part, ...]
    encoding: str
    attachments: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def day(self) -> str | None:
        """The day on which it was sent, in the sender's zone."""
        return day(self.date)


def read_message(content: bytes) -> Mail:
    """The message in ``content``. Raises ReadingError when there is no telling what is in it."""
    try:
        return _mail(email.message_from_bytes(content.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")), _Body())
    except _UNREADABLE as error:
        raise ReadingError(f"the message is damaged ({error})", "export it once more") from error


def head_parts(mail: Mail) -> Iterator[Part]:
    """The subject as a heading, and who wrote and when, for a message that stands among others."""
    if mail.subject:
        yield Part(mail.subject, Role.HEADING)
    sender = ", ".join(shown(person) for person in mail.sender)
    lines = [f"{name}: {value}" for name, value in (("From", sender), ("Date", mail.date)) if value]
    if lines:
        yield Part(" ".join(lines))


@dataclass(slots=True)
class _Body:
    """Collects what is in the pieces of a message."""

    parts: list[Part] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    encoding: str = ""
    pieces: int = 0

    def take(self, piece: Message, depth: int = 0) -> None:
        """Take in a piece and those in it. Raises ReadingError when there is no end of them."""
        self.pieces += 1
        if depth > _MOST_NESTED or self.pieces > _MOST_PIECES:
            raise ReadingError(
                f"the message has more than {_MOST_PIECES:,} pieces, or they are nested more than {_MOST_NESTED} deep",
                "save its text as plain text",
            )
        kind = piece.get_content_type()
        if piece.get_content_disposition() == "attachment":
            self._attached(piece, kind)
        elif kind == "message/rfc822" and piece.is_multipart():
            self._forwarded(piece, depth)
        elif kind == "multipart/alternative" and piece.is_multipart():
            self._alternatives(piece, depth)
        elif kind.startswith("multipart/") and piece.is_multipart():
            for one in _inside(piece):
                self.take(one, depth + 1)
        elif kind in _READ or kind.startswith("multipart/"):
            self._text(piece, kind)
        else:
            self._attached(piece, kind)

    def _attached(self, piece: Message, kind: str) -> None:
        name = readable(str(piece.get_filename() or ""))
        self.attachments.append(name or kind)

    def _forwarded(self, piece: Message, depth: int) -> None:
        for one in _inside(piece):
            inner = _Body(pieces=self.pieces)
            mail = _mail(one, inner, depth + 1)
            self.pieces = inner.pieces
            self.parts.extend((*head_parts(mail), *mail.parts))
            self.attachments.extend(mail.attachments)
            self.notes.extend(mail.notes)
            self.encoding = self.encoding or mail.encoding

    def _alternatives(self, piece: Message, depth: int) -> None:
        """The plainest of several forms of the same text that has any."""
        forms = list(_inside(piece))
        by_kind = [form for kind in _READ for form in forms if form.get_content_type() == kind]
        others = [form for form in reversed(forms) if form not in by_kind]
        before = len(self.parts)
        for form in (*by_kind, *others):
            self.take(form, depth + 1)
            if any(part.text.strip() for part in self.parts[before:]):
                return

    def _text(self, piece: Message, kind: str) -> None:
        payload = piece.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        if not content.strip():
            return
        found = decoded(content, _charset(piece))
        self.encoding = self.encoding or found.encoding
        self.notes.extend(found.notes)
        if kind == "text/html":
            self._html(found.text)
            return
        flowed = str(piece.get_param("format", "")).lower() == "flowed"
        spaces = str(piece.get_param("delsp", "")).lower() == "yes"
        self.parts.extend(text_parts(found.text, flowed=flowed, delete_spaces=spaces))

    def _html(self, text: str) -> None:
        try:
            self.parts.extend(html_parts(text))
        except ReadingError as error:
            self.notes.append(f"a part of the message is not read: {error.message}")


def _mail(message: Message, body: _Body, depth: int = 0) -> Mail:
    body.take(message, depth)
    return Mail(
        header(message, "subject"),
        people(message, "from") or people(message, "sender"),
        people(message, "to"),
        header(message, "date"),
        header(message, "content-language").partition(",")[0],
        tuple(body.parts),
        body.encoding,
        tuple(body.attachments),
        tuple(dict.fromkeys(body.notes)),
    )


def _inside(piece: Message) -> Iterator[Message]:
    payload = piece.get_payload()
    if isinstance(payload, list):
        yield from (one for one in payload if isinstance(one, Message))


def _charset(piece: Message) -> str | None:
    value = piece.get_param("charset")
    return value[2] if isinstance(value, tuple) else value
