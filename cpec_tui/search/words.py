"""What a word of a query stands for in this corpus: its inflections, what begins with it, what is spelled nearly so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cpec_tui.catalog.reading import Catalog
from cpec_tui.inflection import WordStemmer, same_word
from cpec_tui.search.plan import Engine, present
from cpec_tui.search.searched import Memory

MAX_FORMS = 5000
# Where one of so many words stands is not read word by word.
MANY = 400
_REMEMBERED = 500
_LONGEST_BEGINNING = 40


@dataclass(slots=True)
class Lexicon:
    """The words of one built index; what was looked up lately is remembered."""

    catalog: Catalog
    engine: Engine
    searched: Memory = field(default_factory=Memory)
    _stemmer: WordStemmer = field(default_factory=WordStemmer)
    _known: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def inflections(self, word: str) -> tuple[str, ...]:
        """Forms of the same word that stand in the text, itself first."""
        return self._remember("inflections", word, self._inflections)

    def prefixed(self, word: str) -> tuple[str, ...]:
        """Every word of the text that begins with ``word``."""
        return self._remember("prefix", word, lambda prefix: tuple(self.engine.words_with_prefix(prefix)))

    def fuzzy(self, word: str, slips: int) -> tuple[str, ...]:
        """Words of the text with the same first letter and at most ``slips`` slips."""
        return self._remember(f"fuzzy{slips}", word, lambda wanted: self._fuzzy(wanted, slips))

    def like(self, pattern: str) -> tuple[str, ...]:
        """Words of the text that ``pattern`` fits, in which ``*`` stands for any letters and ``?`` for one."""
        return self._remember("like", pattern, self._like)

    def nearest(self, word: str, count: int = 3) -> list[str]:
        """The best known spellings for a word that the text does not have, most frequent first."""
        slips = 1 if len(word) < 5 else 2
        found = [form for form in self.fuzzy(word, slips) if len(form) > 2]
        return sorted(found, key=lambda form: (-self.engine.frequency(form), form))[:count]

    def known_beginning(self, word: str) -> str:
        """The longest beginning of ``word`` with which a word of the text begins; perhaps empty."""
        for length in range(min(len(word), _LONGEST_BEGINNING), 0, -1):
            if self.prefixed(word[:length]):
                return word[:length]
        return ""

    def counted_as(self, words: Sequence[str]) -> dict[str, str]:
        """Every form of ``words`` with the one of them that it counts as.

        Two of them that share a form (mine, mining) count as the same word, wanted twice.
        """
        found: dict[str, str] = {}
        for word in dict.fromkeys(words):
            forms = (word, *self.inflections(word))
            same = {found[form] for form in forms if form in found}
            found.update((form, word) for form in [form for form, other in found.items() if other in same])
            found.update(dict.fromkeys(forms, word))
        return found

    def _remember(self, how: str, word: str, look_up: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
        key = (how, word)
        if key not in self._known:
            if len(self._known) >= _REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[key] = look_up(word)
        return self._known[key]

    def _inflections(self, word: str) -> tuple[str, ...]:
        forms = (form for form in self.catalog.inflections(self._stemmer.stem(word)) if same_word(word, form))
        return present(self.engine, dict.fromkeys((word, *forms)))

    def _like(self, pattern: str) -> tuple[str, ...]:
        words = self.catalog.words_like(pattern)
        # A word that only removed paragraphs have does no harm, and asking for each of very many takes long.
        return tuple(words) if len(words) > MANY else present(self.engine, words)

    def _fuzzy(self, word: str, slips: int) -> tuple[str, ...]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        candidates = [form for form in self.prefixed(word[:1]) if abs(len(form) - len(word)) <= slips]
        found = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=slips, limit=MAX_FORMS)
        return tuple(form for form, _, _ in found)
