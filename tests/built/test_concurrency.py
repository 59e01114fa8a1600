"""One writer, many readers: a reader sees one generation or the next, never a mixture."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from cpec_tui import platform
from cpec_tui.built import generation
from cpec_tui.built import manifest as manifests
from cpec_tui.built.building import build
from cpec_tui.built.manifest import Manifest
from cpec_tui.corpus import Corpus
from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library
from cpec_tui.search.engines import EngineName
from tests.built.states import answers, in_force, write
from tests.corpora import MINE, make_corpus
from tests.engines import each_engine


def test_a_second_writer_is_told_who_the_first_is(corpus: Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "built"
    platform.make_private_folder(folder)
    with platform.exclusive_lock(folder / manifests.LOCK):
        with pytest.raises(platform.Busy):
            build(corpus, folder)
        assert manifests.current(folder) is None
    assert build(corpus, folder).added == 2


@each_engine
def test_a_reader_keeps_its_generation_while_others_are_published(library: Library) -> None:
    said = answers(library)
    for number in range(3):
        write(library.corpus, "mine.txt", f"{MINE}\nRound {number} of copper.\n")
        build(library.corpus, library.folder)
        assert answers(library) == said
    assert library.open()
    assert library.search("round").total == 1


@each_engine
def test_a_reader_that_opens_while_a_generation_is_swept_moves_on(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = manifests.verify
    rounds = iter(range(3))

    def overtaken(folder: Path, manifest: Manifest, *, wholly: bool = False) -> None:
        # Between reading the pointer and opening the files the writer publishes and sweeps, twice.
        for number in rounds:
            if number == 2:
                break
            with monkeypatch.context() as patch:
                patch.setattr(manifests, "verify", verify)
                write(library.corpus, "mine.txt", f"{MINE}\nRound {number} of copper.\n")
                build(library.corpus, library.folder)
        verify(folder, manifest, wholly=wholly)

    monkeypatch.setattr(manifests, "verify", overtaken)
    opened = generation.open_current(library.folder)
    assert opened is not None
    assert opened.manifest.generation == 3
    opened.close()


@each_engine
def test_readers_opening_all_the_time_never_see_a_mixture(tmp_path: Path, engine: EngineName) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"a.txt": "Round 0"}, engine=engine)
    library = Library.at(corpus, tmp_path / "built")
    build(corpus, library.folder)
    done = threading.Event()
    seen: list[tuple[int, int]] = []
    wrong: list[object] = []

    def read() -> None:
        reader = Library.at(corpus, tmp_path / "built")
        while not done.is_set():
            try:
                assert reader.open()
                (text,) = (one.text for one in reader.document("a").paragraphs)
                seen.append((reader.search(text).total, in_force(reader).generation))
            except (BuiltIndexError, AssertionError) as error:
                wrong.append(error)
        reader.close()

    thread = threading.Thread(target=read)
    thread.start()
    try:
        for number in range(1, 15):
            write(corpus, "a.txt", f"Round {number}")
            build(corpus, library.folder)
    finally:
        done.set()
        thread.join()
    assert wrong == []
    assert {total for total, _ in seen} == {1}
