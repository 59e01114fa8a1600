"""A child that is kept for the next build."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cpec_tui import platform
from cpec_tui.built import manifest as manifests
from cpec_tui.built.building import build
from cpec_tui.built.child import ChildBuild, KeptChild, build_in_child
from cpec_tui.built.freshness import curated_state
from cpec_tui.built.memory import Memory
from cpec_tui.built.orders import BUILD, REBUILD, Orders, order, stop
from cpec_tui.built.progress import Report
from cpec_tui.corpus import Corpus
from cpec_tui.entities import loading
from cpec_tui.errors import CorpusError
from cpec_tui.library import Library
from tests.built.states import answers, answers_of_a_fresh_build, write
from tests.corpora import CORPUS_YAML


def _built(corpus: Corpus, folder: Path, kept: KeptChild) -> tuple[int, Report]:
    """The process that built, and its report."""
    with ChildBuild(corpus, folder, kept=kept) as build:
        *_, report = build
    assert isinstance(report, Report)
    return build.pid, report


def test_the_same_child_builds_again_and_answers_as_a_build_from_nothing(corpus: Corpus, tmp_path: Path) -> None:
    library = Library.at(corpus, tmp_path / "built")
    with KeptChild() as kept:
        first, _ = _built(corpus, library.folder, kept)
        write(corpus, "rail.txt", "The railway\n\nIt leads to Aldport.\n")
        second, report = _built(corpus, library.folder, kept)
    assert first == second
    assert report.added == 1
    assert library.open()
    assert answers(library) == answers_of_a_fresh_build(corpus, tmp_path / "fresh")
    library.close()


def test_a_kept_child_reads_curated_files_that_changed(corpus: Corpus, tmp_path: Path) -> None:
    library = Library.at(corpus, tmp_path / "built")
    with KeptChild() as kept:
        _built(corpus, library.folder, kept)
        yaml = corpus.index / "corpus.yaml"
        yaml.write_text(yaml.read_text().replace("title: ", "title: Another "))
        _built(corpus, library.folder, kept)
    assert library.open()
    assert answers(library) == answers_of_a_fresh_build(corpus, tmp_path / "fresh")
    library.close()


def test_a_child_is_kept_after_an_error_and_one_that_died_is_replaced(corpus: Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "built"
    platform.make_private_folder(folder)
    with KeptChild() as kept:
        with platform.exclusive_lock(folder / manifests.LOCK):
            build = ChildBuild(corpus, folder, kept=kept)
            with build, pytest.raises(platform.Busy):
                list(build)
        first, _ = _built(corpus, folder, kept)
        assert first == build.pid
        os.kill(first, signal.SIGKILL)
        os.waitpid(first, 0)
        second, _ = _built(corpus, folder, kept)
        assert second != first


def test_a_kept_child_is_not_given_to_another_corpus(corpus: Corpus, tmp_path: Path) -> None:
    with KeptChild() as kept:
        first, _ = _built(corpus, tmp_path / "one", kept)
        second, _ = _built(corpus, tmp_path / "two", kept)
    assert first != second
    assert manifests.current(tmp_path / "two") is not None


def test_a_child_ends_with_its_keeper(corpus: Corpus, tmp_path: Path) -> None:
    kept = KeptChild()
    build_in_child(corpus, tmp_path / "built", kept=kept)
    child = kept.take(corpus, tmp_path / "built")
    kept.close()
    kept.give(child)
    assert child.process.wait(60) == 0


def test_a_child_that_waits_for_the_first_build_does_it(corpus: Corpus, tmp_path: Path) -> None:
    library = Library.at(corpus, tmp_path / "built")
    with KeptChild() as kept:
        kept.prepare(corpus, library.folder)
        waiting = kept.take(corpus, library.folder)
        kept.give(waiting)
        kept.prepare(corpus, library.folder)
        pid, report = _built(corpus, library.folder, kept)
    assert pid == waiting.process.pid
    assert report.added == 2
    assert library.open()
    assert answers(library) == answers_of_a_fresh_build(corpus, tmp_path / "fresh")
    library.close()


def test_a_child_that_waits_is_replaced_when_it_died_or_is_for_another_corpus(corpus: Corpus, tmp_path: Path) -> None:
    with KeptChild() as kept:
        kept.prepare(corpus, tmp_path / "one")
        first = kept.take(corpus, tmp_path / "one")
        kept.give(first)
        kept.prepare(corpus, tmp_path / "two")
        assert first.process.wait(60) == 0
        second = kept.take(corpus, tmp_path / "two")
        second.process.kill()
        second.process.wait()
        kept.give(second)
        kept.prepare(corpus, tmp_path / "two")
        pid, _ = _built(corpus, tmp_path / "two", kept)
    assert pid not in (first.process.pid, second.process.pid)


def test_no_child_waits_when_none_is_kept_any_more(corpus: Corpus, tmp_path: Path) -> None:
    kept = KeptChild()
    kept.close()
    kept.prepare(corpus, tmp_path)
    child = kept.take(corpus, tmp_path)
    assert child.process.poll() is None
    kept.give(child)
    assert child.process.wait(60) == 0


def test_a_corpus_that_cannot_be_compiled_is_told_by_the_build(corpus: Corpus, tmp_path: Path) -> None:
    yaml = corpus.index / "corpus.yaml"
    good = yaml.read_text()
    yaml.write_text("title: [")
    with KeptChild() as kept:
        kept.prepare(corpus, tmp_path / "built")
        with ChildBuild(corpus, tmp_path / "built", kept=kept) as build, pytest.raises(CorpusError):
            list(build)
        yaml.write_text(good)
        pid, report = _built(corpus, tmp_path / "built", kept)
    assert pid == build.pid
    assert report.added == 2


def test_what_stopped_one_job_does_not_stop_the_next() -> None:
    with _orders() as (orders, ask):
        ask(order(BUILD, 1) + stop(1) + order(REBUILD, 2))
        assert orders.next() == BUILD
        assert orders.next() == REBUILD
        assert not orders.is_stopped()
        ask(stop(2) + order(BUILD, 3))
        assert orders.next() == BUILD
        assert not orders.is_stopped()


def test_the_end_of_the_input_stops_everything() -> None:
    with _orders() as (orders, ask):
        ask(order(BUILD, 1))
        assert orders.next() == BUILD
    assert orders.is_stopped()
    assert orders.next() is None


@contextmanager
def _orders() -> Iterator[tuple[Orders, Callable[[bytes], None]]]:
    """Orders, and what gives them, in pieces."""
    orders = Orders()
    here, there = os.pipe()
    listening = threading.Thread(target=orders.listen, args=(here,))
    listening.start()

    def ask(said: bytes) -> None:
        for at in range(0, len(said), 3):
            os.write(there, said[at : at + 3])

    try:
        yield orders, ask
    finally:
        os.close(there)
        listening.join()
        os.close(here)


def test_nothing_is_wanted_until_something_is_asked_for() -> None:
    with _orders() as (orders, ask):
        assert orders.is_idle
        ask(order(BUILD, 1) + order(BUILD, 2))
        assert orders.next() == BUILD
        assert orders.next() == BUILD
        assert orders.is_idle


def test_what_was_compiled_beforehand_is_what_the_build_takes(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory()
    memory.prepare(corpus)
    monkeypatch.setattr(loading, "load", None)
    assert build(corpus, tmp_path / "built", memory=memory).added == 2


def test_curated_files_are_compiled_once_as_long_as_none_changes(corpus: Corpus) -> None:
    memory = Memory()
    state = curated_state(corpus)
    first = memory.compiled(corpus, state)
    assert memory.compiled(corpus, curated_state(corpus)) is first
    yaml = corpus.index / "corpus.yaml"
    yaml.write_text(CORPUS_YAML + "\n")
    os.utime(yaml, ns=(0, state["index/corpus.yaml"][1]))
    second = memory.compiled(corpus, state)
    assert second is not first
    assert second.curated.digest != first.curated.digest
