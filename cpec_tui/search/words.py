"""What a word of a query stands for in this corpus: its inflections, what begins with it, what is spelled nearly so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cpec_tui.catalog.reading import Catalog
from cpec_tui.inflection import WordStemmer, same_word
from cpec_tui.search.plan import Engine, present

MAX_FORMS = 5000


@dataclass(slots=True)
class Lexicon:
    """The words of one built index; what was looked up is remembered."""

    catalog: Catalog
    engine: Engine
    _stemmer: WordStemmer = field(default_factory=WordStemmer)
    _known: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def inflections(self, word: str) -> tuple[str, ...]:
        """Forms of the same word that stand in the text, itself first."""
        return self._remember("inflections", word, self._inflections)

    def unfinished(self, word: str) -> tuple[str, ...]:
        """Everything that begins with ``word``, and its inflections."""
        return tuple(dict.fromkeys((*self.prefixed(word), *self.inflections(word))))

    def prefixed(self, word: str) -> tuple[str, ...]:
        """Every word of the text that begins with ``word``."""
        return self._remember("prefix", word, lambda prefix: tuple(self.engine.words_with_prefix(prefix)))

    def fuzzy(self, word: str, slips: int) -> tuple[str, ...]:
        """Words of the text with the same first letter and at most ``slips`` slips."""
        return self._remember(f"fuzzy{slips}", word, lambda wanted: self._fuzzy(wanted, slips))

    def nearest(self, word: str, count: int = 3) -> list[str]:
        """The best known spellings for a word that the text does not have, most frequent first."""
        slips = 1 if len(word) < 5 else 2
        found = [form for form in self.fuzzy(word, slips) if len(form) > 2]
        return sorted(found, key=lambda form: (-self.engine.frequency(form), form))[:count]

    def _remember(self, how: str, word: str, look_up: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
        key = (how, word)
        if key not in self._known:
            self._known[key] = look_up(word)
        return self._known[key]

    def _inflections(self, word: str) -> tuple[str, ...]:
        forms = (form for form in self.catalog.inflections(self._stemmer.stem(word)) if same_word(word, form))
        return present(self.engine, dict.fromkeys((word, *forms)))

    def _fuzzy(self, word: str, slips: int) -> tuple[str, ...]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        candidates = [form for form in self.prefixed(word[:1]) if abs(len(form) - len(word)) <= slips]
        found = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=slips, limit=MAX_FORMS)
        return tuple(form for form, _, _ in found)
