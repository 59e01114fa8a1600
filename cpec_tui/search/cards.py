"""Finding entities by name, alias and summary, with tolerance for typing mistakes.

Cards are a file of their own (``card_file``), so that curating never touches the text index.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path

from cpec_tui.errors import DamagedError
from cpec_tui.folding import lookup_key, tokens
from cpec_tui.inflection import WordStemmer, same_word
from cpec_tui.model import EntityHit
from cpec_tui.search.card_file import read_cards
from cpec_tui.search.engines import ANEW
from cpec_tui.search.grammar import STOP_WORDS
from cpec_tui.search.query import Fuzzy, Node, Phrase, Prefix, Term, words_and_names

_EXACT, _INFLECTED, _BEGINS, _NEARLY = 1.0, 0.9, 0.7, 0.5
_IN_SUMMARY = 0.1
_SHORTEST_TYPO = 4
_SHORTEST_TWO_TYPOS = 6
_MOST_NEARLY = 20
_NOT_CLOSE = repeat(0.0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that an entity's card may hold: ``inflected`` in another form, ``open`` with more letters after it."""

    word: str
    inflected: bool = False
    open: bool = False
    slips: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Entity ids with their scores, and how close each word of a name is to what was wanted (0 to 1)."""

    scores: dict[str, float]
    closeness: dict[str, float]


class CardIndex:
    """The searchable names and summaries of all entities."""

    def __init__(self, folder: Path) -> None:
        """Open the card index in ``folder``. Raises DamagedError when it is none."""
        try:
            self._ids, self._of_names, self._of_summaries = read_cards(folder)
        except (OSError, ValueError) as error:
            raise DamagedError(f"the card index in {folder} is damaged ({type(error).__name__})", ANEW) from error
        self.names = Names()
        self._names, self._summaries = _Vocabulary(self._of_names.words), _Vocabulary(self._of_summaries.words)

    def find(self, groups: Sequence[Sequence[Wanted]]) -> Found:
        """Entities with all words of any group in their names, or with the words of all groups in the summary."""
        found = Found({}, {})
        for group in groups:
            of_words = [self._named(one, found.closeness) for one in group]
            for entity in of_words[0]:
                if all(entity in scores for scores in of_words):
                    score = sum(scores[entity] for scores in of_words)
                    found.scores[entity] = found.scores.get(entity, 0.0) + score
        for entity in self._in_summary([one for group in groups for one in group]):
            found.scores.setdefault(entity, _IN_SUMMARY)
        return found

    def _named(self, wanted: Wanted, closeness: dict[str, float]) -> dict[str, float]:
        """Entities with ``wanted`` in a name, scored by how close and how rare the word is."""
        best: dict[str, float] = {}
        for word, close in self._names.matching(wanted):
            closeness[word] = max(closeness.get(word, 0.0), close)
            documents = self._of_names.cards_with(word)
            rarity = math.log(1.0 + len(self._ids) / len(documents))
            for document in documents:
                entity = self._ids[document]
                best[entity] = max(best.get(entity, 0.0), close * rarity)
        return best

    def _in_summary(self, wanted: Sequence[Wanted]) -> list[str]:
        found: set[int] | None = None
        for one in wanted:
            words = [word for word, _ in self._summaries.matching(one)]
            documents = {number for word in words for number in self._of_summaries.cards_with(word)}
            found = documents if found is None else found & documents
        return [self._ids[document] for document in sorted(found or ())]


class _Vocabulary:
    """The different words of one field, in alphabetical order."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._stemmer = WordStemmer()
        self._stems: dict[str, dict[str, list[str]]] = {}

    def _alike(self, word: str) -> Sequence[str]:
        """Words with the stem of ``word``: no stem begins with another letter than its words."""
        letter = word[:1]
        if letter not in self._stems:
            of_letter = self._stems[letter] = {}
            for one in self._beginning(letter):
                of_letter.setdefault(self._stemmer.stem(one), []).append(one)
        return self._stems[letter].get(self._stemmer.stem(word), ())

    def matching(self, wanted: Wanted) -> list[tuple[str, float]]:
        """Words that ``wanted`` stands for, with how close they are; nearly spelled ones only if there is no other."""
        found: dict[str, float] = {}
        if wanted.open:
            found.update((word, _BEGINS) for word in self._beginning(wanted.word))
        if wanted.inflected:
            found.update((word, _INFLECTED) for word in self._alike(wanted.word) if same_word(wanted.word, word))
        at = bisect_left(self._words, wanted.word)
        if self._words[at : at + 1] == [wanted.word]:
            found[wanted.word] = _EXACT
        return list(found.items()) if found or not wanted.slips else self._nearly(wanted)

    def _beginning(self, letters: str) -> Iterator[str]:
        for at in range(bisect_left(self._words, letters), len(self._words)):
            if not self._words[at].startswith(letters):
                break
            yield self._words[at]

    def _nearly(self, wanted: Wanted) -> list[tuple[str, float]]:
        """The words that are spelled most nearly like what is wanted, whole or as far as it is typed."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        slips_of: dict[str, float] = {}
        for length in (None, len(wanted.word)) if wanted.open else (None,):
            choices = {word: word[:length] for word in self._words}
            found = process.extract(
                wanted.word, choices, scorer=OSA.distance, score_cutoff=wanted.slips, limit=_MOST_NEARLY
            )
            for _, slips, word in found:
                slips_of[word] = min(slips, slips_of.get(word, slips))
        fewest = min(slips_of.values(), default=0)
        return [(word, _NEARLY / slips) for word, slips in slips_of.items() if slips == fewest]


def wanted_words(root: Node | None, stands_in_text: Callable[[str], bool]) -> list[list[Wanted]]:
    """The words of a query that may name an entity, those of a phrase together; one the text has is spelled right."""
    groups: list[list[Wanted]] = []
    for leaf in words_and_names(root):
        match leaf:
            case Term(word, _, unfinished):
                if unfinished or word not in STOP_WORDS:
                    groups.append([Wanted(word, True, unfinished, 0 if stands_in_text(word) else _slips(word))])
            case Prefix(word):
                groups.append([Wanted(word, open=True)])
            case Fuzzy(word, slips):
                groups.append([Wanted(word, slips=slips)])
            case Phrase(words, _, unfinished):
                whole = [Wanted(word) for word in words[:-1] if word not in STOP_WORDS]
                groups.append([*whole, Wanted(words[-1], open=unfinished)])
            case _:
                pass
    return [group for group in groups if group]


def ranked(hits: Sequence[EntityHit], found: Found, query: str, names: Names | None = None) -> list[EntityHit]:
    """Best first: whose name is the query, then whose name is covered best by it, then the most mentioned.

    ``names`` remembers the words of names from one query to the next.
    """
    wanted, closeness = tokens(query), found.closeness.get
    known = Names() if names is None else names

    def rank(hit: EntityHit) -> tuple[float, str, str]:
        of_hit, plain = known.of(hit)
        coverage = max((sum(map(closeness, name, _NOT_CLOSE)) / len(name) for name in of_hit), default=0)
        exact = 10.0 if wanted in of_hit else 0.0
        score = exact + 4 * coverage + 0.3 * found.scores[hit.id] + 0.4 * math.log1p(hit.mentions)
        return -score, plain, hit.id

    return sorted(hits, key=rank)


@dataclass(slots=True)
class Names:
    """The words of the names of entities, as far as they were asked for; names do not change in a generation."""

    _known: dict[str, tuple[list[list[str]], str]] = field(default_factory=dict)

    def of(self, hit: EntityHit) -> tuple[list[list[str]], str]:
        """The words of each name of ``hit``, and by what it is put in order."""
        if hit.id not in self._known:
            words = [of_name for name in (hit.name, *hit.aliases) if (of_name := tokens(name))]
            self._known[hit.id] = words, lookup_key(hit.name)
        return self._known[hit.id]


def _slips(word: str) -> int:
    return 0 if len(word) < _SHORTEST_TYPO else 1 if len(word) < _SHORTEST_TWO_TYPOS else 2
