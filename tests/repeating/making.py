"""A small corpus whose answers change, and a clock that stands still."""

from __future__ import annotations

from datetime import UTC, datetime

from cpec_tui.library import Library

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
LATER = datetime(2025, 3, 8, 9, 30, tzinfo=UTC)


def add(library: Library, name: str, text: str) -> None:
    """Put a source into the corpus, or change it, and index it."""
    (library.corpus.seeds / name).write_text(text, encoding="utf-8")
    library.build()
