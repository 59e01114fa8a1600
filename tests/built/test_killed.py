"""Builds that die at any moment: the built index is the old one or the new one, and the next build puts all right.

``python -m tests.torture`` does the same for as long as one likes.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from cpec_tui.built import building
from cpec_tui.built.building import build
from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from cpec_tui.search.engines import EngineName
from tests.built.killing import CALLS, DONE, KILLED, edit, killed_at
from tests.built.states import answers, answers_of_a_fresh_build
from tests.corpora import make_corpus
from tests.engines import each_engine

ROUNDS = 10
SEED = 1

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@each_engine
def test_a_killed_update_leaves_the_old_or_the_new(tmp_path: Path, corpus: Corpus) -> None:
    chance = random.Random(SEED)
    library = Library.at(corpus, tmp_path / "built")
    build(corpus, library.folder)
    for number in range(ROUNDS):
        assert library.open()
        old = answers(library)
        edit(corpus, chance)
        new = answers_of_a_fresh_build(corpus, tmp_path / f"fresh{number}")
        assert killed_at(library, chance.randrange(1, CALLS)) in (KILLED, DONE)
        assert library.open()
        assert answers(library) in (old, new), number
        library.build()
        assert answers(library) == new, number
    library.close()


@each_engine
def test_a_killed_first_build_leaves_nothing_or_what_it_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: EngineName
) -> None:
    monkeypatch.setattr(building, "FIRST_PARTIAL", 1)
    corpus = make_corpus(
        tmp_path / "corpus", {f"d{number}.txt": f"Copper {number}" for number in range(6)}, engine=engine
    )
    chance = random.Random(SEED)
    for number in range(ROUNDS):
        library = Library.at(corpus, tmp_path / f"built{number}")
        assert killed_at(library, chance.randrange(1, 2 * CALLS)) in (KILLED, DONE)
        if library.open():
            assert library.search("copper").total == library.overview().covered > 0
        report = build(corpus, library.folder)
        assert report.documents == 6
        assert library.open()
        assert library.search("copper").total == 6
        assert not (library.folder / "work").exists()
        library.close()
