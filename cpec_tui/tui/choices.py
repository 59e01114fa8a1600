"""The lists that questions before an edit offer: entities, kinds, ways to mend. Pure, but for the library they ask."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cpec_tui.folding import fold, lookup_key
from cpec_tui.tui.quick_open import best
from cpec_tui.tui.result_rows import entity_row
from cpec_tui.tui.rows import Row, RowLine, TextRow, glyph_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cpec_tui.library import Library
    from cpec_tui.model import EntityHit

FORMER_ID, EDITOR = "former id", "editor"
"""The ids of the rows that say how a renamed document is settled."""


def entity_rows(
    library: Library, first: Sequence[str], *, like: str = "", wanted: str = "", but: str = ""
) -> list[Row]:
    """Entities by any of their names, best first.

    While nothing is typed those with the ids in ``first`` come first, then those with a name ``like`` that, then all.
    The one with the id ``but`` is left out.
    """
    kinds = {kind.name: kind for kind in library.kinds()}
    hits = {hit.id: hit for hit in library.entities() if hit.id != but}
    if wanted.strip():
        ids = best(wanted, _names(hits.values()))
    else:
        near = best(like, _names(hits.values())) if like else []
        ids = list(dict.fromkeys((*(one for one in first if one in hits), *near, *hits)))
    return [entity_row(hits[one], kinds) for one in ids]


def kind_rows(library: Library, name: str, wanted: str) -> list[Row]:
    """The kinds by label, those first whose entities have names that end as ``name`` does."""
    ending = _last_word(name)
    alike = Counter(hit.kind for hit in library.entities() if _last_word(hit.name) == ending)
    rows: list[Row] = []
    for kind in sorted(library.kinds(), key=lambda kind: -alike[kind.name]):
        if fold(wanted) in fold(f"{kind.label} {kind.name}"):
            line = glyph_of(kind.name, kind.glyph) + RowLine(f" {kind.label}")
            rows.append(TextRow(kind.name, line.text, line.marks, True))
    return rows


def mending_rows(old: str, new: str, wanted: str) -> list[Row]:
    """How it is settled that the document ``old`` is now ``new``."""
    said = {
        FORMER_ID: f"Write into documents.yaml that {new} had the id {old}: its addresses go on working.",
        EDITOR: "Open documents.yaml in your editor.",
    }
    return [TextRow(name, text, (), True) for name, text in said.items() if fold(wanted) in fold(text)]


def _names(hits: Iterable[EntityHit]) -> list[tuple[str, str]]:
    return [(lookup_key(name), hit.id) for hit in hits for name in (hit.name, *hit.aliases, hit.id)]


def _last_word(name: str) -> str:
    return lookup_key(name).rpartition(" ")[2]
