"""Rows of tables as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpec_tui.reading.parts import Part
from cpec_tui.vocabulary import Role

SEPARATOR = " | "


def row_part(cells: Sequence[str]) -> Iterator[Part]:
    """The row of these cells as a part, empty ones before others kept so that columns stay; nothing when all are."""
    texts = [" ".join(cell.split()) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    if texts:
        yield Part(SEPARATOR.join(texts), Role.TABLE_ROW)
