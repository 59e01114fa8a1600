"""The rows of discovered names, and what is made of one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cpec_tui.answers import CandidateSort
from cpec_tui.folding import lookup_key
from cpec_tui.model import split_address
from cpec_tui.tui.adding import NewEntity, alias_of, is_acronym
from cpec_tui.tui.card_rows import in_context
from cpec_tui.tui.paint import cells, cut
from cpec_tui.tui.rows import SIGN, Choosable, Row, RowLine, TextRow, cut_line, joined, piece, with_right
from cpec_tui.tui.steps import Stop
from cpec_tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cpec_tui.answers import Candidate, CandidatePlace
    from cpec_tui.model import Alias

_FORMS = 4
_DOCUMENT_ROOM, _NUMBER_ROOM = 16, 4


@dataclass(frozen=True, slots=True)
class CandidateRow(Choosable):
    """A discovered name with its counts; ``names`` says how the entities are called."""

    candidate: Candidate
    names: Mapping[str, str]

    @property
    def id(self) -> str:
        """Its key."""
        return self.candidate.key

    def height(self, width: int) -> int:
        """Two lines where there is more to be said than the counts."""
        return 2 if self._said().text else 1

    def lines(self, width: int) -> Sequence[RowLine]:
        """``United Nations   168 in 29`` over ``UN = United Nations · also U.N.``."""
        one = self.candidate
        counts = f"{one.occurrences:,} in {one.documents:,}" if one.documents > 1 else f"{one.occurrences:,}"
        first = with_right(piece(one.name, "strong"), counts, width)
        said = self._said()
        return [first, cut_line(RowLine("  ") + said, width)] if said.text else [first]

    def _said(self) -> RowLine:
        return joined(_parts(self.candidate, self.names))


def _parts(one: Candidate, names: Mapping[str, str]) -> list[RowLine]:
    """What is known of a name besides its counts."""
    parts = []
    if one.long:
        said = one.short if lookup_key(one.long) == lookup_key(one.name) else f"{one.short} = {one.long}"
        parts.append(piece(said, "muted"))
    if one.suggestion is not None:
        name = names.get(one.suggestion.entity, one.suggestion.entity)
        parts.append(piece(f"{name}?", "accent") + piece(f" {one.suggestion.why}", "muted"))
    if one.known:
        parts.append(piece(f"an alias of {', '.join(names.get(entity, entity) for entity in one.known)}", "muted"))
    others = [form.text for form in one.forms if form.text not in (one.name, one.long, one.short)]
    if others:
        parts.append(piece("also " + ", ".join(others[:_FORMS]), "muted"))
    return parts


@dataclass(frozen=True, slots=True)
class IgnoredRow(Choosable):
    """A name that is never offered."""

    id: str
    name: str

    def height(self, width: int) -> int:
        """One line."""
        return 1

    def lines(self, width: int) -> Sequence[RowLine]:
        """The name."""
        return [cut_line(RowLine(self.name), width)]


@dataclass(frozen=True, slots=True)
class PlaceRow(Choosable):
    """One line of the concordance of a discovered name; opening it leads there."""

    place: CandidatePlace
    with_document: bool

    @property
    def id(self) -> str:
        """Address and offset."""
        return f"{self.place.address}:{self.place.start}"

    @property
    def stop(self) -> Stop:
        """Where it leads."""
        doc, ordinal = split_address(self.place.address)
        return Stop(doc, ordinal or 1, (self.place.start, self.place.end))

    def height(self, width: int) -> int:
        """One line."""
        return 1

    def lines(self, width: int) -> Sequence[RowLine]:
        """What stands left, the name, what stands right; the place at the end."""
        one, stop = self.place, self.stop
        place = f"¶{stop.ordinal}".rjust(_NUMBER_ROOM)
        if self.with_document:
            room = min(_DOCUMENT_ROOM, width // 4)
            place = f"{' ' * (room - cells(cut(stop.doc, room)))}{cut(stop.doc, room)} {place}"
        return [in_context(one.before, one.surface, one.after, place, width, (width - cells(place)) // 3)]


def place_rows(one: Candidate, names: Mapping[str, str], *, with_documents: bool) -> list[Row]:
    """A discovered name with all that is known of it, over where it stands."""
    counts = f"{counted(one.occurrences, 'occurrence')} in {counted(one.documents, 'document')}"
    if one.nested:
        counts += f", {one.nested:,} more inside longer names"
    rows: list[Row] = [TextRow("name", one.name, ((0, len(one.name), "strong"),))]
    rows.append(TextRow("counts", counts, ((0, len(counts), "muted"),)))
    rows += [TextRow(f"said {number}", line.text, line.marks) for number, line in enumerate(_parts(one, names))]
    places: list[Row] = [PlaceRow(place, with_documents) for place in one.places]
    if one.occurrences > len(one.places):
        text = f"{len(one.places):,} of {counted(one.occurrences, 'occurrence')}, the newest first"
        places.append(TextRow("more", text, ((0, len(text), "muted"), (0, len(text), SIGN))))
    return [*rows, TextRow("blank", ""), *places]


def entity_of(one: Candidate) -> NewEntity:
    """A discovered name as an entity: what an acronym stands for is the name, the acronym an alias."""
    name = one.long if one.long and (is_acronym(one.name) or one.name == one.short) else one.name
    forms = dict.fromkeys((one.name, one.short, *(form.text for form in one.forms)))
    return NewEntity(name, tuple(alias_of(form) for form in forms if form and form != one.long))


def alias_of_candidate(one: Candidate) -> Alias:
    """A discovered name as one more name of an entity."""
    alias = alias_of(one.name)
    is_spelling = one.sort is CandidateSort.VARIANTS and alias.type is None
    return replace(alias, type="variant") if is_spelling else alias
