"""The reader of messages (.eml)."""

from __future__ import annotations

from cpec_tui.model import Metadata
from cpec_tui.reading.mailheaders import shown
from cpec_tui.reading.mailmessage import Mail, read_message
from cpec_tui.reading.parts import Part, Parts
from cpec_tui.vocabulary import Role
from cpec_tui.wording import counted

ORIGIN = "e-mail header"
_MOST_NAMED = 20


def read(content: bytes, path: str) -> Parts:
    """The parts of a message. Raises ReadingError when there is no telling what is in it."""
    mail = read_message(content)
    subject = (Part(mail.subject, Role.TITLE),) if mail.subject else ()
    return Parts((*subject, *mail.parts), metadata_of(mail), mail.encoding, (*mail.notes, *_notes(mail)))


def metadata_of(mail: Mail) -> Metadata:
    """Who wrote what to whom and when."""
    author = ", ".join(who or address for who, address in mail.sender)
    others = {
        "from": ", ".join(shown(person) for person in mail.sender),
        "to": ", ".join(shown(person) for person in mail.recipients),
        "date": "" if mail.day else mail.date,
    }
    fields = {"title": mail.subject, "date": mail.day, "author": author, "language": mail.language}
    return Metadata(
        title=mail.subject,
        date=mail.day,
        author=author or None,
        language=mail.language or None,
        other={name: value for name, value in others.items() if value},
        origins={name: ORIGIN for name, value in fields.items() if value},
    )


def attachments_note(names: tuple[str, ...]) -> tuple[str, ...]:
    """What is attached and not read, by name, the first of many."""
    if not names:
        return ()
    listed = ", ".join(f"`{name[:80]}`" for name in names[:_MOST_NAMED])
    more = ", …" if len(names) > _MOST_NAMED else ""
    return (f"{counted(len(names), 'attachment')} not read: {listed}{more}",)


def _notes(mail: Mail) -> tuple[str, ...]:
    undated = (f"the date `{mail.date[:60]}` cannot be read: left out",) if mail.date and not mail.day else ()
    return (*undated, *attachments_note(mail.attachments))
