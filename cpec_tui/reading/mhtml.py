"""The reader of web pages that a browser saved as one file (MHTML): the page, without its pictures."""

from __future__ import annotations

from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser

from cpec_tui.errors import ReadingError
from cpec_tui.model import Metadata
from cpec_tui.reading.declared import declared_in
from cpec_tui.reading.html import read_page
from cpec_tui.reading.parts import Parts

_ORIGIN = "MHTML header"
_PAGES = ("text/html", "application/xhtml+xml")
_MOST_PARTS = 20_000


def read(content: bytes, path: str) -> Parts:
    """The parts of a saved page. Raises ReadingError when there is no page in the file."""
    try:
        message = BytesParser(EmailMessage, policy=policy.compat32).parsebytes(content.lstrip())
        page = _page(message)
        html = page.get_payload(decode=True) if page is not None else None
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError) as error:
        raise ReadingError("the saved page is damaged", "save it once more") from error
    if page is None or not isinstance(html, bytes) or not html.strip():
        raise ReadingError("there is no web page in the file", "save it once more, or as .html")
    found = read_page(html, _charset(page) or declared_in(html))
    return replace(found, metadata=_with_headers(found.metadata, message, page))


def _page(message: Message) -> Message | None:
    """The first part that is a page; what follows are its frames, its pictures and its styles."""
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        if part.get_content_type() in _PAGES and not part.is_multipart():
            return part
    return None


def _charset(page: Message) -> str | None:
    charset = page.get_param("charset")
    return charset if isinstance(charset, str) and charset else None


def _with_headers(metadata: Metadata, message: Message, page: Message) -> Metadata:
    """``metadata`` with the address that the page was saved from, and the title if it tells none itself."""
    address, title = _address(message, page), _header(message, "Subject")
    if address:
        metadata = replace(metadata, url=address, origins={**metadata.origins, "url": _ORIGIN})
    if title and not metadata.title:
        metadata = replace(metadata, title=title, origins={**metadata.origins, "title": _ORIGIN})
    return metadata


def _address(message: Message, page: Message) -> str:
    found = (
        _header(message, "Snapshot-Content-Location"),
        _header(page, "Content-Location"),
        _header(message, "Content-Location"),
    )
    return next((address for address in found if address.lower().startswith(("http://", "https://"))), "")


def _header(message: Message, name: str) -> str:
    """The value of a header in words, its encoded words read."""
    from email.header import decode_header, make_header

    raw = str(message.get(name, ""))
    try:
        return " ".join(str(make_header(decode_header(raw))).split())
    except (LookupError, ValueError, MessageError):
        return " ".join(raw.split())
