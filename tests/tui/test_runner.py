"""The thread that owns the library."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

import pytest

from cpec_tui.library import Library
from cpec_tui.tui.runner import OvertakenError, Runner


@pytest.fixture(autouse=True)
def no_waiting() -> None:
    """Here, questions wait as they are told to."""


@pytest.fixture
def runner(harbour: Library) -> Iterator[Runner]:
    made = Runner(harbour)
    yield made
    made.close()


@dataclass
class Held:
    """A question that tells when it has begun, and goes on when it may."""

    begun: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    answered: list[str] = field(default_factory=list)

    def question(self, library: Library) -> None:
        self.begun.set()
        self.go_on.wait()
        library.search("harbour")
        self.answered.append("harbour")


@pytest.fixture
async def held(runner: Runner) -> Held:
    """A held question; what it asks is open."""
    assert await runner.ask(lambda library: library.open())
    return Held()


async def test_all_questions_are_asked_on_one_thread_one_after_the_other(runner: Runner) -> None:
    order: list[int] = []

    def question(number: int, library: Library) -> int:
        order.append(number)
        return threading.get_ident()

    threads = await asyncio.gather(*(runner.ask(partial(question, number)) for number in range(5)))
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()
    assert order == [0, 1, 2, 3, 4]


async def test_a_runner_made_on_a_corpus_makes_its_library_on_its_thread(harbour: Library, ports_home: object) -> None:
    runner = Runner.on(harbour.corpus, harbour.folder.parent)
    assert (runner.corpus, runner.folder) == (harbour.corpus, harbour.folder)
    assert await runner.ask(lambda library: library.open())
    assert await runner.ask(lambda library: library.overview().documents) == 3
    runner.close()


async def test_only_the_latest_question_of_a_kind_is_answered(runner: Runner) -> None:
    done = threading.Event()
    first = asyncio.ensure_future(runner.latest("search", lambda library: (done.wait(), 1)[1]))
    await asyncio.sleep(0)
    second = asyncio.ensure_future(runner.latest("search", lambda library: 2))
    other = asyncio.ensure_future(runner.latest("card", lambda library: 3))
    await asyncio.sleep(0)
    done.set()
    with pytest.raises(OvertakenError):
        await first
    assert (await second, await other) == (2, 3)


async def test_what_is_overtaken_is_given_up_between_two_steps(runner: Runner, held: Held) -> None:
    first = asyncio.ensure_future(runner.latest("search", held.question))
    await asyncio.to_thread(held.begun.wait)
    second = asyncio.ensure_future(runner.latest("search", lambda library: library.search("harbour").total))
    await asyncio.sleep(0)
    held.go_on.set()
    with pytest.raises(OvertakenError):
        await first
    assert await second
    assert held.answered == []


async def test_of_many_questions_in_a_row_only_the_last_is_asked(runner: Runner) -> None:
    asked: list[int] = []

    def question(number: int, library: Library) -> None:
        asked.append(number)

    questions = (runner.latest("search", partial(question, number), 0.001) for number in range(5))
    answers = await asyncio.gather(*questions, return_exceptions=True)
    assert asked == [4]
    assert [isinstance(answer, OvertakenError) for answer in answers] == [True, True, True, True, False]


async def test_a_question_that_is_cancelled_before_its_turn_is_never_asked(runner: Runner) -> None:
    done, asked = threading.Event(), []
    first = asyncio.ensure_future(runner.ask(lambda library: done.wait()))
    second = asyncio.ensure_future(runner.ask(lambda library: asked.append(2)))
    await asyncio.sleep(0)
    second.cancel()
    for _ in range(3):  # The thread hears of it in a turn of the loop.
        await asyncio.sleep(0)
    done.set()
    assert await first
    await asyncio.gather(second, return_exceptions=True)
    await runner.ask(lambda library: asked.append(3))
    assert asked == [3]


async def test_what_a_question_raises_is_raised_where_it_was_asked(runner: Runner) -> None:
    with pytest.raises(ZeroDivisionError):
        await runner.ask(lambda library: 1 // 0)
    assert await runner.ask(lambda library: "goes on") == "goes on"


async def test_what_is_cancelled_is_given_up_between_two_steps(runner: Runner, held: Held) -> None:
    first = asyncio.ensure_future(runner.latest("matches", held.question))
    await asyncio.to_thread(held.begun.wait)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    held.go_on.set()
    assert await runner.latest("search", lambda library: library.search("harbour").total)
    assert held.answered == []
