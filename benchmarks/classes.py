"""The classes of queries, as-you-type: what our library is asked, and in which shape its peers are."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial

from benchmarks.material import Words, is_content
from cpec_tui.search.grammar import STOP_WORDS

BEGINNINGS = ("one letter", "two letters", "three letters", "four letters", "five letters")


class Shape(Enum):
    """What is to be found of some words."""

    ALL = "all of them"
    ANY = "any of them"
    PHRASE = "all of them side by side"
    UNFINISHED = "all of them, any word that begins with the last"
    NEARLY = "a word with one slip"
    COUNTS = "all of them, counted by year"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: as it is typed into our library; and for its peers, as words in a shape, where they can do it."""

    query: str
    shape: Shape | None = None
    words: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether counts are asked for, not hits."""
        return self.shape is Shape.COUNTS


Maker = Callable[[], Asked]


def finished(shape: Shape, *words: str, between: str = " ") -> Asked:
    """Words of which the last is finished, too."""
    return Asked(f"{between.join(words)} ", shape, words)


class Chooser:
    """Draws words from the texts, as often as they stand in them."""

    def __init__(self, words: Words, chance: random.Random) -> None:
        """``chance`` decides."""
        self.words = words
        self.chance = chance

    def content(self) -> list[str]:
        """The words that say something of a paragraph that has some; in their order."""
        while len(found := list(filter(is_content, self.chance.choice(self.words.paragraphs)))) < 3:
            pass
        return found

    def sample(self, count: int) -> list[str]:
        """Words of one paragraph."""
        return self.chance.sample(self.content(), count)

    def beginning(self, length: int) -> str:
        """The first letters of a word."""
        while not (long_enough := [word for word in self.content() if len(word) >= length]):
            pass
        return self.chance.choice(long_enough)[:length]

    def stretch(self, length: int, fits: Callable[[list[str]], bool]) -> list[str]:
        """Words that stand side by side."""
        while True:
            paragraph = self.chance.choice(self.words.paragraphs)
            at = self.chance.randrange(max(1, len(paragraph) - length))
            found = paragraph[at : at + length]
            if len(found) == length and all(map(_is_plain, found)) and fits(found):
                return found

    def slipped(self) -> str:
        """A word with another letter in it."""
        word = self.chance.choice([word for word in self.content() if len(word) > 4] or self.words.common)
        at = self.chance.randrange(1, len(word))
        return word[:at] + self.chance.choice("aeiorst") + word[at + 1 :]

    def entity(self) -> str:
        """An entity that is mentioned."""
        return f"@{self.chance.choice(self.words.entities)}"

    def kind(self) -> str:
        """A kind of entities, as often as it is mentioned."""
        (kind,) = self.chance.choices(list(self.words.kinds), list(self.words.kinds.values()))
        return f"kind:{kind}"


def typed_classes(words: Words, chance: random.Random) -> Mapping[str, Maker]:
    """A maker of questions for each class for which figures are wanted."""
    choose = Chooser(words, chance)

    return {
        "stop word": lambda: finished(Shape.ALL, chance.choice(words.stop)),
        "common word": lambda: finished(Shape.ALL, chance.choice(words.common)),
        "rare word": lambda: finished(Shape.ALL, chance.choice(words.rare)),
        "AND of two": lambda: finished(Shape.ALL, *choose.sample(2)),
        "OR of three": lambda: finished(Shape.ANY, *choose.sample(3), between=" OR "),
        "phrase": lambda: _phrase(choose.stretch(2, lambda found: all(map(is_content, found)))),
        "phrase with stop words": lambda: _phrase(
            choose.stretch(4, lambda found: any(word in STOP_WORDS for word in found))
        ),
        **{name: partial(_beginning, choose, length) for length, name in enumerate(BEGINNINGS, 1)},
        "word, word unfinished": lambda: _unfinished(choose.content()[0], choose.beginning(chance.choice((2, 3)))),
        "fuzzy": lambda: _fuzzy(choose.slipped()),
        "entity": lambda: Asked(f"{choose.entity()} "),
        "kind near word": lambda: Asked(f"{choose.kind()} NEAR/10 {chance.choice(words.common)} "),
        "facets": lambda: finished(Shape.COUNTS, chance.choice(words.common)),
    }


def drawn(
    makers: Callable[[Words, random.Random], Mapping[str, Maker]], words: Words, count: int, seed: int, only: str = ""
) -> dict[str, list[Asked]]:
    """So many questions of each class with ``only`` in its name; whatever is asked beside, a seed gives the same."""
    chance = random.Random()
    made = makers(words, chance)
    found = {}
    for name, make in made.items():
        chance.seed(f"{seed}/{name}")
        if only in name:
            found[name] = [make() for _ in range(count)]
    return found


def _is_plain(word: str) -> bool:
    return len(word) > 1 and word.isascii() and word.isalpha()


def _beginning(choose: Chooser, length: int) -> Asked:
    letters = choose.beginning(length)
    return Asked(letters, Shape.UNFINISHED, (letters,))


def _phrase(words: list[str]) -> Asked:
    return Asked(f'"{" ".join(words)}"', Shape.PHRASE, tuple(words))


def _unfinished(word: str, letters: str) -> Asked:
    return Asked(f"{word} {letters}", Shape.UNFINISHED, (word, letters))


def _fuzzy(word: str) -> Asked:
    return Asked(f"{word}~1", Shape.NEARLY, (word,))
