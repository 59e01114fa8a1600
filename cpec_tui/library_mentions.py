"""Every mention of an entity: where it stands, and what stands around it. Texts are read only where they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from cpec_tui.answers import MentionInText, MentionPlace, Occurrence
from cpec_tui.catalog.counting import by_document, in_time
from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.stored import StoredParagraph
from cpec_tui.model import address_of

CONTEXT = 60
_BATCH = 500


def places_of(catalog: Catalog, entity: str) -> tuple[MentionPlace, ...]:
    """Every linked mention: newest document first, undated ones last, then in reading order."""
    spans = catalog.spans_of(entity)
    documents = in_time(catalog.document_rows, newest_first=True)
    return tuple(
        MentionPlace(document.id, row - document.first + 1, start, end, alias, row)
        for document, rows in by_document(documents, spans)
        for row in rows
        for start, end, alias in spans[row]
    )


def mentions_at(catalog: Catalog, entity: str, places: Iterable[MentionPlace]) -> Iterator[MentionInText]:
    """The mentions of ``entity`` at ``places`` with their text, read as they are taken."""
    waiting = iter(places)
    while batch := list(islice(waiting, _BATCH)):
        paragraphs = catalog.paragraphs(sorted({place.row for place in batch}))
        for place in batch:
            yield _in_text(entity, place, paragraphs[place.row])


def first_and_last(catalog: Catalog, entity: str) -> tuple[Occurrence, Occurrence] | None:
    """The first and the last paragraph by date that name ``entity``; undated ones count only where all are."""
    documents = in_time(catalog.document_rows, newest_first=False)
    found = list(by_document(documents, catalog.rows_of_entity(entity)))
    dated = [one for one in found if one[0].date] or found
    if not dated:
        return None
    (first, first_rows), (last, last_rows) = dated[0], dated[-1]
    return (
        Occurrence(address_of(first.id, first_rows[0] - first.first + 1), first.date),
        Occurrence(address_of(last.id, last_rows[-1] - last.first + 1), last.date),
    )


def _in_text(entity: str, place: MentionPlace, paragraph: StoredParagraph) -> MentionInText:
    text, start, end = paragraph.text, place.start, place.end
    return MentionInText(
        entity,
        address_of(paragraph.doc, paragraph.ordinal),
        paragraph.doc,
        paragraph.ordinal,
        start,
        end,
        text[start:end],
        place.alias,
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
        paragraph.title,
        paragraph.date,
    )
