"""What the catalog keeps, as data: documents, paragraphs, compiled entities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cpec_tui.catalog import codec
from cpec_tui.model import Entity, Metadata, Role, Span


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as the catalog lists it."""

    number: int
    id: str
    path: str
    title: str
    date: str | None
    paragraphs: int
    metadata: Metadata
    encoding: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredParagraph:
    """A paragraph with its row number and the document it belongs to."""

    row: int
    doc: str
    ordinal: int
    role: Role
    page: int | None
    text: str
    residue: tuple[Span, ...]
    title: str
    date: str | None


class PlainParagraph(NamedTuple):
    """A paragraph without what its document says; a tuple, since a long document has 100,000."""

    row: int
    ordinal: int
    role: Role
    page: int | None
    text: str
    residue: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class StoredEntity:
    """A compiled card: what is curated, the standing of its quotations, and its counts."""

    entity: Entity
    located: codec.Standings
    mentions: int
    documents: int
    ambiguous: int
