"""The reader of mailboxes (.mbox): each message with its subject as a heading, and who wrote it and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from cpec_tui.errors import ReadingError
from cpec_tui.model import Metadata
from cpec_tui.reading.mail import attachments_note, metadata_of
from cpec_tui.reading.mailmessage import Mail, head_parts, read_message
from cpec_tui.reading.parts import Part, Parts
from cpec_tui.wording import counted

MOST_MESSAGES = 50_000
_SEPARATOR = re.compile(rb"^From [^\r\n]{1,200}?\d{4}[^\r\n]{0,40}\r?\n(?=[!-9;-~]+:|>From )", re.MULTILINE)
_ANY_FIRST_LINE = re.compile(rb"\AFrom [^\n]*\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_MOST_TOLD = 5


def read(content: bytes, path: str) -> Parts:
    """The parts of all messages. Raises ReadingError when none can be read, or there are too many."""
    mails: list[Mail] = []
    failed: list[str] = []
    for number, message in enumerate(_messages(content), 1):
        try:
            mails.append(read_message(message))
        except ReadingError as error:
            failed.append(f"message {number:,} is not read: {error.message}")
    if not mails:
        raise ReadingError("there is no message in the mailbox that can be read", "export it once more")
    notes = (*_told(failed), *_notes(mails))
    encoding = next((mail.encoding for mail in mails if mail.encoding), "")
    return Parts(tuple(_parts(mails)), _metadata(mails, path), encoding, notes)


def _messages(content: bytes) -> Iterator[bytes]:
    starts = [match.span() for match in _SEPARATOR.finditer(content)]
    if not starts or content[: starts[0][0]].strip():
        first = _ANY_FIRST_LINE.match(content)
        starts.insert(0, (0, first.end() if first else 0))
    if len(starts) > MOST_MESSAGES:
        raise ReadingError(f"the mailbox has {len(starts):,} messages, more than {MOST_MESSAGES:,}", "divide it")
    ends = [begin for begin, _ in starts[1:]]
    for (_, begin), end in zip(starts, [*ends, len(content)], strict=True):
        yield _ESCAPED.sub(rb"\1", content[begin:end])


def _parts(mails: list[Mail]) -> Iterator[Part]:
    for mail in mails:
        yield from head_parts(mail)
        yield from mail.parts


def _metadata(mails: list[Mail], path: str) -> Metadata:
    """Those of the message when it is the only one; several have no title in common but the name of the file."""
    if len(mails) == 1:
        return metadata_of(mails[0])
    return Metadata(title=PurePosixPath(path).stem, origins={"title": "file name"})


def _told(failed: list[str]) -> tuple[str, ...]:
    more = len(failed) - _MOST_TOLD
    return (*failed[:_MOST_TOLD], *([f"{counted(more, 'more message')} not read"] if more > 0 else []))


def _notes(mails: list[Mail]) -> tuple[str, ...]:
    told = tuple(dict.fromkeys(note for mail in mails for note in mail.notes))
    undated = sum(bool(mail.date) and mail.day is None for mail in mails)
    return (
        *told[:_MOST_TOLD],
        *([f"{counted(undated, 'message')} with a date that cannot be read"] if undated else []),
        *attachments_note(tuple(name for mail in mails for name in mail.attachments)),
    )
