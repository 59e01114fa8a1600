"""Reading in processes of their own, whatever the files do to them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from cpec_tui import platform
from cpec_tui.built import intake, reader_process
from cpec_tui.built import manifest as manifests
from cpec_tui.built.building import build
from cpec_tui.built.parcels import Failure, Job, Parcel, Tools, read_one
from cpec_tui.built.reader import Limits, Setting
from cpec_tui.built.readers import ReaderPool
from cpec_tui.corpus import Corpus
from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library
from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.linking.linker import Linker
from cpec_tui.model import Entity
from cpec_tui.reading.residue import ResidueFinder
from tests.built.states import answers, answers_of_a_fresh_build
from tests.corpora import HARBOUR, MINE, make_corpus

PATIENCE = 60.0
COPPER = (Entity("copper", "mineral", "copper"),)
LIMITS = Limits()
ROOT = Path(__file__).parents[2]


def jobs(folder: Path, *contents: str) -> list[Job]:
    """A file for each of ``contents``."""
    made = []
    for number, content in enumerate(contents):
        path = folder / f"{number:03}.txt"
        path.write_text(content, encoding="utf-8")
        made.append(Job(path.name, str(path), path.stem, len(content)))
    return made


@contextmanager
def pool(asked: list[Job], most: int = 1, limits: Limits = LIMITS) -> Iterator[ReaderPool]:
    """Readers that link copper."""
    readers = ReaderPool(Setting((), (COPPER, {}), limits), asked, most)
    try:
        yield readers
    finally:
        readers.close()


def outcomes(readers: ReaderPool, count: int) -> list[Parcel | Failure]:
    return [outcome for _ in range(count) if (outcome := readers.take(PATIENCE)) is not None]


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers go wrong where a file says so."""
    monkeypatch.setattr(reader_process, "READER", "tests.built.odd_reader")


def test_what_is_read_elsewhere_is_what_would_be_read_here_in_its_order(tmp_path: Path) -> None:
    texts = [f"Copper {number}\n\n" + "Gold and copper.\n\n" * (number % 7 * 100) for number in range(50)]
    asked = jobs(tmp_path, *texts, "")
    odd_name = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    odd_name.write_text("Copper of a name that is no text")
    asked.append(Job("odd", os.fspath(odd_name), "odd", 32))
    linker = Linker(Gazetteer(COPPER, {}))
    with pool(asked, most=2) as readers:
        assert outcomes(readers, len(asked)) == [read_one(job, Tools(ResidueFinder(), linker)) for job in asked]


def test_each_file_that_hurts_its_reader_costs_only_itself(odd: None, tmp_path: Path) -> None:
    asked = jobs(tmp_path, "one", "hang", "two", "die", "eat", "speak", "late", "three")
    # All others pass for large files, which may take a minute more.
    asked = [job if job.path == "001.txt" else replace(job, size=60 << 20) for job in asked]
    with pool(asked, limits=Limits(seconds=1.0, memory=512 << 20)) as readers:
        found: list[Parcel | Failure] = []
        while len(found) < len(asked):
            found += [outcome] if (outcome := readers.take()) else []
    read = [one.prepared.document.id for one in found if isinstance(one, Parcel)]
    failed = {job.path: one for job, one in zip(asked, found, strict=True) if isinstance(one, Failure)}
    assert read == ["000", "002", "005", "007"]
    assert {path: one.reason for path, one in failed.items()} == {
        "001.txt": "reading took longer than 1 s",
        "003.txt": "the reader crashed on this file (signal 9)",
        "004.txt": "reading needs more than 512 MB of memory",
        # By the system, where this process was busy.
        "006.txt": "reading took longer than 61 s",
    }
    assert all(one.hint and one.digest for one in failed.values())


@pytest.mark.usefixtures("odd")
def test_a_file_whose_reader_was_killed_by_others_is_read_by_the_next(tmp_path: Path) -> None:
    asked = jobs(tmp_path, "one", f"die-once {tmp_path / 'died'}", "two", "die", "three")
    with pool(asked) as readers:
        found: list[Parcel | Failure] = []
        while len(found) < len(asked):
            found += [outcome] if (outcome := readers.take()) else []
    assert [one.prepared.document.id for one in found if isinstance(one, Parcel)] == ["000", "001", "002", "004"]
    assert [one.reason for one in found if isinstance(one, Failure)] == ["the reader crashed on this file (signal 9)"]


@pytest.mark.usefixtures("odd")
def test_another_reader_is_started_when_what_is_read_is_waited_for(tmp_path: Path) -> None:
    large = " " * 70_000
    asked = jobs(tmp_path, f"await {tmp_path / 'made'}{large}", f"make {tmp_path / 'made'}{large}")
    with pool(asked, most=2) as readers:
        found: list[Parcel | Failure] = []
        while len(found) < len(asked):
            found += [outcome] if (outcome := readers.take()) else []
        assert readers.readers == 2
    assert all(isinstance(one, Parcel) for one in found)


def test_readers_load_neither_faces_nor_what_keeps_the_built_index(odd: None, tmp_path: Path) -> None:
    unwanted = "textual rich whoosh click cpec_tui.search cpec_tui.catalog.writing multiprocessing sqlite3"
    asked = jobs(tmp_path, f"modules {unwanted}")
    with pool(asked) as readers:
        (found,) = outcomes(readers, 1)
    assert isinstance(found, Failure)
    assert found.reason == "loaded: []"


def test_ctrl_c_at_a_terminal_does_not_reach_the_readers(odd: None, tmp_path: Path) -> None:
    with pool(jobs(tmp_path, f"group {os.getpgrp()}")) as readers:
        (found,) = outcomes(readers, 1)
    assert isinstance(found, Failure)
    assert found.reason == "in the group of its parent: False"


def test_readers_that_do_not_start_are_no_fault_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_process, "READER", "tests.built.nothing")
    with (
        pool(jobs(tmp_path, "one")) as readers,
        pytest.raises(BuiltIndexError, match=r"reading did not start .*exit code 1"),
    ):
        readers.take(PATIENCE)


def test_without_any_more_processes_the_build_ends_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", none)
    with (
        pool(jobs(tmp_path, "one")) as readers,
        pytest.raises(BuiltIndexError, match="no process for reading can be started: Resource"),
    ):
        readers.take(PATIENCE)


def test_readers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    (job,) = jobs(tmp_path, f"hold {lock}")
    code = (
        "import sys; from cpec_tui.built import reader_process; reader_process.READER = 'tests.built.odd_reader'\n"
        "from cpec_tui.built.readers import *; from cpec_tui.built.reader import Limits\n"
        "pool = ReaderPool(Setting((), None, Limits()), [Job('a', sys.argv[1], 'a', 1)], 1)\n"
        "while True: pool.take()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", code, job.absolute], env=environment) as parent:
        wait_until_held(lock, held=True)
        parent.kill()
    wait_until_held(lock, held=False)


def wait_until_held(lock: Path, *, held: bool) -> None:
    waiting = threading.Event()
    for _ in range(int(PATIENCE * 50)):
        if (platform.lock_holder(lock) is not None) is held:
            return
        waiting.wait(0.02)
    raise AssertionError(f"held: {not held}")


# A whole build


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is so little that it is read in this process."""
    monkeypatch.setattr(intake, "_LITTLE", 0)


def test_little_plain_text_starts_no_process(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    assert build(corpus, tmp_path / "built").documents == 2


def test_a_build_with_readers_gives_what_one_without_gives(
    elsewhere: None, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.at(corpus, tmp_path / "built")
    build(corpus, library.folder)
    assert library.open()
    monkeypatch.undo()
    assert answers(library) == answers_of_a_fresh_build(corpus, tmp_path / "fresh")
    library.close()


def test_a_file_that_kills_its_reader_is_reported_and_not_tried_again_and_again(odd: None, tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"a.txt": MINE, "b.md": "die", "c.txt": HARBOUR})
    library = Library.at(corpus, tmp_path / "built")
    ((path, reason, hint),) = build(corpus, library.folder).failed
    assert (path, reason) == ("seeds/b.md", "the reader crashed on this file (signal 9)")
    assert hint
    assert library.open()
    assert [one.id for one in library.documents()] == ["a", "c"]
    assert not library.changes().any
    library.close()


def test_a_build_that_waits_for_a_slow_file_can_be_stopped_and_keeps_what_is_done(odd: None, tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"a.txt": MINE, "b.txt": HARBOUR, "c.md": "hang"})
    asked: list[None] = []

    def stop() -> bool:
        asked.append(None)
        # Once before each file, and then while the third is waited for.
        return len(asked) > 4

    with pytest.raises(KeyboardInterrupt):
        build(corpus, tmp_path / "built", stop=stop)
    manifest = manifests.current(tmp_path / "built")
    assert manifest is not None
    assert (manifest.covered, manifest.partial) == (2, True)


def test_ctrl_c_while_a_slow_file_is_waited_for_keeps_what_is_done(odd: None, tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"a.txt": MINE, "c.md": "hang"})
    told: list[None] = []

    def press(_: object) -> None:
        told.append(None)
        if len(told) == 6:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        build(corpus, tmp_path / "built", listen=press)
    manifest = manifests.current(tmp_path / "built")
    assert manifest is not None
    assert manifest.covered == 1
