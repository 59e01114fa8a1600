"""Following a corpus on disk: whoever waits is told when something may have changed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import watchfiles

from cpec_tui import platform
from cpec_tui.built import following
from cpec_tui.built.following import looks, state
from cpec_tui.corpus import Corpus
from tests.built.states import write
from tests.corpora import MINE

NEVER = 600.0


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """A file that changes again and again meanwhile."""
    over = threading.Event()

    def change() -> None:
        for number in range(10_000):
            path.write_text(str(number), encoding="utf-8")
            if over.wait(0.02):
                return

    thread = threading.Thread(target=change)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but an event ends the waiting, at the latest when the files have been changing for a moment."""
    monkeypatch.setattr(following, "_LOOK_SECONDS", NEVER)
    monkeypatch.setattr(following, "_WAIT_SECONDS", NEVER)
    monkeypatch.setattr(following, "_PATIENCE_SECONDS", 0.1)


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("place", ["seeds/mine.txt", "seeds/new/deep.txt", "index/documents.yaml"])
def test_a_change_anywhere_in_the_corpus_is_told(corpus: Corpus, place: str) -> None:
    path = corpus.root / place
    path.parent.mkdir(exist_ok=True)
    told = looks(corpus, threading.Event())
    next(told)
    with changing(path):
        next(told)


@pytest.mark.usefixtures("patient")
def test_a_folder_that_was_put_back_is_followed_again(corpus: Corpus, tmp_path: Path) -> None:
    told = looks(corpus, threading.Event())
    next(told)
    platform.remove_tree(corpus.seeds)
    next(told)
    corpus.seeds.mkdir()
    next(told)
    with changing(corpus.seeds / "mine.txt"):
        next(told)


@pytest.mark.usefixtures("patient")
def test_it_ends_when_it_is_to_stop(corpus: Corpus) -> None:
    stop = threading.Event()
    told = looks(corpus, stop)
    next(told)
    threading.Timer(0.05, stop.set).start()
    assert list(told) == []


@pytest.mark.parametrize("error", [OSError(28, "no watch is left"), RuntimeError("out of luck")])
def test_where_the_system_cannot_tell_it_looks_again_and_again(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def watch(*args: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(watchfiles, "watch", watch)
    monkeypatch.setattr(following, "_WAIT_SECONDS", 0.0)
    told = looks(corpus, threading.Event())
    for _ in range(6):
        next(told)


def test_without_any_folder_it_looks_again_and_again(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "_WAIT_SECONDS", 0.0)
    platform.remove_tree(corpus.root)
    told = looks(corpus, threading.Event())
    for _ in range(3):
        next(told)


def test_the_state_differs_with_every_source_and_curated_file(corpus: Corpus) -> None:
    states = [state(corpus), state(corpus)]
    write(corpus, "mine.txt", MINE)
    states.append(state(corpus))
    (corpus.seeds / "mine.txt").unlink()
    states.append(state(corpus))
    write(corpus, "../index/entities/more.yaml", "[]\n")
    states.append(state(corpus))
    assert states[0] == states[1]
    assert len(set(states)) == 4
