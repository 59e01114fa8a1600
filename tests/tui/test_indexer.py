"""Indexing told by messages."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from textual.message import Message
from textual.message_pump import MessagePump

from cpec_tui import platform
from cpec_tui.built import caretaker
from cpec_tui.built.child_process import KeptChild
from cpec_tui.built.progress import Progress, Published, Tidied
from cpec_tui.corpus import Corpus
from cpec_tui.errors import BuiltIndexError, DamagedError
from cpec_tui.library import Library
from cpec_tui.tui.indexer import Indexer
from cpec_tui.tui.screens import opening
from tests.tui.builds import REPORT, Builds
from tests.tui.driving import WIDE, driving


class Listener:
    """Hears what is posted."""

    def __init__(self) -> None:
        self.heard: list[Message] = []

    def post_message(self, message: Message) -> bool:
        self.heard.append(message)
        return True


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def indexer(listener: Listener, tmp_path: Path) -> Indexer:
    return Indexer(Corpus(tmp_path), tmp_path, cast("MessagePump", listener))


def ended(listener: Listener) -> Indexer.Ended:
    message = listener.heard[-1]
    assert isinstance(message, Indexer.Ended)
    return message


def test_what_the_child_says_is_told_in_order(indexer: Indexer, listener: Listener, builds: Builds) -> None:
    indexer.start()
    assert indexer.is_running
    builds.say(Progress("reading", 1, 3, 9, 0.1), Published(1, 1, 3, True), REPORT)
    builds.end()
    assert [type(message) for message in listener.heard] == [Indexer.Progressed, Indexer.HasPublished, Indexer.Ended]
    assert (ended(listener).report, ended(listener).problem) == (REPORT, "")
    assert not indexer.is_running


def test_a_second_build_does_not_begin_while_one_is_going_on(indexer: Indexer, builds: Builds) -> None:
    indexer.start()
    indexer.start()
    builds.end()
    assert len(builds.made) == 1
    indexer.start(rebuild=True)
    builds.end()
    assert [one.rebuild for one in builds.made] == [False, True]


def test_a_build_is_cancelled_even_before_its_child_is_there(
    indexer: Indexer, listener: Listener, builds: Builds
) -> None:
    builds.hold()
    indexer.start()
    indexer.cancel()
    builds.release()
    builds.wait()
    assert (ended(listener).report, ended(listener).problem) == (None, "")
    assert builds.made[0].is_cancelled


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (platform.Busy(4711), "another program (process 4711) is indexing this corpus"),
        (BuiltIndexError("no space left", "make room"), "no space left"),
        (ValueError("what nobody thought of"), "indexing failed: what nobody thought of"),
    ],
)
def test_whatever_goes_wrong_is_told_as_the_end(
    indexer: Indexer, listener: Listener, builds: Builds, error: Any, said: str
) -> None:
    indexer.start()
    builds.say(error)
    builds.wait()
    assert said in ended(listener).problem
    assert ended(listener).report is None
    assert not indexer.is_running


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> queue.SimpleQueue[tuple[Corpus, Path]]:
    """For which corpus and folder a child was made to wait, each time."""
    found: queue.SimpleQueue[tuple[Corpus, Path]] = queue.SimpleQueue()

    def prepare(kept: KeptChild, corpus: Corpus, folder: Path) -> None:
        found.put((corpus, folder))

    monkeypatch.setattr(KeptChild, "prepare", prepare)
    return found


def test_a_child_is_made_to_wait_once_for_every_build(
    indexer: Indexer, builds: Builds, prepared: queue.SimpleQueue[tuple[Corpus, Path]], tmp_path: Path
) -> None:
    indexer.prepare()
    indexer.prepare()
    assert prepared.get(timeout=60) == (Corpus(tmp_path), tmp_path)
    indexer.start()
    indexer.prepare()
    builds.end()
    assert prepared.empty()
    indexer.prepare()
    assert prepared.get(timeout=60) == (Corpus(tmp_path), tmp_path)
    indexer.close()
    indexer.prepare()
    assert prepared.empty()


def test_a_child_that_cannot_be_started_to_wait_is_no_news(
    indexer: Indexer, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = threading.Event()

    def prepare(kept: KeptChild, corpus: Corpus, folder: Path) -> None:
        tried.set()
        raise BuiltIndexError("no process for indexing can be started", "")

    monkeypatch.setattr(KeptChild, "prepare", prepare)
    indexer.prepare()
    assert tried.wait(60)
    assert not indexer.is_running
    assert listener.heard == []


def test_closing_lets_go_of_the_child(indexer: Indexer, builds: Builds) -> None:
    indexer.close()
    indexer.start()
    builds.say(Progress("reading", 1, 3, 9, 0.1))
    indexer.close()
    builds.wait()
    assert builds.made[0].is_closed


class FakeTidying:
    """A tidying that ends as it is told."""

    def __init__(self, end: object) -> None:
        self.end = end

    def __enter__(self) -> FakeTidying:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def __iter__(self) -> Iterator[object]:
        if isinstance(self.end, Exception):
            raise self.end
        yield self.end


def tidied(indexer: Indexer, monkeypatch: pytest.MonkeyPatch, end: object) -> None:
    """It rests until it is tidied, which ends so."""
    now = [0.0]
    monkeypatch.setattr(indexer, "_clock", lambda: now[0])
    monkeypatch.setattr(caretaker, "ChildTidying", lambda *arguments, **options: FakeTidying(end))
    indexer.rest()
    now[0] += caretaker.REST_SECONDS
    indexer.rest()
    thread = _thread_of(indexer)
    assert thread is not None
    thread.join()


def _thread_of(indexer: Indexer) -> threading.Thread | None:
    assert indexer._caretaker is not None
    return indexer._caretaker._thread


def test_what_was_tidied_is_taken_up_and_nothing_else_told(
    indexer: Indexer, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    tidied(indexer, monkeypatch, Tidied(3, 700))
    assert [type(message) for message in listener.heard] == [Indexer.HasPublished]
    assert not indexer.is_running


def test_damage_found_while_tidying_is_told(
    indexer: Indexer, listener: Listener, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    damage = DamagedError("a file was changed", "it is built anew")
    tidied(indexer, monkeypatch, damage)
    (message,) = listener.heard
    assert isinstance(message, Indexer.FoundDamage)
    assert message.damage is damage
    assert not caplog.records


def test_what_else_hinders_tidying_is_only_noted_in_the_log(
    indexer: Indexer, listener: Listener, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tidied(indexer, monkeypatch, BuiltIndexError("no space", "make room"))
    assert listener.heard == []
    assert "tidying failed: no space" in caplog.text


def test_while_a_build_goes_on_nothing_is_tidied(
    indexer: Indexer, listener: Listener, builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caretaker, "REST_SECONDS", 0.0)
    monkeypatch.setattr(caretaker, "ChildTidying", lambda *arguments, **options: pytest.fail("nothing is to be tidied"))
    indexer.start()
    builds.say(Published(1, 3, 3, False))
    indexer.rest()
    builds.end()
    indexer.close()
    indexer.rest()
    assert _thread_of(indexer) is None


@pytest.mark.usefixtures("polled")
async def test_a_child_waits_for_the_first_change_once_the_reader_is_quiet(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[Indexer] = []

    def prepare(indexer: Indexer) -> None:
        prepared.append(indexer)

    monkeypatch.setattr(Indexer, "prepare", prepare)
    monkeypatch.setattr(opening, "_QUIET_SECONDS", 3_600.0)
    async with driving(harbour, WIDE) as reader:
        await reader.explorer._keep_up()
        assert prepared == []
        monkeypatch.setattr(opening, "_QUIET_SECONDS", 0.0)
        await reader.explorer._keep_up()
        assert prepared[0] is reader.explorer.indexer
