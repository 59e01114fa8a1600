"""What is more than one search, or none: more like one, order by date, saved searches, lists, recorded runs."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.classes import Chooser
from benchmarks.material import Words
from cpec_tui.answers import Order
from cpec_tui.library import Library
from cpec_tui.model import SavedSearch
from cpec_tui.repeating import batch, recording, seen

LIMIT = 50
LISTED = 20
_AT = datetime(2026, 1, 1, tzinfo=UTC)

Call = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Calls:
    """Makers of calls: each gives one that is to be timed, and does before what does not belong to it."""

    library: Library
    words: Words
    chance: random.Random

    def makers(self) -> dict[str, Callable[[], Call]]:
        """One for each row of the table."""
        return {
            "more like a paragraph": self._more_like,
            "common word, newest first": self._newest,
            "all that answers a common word": self._matches,
            "who is named beside an entity": self._related,
            "an entity's card": self._card,
            "a saved search: what is new since it was seen": self._new_since,
            f"a list of {LISTED} queries counted": self._batch,
            "a run recorded": self._record,
            "a run asked again and compared": self._rerun,
        }

    def _common(self) -> str:
        return self.chance.choice(self.words.common)

    def _two(self) -> str:
        return " ".join(Chooser(self.words, self.chance).sample(2))

    def _more_like(self) -> Call:
        address = self.chance.choice(self.words.addresses)
        return lambda: self.library.more_like(address, limit=LIMIT)

    def _newest(self) -> Call:
        word = self._common()
        return lambda: self.library.search(word, limit=LIMIT, order=Order.NEWEST)

    def _matches(self) -> Call:
        word = self._common()
        return lambda: self.library.matches(word)

    def _related(self) -> Call:
        entity = self.chance.choice(self.words.entities)
        return lambda: self.library.related(entity)

    def _card(self) -> Call:
        entity = self.chance.choice(self.words.entities)
        return lambda: self.library.card(entity)

    def _new_since(self) -> Call:
        search = SavedSearch("benchmark", self._common())
        seen.mark(self.library, [search], _AT)
        return lambda: seen.ask(self.library, search)

    def _batch(self) -> Call:
        listed = [batch.Listed(number, self._two()) for number in range(1, LISTED + 1)]
        return lambda: [batch.count(self.library, one) for one in listed]

    def _record(self) -> Call:
        word = self._common()
        return lambda: recording.record(self.library, word, _AT)

    def _rerun(self) -> Call:
        run = recording.record(self.library, self._common(), _AT)
        return lambda: recording.rerun(self.library, run, _AT)


def time_calls(library: Library, words: Words, times: int, seed: int) -> dict[str, list[float]]:
    """Milliseconds of each call, by row; the user's own state is left alone."""
    found: dict[str, list[float]] = {}
    with _state_of_its_own():
        for name, make in Calls(library, words, random.Random(seed)).makers().items():
            make()()
            found[name] = [_timed(make()) for _ in range(times)]
    return found


def _timed(call: Call) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


@contextmanager
def _state_of_its_own() -> Iterator[Path]:
    before = os.environ.get("CPEC_TUI_STATE")
    with tempfile.TemporaryDirectory() as home:
        os.environ["CPEC_TUI_STATE"] = home
        try:
            yield Path(home)
        finally:
            if before is None:
                del os.environ["CPEC_TUI_STATE"]
            else:
                os.environ["CPEC_TUI_STATE"] = before
