"""The rows of the results pane: entities first, then paragraphs by rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.search.snippets import snippet
from cpec_tui.tui.paint import cells, wrap
from cpec_tui.tui.rows import (
    SIGN,
    Choosable,
    MoreRow,
    Row,
    RowLine,
    TextRow,
    cut_line,
    glyph_of,
    joined,
    piece,
    with_right,
)
from cpec_tui.wording import copies_said, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cpec_tui.model import EntityHit, Hit, Kind, ResultPage


@dataclass(frozen=True, slots=True)
class EntityRow(Choosable):
    """An entity: its name and kind, its aliases and how often it is named."""

    hit: EntityHit
    glyph: str
    label: str

    @property
    def id(self) -> str:
        """The entity's id behind an @."""
        return f"@{self.hit.id}"

    def height(self, width: int) -> int:
        """Name and aliases."""
        return 2

    def lines(self, width: int) -> Sequence[RowLine]:
        """``◆ Khyber Pakhtunkhwa   place`` over ``KP · KPK   2 mentions``."""
        head = glyph_of(self.hit.kind, self.glyph) + RowLine(" ") + piece(self.hit.name, "strong")
        first = with_right(head, self.label, width, f"kind:{self.hit.kind}")
        also = piece("  ", "muted") + joined(piece(alias, "muted") for alias in self.hit.aliases)
        mentions = counted(self.hit.mentions, "mention") if self.hit.mentions else "no mention"
        return [first, with_right(also, mentions, width)]


@dataclass(frozen=True, slots=True)
class HitRow(Choosable):
    """A paragraph: where it stands, and the stretch that shows best why it was found."""

    hit: Hit
    with_title: bool

    @property
    def id(self) -> str:
        """The paragraph's address."""
        return self.hit.address

    def height(self, width: int) -> int:
        """Two lines of text, under the document's title where there are several documents."""
        return _height(self.with_title)

    def lines(self, width: int) -> Sequence[RowLine]:
        """The title with date and paragraph number, then the snippet."""
        place = " ".join(part for part in (copies_said(len(self.hit.copies)), f"¶{self.hit.paragraph}") if part)
        if not self.with_title:
            first, *rest = self._snippet(width, width - cells(place) - 1)
            return [with_right(first, place, width), *rest]
        right = " ".join(part for part in (self.hit.date or "", place) if part)
        return [with_right(piece(self.hit.title, "heading"), right, width), *self._snippet(width, width)]

    def _snippet(self, width: int, first_width: int) -> list[RowLine]:
        """Two lines of the passage with the matches marked."""
        room = width + first_width
        least = max(8, min(width, max((end - start for start, end in self.hit.highlights), default=0)))
        while True:
            room = max(least, room)
            chosen = snippet(self.hit.text, self.hit.highlights, room)
            before, after = "…" if chosen.cut_before else "", "…" if chosen.cut_after else ""
            text = before + self.hit.text[chosen.start : chosen.end] + after
            first, *more = wrap(text, first_width, first_width - width)
            if len(more) <= 1 or room <= least:
                break
            room -= len(text) - more[0][1]  # Words leave gaps at the ends of lines, and wide letters take two cells.
        found = RowLine(self.hit.text, tuple((*span, "found") for span in self.hit.highlights))
        passage = piece(before, SIGN) + found.part(chosen.start, chosen.end) + piece(after, SIGN)
        second = more[0][0] if more else len(text), len(text)
        return [cut_line(passage.part(start, end), width) for start, end in (first, second)]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A line between two sorts of rows."""

    id: str = "rule"
    selectable: bool = False

    def height(self, width: int) -> int:
        """One line."""
        return 1

    def lines(self, width: int) -> Sequence[RowLine]:
        """A rule."""
        return [piece("─" * width, "muted", SIGN)]


@dataclass(frozen=True, slots=True)
class ComingRow:
    """The room of so many paragraphs that are out of sight and not known yet."""

    number: int
    with_title: bool
    id: str = "coming"
    selectable: bool = False

    def height(self, width: int) -> int:
        """As that of the paragraphs."""
        return self.number * _height(self.with_title)

    def lines(self, width: int) -> Sequence[RowLine]:
        """Nothing yet."""
        return [RowLine("")] * self.height(width)


def result_rows(
    page: ResultPage,
    kinds: Mapping[str, Kind],
    *,
    with_titles: bool,
    hits_by_document: Mapping[str, int] | None = None,
    coming: int = 0,
) -> list[Row]:
    """The rows of a page of results; what is beyond the page is said at its end.

    With ``hits_by_document`` (how many each has in all) the paragraphs are grouped by document, in the order of the
    first of each. Room is kept for ``coming`` more.
    """
    return list(_rows(page, kinds, with_titles=with_titles, counts=hits_by_document, coming=coming))


def entity_row(hit: EntityHit, kinds: Mapping[str, Kind]) -> EntityRow:
    """The row of an entity with the glyph and label of its kind."""
    kind = kinds.get(hit.kind)
    return EntityRow(hit, kind.glyph if kind else "◆", kind.label if kind else hit.kind)


def _rows(
    page: ResultPage, kinds: Mapping[str, Kind], *, with_titles: bool, counts: Mapping[str, int] | None, coming: int
) -> Iterator[Row]:
    yield from (entity_row(hit, kinds) for hit in page.entities)
    if page.entities_total > len(page.entities):
        yield MoreRow(len(page.entities), page.entities_total, "entity", "entities")
    if page.entities and page.hits:
        yield RuleRow()
    if counts is None:
        yield from (HitRow(hit, with_titles) for hit in page.hits)
    else:
        yield from _grouped(page.hits, counts)
    if coming:
        yield ComingRow(coming, with_titles)
    if page.total > len(page.hits) + coming:
        yield MoreRow(len(page.hits) + coming, page.total, "paragraph")


def _height(with_title: bool) -> int:
    return 3 if with_title else 2


def _grouped(hits: Sequence[Hit], counts: Mapping[str, int]) -> Iterator[Row]:
    """Each document once, its paragraphs in their order under it."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.doc, []).append(hit)
    for doc, group in groups.items():
        title = group[0].title
        number = f"{counts[doc]:,}" if doc in counts else ""
        right = " · ".join(part for part in (group[0].date or "", number) if part)
        yield TextRow(f"group {doc}", title, ((0, len(title), "heading"),), right=right)
        yield from (HitRow(hit, with_title=False) for hit in sorted(group, key=lambda hit: hit.paragraph))
