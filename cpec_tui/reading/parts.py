"""What the reader of a format gives, and how it becomes a document: the same for all formats but plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from cpec_tui.errors import ReadingError
from cpec_tui.folding import lookup_key
from cpec_tui.model import Document, Metadata, Paragraph, Role
from cpec_tui.reading.canonical import canonicalize
from cpec_tui.reading.residue import ResidueFinder
from cpec_tui.reading.structure import MAX_TITLE

# A document of more is no document: a table written out, or a file made to hurt.
MOST_PARTS = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch that becomes a paragraph, its text as it was found; ``page`` counts from 1."""

    text: str
    role: Role = Role.BODY
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """A source taken apart: parts in reading order, and what the file says of itself, each field with its origin.

    ``encoding`` is empty where the format leaves no choice; ``notes`` say what a reader should know.
    """

    parts: tuple[Part, ...]
    metadata: Metadata = field(default_factory=Metadata)
    encoding: str = ""
    notes: tuple[str, ...] = ()


def assemble(found: Parts, doc_id: str, path: str, residue: ResidueFinder) -> Document:
    """The document of these parts, its title as p1. Raises ReadingError when there is no text in them."""
    if len(found.parts) > MOST_PARTS:
        raise ReadingError(f"the file has more than {MOST_PARTS:,} paragraphs", "split it")
    parts = list(_with_text(found.parts))
    if not parts:
        raise ReadingError("there is no text in the file", "put text into it, or remove it")
    metadata = _titled(found.metadata, parts, path)
    if "title" in metadata.origins and metadata.origins["title"] != "file name":
        parts = _title_first(parts, metadata.title)
    paragraphs = tuple(
        Paragraph(ordinal, part.role, part.text, part.page, (), residue.spans(part.text))
        for ordinal, part in enumerate(parts, 1)
    )
    return Document(doc_id, path, metadata, paragraphs, found.encoding or "utf-8", found.notes)


def _with_text(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts in canonical text, empty ones left out."""
    for part in parts:
        text = canonicalize(part.text).text
        if text:
            yield replace(part, text=text)


def _titled(metadata: Metadata, parts: list[Part], path: str) -> Metadata:
    """``metadata`` with a title: the file's own, else its first heading, else its name."""
    own = canonicalize(metadata.title).text
    if own:
        return replace(metadata, title=own)
    first = parts[0]
    if first.role in (Role.TITLE, Role.HEADING) and len(first.text) <= MAX_TITLE:
        title, origin = first.text, "first heading"
    else:
        title, origin = PurePosixPath(path).stem, "file name"
    return replace(metadata, title=title, origins={**metadata.origins, "title": origin})


def _title_first(parts: list[Part], title: str) -> list[Part]:
    """``parts`` with the title as the first; a part at the beginning that repeats it is that title."""
    key = lookup_key(title)
    for number, part in enumerate(parts[:3]):
        if lookup_key(part.text) == key:
            return [replace(part, role=Role.TITLE), *parts[:number], *parts[number + 1 :]]
    page = parts[0].page
    return [Part(title, Role.TITLE, page), *parts]
