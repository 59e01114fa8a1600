"""The reader of mailboxes."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.errors import ReadingError
from cpec_tui.reading import mailmessage, mbox
from cpec_tui.reading.mbox import read
from tests.reading.office import mutations, shown


def mail(subject: str, body: str, more: str = "") -> str:
    return (
        f"From a@example.org Fri Mar  1 10:00:00 2024\nFrom: A <a@example.org>\nSubject: {subject}\n"
        f"Date: Fri, 1 Mar 2024 10:00:00 +0500\n{more}\n{body}\n\n"
    )


def test_each_message_has_its_subject_as_a_heading_and_who_wrote_when() -> None:
    found = read((mail("One", "Text.") + mail("Two", "More.")).encode(), "folder/list.mbox")
    line = ("body", "From: A <a@example.org> Date: Fri, 1 Mar 2024 10:00:00 +0500")
    assert shown(found) == [("heading", "One"), line, ("body", "Text."), ("heading", "Two"), line, ("body", "More.")]
    assert (found.metadata.title, dict(found.metadata.origins)) == ("list", {"title": "file name"})
    assert found.metadata.date is None


def test_a_single_message_gives_its_metadata() -> None:
    metadata = read(mail("One", "Text.").encode(), "list.mbox").metadata
    assert (metadata.title, metadata.date, metadata.author) == ("One", "2024-03-01", "A")


def test_a_line_of_the_text_that_begins_with_from_is_no_message() -> None:
    body = "From the port to the border in 2024\nit is far.\n>From here on."
    assert (
        "From the port to the border in 2024 it is far. From here on."
        in shown(read(mail("One", body).encode(), "a"))[2]
    )


def test_line_ends_of_windows_are_read() -> None:
    content = (mail("One", "Text.") + mail("Two", "More.")).replace("\n", "\r\n").encode()
    assert len(read(content, "a").parts) == 6


def test_a_message_that_is_damaged_loses_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailmessage, "_MOST_PIECES", 1)
    deep = "Content-Type: multipart/mixed; boundary=B\n"
    damaged = mail("Bad", "--B\n\nx\n--B--", deep) * 7
    found = read((mail("One", "Text.") + damaged + mail("Two", "More.")).encode(), "a")
    assert [text for role, text in shown(found) if role == "heading"] == ["One", "Two"]
    assert found.notes[0].startswith("message 2 is not read: the message has more than 1 pieces")
    assert found.notes[-1] == "2 more messages not read"
    with pytest.raises(ReadingError, match="no message in the mailbox"):
        read(damaged.encode(), "a")


def test_what_is_not_read_is_told_for_all_messages_together() -> None:
    attached = "Content-Type: multipart/mixed; boundary=B\n"
    body = "--B\n\ntext\n--B\nContent-Type: image/png; name=a.png\n\nx\n--B--"
    odd = mail("One", "Text.").replace("Date: Fri, 1 Mar", "Date: Some, day")
    found = read((mail("One", body, attached) * 2 + odd).encode(), "a")
    assert found.notes == ("1 message with a date that cannot be read", "2 attachments not read: `a.png`, `a.png`")


def test_too_many_messages_are_refused_with_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "MOST_MESSAGES", 2)
    with pytest.raises(ReadingError, match="3 messages, more than 2") as caught:
        read((mail("One", "Text.") * 3).encode(), "a")
    assert caught.value.hint == "divide it"


def test_what_stands_before_the_first_message_is_read_too() -> None:
    odd = "From nobody\nSubject: Zero\n\nText.\n\n"
    assert shown(read((odd + mail("One", "More.")).encode(), "a"))[0] == ("heading", "Zero")


@settings(max_examples=200, deadline=None)
@given(st.one_of(mutations((mail("One", "> a\nb") * 2).encode()), st.binary(max_size=200)))
def test_damage_raises_nothing_but_a_reading_error(content: bytes) -> None:
    with suppress(ReadingError):
        read(content, "a.mbox")
