"""What the results pane shows when there are no results: what to browse, or what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.tui.result_rows import RuleRow, entity_row
from cpec_tui.tui.rows import SIGN, Choosable, Row, RowLine, TextRow, joined, piece, with_right
from cpec_tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cpec_tui.answers import Overview
    from cpec_tui.model import Kind
    from cpec_tui.tui.looking import Shelf


@dataclass(frozen=True, slots=True)
class DocumentRow(Choosable):
    """A document; opening it leads to its beginning."""

    doc: str
    title: str
    date: str | None
    paragraphs: int

    @property
    def id(self) -> str:
        """The document's id behind a mark that no address has."""
        return f"document {self.doc}"

    def height(self, width: int) -> int:
        """Title and size."""
        return 2

    def lines(self, width: int) -> Sequence[RowLine]:
        """The title over date and size."""
        size = joined(piece(part, "muted") for part in (self.date or "n.d.", counted(self.paragraphs, "paragraph")))
        return [with_right(piece(self.title, "heading"), "", width), size]


def shelf_rows(shelf: Shelf, overview: Overview, kinds: Mapping[str, Kind], seeds: str) -> list[Row]:
    """The documents, then the entities named most; hints where the corpus has none."""
    return list(_shelf(shelf, overview, kinds, seeds))


def _shelf(shelf: Shelf, overview: Overview, kinds: Mapping[str, Kind], seeds: str) -> Iterator[Row]:
    if not shelf.documents:
        yield from hints("This corpus has no documents yet.", [f"Put text files into {seeds}", "then press R."])
    if not shelf.entities:
        names = ["D lists the names in the texts: one key makes an entity of one."] if shelf.documents else []
        yield from hints(
            "This corpus has no entities yet.",
            ["Curate them in index/entities/*.yaml: who and what the texts name.", *names, "Search works without."],
        )
    yield from (DocumentRow(*one) for one in shelf.documents)
    if overview.documents > len(shelf.documents):
        yield _more("documents", overview.documents - len(shelf.documents))
    if shelf.documents and shelf.entities:
        yield RuleRow()
    yield from (entity_row(hit, kinds) for hit in shelf.entities)
    if overview.entities > len(shelf.entities):
        yield _more("entities", overview.entities - len(shelf.entities))


def _more(noun: str, number: int) -> TextRow:
    text = f"… and {number:,} more: search for them"
    return TextRow(f"more {noun}", text, ((0, len(text), SIGN),))


def hints(headline: str, advice: Iterable[str]) -> Iterator[Row]:
    """What is the matter, and what to do."""
    yield TextRow(f"headline {headline}", headline, ((0, len(headline), "strong"),), above=1)
    for number, text in enumerate(advice):
        yield TextRow(f"advice {number} {headline}", text, lead="· ", indent=2)
