"""What quick open, the list of places and the choice between candidates offer. Pure, but for the library it asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cpec_tui.folding import fold, lookup_key
from cpec_tui.tui.result_rows import entity_row
from cpec_tui.tui.rows import Row, TextRow
from cpec_tui.tui.shelf_rows import DocumentRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.library import Library
    from cpec_tui.tui.history import Place

MOST = 60
_GOOD = 80
_FEWEST_LETTERS = 3
# How much of the stretch that holds them the letters of an abbreviation make out.
_CLOSE = 0.4


def matching(library: Library, wanted: str) -> list[Row]:
    """Entities (by any of their names) and documents (by title) that ``wanted`` may mean, best first."""
    rows, names = _entities(library)
    for one in library.documents():
        document = DocumentRow(one.id, one.title, one.date, one.paragraphs)
        rows[document.id] = document
        names.append((lookup_key(one.title), document.id))
    return [rows[row_id] for row_id in best(wanted, names)]


def entities_matching(library: Library, wanted: str) -> list[Row]:
    """Entities (by any of their names) that ``wanted`` may mean, best first."""
    rows, names = _entities(library)
    return [rows[row_id] for row_id in best(wanted, names)]


def _entities(library: Library) -> tuple[dict[str, Row], list[tuple[str, str]]]:
    """The row of each entity by its id, and each of its names with that id."""
    kinds = {kind.name: kind for kind in library.kinds()}
    rows: dict[str, Row] = {}
    names: list[tuple[str, str]] = []
    for hit in library.entities():
        row = entity_row(hit, kinds)
        rows[row.id] = row
        names.extend((lookup_key(name), row.id) for name in (hit.name, *hit.aliases, hit.id))
    return rows, names


def best(wanted: str, names: Sequence[tuple[str, str]]) -> list[str]:
    """Ids of (name, id) by how well the name fits.

    First what begins so, then what holds it, what has its letters in that order, and what is spelled nearly so.
    """
    key = lookup_key(wanted)
    if not key:
        return list(dict.fromkeys(name_id for _, name_id in names))[:MOST]
    letters = _letters_in_order(key)
    scores: dict[str, float] = {}
    for name, name_id in names:
        if name.startswith(key):
            closeness = 200.0
        elif key in name:
            closeness = 150.0
        else:
            closeness = max(_compactness(letters, len(key), name), _likeness(key, name))
        if closeness >= _GOOD:
            # Of two names that hold it equally well, the shorter is meant.
            scores[name_id] = max(scores.get(name_id, 0.0), closeness - min(len(name), 100) / 10)
    return sorted(scores, key=lambda name_id: -scores[name_id])[:MOST]


def _letters_in_order(key: str) -> re.Pattern[str]:
    """The letters of ``key`` from the beginning of a word on, whatever stands between: ``khpak``."""
    return re.compile(r"\b" + ".*?".join(map(re.escape, key.replace(" ", ""))))


def _compactness(letters: re.Pattern[str], length: int, name: str) -> float:
    """From 100 to 130 for a name in which the letters stand close together, 0 for another."""
    match = letters.search(name) if length >= _FEWEST_LETTERS else None
    share = length / len(match.group()) if match else 0.0
    return 100 + 30 * share if share >= _CLOSE else 0.0


def _likeness(key: str, name: str) -> float:
    """How nearly ``key`` stands somewhere in ``name``, up to 100; a much shorter name is not meant by it."""
    from rapidfuzz import fuzz

    return fuzz.partial_ratio(key, name) if 3 * len(name) >= 2 * len(key) else 0.0


def candidates(library: Library, ids: Sequence[str], wanted: str) -> list[Row]:
    """The entities that an ambiguous mention may stand for."""
    kinds = {kind.name: kind for kind in library.kinds()}
    hits = [hit for hit in library.entities() if hit.id in ids]
    return [entity_row(hit, kinds) for hit in hits if lookup_key(wanted) in lookup_key(f"{hit.name} {hit.id}")]


def place_rows(places: Sequence[Place], wanted: str) -> list[Row]:
    """Places by their number in ``places``."""
    rows: list[Row] = []
    for number, place in enumerate(places):
        name = place.name or (f"@{place.card}" if place.card else "the results")
        if fold(wanted) in fold(name):
            where = f"¶{place.ordinal}" if place.doc else ""
            rows.append(TextRow(str(number), name, (), True, right=where))
    return rows
