"""What sort of file a source is: told by its content, and by its name only where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import StrEnum
from pathlib import PurePosixPath

from cpec_tui.errors import ReadingError

_HEAD = 4096
_SAVE_AS_TEXT = "save it as .docx, .pdf or plain text"
_EXPORT_TABLE = "export it as text (.csv or .txt)"
_OTHERS = (
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a[^\n]{0,10}\x00", "a picture", "put its text into a text file"),
    (rb"\x7fELF|MZ.{58,62}\x00\x00", "a program", "remove it"),
    (rb"\x1f\x8b|BZh\d1AY|\xfd7zXZ|7z\xbc\xaf|Rar!", "a compressed file", "unpack it"),
    (rb".{257}ustar", "an archive", "unpack it"),
    (rb"SQLite format 3\x00", "a database", _EXPORT_TABLE),
    (rb"%!PS", "a PostScript file", "save it as .pdf"),
)
_BY_START = tuple((re.compile(start, re.DOTALL), what, hint) for start, what, hint in _OTHERS)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OLD_ADVICE = {
    ".doc": ("an old Word file", "save it as .docx"),
    ".xls": ("an old Excel file", _EXPORT_TABLE),
    ".ppt": ("an old PowerPoint file", "save it as .pdf"),
    ".msg": ("an Outlook message", "save the message as .eml"),
}
# A member that only files of that sort have, and what to do with those that are not read.
_MEMBERS = (
    ("word/document.xml", "docx", ""),
    ("META-INF/container.xml", "epub", ""),
    ("xl/workbook.xml", "an Excel file", _EXPORT_TABLE),
    ("ppt/presentation.xml", "a PowerPoint file", "save it as .pdf"),
)
_OPEN_DOCUMENT = re.compile(rb"application/vnd\.oasis\.opendocument\.(\w+)")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,1000}(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADERS = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,40}):", re.MULTILINE)
_MAIL = {b"from", b"to", b"subject", b"date", b"received", b"return-path", b"delivered-to", b"cc", b"reply-to"}
_SURE_MAIL = {b"message-id", b"mime-version", b"received", b"return-path", b"snapshot-content-location"}
_BY_NAME = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html", ".xht": "html",
    ".eml": "mail", ".mbox": "mbox", ".mhtml": "mhtml", ".mht": "mhtml",
}  # fmt: skip
# Files that are text, or may be, and yet nothing to read.
_REFUSED_NAMES = {
    **dict.fromkeys((".pages", ".wps"), ("a word processor's file", _SAVE_AS_TEXT)),
    **dict.fromkeys((".mobi", ".azw3", ".djvu"), ("an e-book of a kind that is not read", "save it as .epub or .pdf")),
    ".webarchive": ("a Safari web archive", "save the page as .html"),
}


class Format(StrEnum):
    """What can be read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    MHTML = "mhtml"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    EPUB = "epub"
    MAIL = "mail"
    MBOX = "mbox"
    RTF = "rtf"


def recognise(content: bytes, path: str) -> Format:
    """The format of a source. Raises ReadingError for what is not read, with what to save it as."""
    suffix = PurePosixPath(path).suffix.lower()
    head = content[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return _in_container(content)
    if head.startswith(b"{\\rtf"):
        return Format.RTF
    if head.startswith(_OLD_OFFICE):
        raise _unsupported(*_OLD_ADVICE.get(suffix, ("an old Office file, or an encrypted one", _SAVE_AS_TEXT)))
    for start, what, hint in _BY_START:
        if start.match(content):
            raise _unsupported(what, hint)
    if suffix in _REFUSED_NAMES:
        raise _unsupported(*_REFUSED_NAMES[suffix])
    return _among_texts(head, suffix)


def _among_texts(head: bytes, suffix: str) -> Format:
    if suffix in (".pdf", ".docx", ".odt", ".epub", ".rtf") and head and not _HTML.match(head):
        raise ReadingError(f"this is no {suffix} file, or a damaged one", "get it once more, or correct its name")
    if _HTML.match(head):
        return Format.HTML
    if suffix in _BY_NAME:
        return Format(_BY_NAME[suffix])
    return _mail(head) or Format.TEXT


def _mail(head: bytes) -> Format | None:
    """Mail without a telling name: its head is one of header lines, some of which nothing else has."""
    if head.startswith(b"From ") and (line_end := head.find(b"\n")) > 0 and _has_mail_head(head[line_end + 1 :]):
        return Format.MBOX
    if not _has_mail_head(head):
        return None
    return Format.MHTML if b"snapshot-content-location" in head.lower() else Format.MAIL


def _has_mail_head(head: bytes) -> bool:
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    names = [name.lower() for name in _HEADERS.findall(block)]
    return (
        len(_MAIL.intersection(names)) >= 2 and not _SURE_MAIL.isdisjoint(names) and _HEADERS.match(block) is not None
    )


def _in_container(content: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            names = set(container.namelist())
            kind = _beginning(container, "mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise ReadingError(f"the ZIP container is damaged ({error})", "get the file once more") from error
    if match := _OPEN_DOCUMENT.match(kind):
        if match.group(1) == b"text":
            return Format.ODT
        raise _unsupported(f"an OpenDocument {match.group(1).decode()}", _EXPORT_TABLE)
    for member, what, hint in _MEMBERS:
        if member in names:
            if hint:
                raise _unsupported(what, hint)
            return Format(what)
    raise _unsupported("a ZIP archive", "unpack it")


def _beginning(container: zipfile.ZipFile, name: str) -> bytes:
    """The first bytes of a member, whatever it would be inflated to."""
    with container.open(name) as member:
        return member.read(100)


def _unsupported(what: str, hint: str) -> ReadingError:
    return ReadingError(f"not supported: this is {what}", hint)
