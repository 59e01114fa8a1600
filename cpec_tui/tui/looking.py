"""Questions to the library that the desk asks: each is answered whole, on the library's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.tui.card_rows import Around, card_rows
from cpec_tui.tui.concordance import Concordance
from cpec_tui.tui.steps import Steps, steps_of_hits, steps_of_mentions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cpec_tui.answers import Card, DocumentView, Order, Overview
    from cpec_tui.library import Library
    from cpec_tui.model import EntityHit, Kind, Span
    from cpec_tui.tui.rows import Row

BROWSED = 200
NEIGHBOURS = 6


@dataclass(frozen=True, slots=True)
class Opened:
    """The corpus as it is indexed now; ``mistakes`` are the errors in its curated files."""

    overview: Overview
    kinds: Mapping[str, Kind]
    mistakes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with what the query marks in it; ``view`` is None when only the marks were asked for."""

    view: DocumentView | None
    highlights: Mapping[int, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class OpenCard:
    """A card with its mentions as stops, and its rows."""

    card: Card
    steps: Steps
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What can be browsed when nothing is asked for: the entities named most, and (id, title, date, paragraphs)."""

    entities: Sequence[EntityHit]
    documents: Sequence[tuple[str, str, str | None, int]]


def opened(library: Library) -> Opened | None:
    """Open the generation in force; None when there is none yet. Raises BuiltIndexError when it is damaged."""
    if not library.open():
        return None
    kinds = {kind.name: kind for kind in library.kinds()}
    return Opened(library.overview(), kinds, [str(mistake) for mistake in library.mistakes()])


def opened_anew(library: Library) -> Opened | None:
    """Open a generation that came into force since; None when there is none."""
    return opened(library) if library.has_moved_on else None


@dataclass(frozen=True, slots=True)
class OutOfDate:
    """Why the built index is out of date; ``state`` tells whether anything changed again since."""

    said: str
    state: str


def out_of_date(library: Library) -> OutOfDate | None:
    """What differs between the corpus and what is indexed; None when nothing does."""
    from cpec_tui.built.freshness import curated_state

    changes = library.changes()
    state = f"{changes}{curated_state(library.corpus)}"
    if not library.made_by_this_version:
        return OutOfDate("made by another version", state)
    if not library.is_complete:
        return OutOfDate("not complete", state)
    return OutOfDate(changes.said(), state) if changes.any else None


def reading(library: Library, doc: str, query: str) -> Reading:
    """A document and what ``query`` marks in it. Raises NotFoundError."""
    return Reading(library.document(doc), marks(library, doc, query))


def reading_marks(library: Library, doc: str, query: str) -> Reading:
    """What ``query`` marks in a document that is open already: a long one takes long to be read."""
    return Reading(None, marks(library, doc, query))


def read_anew(library: Library, view: DocumentView, query: str) -> Reading:
    """A document as it is known now, with what ``query`` marks in it; the view is None where nothing changed.

    Raises NotFoundError.
    """
    now = library.document(view.doc)
    return Reading(None if now == view else now, marks(library, view.doc, query))


def marks(library: Library, doc: str, query: str) -> Mapping[int, tuple[Span, ...]]:
    """The spans that answer ``query`` in a document, by ordinal."""
    return library.highlights(doc, query, typing=True) if query.strip() else {}


def hits(library: Library, query: str, order: Order) -> tuple[Steps, Mapping[str, int]]:
    """Every hit as a stop, and how many each document has."""
    matches = library.matches(query, typing=True, order=order)
    return steps_of_hits(matches), {doc: len(ordinals) for doc, ordinals in matches.documents}


def open_card(
    library: Library,
    entity: str,
    *,
    with_documents: bool,
    concordance: Concordance = Concordance.PLACE,
    listed: int | None = None,
    neighbours: int = NEIGHBOURS,
) -> OpenCard:
    """A card ready to be shown, the first ``listed`` of its mentions in the order of ``concordance``.

    Of who is named beside it, ``neighbours`` are listed.

    Raises NotFoundError.
    """
    card = library.card(entity)
    kinds = {kind.name: kind for kind in library.kinds()}
    related = library.related(card.entity.id, limit=None)
    around = Around(related, neighbours, library.timeline(card.entity.id))
    places = library.mention_places(card.entity.id)
    if concordance is Concordance.PLACE:
        mentions = list(library.mentions_at(card.entity.id, places[:listed]))
        steps = steps_of_mentions(card.entity.name, places)
    else:  # Sorted by their neighbours, all texts must be read to know which come first.
        ordered = concordance.sorted(list(library.mentions_at(card.entity.id, places)))
        mentions = list(ordered[:listed])
        steps = steps_of_mentions(card.entity.name, ordered, reading_order=False)
    return OpenCard(card, steps, card_rows(card, mentions, kinds, around, with_documents=with_documents))


def shelf(library: Library) -> Shelf:
    """What there is to browse."""
    entities = sorted(library.entities(), key=lambda hit: -hit.mentions)
    documents = [(one.id, one.title, one.date, one.paragraphs) for one in library.documents()[:BROWSED]]
    return Shelf(entities[:BROWSED], documents)
