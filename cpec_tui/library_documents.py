"""Documents as they are read: all paragraphs with what is named in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from cpec_tui.answers import DocumentView, ParagraphInDocument
from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.stored import PlainParagraph, StoredDocument
from cpec_tui.collecting import collector_paused
from cpec_tui.errors import NotFoundError, ReadingError
from cpec_tui.model import Mention, address_of
from cpec_tui.nearest import nearest


def view_of(catalog: Catalog, stored: StoredDocument, ordinal: int | None) -> DocumentView:
    """A document whole, or with the one paragraph of that number. Raises NotFoundError when it has none."""
    with collector_paused():
        paragraphs = catalog.paragraphs_of(stored.number)
        if ordinal is not None:
            paragraphs = [one for one in paragraphs if one.ordinal == ordinal]
            if not paragraphs:
                message = f"{stored.id} has no paragraph {ordinal}"
                raise NotFoundError(message, f"it has {stored.paragraphs:,}: p1 to p{stored.paragraphs}")
        mentions = catalog.mentions({one.row: one.text for one in paragraphs})
        shown = _with_mentions(stored.id, paragraphs, mentions)
    return DocumentView(
        stored.id,
        stored.path,
        stored.title,
        stored.metadata,
        stored.encoding,
        stored.notes,
        stored.paragraphs,
        shown,
    )


def _with_mentions(
    doc: str, paragraphs: Iterable[PlainParagraph], mentions: Mapping[int, list[Mention]]
) -> tuple[ParagraphInDocument, ...]:
    return tuple(
        ParagraphInDocument(address_of(doc, ordinal), ordinal, role, page, text, tuple(mentions.get(row, ())), residue)
        for row, ordinal, role, page, text, residue in paragraphs
    )


def line_of(path: Path, offset: int) -> int:
    """The line (from 1) of a source in which its text at ``offset`` stands; 1 when it cannot be read."""
    from cpec_tui.reading.decoding import decode
    from cpec_tui.reading.registry import load

    try:
        before = decode(load(path)).text[:offset]
    except ReadingError:
        return 1
    return len(before.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def no_document(doc: str, known: Sequence[str]) -> NotFoundError:
    """That there is no document of that id, with those of the ``known`` ones that look like it."""
    near = nearest(doc, known, 2)
    advice = f"did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else ""
    return NotFoundError(f"there is no document `{doc}`", advice or "list them with: cpec-tui show")
