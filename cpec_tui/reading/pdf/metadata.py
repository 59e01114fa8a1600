"""What a PDF says of itself: its document information, filled up from its XMP packet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from cpec_tui.model import Metadata
from cpec_tui.reading.canonical import canonicalize
from cpec_tui.reading.pdf.model import OpenPdf
from cpec_tui.reading.pdf.xmp import Xmp, read_xmp

INFO, XMP, CATALOG = "PDF info", "XMP", "PDF catalog"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MADE_BY = re.compile(r"Microsoft (?:Office )?(?:Word|PowerPoint|Excel|Publisher|Outlook) [-–] ", re.IGNORECASE)
_FILE_ENDS = re.compile(
    r"\.(?:docx?|docm|dotx?|odt|rtf|txt|wpd|pages|tex|dvi|e?ps|pdf|indd|qxd|qxp|pmd|p65|fm|pub|pptx?|xlsx?|html?|md|tmp"
    r"|jpe?g|tiff?|png|ai|cdr)$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\(?(?:untitled|no title|title|document|doc|presentation|powerpoint presentation|slide|layout|print|scan"
    r"|scanned document|full page photo|none|null|unknown)\)?[\s_-]*\d*",
    re.IGNORECASE,
)
_CREATED = re.compile(r"(?:D:)?(\d{4})(?:-?(\d{2}))?(?:-?(\d{2}))?")
_SEPARATOR = re.compile(r"\s*[;,]\s*")


def metadata_of(opened: OpenPdf, content: bytes, path: str) -> Metadata:
    """The metadata of an open PDF, each field with where it came from."""
    info = {key: canonicalize(value).text for key, value in opened.info.items()}
    xmp = read_xmp(content)
    stem = PurePosixPath(path).stem
    titles = [
        (text, origin) for text, origin in ((info.get("Title", ""), INFO), (xmp.title, XMP)) if is_title(text, stem)
    ]
    tags, subjects = _tags(info.get("Keywords", "")), _tags("; ".join(xmp.subjects))
    found = {
        "title": _first(*titles),
        "author": _first((info.get("Author", ""), INFO), ("; ".join(xmp.creators), XMP)),
        "date": _first((xmp.published, XMP)),
        "publisher": _first((xmp.publisher, XMP)),
        "language": _first((_language(opened.language), CATALOG), (_language(xmp.language), XMP)),
    }
    given = {name: value for name, value in found.items() if value}
    origins = {name: origin for name, (_value, origin) in given.items()}
    if tags or subjects:
        origins["tags"] = INFO if tags else XMP
    texts = {name: value for name, (value, _origin) in given.items()}
    return Metadata(**texts, tags=tags or subjects, other=_other(info, xmp, has_tags=bool(tags)), origins=origins)


def is_title(text: str, stem: str) -> bool:
    """Whether ``text`` is a title, and not what a program put there; ``stem`` is the name of the file itself."""
    if not any(character.isalnum() for character in text) or _PLACEHOLDER.fullmatch(text):
        return False
    if _MADE_BY.match(text) or _FILE_ENDS.search(text):
        return False
    return " " in text or text.casefold() != stem.casefold()


def _first(*candidates: tuple[str, str]) -> tuple[str, str] | None:
    return next((candidate for candidate in candidates if candidate[0]), None)


def _language(text: str) -> str:
    return text.strip() if _LANGUAGE.fullmatch(text.strip()) else ""


def _tags(keywords: str) -> tuple[str, ...]:
    """The keywords one by one; some programs put sentences of their own there, which are none."""
    if ":" in keywords:
        return ()
    return tuple(dict.fromkeys(tag for tag in _SEPARATOR.split(keywords) if tag))


def _other(info: Mapping[str, str], xmp: Xmp, *, has_tags: bool) -> dict[str, str]:
    """What else there is to know. When a file was made is not when its text was published."""
    other = {
        "subject": info.get("Subject", ""),
        "keywords": "" if has_tags else info.get("Keywords", ""),
        "created": _day(info.get("CreationDate", "")) or _day(xmp.created),
        "made with": info.get("Creator", ""),
    }
    return {key: value for key, value in other.items() if value}


def _day(text: str) -> str:
    """The day in ``D:20260410183231-04'00'`` or ``2026-04-10T18:32:31``, as precise as it is given."""
    match = _CREATED.match(text)
    return "-".join(part for part in match.groups() if part) if match else ""
