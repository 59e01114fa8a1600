"""Tantivy over spoiled files: what it panics about is told as damage, and nothing of that reaches the terminal."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from cpec_tui.catalog.reading import Catalog
from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library
from cpec_tui.model import Role
from cpec_tui.search.engines import open_engine, open_writer
from tests.built.attacks import flip
from tests.built.states import in_force
from tests.engines import needs_tantivy

pytestmark = needs_tantivy

SEEDS = range(40)
DOCUMENTS = 6


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text index of many words in several segments."""
    folder = tmp_path_factory.mktemp("tantivy") / "text"
    chance = random.Random(1)
    for number in range(DOCUMENTS):
        writer = open_writer("tantivy", folder, create=not number)
        words = [f"w{chance.randrange(300)}" for _ in range(60)]
        writer.add(number, 10 * number, [(Role.BODY, words)] * 3)
        writer.commit(3 * (number + 1))
    return folder


def spoiled(whole: Path, home: Path, seed: int) -> Path:
    """A copy in which some bits of one file are others."""
    chance = random.Random(seed)
    folder = home / f"spoiled{seed}"
    shutil.copytree(whole, folder)
    files = sorted(path.name for path in whole.iterdir() if path.stat().st_size and path.suffix != ".lock")
    name = chance.choice(sorted(files, key=lambda name: Path(name).suffix))
    for _ in range(5):
        flip(folder / name, chance)
    return folder


def test_growing_a_spoiled_index_works_or_is_refused_in_words(
    whole: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    refused = 0
    for seed in SEEDS:
        folder = spoiled(whole, tmp_path, seed)
        try:
            writer = open_writer("tantivy", folder, create=False)
            writer.remove(2)
            writer.add(90, 900, [(Role.BODY, ["w1"])] * 3)
            writer.commit(3 * DOCUMENTS)
        except BuiltIndexError:
            refused += 1
    assert refused > 5
    assert capfd.readouterr().err == ""


def test_asking_a_spoiled_index_answers_or_fails_like_any_program(
    library: Library, whole: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    catalog = Catalog(library.folder / in_force(library).catalog)
    failed = 0
    for seed in SEEDS:
        try:
            engine = open_engine("tantivy", spoiled(whole, tmp_path, seed), catalog)
            for number in range(300):
                engine.frequency(f"w{number}")
            engine.words_with_prefix("w")
        except Exception:  # No panic, which is none: that is what is tested.
            failed += 1
    catalog.close()
    assert failed > 5
    assert capfd.readouterr().err == ""
