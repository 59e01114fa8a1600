"""A recorded run asked again: what differs, and where that stands now. Asked whole, on the library's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.errors import NotFoundError
from cpec_tui.library_answering import digest_of
from cpec_tui.repeating.recording import rerun
from cpec_tui.tui.run_rows import CAME, CHANGED, WENT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from cpec_tui.answers import Answering, DocumentView
    from cpec_tui.library import Library
    from cpec_tui.model import Span
    from cpec_tui.repeating.recording import Difference, Run

# Of so many of each sort the texts are read; the others are listed by their places.
_READ = 300


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a paragraph stands now.

    ``highlights`` are the spans of its text that answer; ``said`` is what became of one that answers no longer.
    """

    doc: str
    ordinal: int
    title: str = ""
    date: str | None = None
    text: str = ""
    highlights: Sequence[Span] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """A run and now, with the standing of each that differs, by what it did and its address."""

    found: Difference
    standings: Mapping[str, Standing]


def compare(library: Library, run: Run, at: datetime) -> Compared:
    """Ask again what was asked in ``run``, and find where each paragraph that differs stands."""
    found = rerun(library, run, at)
    reader = _Reader(library, found.former_ids, run.asked)
    standings: dict[str, Standing] = {}
    for what, answers in ((CAME, found.came), (CHANGED, found.changed), (WENT, found.went)):
        for number, one in enumerate(answers):
            place = reader.gone if what == WENT else reader.there
            standings[f"{what} {one.address}"] = place(one) if number < _READ else Standing(one.doc, one.paragraph)
    return Compared(found, standings)


class _Reader:
    """Looks paragraphs up; each document is read once."""

    def __init__(self, library: Library, former_ids: Mapping[str, str], query: str) -> None:
        self._query = query
        self._highlights: dict[str, Mapping[int, Sequence[Span]]] = {}
        self._library = library
        self._former_ids = former_ids
        self._views: dict[str, DocumentView | None] = {}

    def there(self, one: Answering) -> Standing:
        """One that answers."""
        view = self._view(one.address)
        if view is None:
            return Standing(one.doc, one.paragraph)
        if one.doc not in self._highlights:
            self._highlights[one.doc] = self._library.highlights(one.doc, self._query)
        text, spans = view.paragraphs[0].text, self._highlights[one.doc].get(one.paragraph, ())
        return Standing(view.doc, one.paragraph, view.title, view.metadata.date, text, spans)

    def gone(self, one: Answering) -> Standing:
        """One that answered then: its text may stand elsewhere now, or nowhere."""
        doc = self._former_ids.get(one.doc, one.doc)
        view = self._view(doc)
        if view is None:
            return Standing(doc, one.paragraph, said="the document is gone")
        same = [paragraph for paragraph in view.paragraphs if digest_of(paragraph.text) == one.digest]
        if same:
            nearest = min(same, key=lambda paragraph: abs(paragraph.ordinal - one.paragraph))
            return _gone(view, nearest.ordinal, nearest.text, "its text is there, and does not answer")
        return _gone(view, min(one.paragraph, view.total), "", "its text is gone")

    def _view(self, address: str) -> DocumentView | None:
        if address not in self._views:
            try:
                self._views[address] = self._library.document(address)
            except NotFoundError:
                self._views[address] = None
        return self._views[address]


def _gone(view: DocumentView, ordinal: int, text: str, said: str) -> Standing:
    return Standing(view.doc, ordinal, view.title, view.metadata.date, text, said=said)
