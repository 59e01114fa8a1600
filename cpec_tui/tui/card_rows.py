"""The rows of a card: what is curated, what proves it, relations, and every mention as a concordance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cpec_tui.answers import Timeline
from cpec_tui.tui.concordance import sparkline
from cpec_tui.tui.links import link_of, link_of_id
from cpec_tui.tui.paint import cells
from cpec_tui.tui.rows import (
    SIGN,
    Choosable,
    MoreRow,
    Row,
    RowLine,
    TextRow,
    Worded,
    cut_line,
    glyph_of,
    joined,
    piece,
    with_right,
)
from cpec_tui.vocabulary import Proof, Standing
from cpec_tui.wording import STANDING_SIGNS, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cpec_tui.answers import Card, FactOnCard, MentionInText, Quotation, Related, RelationOnCard
    from cpec_tui.model import Fact, Kind
    from cpec_tui.tui.rows import Mark

MARKS = {Proof.QUOTED: ("✓", "good"), Proof.REFERENCED: ("→", "accent"), Proof.UNVERIFIED: ("?", "warning")}
_HOLDS = (Standing.EXACT, Standing.MOVED, Standing.AMBIGUOUS)


@dataclass(frozen=True, slots=True)
class FactRow(Worded):
    """A fact that a quotation proves; opening it leads there."""

    row: TextRow
    quotation: Quotation

    @property
    def selectable(self) -> bool:
        """It can be opened unless its quotation is lost."""
        return self.quotation.address is not None


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation; opening it leads to the other card."""

    relation: RelationOnCard
    glyph: str
    id: str
    selectable: bool = True

    def height(self, width: int) -> int:
        """As its text wraps."""
        return self._row().height(width)

    def lines(self, width: int) -> Sequence[RowLine]:
        """``part of → ◆ Pakistan``."""
        return self._row().lines(width)

    def _row(self) -> TextRow:
        one = self.relation
        when = piece(one.since or "") + piece("–", SIGN) + piece(one.until or "")
        extra = joined([one.role or "", when] if one.since or one.until else [one.role or ""], ", ")
        line = piece(one.type, "muted") + piece(" → ", SIGN) + glyph_of(one.kind, self.glyph)
        line = line + piece(f" {one.name}", f"kind:{one.kind}")
        if extra.text:
            line = line + RowLine(" (") + extra + RowLine(")")
        return TextRow(self.id, line.text, line.marks, True, "", 1)


@dataclass(frozen=True, slots=True)
class MentionRow(Choosable):
    """One line of the concordance; opening it leads there."""

    mention: MentionInText
    with_document: bool

    @property
    def id(self) -> str:
        """Address and offset."""
        return f"{self.mention.address}:{self.mention.start}"

    def height(self, width: int) -> int:
        """One line, so that any number of mentions can be listed at once."""
        return 1

    def lines(self, width: int) -> Sequence[RowLine]:
        """What stands left, the mention, what stands right; the place at the end."""
        one = self.mention
        place = f"¶{one.paragraph}"
        if self.with_document:
            place = f"{one.date[:4]} {place}" if one.date else place
        return [in_context(one.before, one.surface, one.after, place, width)]


@dataclass(frozen=True, slots=True)
class RelatedRow(Choosable):
    """An entity that is named beside this one; opening it leads to its card."""

    related: Related
    glyph: str

    @property
    def id(self) -> str:
        """The other's id behind a mark of its own."""
        return f"related {self.related.id}"

    def height(self, width: int) -> int:
        """One line."""
        return 1

    def lines(self, width: int) -> Sequence[RowLine]:
        """``◆ Pakistan   12 ¶``."""
        line = RowLine(" ") + glyph_of(self.related.kind, self.glyph) + RowLine(f" {self.related.name}")
        return [with_right(line, f"{self.related.paragraphs:,} ¶", width)]


@dataclass(frozen=True, slots=True)
class LinkRow(Worded, Choosable):
    """A place outside; opening it asks the system's browser."""

    url: str
    row: TextRow


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """Mentions over the years."""

    timeline: Timeline
    id: str = "timeline"
    selectable: bool = False

    def height(self, width: int) -> int:
        """One line, unless there is nothing to compare."""
        return 1 if sparkline(self.timeline, width) else 0

    def lines(self, width: int) -> Sequence[RowLine]:
        """``2013 ▁▃█ 2025``."""
        text = sparkline(self.timeline, width)
        return [piece(text, "accent", SIGN)] if text else []


@dataclass(frozen=True, slots=True)
class Around:
    """What is counted around an entity: who is named beside it, the first ``listed`` shown, and when it was named."""

    related: Sequence[Related] = ()
    listed: int = 6
    timeline: Timeline = field(default_factory=lambda: Timeline((), 0))


def in_context(before: str, surface: str, after: str, place: str, width: int, column: int | None = None) -> RowLine:
    """A line of a concordance: ``surface`` between what stands left and right of it, the ``place`` at the end.

    It begins in ``column``; without one after a third of what it leaves free.
    """
    found = cut_line(piece(surface, "found"), max(4, width // 2))
    room = max(0, width - cells(found.text) - cells(place) - 1)
    column = room // 3 if column is None else min(column, room)
    left = _tail(before, column)
    left = " " * (column - cells(left)) + left
    right = cut_line(piece(after.rstrip(), "muted"), room - column)
    line = piece(left, "muted") + found + right
    gap = " " * max(1, width - cells(line.text) - cells(place))
    return line + piece(gap + place, "muted", SIGN)


def card_rows(
    card: Card,
    mentions: Sequence[MentionInText],
    kinds: Mapping[str, Kind],
    around: Around | None = None,
    *,
    with_documents: bool,
) -> list[Row]:
    """All rows of ``card``; ``mentions`` are those of its entity that are listed, in their order."""
    around = around or Around()
    rows = [*_head(card, kinds), *_facts(card), *_relations(card, kinds), *_ids(card), *_related(around, kinds)]
    rows += [_title("mentions", _mention_count(card)), TimelineRow(around.timeline)]
    rows.extend(MentionRow(one, with_documents) for one in mentions)
    if card.mentions > len(mentions):
        rows.append(MoreRow(len(mentions), card.mentions, "mention"))
    return rows


def _head(card: Card, kinds: Mapping[str, Kind]) -> Iterator[Row]:
    entity = card.entity
    kind = kinds.get(entity.kind)
    name = glyph_of(entity.kind, kind.glyph if kind else "◆") + RowLine(" ") + piece(entity.name, "strong")
    yield TextRow("name", name.text, name.marks)
    label = joined(piece(part, "muted") for part in (kind.label if kind else entity.kind, f"@{entity.id}"))
    yield TextRow("kind", label.text, label.marks)
    if entity.other_names:
        also = "also " + ", ".join(entity.other_names)
        yield TextRow("also", also, ((0, 5, "muted"),))
    if entity.summary:
        yield from (_blank("summary"), TextRow("summary", entity.summary))


def _facts(card: Card) -> Iterator[Row]:
    if card.facts:
        yield _title("facts", "Facts")
    for number, one in enumerate(card.facts):
        yield from _fact(number, one)


def _fact(number: int, one: FactOnCard) -> Iterator[Row]:
    text, said = _said(one.fact)
    sign, look = MARKS[one.fact.proof]
    if not one.quotations:
        yield TextRow(f"fact {number}", text, said, False, f"{sign} ", 2, lead_look=look)
    for part, quotation in enumerate(one.quotations):
        row_id = f"fact {number}.{part}"
        shown, marks = (text, said) if part == 0 else ("also here", ((0, 9, "muted"),))
        found, standing = quotation.address is not None, quotation.standing
        mark, its_look = STANDING_SIGNS[standing], "good" if standing in _HOLDS else "warning"
        yield FactRow(TextRow(row_id, shown, marks, found, f"{mark} ", 2, _where(quotation), its_look), quotation)
        if quotation.now:
            now = f"now “{quotation.now}”"
            yield TextRow(f"now {number}.{part}", now, ((0, len(now), "muted"),), indent=4)
    for reference in one.fact.references:
        parts = (reference.title, reference.date, reference.url)
        line = joined(piece(part, "muted") for part in parts if part)
        row = TextRow(f"reference {number} {line.text}", line.text, line.marks, False, "", 4)
        url = link_of(reference.url)
        yield LinkRow(url, row) if url else row


def _where(quotation: Quotation) -> str:
    """``¶12``, with what became of the quotation in a word when it does not stand where it was."""
    place = f"¶{quotation.address.rpartition('#p')[2]}" if quotation.address else ""
    return place if quotation.standing is Standing.EXACT else f"{quotation.standing.value} {place}".rstrip()


def _said(fact: Fact) -> tuple[str, tuple[Mark, ...]]:
    """What a fact says, when, and according to whom."""
    line = RowLine(fact.text)
    if fact.date:
        line = line + piece(f" ({fact.date})", "muted")
    if fact.according_to:
        line = line + piece(" — according to ", "muted", SIGN) + piece(fact.according_to, "muted")
    return line.text, line.marks


def _relations(card: Card, kinds: Mapping[str, Kind]) -> Iterator[Row]:
    if card.relations:
        yield _title("relations", "Relations")
    for number, one in enumerate(card.relations):
        kind = kinds.get(one.kind)
        yield RelationRow(one, kind.glyph if kind else "◆", f"relation {number}")


def _ids(card: Card) -> Iterator[Row]:
    if card.entity.ids:
        yield _title("ids", "Elsewhere")
    for name, value in card.entity.ids.items():
        text = f"{name} {value}"
        row = TextRow(f"id {name}", text, ((0, len(name), "muted"),), False, "", 1)
        url = link_of_id(name, value)
        yield LinkRow(url, row) if url else row


def _related(around: Around, kinds: Mapping[str, Kind]) -> Iterator[Row]:
    if around.related:
        yield _title("related", "Named together")
    for one in around.related[: around.listed]:
        kind = kinds.get(one.kind)
        yield RelatedRow(one, kind.glyph if kind else "◆")
    if len(around.related) > around.listed:
        yield MoreRow(around.listed, len(around.related), "neighbour")


def _mention_count(card: Card) -> str:
    ambiguous = f", +{card.ambiguous:,} ambiguous" if card.ambiguous else ""
    return f"{counted(card.mentions, 'mention')} in {counted(card.documents, 'document')}{ambiguous}"


def _title(name: str, text: str) -> TextRow:
    """A heading with an empty line above it."""
    return TextRow(f"title {name}", text, ((0, len(text), "heading"),), above=1)


def _blank(name: str) -> TextRow:
    return TextRow(f"blank {name}", "")


def _tail(text: str, room: int) -> str:
    """The end of ``text`` in at most ``room`` cells."""
    while text and cells(text) > room:
        text = text[max(1, (cells(text) - room) // 2) :]
    return text
