"""What queries are drawn from, and what peers are built of: the paragraphs of a built index and their words."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cpec_tui.built.generation import Generation, open_current
from cpec_tui.folding import tokens
from cpec_tui.library import Library
from cpec_tui.search.grammar import STOP_WORDS

SAMPLE = 40_000
COMMON = 400
RARE = 5
SHORTEST = 8
_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as peers get it: its row, its text, the year of its document or 0."""

    row: int
    text: str
    year: int


@dataclass(frozen=True, slots=True)
class Words:
    """What queries are drawn from.

    The words of some paragraphs, the common, rare and stop words among them; entities that are mentioned, and how often
    each kind is; titles and dates of documents; addresses of some paragraphs.
    """

    paragraphs: list[list[str]]
    common: list[str]
    rare: list[str]
    stop: list[str]
    entities: list[str]
    kinds: dict[str, int]
    titles: list[str]
    dates: list[str]
    addresses: list[str]


def generation_of(library: Library) -> Generation:
    """The generation that answers in ``library``, opened once more."""
    found = open_current(library.folder)
    if found is None:
        raise SystemExit(f"{library.corpus.root} is not indexed")
    return found


def paragraphs(library: Library) -> Iterator[Paragraph]:
    """Every paragraph, in the order of the rows."""
    generation = generation_of(library)
    rows = generation.catalog.all_rows()
    for at in range(0, len(rows), _BATCH):
        for found in generation.catalog.paragraphs(rows[at : at + _BATCH]).values():
            yield Paragraph(found.row, found.text, int(found.date[:4]) if found.date else 0)
    generation.close()


def words_of(library: Library, chance: random.Random) -> Words:
    """The words of a library, drawn from a sample of its paragraphs; how rare they are is said by all of it."""
    generation = generation_of(library)
    rows = generation.catalog.all_rows()
    sample = generation.catalog.paragraphs(sorted(chance.sample(rows, min(SAMPLE, len(rows)))))
    found = [words for one in sample.values() if len(words := tokens(one.text)) > SHORTEST]
    frequency = Counter(word for words in found for word in set(words))
    rare = _rare(frequency, generation, chance)
    generation.close()
    mentioned = [hit for hit in library.entities() if hit.mentions]
    kinds: Counter[str] = Counter()
    for hit in mentioned:
        kinds[hit.kind] += hit.mentions
    documents = library.documents()
    return Words(
        found,
        [word for word, _ in frequency.most_common(COMMON) if is_content(word) and len(word) > 3],
        rare,
        sorted(word for word in STOP_WORDS if frequency[word]),
        [hit.id for hit in mentioned],
        dict(sorted(kinds.items())),
        [document.title for document in documents],
        [document.date for document in documents if document.date],
        [f"{one.doc}#p{one.ordinal}" for one in list(sample.values())[:: max(1, len(sample) // 1_000)]],
    )


def _rare(frequency: Counter[str], generation: Generation, chance: random.Random) -> list[str]:
    """Words that are rare in the sample, and in all paragraphs, too."""
    seldom = sorted(word for word, times in frequency.items() if times <= RARE and is_content(word) and len(word) > 4)
    chance.shuffle(seldom)
    return [word for word in seldom[: SAMPLE // 10] if generation.engine.frequency(word) <= RARE]


def is_content(word: str) -> bool:
    """Whether a word says something, and is cut out of a text in the same way by all."""
    return word not in STOP_WORDS and len(word) > 2 and word.isascii() and word.isalpha()
