"""What stands around an entity: whom it is named with, and when it is named."""

from __future__ import annotations

from collections import Counter

from cpec_tui.answers import Related, Timeline
from cpec_tui.catalog.counting import by_document
from cpec_tui.catalog.reading import Catalog


def related_to(catalog: Catalog, entity: str, limit: int | None) -> tuple[Related, ...]:
    """The ``limit`` entities (None: all) that share most paragraphs with ``entity``; of equal ones by name."""
    rows = {row for one in catalog.entity_rows if one.id == entity for row in one.rows}
    shared = (
        Related(one.id, one.name, one.kind, len(rows.intersection(one.rows)))
        for one in catalog.entity_rows
        if one.id != entity
    )
    found = sorted((one for one in shared if one.paragraphs), key=lambda one: (-one.paragraphs, one.name, one.id))
    return tuple(found[:limit])


def timeline_of(catalog: Catalog, entity: str) -> Timeline:
    """How often ``entity`` is mentioned (linked) in each year from the first to the last."""
    mentions = catalog.rows_of_entity(entity)
    years: Counter[int] = Counter()
    undated = 0
    for document, rows in by_document(catalog.document_rows, mentions):
        count = sum(mentions[row] for row in rows)
        if document.date:
            years[int(document.date[:4])] += count
        else:
            undated += count
    shown = range(min(years), max(years) + 1) if years else ()
    return Timeline(tuple((f"{year:04}", years[year]) for year in shown), undated)
