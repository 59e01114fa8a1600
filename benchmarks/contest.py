"""Asking several contestants the same questions in the same run, so that what disturbs one disturbs all."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.classes import Asked
from benchmarks.peers import LIMIT, Contestant, TooSlowError
from cpec_tui.library import Library

Questions = Mapping[str, Sequence[Asked]]


class Ours:
    """Whole calls of our library: stored text, mentions, spans, the true total; the last word is being typed."""

    name = "ours"
    is_slow = False

    def __init__(self, library: Library) -> None:
        """It must be built."""
        self._library = library

    def open(self) -> None:
        """Open the generation in force anew."""
        self._library.close()
        self._library.open()

    def close(self) -> None:
        """Close the library."""
        self._library.close()

    def ask_first(self, asked: Asked) -> int:
        """Open anew, and ask."""
        self.open()
        return self.ask(asked)

    def can(self, asked: Asked) -> bool:
        """Everything."""
        return bool(asked.query)

    def ask(self, asked: Asked) -> int:
        """One search, or the facets of one."""
        if asked.counts:
            facets = self._library.facets(asked.query, typing=True)
            return sum(one.count for one in facets.years) + facets.undated
        return self._library.search(asked.query, limit=LIMIT, typing=True).total


@dataclass
class Times:
    """What one contestant took for the questions of one class, in ms by question; how much it found of each."""

    took: dict[int, list[float]] = field(default_factory=dict)
    found: dict[int, int] = field(default_factory=dict)
    spent: float = 0.0
    was_cut: bool = False

    def medians(self) -> list[float]:
        """The median of each question."""
        return [statistics.median(times) for times in self.took.values()]

    @property
    def p50(self) -> float:
        """The median question."""
        return statistics.median(self.medians())

    @property
    def p95(self) -> float:
        """What 95 of 100 questions do not exceed."""
        return p95(self.medians())


def p95(times: Sequence[float]) -> float:
    """What 95 of 100 do not exceed."""
    return statistics.quantiles(times, n=20, method="inclusive")[18] if len(times) > 1 else max(times)


@dataclass(frozen=True, slots=True)
class Rules:
    """How the contest goes: so many rounds; a class in which a contestant spent so many seconds goes on without it."""

    rounds: int = 3
    seconds: float = 15.0
    seed: int = 1


Result = Mapping[tuple[str, str], Times]


def contest(contestants: Sequence[Contestant], questions: Questions, warming: Questions, rules: Rules) -> Result:
    """The times by contestant and class. In each round all open anew, warm up, and are asked everything once.

    The questions of all classes come in one mixed order, and of each all contestants are asked one after the other,
    each first as often as the others.
    """
    result = {(one.name, name): Times() for one in contestants for name in questions}
    chance = random.Random(rules.seed)
    for number in range(rules.rounds):
        playing = [one for one in contestants if not (one.is_slow and number)]
        for one in playing:
            one.open()
            _warm(one, warming)
        mixed = [(name, at, asked) for name, found in questions.items() for at, asked in enumerate(found)]
        chance.shuffle(mixed)
        for turn, (name, at, asked) in enumerate(mixed):
            first = turn % len(playing)
            for one in (*playing[first:], *playing[:first]):
                _ask(one, at, asked, result[one.name, name], rules.seconds)
        for one in playing:
            one.close()
    return result


def _ask(one: Contestant, at: int, asked: Asked, times: Times, seconds: float) -> None:
    if not one.can(asked):
        return
    if times.spent > seconds:
        times.was_cut = True
        return
    began = time.perf_counter()
    try:
        times.found[at] = one.ask(asked)
    except TooSlowError:
        times.was_cut = True
    took = time.perf_counter() - began
    times.spent += took
    times.took.setdefault(at, []).append(took * 1000)


def _warm(one: Contestant, warming: Questions) -> None:
    """Ask one question of each class that is not in the contest; of one that is slow only what it does fast."""
    for name, found in warming.items():
        if one.is_slow and any(word in name for word in ("letter", "unfinished", "fuzzy")):
            continue
        for asked in found:
            if one.can(asked):
                one.ask(asked)
