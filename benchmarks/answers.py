"""A runner that keeps when each question was asked, answered, and taken up again."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from cpec_tui.library import Library
from cpec_tui.tui.runner import Runner

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """A question of a sort, with the text where it is a search.

    ``asked``, ``began``, ``ended`` and ``back`` are times in seconds, ``took`` is the thread's processor time in ms.
    """

    kind: str
    text: str
    asked: float
    began: float
    ended: float
    back: float
    took: float


class TimedRunner(Runner):
    """Asks as the explorer's own does, and keeps what it took; what was given up counts too."""

    def __init__(self, library: Library) -> None:
        """Nothing was asked yet."""
        super().__init__(library)
        self.answers: list[Answer] = []
        self._kind: ContextVar[tuple[str, str]] = ContextVar("kind", default=("other", ""))

    async def latest(self, kind: str, question: Callable[[Library], T], delay: float = 0.0) -> T:
        """Know the sort, and the text of a search."""
        text = question.keywords.get("text", "") if isinstance(question, partial) else ""
        token = self._kind.set((kind, text))
        try:
            return await super().latest(kind, question, delay)
        finally:
            self._kind.reset(token)

    async def ask(self, question: Callable[[Library], T]) -> T:
        """Keep the times."""
        asked, times = time.perf_counter(), list[float]()

        def timed(library: Library) -> T:
            began, processor = time.perf_counter(), time.thread_time()
            try:
                return question(library)
            finally:
                times.extend((began, time.perf_counter(), (time.thread_time() - processor) * 1000))

        try:
            return await super().ask(timed)
        finally:
            if times:
                began, ended, took = times
                self.answers.append(Answer(*self._kind.get(), asked, began, ended, time.perf_counter(), took))
