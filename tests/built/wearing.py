"""Built indexes that are worn by updates, as only thousands of them would wear a large one."""

from __future__ import annotations

import pytest

from cpec_tui.built.building import build
from cpec_tui.library import Library
from cpec_tui.search import wear, whoosh_segments
from cpec_tui.search.engines import EngineName, segments_in
from cpec_tui.search.wear import Segment
from tests.built.states import in_force, write
from tests.corpora import HARBOUR, MINE
from tests.engines import corpus_yaml


def easily_worn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few segments or removed paragraphs are many, and updates with Whoosh leave them, as in large segments."""
    monkeypatch.setattr(wear, "LEAST_REMOVED", 1)
    monkeypatch.setattr(wear, "MANY", 3)
    monkeypatch.setattr(whoosh_segments, "_QUICKLY_MERGED", 0)


def wear_out(library: Library, engine: EngineName, updates: int = 3) -> None:
    """Add some documents at once, and change one after the other."""
    (library.corpus.index / "corpus.yaml").write_text(corpus_yaml(engine), encoding="utf-8")
    for number in range(updates + 1):
        write(library.corpus, f"d{number}.txt", f"{(HARBOUR, MINE)[number % 2]}\nCopper {number}.\n")
    build(library.corpus, library.folder)
    for number in range(updates):
        write(library.corpus, f"d{number}.txt", f"{(HARBOUR, MINE)[number % 2]}\nCopper note {number}.\n")
        build(library.corpus, library.folder)


def segments(library: Library, engine: EngineName) -> list[Segment]:
    """The segments of the text index in force."""
    return segments_in(engine, library.folder / in_force(library).text)
