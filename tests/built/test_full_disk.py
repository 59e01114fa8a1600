"""A disk that is full at any moment of a build: that is told, the old generation answers, and the next build works."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from cpec_tui.built import building
from cpec_tui.built.building import build
from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from cpec_tui.search.engines import EngineName
from tests.built.full_disk import fill, small_file_system, with_files_up_to
from tests.built.killing import DONE, REFUSED, UNTOUCHED, edit, in_a_fork, plainly, refused_at
from tests.built.states import answers, answers_of_a_fresh_build
from tests.corpora import make_corpus
from tests.engines import each_engine

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

SEED = 1
STEP = 53


class Update:
    """A built index, and a corpus that was edited since."""

    def __init__(self, corpus: Corpus, home: Path, built: Path) -> None:
        self.library = Library.at(corpus, built)
        build(corpus, self.library.folder)
        self.old = self.seen()
        edit(corpus, random.Random(SEED))
        self.new = answers_of_a_fresh_build(corpus, home / "fresh")

    def seen(self) -> object:
        assert self.library.open()
        try:
            return answers(self.library)
        finally:
            self.library.close()

    def work(self) -> object:
        return build(self.library.corpus, self.library.folder)

    def check_refused(self) -> None:
        """What answered before still does, and once there is space the update is made."""
        assert self.seen() == self.old

    def check_done(self) -> None:
        assert self.seen() == self.new


@pytest.fixture
def update(corpus: Corpus, tmp_path: Path) -> Update:
    return Update(corpus, tmp_path, tmp_path / "built")


@each_engine
def test_an_update_that_finds_no_space_at_any_writing_is_told_and_the_old_generation_stays(update: Update) -> None:
    whole = update.library.folder.with_name("whole")
    shutil.copytree(update.library.folder, whole)
    refused = 0
    for call in count(1, STEP):
        shutil.rmtree(update.library.folder)
        shutil.copytree(whole, update.library.folder)
        code = refused_at(update.work, call)
        assert code in (REFUSED, DONE, UNTOUCHED), call
        if code == REFUSED:
            refused += 1
            # After the pointer was swapped the new one answers, whatever could not be swept away.
            assert update.seen() in (update.old, update.new), call
            update.work()
        update.check_done()
        if code == UNTOUCHED:
            break
    assert refused > 5


@each_engine
def test_an_update_whose_files_may_not_grow_is_told_and_the_old_generation_stays(update: Update) -> None:
    size, codes = 64, []
    while DONE not in codes:
        codes.append(with_files_up_to(size, update.work))
        assert codes[-1] in (REFUSED, DONE), size
        if codes[-1] == REFUSED:
            update.check_refused()
        size = size * 3 // 2
    assert codes.count(REFUSED) > 5
    update.check_done()


@each_engine
def test_a_first_build_on_a_full_disk_leaves_nothing_or_what_it_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: EngineName
) -> None:
    monkeypatch.setattr(building, "FIRST_PARTIAL", 1)
    corpus = make_corpus(
        tmp_path / "corpus", {f"d{number}.txt": f"Copper {number}" for number in range(6)}, engine=engine
    )
    for number, call in enumerate(range(1, 400, 37)):
        library = Library.at(corpus, tmp_path / f"built{number}")
        assert refused_at(partial(build, corpus, library.folder), call) in (REFUSED, DONE, UNTOUCHED)
        if library.open():
            assert library.search("copper").total == library.overview().covered > 0
        library.build()
        assert library.search("copper").total == 6
        assert not (library.folder / "work").exists()
        library.close()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes."""
    with small_file_system(tmp_path / "disk", 4096) as why:
        if why:
            pytest.skip(why)
        yield tmp_path / "disk"


@each_engine
def test_an_update_on_a_small_disk_is_refused_until_there_is_space(corpus: Corpus, tmp_path: Path, disk: Path) -> None:
    update = Update(corpus, tmp_path, disk / "built")
    refused = 0
    for free in range(0, 1 << 20, 24 * 1024):
        ballast = fill(disk, free)
        # In a fork, because Whoosh leaves the files open that it could not write.
        code = in_a_fork(partial(plainly, update.work))
        ballast.unlink()
        assert code in (REFUSED, DONE), free
        if code == DONE:
            break
        refused += 1
        update.check_refused()
    assert refused > 3
    update.work()
    update.check_done()
