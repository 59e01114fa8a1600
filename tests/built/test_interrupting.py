"""Builds that are stopped, interrupted, or run out of space: what was published stays, what is done is kept."""

from __future__ import annotations

import errno
import shutil
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from whoosh.writing import SegmentWriter

from cpec_tui import platform
from cpec_tui.built import manifest as manifests
from cpec_tui.built import workshop
from cpec_tui.built.building import build
from cpec_tui.built.progress import Progress
from cpec_tui.built.stopping import interrupt_asked
from cpec_tui.catalog.writing import CatalogWriter
from cpec_tui.corpus import Corpus
from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library
from cpec_tui.search.whoosh_writer import WhooshWriter
from tests.built.states import answers, answers_of_a_fresh_build, in_force, write
from tests.corpora import ENTITIES, MINE, make_corpus
from tests.engines import corpus_yaml, needs_tantivy


class StopAfter:
    """Says stop when it was asked so often."""

    def __init__(self, times: int) -> None:
        self._left = times

    def __call__(self) -> bool:
        self._left -= 1
        return self._left < 0


@pytest.fixture
def ten(tmp_path: Path) -> Corpus:
    """Ten documents."""
    return make_corpus(tmp_path / "corpus", {f"d{number}.txt": f"Copper {number}" for number in range(10)})


def covered(library: Library) -> int:
    assert library.open()
    found = library.search("copper").total
    assert found == library.overview().covered
    library.close()
    return found


def test_a_first_build_that_is_stopped_publishes_what_it_has(ten: Corpus, tmp_path: Path) -> None:
    library = Library.at(ten, tmp_path / "built")
    with pytest.raises(KeyboardInterrupt):
        build(ten, library.folder, stop=StopAfter(3))
    assert covered(library) == 3
    # The next one goes on from there, and may be stopped in its turn.
    with pytest.raises(KeyboardInterrupt):
        build(ten, library.folder, stop=StopAfter(10 + 4))
    assert covered(library) == 7
    report = build(ten, library.folder)
    assert report.added == 3
    assert not in_force(library).partial


def test_a_build_that_is_stopped_at_once_leaves_nothing(ten: Corpus, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        build(ten, tmp_path / "built", stop=lambda: True)
    assert manifests.current(tmp_path / "built") is None
    assert not (tmp_path / "built" / workshop.WORK).exists()


def test_a_partial_built_index_is_never_replaced_by_a_smaller_one(ten: Corpus, tmp_path: Path) -> None:
    library = Library.at(ten, tmp_path / "built")
    with pytest.raises(KeyboardInterrupt):
        build(ten, library.folder, stop=StopAfter(5))
    with pytest.raises(KeyboardInterrupt):
        build(ten, library.folder, rebuild=True, stop=StopAfter(3))
    assert covered(library) == 5


@pytest.mark.parametrize("times", range(5))
def test_an_update_that_is_stopped_leaves_the_old_built_index(library: Library, times: int) -> None:
    before, said = in_force(library), answers(library)
    write(library.corpus, "mine.txt", MINE + "\nMore.\n")
    write(library.corpus, "new.txt", MINE)
    (library.corpus.index / "entities" / "all.yaml").write_text(ENTITIES + "- {id: a, kind: place, name: May}\n")
    with pytest.raises(KeyboardInterrupt):
        build(library.corpus, library.folder, stop=StopAfter(times))
    assert in_force(library) == before
    library.open()
    assert answers(library) == said


def test_the_first_interrupt_is_a_wish_and_the_second_an_order() -> None:
    with interrupt_asked() as asked:
        assert not asked()
        signal.raise_signal(signal.SIGINT)
        assert asked()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_whoever_handles_interrupts_already_goes_on_handling_them() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: heard.append(number))
    try:
        with interrupt_asked() as asked:
            signal.raise_signal(signal.SIGINT)
            assert not asked()
    finally:
        signal.signal(signal.SIGINT, before)
    assert heard == [signal.SIGINT]


def test_ctrl_c_in_a_first_build_keeps_what_is_done(ten: Corpus, tmp_path: Path) -> None:
    library = Library.at(ten, tmp_path / "built")

    def press(progress: Progress) -> None:
        if progress.files == 4:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        build(ten, library.folder, listen=press)
    assert covered(library) == 4


def change_everything(library: Library) -> None:
    """Change a source and a curated file, so that a build has every part to make anew."""
    write(library.corpus, "mine.txt", MINE + "\nMore of the copper.\n")
    curated = next((library.corpus.index / "entities").glob("*.yaml"))
    curated.write_text(curated.read_text(encoding="utf-8") + "# More.\n", encoding="utf-8")


def test_an_interrupt_in_the_middle_of_a_step_leaves_no_rubbish(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(path.name for path in library.folder.iterdir())

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(workshop, "write_cards", interrupted)
    change_everything(library)
    with pytest.raises(KeyboardInterrupt):
        build(library.corpus, library.folder)
    assert sorted(path.name for path in library.folder.iterdir()) == before


def no_space(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def full(*_: object, **__: object) -> None:
    raise sqlite3.OperationalError("database or disk is full")


@pytest.mark.parametrize(
    ("where", "what", "fails"),
    [
        (WhooshWriter, "add", no_space),
        (WhooshWriter, "commit", no_space),
        (CatalogWriter, "add_document", full),
        (CatalogWriter, "close", full),
        (platform, "write_atomically", no_space),
        (manifests, "sync", no_space),
        (workshop, "write_cards", no_space),
        (shutil, "copyfile", no_space),
    ],
)
def test_a_full_disk_leaves_the_old_built_index_and_no_rubbish(
    library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, where: object, what: str, fails: object
) -> None:
    before, said = sorted(path.name for path in library.folder.iterdir()), answers(library)
    change_everything(library)
    with monkeypatch.context() as patch:
        patch.setattr(where, what, fails)
        with pytest.raises(BuiltIndexError, match=r"cannot be written: .*(No space|full)"):
            build(library.corpus, library.folder)
    assert sorted(path.name for path in library.folder.iterdir()) == before
    library.open()
    assert answers(library) == said
    library.build()
    assert answers(library) == answers_of_a_fresh_build(library.corpus, tmp_path / "fresh")


@needs_tantivy
@pytest.mark.parametrize(
    ("where", "what"),
    [("cpec_tui.search.tantivy_writer.TantivyWriter", "add"), ("cpec_tui.search.tantivy_rows.RowTable", "write")],
)
def test_a_full_disk_leaves_the_old_index_of_tantivy_too(
    library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, where: str, what: str
) -> None:
    write(library.corpus, "../index/corpus.yaml", corpus_yaml("tantivy"))
    library.build()
    before, said = sorted(path.name for path in library.folder.iterdir()), answers(library)
    write(library.corpus, "mine.txt", MINE + "\nMore of the copper.\n")
    with monkeypatch.context() as patch:
        patch.setattr(f"{where}.{what}", no_space)
        with pytest.raises(BuiltIndexError, match=r"cannot be written: .*No space"):
            build(library.corpus, library.folder)
    assert sorted(path.name for path in library.folder.iterdir()) == before
    library.open()
    assert answers(library) == said
    library.build()
    assert answers(library) == answers_of_a_fresh_build(library.corpus, tmp_path / "fresh")


def test_giving_up_may_fail_without_hiding_why(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    write(library.corpus, "mine.txt", MINE + "\nMore.\n")
    cancel = SegmentWriter.cancel

    def cancel_and_fail(self: SegmentWriter) -> None:
        cancel(self)
        no_space()

    monkeypatch.setattr(SegmentWriter, "commit", no_space)
    monkeypatch.setattr(SegmentWriter, "cancel", cancel_and_fail)
    with pytest.raises(BuiltIndexError, match="No space"):
        build(library.corpus, library.folder)


def test_a_built_index_that_cannot_be_grown_is_built_from_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(library.corpus, "mine.txt", MINE + "\nMore of the copper.\n")
    commit = WhooshWriter.commit
    tries: list[int] = []

    def miscounted(self: WhooshWriter, expected: int, written: Callable[[float], None]) -> None:
        tries.append(expected)
        commit(self, expected + (len(tries) == 1), written)

    monkeypatch.setattr(WhooshWriter, "commit", miscounted)
    report = build(library.corpus, library.folder)
    assert len(tries) == 2
    assert report.added == 2
    library.open()
    assert answers(library) == answers_of_a_fresh_build(library.corpus, tmp_path / "fresh")
