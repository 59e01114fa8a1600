"""Finding entities by name, alias and summary, with tolerance for typing mistakes.

Cards are a small Whoosh index of their own, so that curating never touches the text index.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import index

from cpec_tui.errors import BuiltIndexError
from cpec_tui.folding import lookup_key, tokens
from cpec_tui.model import EntityHit
from cpec_tui.search.grammar import STOP_WORDS
from cpec_tui.search.query import Fuzzy, Near, Node, Phrase, Prefix, Term, leaves

_EXACT, _BEGINS, _NEARLY = 1.0, 0.7, 0.4
_SHORTEST_TYPO = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that an entity's names may hold; ``open`` when the name's word may go on."""

    word: str
    open: bool
    slips: int


@dataclass(frozen=True, slots=True)
class Found:
    """Entity ids with their scores, and how close each word of a name is to what was wanted (0 to 1)."""

    scores: dict[str, float]
    closeness: dict[str, float]


class CardIndex:
    """The searchable names and summaries of all entities."""

    def __init__(self, folder: Path) -> None:
        """Open the card index in ``folder``. Raises BuiltIndexError when it is none."""
        try:
            self._reader: Any = index.open_dir(str(folder), readonly=True).reader()
            self._ids = [self._reader.stored_fields(number)["id"] for number in self._reader.all_doc_ids()]
            self._words: list[str] = [word.decode("utf-8") for word in self._reader.lexicon("names")]
        except Exception as error:  # A damaged index raises nearly anything.
            raise BuiltIndexError(
                f"the card index in {folder} is damaged ({type(error).__name__})", "build it anew: index --rebuild"
            ) from error

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()

    def find(self, groups: Sequence[Sequence[Wanted]]) -> Found:
        """Entities with all words of any group in their names, or with the words of all groups in the summary."""
        found = Found({}, {})
        for group in groups:
            scores: dict[str, float] | None = None
            for one in group:
                of_word = self._named(one, found.closeness)
                if scores is None:
                    scores = of_word
                else:
                    scores = {entity: scores[entity] + of_word[entity] for entity in scores if entity in of_word}
            for entity, score in (scores or {}).items():
                found.scores[entity] = found.scores.get(entity, 0.0) + score
        for entity in self._in_summary([one for group in groups for one in group]):
            found.scores.setdefault(entity, 0.1)
        return found

    def _named(self, wanted: Wanted, closeness: dict[str, float]) -> dict[str, float]:
        """Entities with ``wanted`` in a name, scored by how close and how rare the word is."""
        best: dict[str, float] = {}
        for word, close in self._matching(wanted):
            closeness[word] = max(closeness.get(word, 0.0), close)
            documents = list(self._reader.postings("names", word).all_ids())
            rarity = math.log(1.0 + len(self._ids) / len(documents))
            for document in documents:
                entity = self._ids[document]
                best[entity] = max(best.get(entity, 0.0), close * rarity)
        return best

    def _matching(self, wanted: Wanted) -> list[tuple[str, float]]:
        """Words of names that ``wanted`` stands for, with how close they are; nearly spelled ones only if no other."""
        word = wanted.word
        found = [(known, _EXACT if known == word else _BEGINS) for known in self._words if _begins(known, wanted)]
        if found or not wanted.slips:
            return found
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        near = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=wanted.slips, limit=20)
        return [(known, _NEARLY) for known, _, _ in near]

    def _in_summary(self, wanted: Sequence[Wanted]) -> Iterable[str]:
        found: set[int] | None = None
        for one in wanted:
            words = list(self._reader.expand_prefix("summary", one.word)) if one.open else [one.word.encode("utf-8")]
            documents = {
                document
                for word in words
                if ("summary", word) in self._reader
                for document in self._reader.postings("summary", word).all_ids()
            }
            found = documents if found is None else found & documents
        return [self._ids[document] for document in sorted(found or ())]


def wanted_words(root: Node | None, stands_in_text: Callable[[str], bool]) -> list[list[Wanted]]:
    """The words of a query that may name an entity, those of a phrase together; one the text has is spelled right."""
    groups: list[list[Wanted]] = []
    for leaf in leaves(root):
        match leaf:
            case Term(word, _, unfinished):
                if unfinished or word not in STOP_WORDS:
                    groups.append([Wanted(word, unfinished, 0 if stands_in_text(word) else _slips(word))])
            case Prefix(word):
                groups.append([Wanted(word, True, 0)])
            case Fuzzy(word, slips):
                groups.append([Wanted(word, False, slips)])
            case Phrase(words, _, unfinished):
                whole = [Wanted(word, False, 0) for word in words[:-1] if word not in STOP_WORDS]
                groups.append([*whole, Wanted(words[-1], unfinished, 0)])
            case Near(words):
                groups.append([Wanted(word, False, 0) for word in words if word not in STOP_WORDS])
            case _:
                pass
    return [group for group in groups if group]


def ranked(hits: Sequence[EntityHit], found: Found, query: str) -> list[EntityHit]:
    """Best first: whose name is the query, then whose name is covered best by it, then the most mentioned."""
    key = " ".join(tokens(query))

    def rank(hit: EntityHit) -> tuple[float, str]:
        names = [tokens(name) for name in (hit.name, *hit.aliases)]
        coverage = max(sum(found.closeness.get(word, 0.0) for word in name) / len(name) for name in names if name)
        exact = 10.0 if any(" ".join(name) == key for name in names) else 0.0
        score = exact + 4 * coverage + 0.3 * found.scores[hit.id] + 0.4 * math.log1p(hit.mentions)
        return -score, lookup_key(hit.name)

    return sorted(hits, key=rank)


def _begins(known: str, wanted: Wanted) -> bool:
    if known == wanted.word or (wanted.open and known.startswith(wanted.word)):
        return True
    return known == wanted.word + "s" or known + "s" == wanted.word


def _slips(word: str) -> int:
    return 0 if len(word) < _SHORTEST_TYPO else 1 if len(word) < 8 else 2
