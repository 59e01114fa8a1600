"""When the built index is tidied: once after changes, when nothing changed for a while, and never in the way."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from cpec_tui import platform
from cpec_tui.built import caretaker as caretakers
from cpec_tui.built import manifest as manifests
from cpec_tui.built.caretaker import REST_SECONDS, Caretaker
from cpec_tui.built.child import ChildTidying, KeptChild, build_in_child
from cpec_tui.built.progress import Tidied
from cpec_tui.corpus import Corpus
from cpec_tui.errors import BuiltIndexError, CpecError, DamagedError
from cpec_tui.library import Library
from tests.built.states import answers, in_force, write

DONE = Tidied(3, 700, False)


class Clock:
    """The time that a test says it is."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class FakeTidying:
    """Ends as the test says, or when it is cancelled or killed; one that hangs is only killed."""

    def __init__(self, hangs: bool) -> None:
        self.hangs = hangs
        self.ends: Queue[Tidied | Exception | None] = Queue()
        self.was: list[str] = []

    def __enter__(self) -> FakeTidying:
        return self

    def __exit__(self, *error: object) -> None:
        self.was.append("closed")

    def __iter__(self) -> Iterator[Tidied]:
        end = self.ends.get(timeout=60)
        if isinstance(end, Exception):
            raise end
        if end is not None:
            yield end

    def cancel(self) -> None:
        self.was.append("cancelled")
        if not self.hangs:
            self.ends.put(None)

    def kill(self) -> None:
        self.was.append("killed")
        self.ends.put(None)

    def close(self) -> None:
        self.was.append("let go")
        self.ends.put(None)


class World:
    """A caretaker whose tidyings and time are the test's."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = Clock()
        self.heard: list[Tidied | CpecError] = []
        self.made: list[FakeTidying] = []
        self.hangs = False
        self.begun = threading.Semaphore(0)
        monkeypatch.setattr(caretakers, "ChildTidying", self._make)
        self.caretaker = Caretaker(Corpus(folder), folder, KeptChild(), self.heard.append, self.clock)

    def _make(self, corpus: Corpus, folder: Path, *, kept: KeptChild) -> FakeTidying:
        self.made.append(FakeTidying(self.hangs))
        self.begun.release()
        return self.made[-1]

    def rest(self, seconds: float = REST_SECONDS) -> None:
        """So much later, it looks."""
        self.clock.now += seconds
        self.caretaker.look()

    def end(self, end: Tidied | Exception | None) -> None:
        """The tidying that is going on ends so."""
        assert self.begun.acquire(timeout=60)
        self.made[-1].ends.put(end)
        thread = self.caretaker._thread
        assert thread is not None
        thread.join()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    return World(tmp_path, monkeypatch)


def test_it_looks_once_after_a_while_without_changes(world: World) -> None:
    world.rest(REST_SECONDS - 1)
    assert not world.made
    world.rest(1)
    world.rest()  # That one is still going on.
    world.end(DONE)
    assert (world.heard, len(world.made)) == ([DONE], 1)
    for _ in range(10):
        world.rest()
    assert len(world.made) == 1


def test_every_change_begins_the_while_anew(world: World) -> None:
    for _ in range(5):
        world.rest(REST_SECONDS - 1)
        world.caretaker.note_change()
    assert not world.made
    world.rest()
    world.end(Tidied())
    world.caretaker.note_change()
    world.rest()
    world.end(DONE)
    # What did nothing is not told.
    assert world.heard == [DONE]


def test_a_change_goes_first_and_what_was_begun_is_begun_again_later(world: World) -> None:
    world.rest()
    assert world.begun.acquire(timeout=60)
    world.caretaker.give_way()
    assert "cancelled" in world.made[0].was
    assert "killed" not in world.made[0].was
    world.rest(REST_SECONDS - 1)
    assert len(world.made) == 1
    world.rest(1)
    world.end(DONE)
    assert world.heard == [DONE]


def test_one_that_does_not_stop_is_ended(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caretakers, "_PATIENCE_SECONDS", 0.01)
    world.hangs = True
    world.rest()
    assert world.begun.acquire(timeout=60)
    world.caretaker.give_way()
    assert world.made[0].was == ["cancelled", "killed", "closed"]
    assert world.heard == []


def test_giving_way_to_a_change_costs_nothing_when_nothing_goes_on(world: World) -> None:
    world.caretaker.give_way()
    world.rest()
    world.end(DONE)
    world.caretaker.give_way()
    world.rest()
    assert len(world.made) == 1


def test_while_another_program_builds_it_waits_for_another_while(world: World) -> None:
    world.rest()
    world.end(platform.Busy(4711))
    assert world.heard == []
    world.rest()
    world.end(DONE)
    assert world.heard == [DONE]


@pytest.mark.parametrize("error", [DamagedError("a file was changed", "x"), BuiltIndexError("no space", "make room")])
def test_what_hinders_it_is_told_once(world: World, error: CpecError) -> None:
    world.rest()
    world.end(error)
    world.rest()
    assert (world.heard, len(world.made)) == ([error], 1)


def test_once_closed_it_lets_go_and_begins_nothing(world: World) -> None:
    world.rest()
    assert world.begun.acquire(timeout=60)
    thread = world.caretaker._thread
    assert thread is not None
    world.caretaker.close()
    thread.join()
    assert "let go" in world.made[0].was
    world.rest()
    assert len(world.made) == 1


def _worn(corpus: Corpus, library: Library) -> None:
    """A segment of which more than enough was removed: Tantivy leaves it, and Whoosh where it is large."""
    many = "\n\n".join(f"Copper stands in paragraph {number}." for number in range(150))
    other = "\n\n".join(f"Silver stands in paragraph {number}." for number in range(300))
    write(corpus, "many.txt", many)
    write(corpus, "other.txt", other)
    library.build()
    (corpus.seeds / "many.txt").unlink()
    library.build()


@pytest.fixture
def tantivy(corpus: Corpus, tmp_path: Path) -> Library:
    pytest.importorskip("tantivy")
    yaml = corpus.index / "corpus.yaml"
    yaml.write_text(yaml.read_text() + "engine: tantivy\n")
    library = Library.at(corpus, tmp_path / "built")
    _worn(corpus, library)
    return library


def test_the_child_that_builds_tidies_and_builds_again(corpus: Corpus, tantivy: Library) -> None:
    assert tantivy.open()
    said = answers(tantivy)
    generation = in_force(tantivy).generation
    with KeptChild() as kept:
        build_in_child(corpus, tantivy.folder, kept=kept)
        with ChildTidying(corpus, tantivy.folder, kept=kept) as tidying:
            (done,) = tidying
        assert isinstance(done, Tidied)
        assert done.paragraphs >= 300
        assert in_force(tantivy).generation == generation + 1
        write(corpus, "rail.txt", "The railway\n")
        report = build_in_child(corpus, tantivy.folder, kept=kept)
        assert report is not None
        assert report.added == 1
        (corpus.seeds / "rail.txt").unlink()
        child = kept.take(corpus, tantivy.folder)
        assert child.process.pid == tidying.pid
        kept.give(child)
        build_in_child(corpus, tantivy.folder, kept=kept)
    assert tantivy.open()
    assert answers(tantivy) == said
    tantivy.close()


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_child_killed_while_it_tidies_leaves_the_lock_and_the_answers(corpus: Corpus, tantivy: Library) -> None:
    assert tantivy.open()
    said = answers(tantivy)
    with KeptChild() as kept:
        with ChildTidying(corpus, tantivy.folder, kept=kept) as tidying:
            os.kill(tidying.pid, signal.SIGSTOP)
            tidying.kill()
            assert list(tidying) == []
        assert platform.lock_holder(tantivy.folder / manifests.LOCK) is None
        assert build_in_child(corpus, tantivy.folder, kept=kept) is not None
    assert tantivy.open()
    assert answers(tantivy) == said
    tantivy.close()


def test_damage_is_told_by_the_child_as_damage(corpus: Corpus, library: Library) -> None:
    name = max(in_force(library).files, key=lambda name: (library.folder / name).stat().st_size)
    (library.folder / name).write_bytes(b"damaged")
    with (
        KeptChild() as kept,
        ChildTidying(corpus, library.folder, kept=kept) as tidying,
        pytest.raises(DamagedError, match="was changed"),
    ):
        list(tidying)
