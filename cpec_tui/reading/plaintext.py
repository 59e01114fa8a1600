"""The reader of plain text: front matter, title, paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from cpec_tui.errors import ReadingError
from cpec_tui.folding import lookup_key
from cpec_tui.model import Document, Metadata, OffsetRun, Paragraph, Role
from cpec_tui.reading import frontmatter
from cpec_tui.reading.decoding import decode
from cpec_tui.reading.residue import ResidueFinder
from cpec_tui.reading.structure import paragraphs, without

_TITLE_LINE = re.compile(r"(?:^|[\r\n])[\"']?title[\"']?[ \t]*:([^\r\n]*)", re.IGNORECASE)


def read(content: bytes, doc_id: str, path: str, residue: ResidueFinder) -> Document:
    """The document in the bytes of a text file. Raises ReadingError when there is no text in them."""
    if not content:
        raise ReadingError("the file is empty", "put text into it, or remove it")
    decoded = decode(content)
    head = frontmatter.split(decoded.text)
    metadata = head.metadata
    given_up = len(residue.given_up)
    body = paragraphs(decoded.text, head.body_start, residue, first_is_title=not metadata.title)
    if metadata.title:
        body = _with_title(body, metadata.title, decoded.text[: head.body_start])
    if not body:
        raise ReadingError("the file holds nothing but white space", "put text into it, or remove it")
    metadata = _titled(metadata, body, path)
    slow = tuple(
        f"the residue pattern `{pattern[:60]}` takes too long here: not applied from here on"
        for pattern in residue.given_up[given_up:]
    )
    return Document(doc_id, path, metadata, body, decoded.encoding, (*decoded.notes, *head.notes, *slow))


def _with_title(body: tuple[Paragraph, ...], title: str, head: str) -> tuple[Paragraph, ...]:
    """``body`` with the title of the front matter as p1; a first block that repeats it is that title."""
    if body and lookup_key(body[0].text) == lookup_key(title):
        return (replace(body[0], role=Role.TITLE), *body[1:])
    first = Paragraph(1, Role.TITLE, title, None, _title_runs(title, head))
    return (first, *(Paragraph(p.ordinal + 1, p.role, p.text, p.page, p.offsets, p.residue) for p in body))


def _title_runs(title: str, head: str) -> tuple[OffsetRun, ...]:
    """Where the title stands in the front matter; nothing when YAML writes it in another way."""
    line = _TITLE_LINE.search(head)
    at = line.group(1).find(title) if line else -1
    return (OffsetRun(0, line.start(1) + at),) if line and at >= 0 else ()


def _titled(metadata: Metadata, body: tuple[Paragraph, ...], path: str) -> Metadata:
    if metadata.title:
        return metadata
    if body[0].role is Role.TITLE:
        title, origin = without(body[0].text, body[0].residue), "first line"
    else:
        title, origin = PurePosixPath(path).stem, "file name"
    return replace(metadata, title=title, origins={**metadata.origins, "title": origin})
