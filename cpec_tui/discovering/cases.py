"""How the corpus writes each word: whether a capital is its habit, or only came from where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from cpec_tui.discovering.words import Word, tokens_of

Totals = Callable[[Iterable[str]], Mapping[str, int]]


class Cases:
    """Counts of the words that stand capitalised anywhere: within sentences, anywhere, and in any letter case."""

    def __init__(self) -> None:
        """Without any word; ``add`` them, then ``complete``."""
        self._within: Counter[str] = Counter()
        self._capitalised: Counter[str] = Counter()
        self._totals: Mapping[str, int] = {}

    def add(self, word: Word, count: int, *, within: bool) -> None:
        """Note that ``word`` stands capitalised ``count`` times, ``within`` sentences or where all words do."""
        for token in tokens_of(word.text):
            self._capitalised[token] += count
            if within:
                self._within[token] += count

    def complete(self, totals: Totals) -> None:
        """Take from ``totals`` how often the noted words stand in the corpus in any letter case."""
        self._totals = totals(self._capitalised)

    def ratio(self, word: Word) -> float:
        """How much a capital is the habit of a word, from 0 to 1, by where its case says something.

        Of a word with a hyphen the part counts for which it is most.
        """
        return max(map(self._ratio, tokens_of(word.text)), default=0.0)

    def _ratio(self, token: str) -> float:
        within = self._within[token]
        return within / (within + self.lower(token)) if within else 0.0

    def lower(self, token: str) -> int:
        """How often a word stands in lower case."""
        return max(0, self._totals.get(token, 0) - self._capitalised[token])

    def capitalised(self, token: str) -> int:
        """How often a word stands capitalised, or in capitals."""
        return self._capitalised[token]
