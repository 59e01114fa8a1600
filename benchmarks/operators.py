"""The other operators of the query language, for which peers have no equivalent."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from benchmarks.classes import Asked, Chooser, Maker
from benchmarks.material import Words, is_content
from cpec_tui.folding import tokens


def operator_classes(words: Words, chance: random.Random) -> Mapping[str, Maker]:
    """A maker of questions for each operator."""
    choose = Chooser(words, chance)
    made = {**_nearness(choose), **_within(choose), **_words(choose), **_fields(choose)}
    return {name: _asking(make) for name, make in made.items()}


def _asking(make: Callable[[], str]) -> Maker:
    return lambda: Asked(make())


def _pair(choose: Chooser) -> list[str]:
    """Two words of one paragraph, in their order."""
    found = choose.content()
    at = choose.chance.randrange(len(found) - 1)
    return [found[at], choose.chance.choice(found[at + 1 : at + 5])]


def _word(choose: Chooser) -> str:
    return choose.chance.choice(choose.content())


def _nearness(choose: Chooser) -> dict[str, Callable[[], str]]:
    """What stands near each other."""

    def near() -> str:
        return f'"{" ".join(choose.stretch(3, lambda found: all(map(is_content, found))))}"~5'

    return {
        "near": near,
        "NEAR of words": lambda: " NEAR/5 ".join(_pair(choose)) + " ",
        "PRE of words": lambda: " PRE/5 ".join(_pair(choose)) + " ",
        "NEAR of three": lambda: " NEAR/10 ".join(choose.sample(3)) + " ",
        "NEAR of a group": lambda: f"({' OR '.join(_pair(choose))}) NEAR/5 {_word(choose)} ",
        "entity NEAR word": lambda: f"{choose.entity()} NEAR/10 {_word(choose)} ",
        "entity NEAR kind": lambda: f"{choose.entity()} NEAR/10 {choose.kind()} ",
        "kind NEAR kind": lambda: f"{choose.kind()} NEAR/10 {choose.kind()} ",
        "entities in quotes": lambda: f'"{choose.entity()} {_word(choose)} {choose.entity()}"~10',
        "entity in a phrase": lambda: f'"{_word(choose)} {choose.entity()}"',
    }


def _within(choose: Chooser) -> dict[str, Callable[[], str]]:
    """What stands in one sentence or document."""
    return {
        "in:sentence": lambda: f"in:sentence({' '.join(_pair(choose))}) ",
        "in:sentence, entity": lambda: f"in:sentence({choose.entity()} {_word(choose)}) ",
        "in:sentence, NOT": lambda: "in:sentence({} -{}) ".format(*_pair(choose)),
        "in:document": lambda: f"in:document({' '.join(choose.sample(2))}) ",
        "in:document, limiting": lambda: f"{_word(choose)} in:document({choose.entity()} -{_word(choose)}) ",
    }


def _words(choose: Chooser) -> dict[str, Callable[[], str]]:
    """What words look like, and patterns."""
    chance = choose.chance

    def wild(mark: str) -> str:
        word = chance.choice([word for word in choose.content() if len(word) > 4] or ["government"])
        at = chance.randrange(2, len(word) - 1)
        return word[:at] + mark + word[at + 1 :] + " "

    return {
        "NOT": lambda: f"{chance.choice(choose.words.common)} -{chance.choice(choose.words.common)} ",
        "kind and word": lambda: f"{choose.kind()} {_word(choose)} ",
        "w*ld": lambda: wild("*"),
        "wild?card": lambda: wild("?"),
        "*ending": lambda: f"*{_word(choose)[-4:]} ",
        "fuzzy, two slips": lambda: f"{_word(choose)}~2 ",
        "re:, a word needed": lambda: f"re:/{_word(choose)} [a-z]+ing/ ",
        "re:, nothing needed": lambda: f"re:/[A-Z]{{2,}}-{chance.randrange(9)}/ ",
    }


def _fields(choose: Chooser) -> dict[str, Callable[[], str]]:
    """What is known of documents and paragraphs."""
    chance = choose.chance
    titles = sorted({word for title in choose.words.titles for word in tokens(title) if is_content(word)})
    years = sorted({date[:4] for date in choose.words.dates})
    return {
        "title:": lambda: f"title:{chance.choice(titles)} ",
        "date:": lambda: f"{_word(choose)} date:>={chance.choice(years)} ",
        "date: alone": lambda: f"date:{chance.choice(years)}..{chance.choice(years)} ",
        "role:": lambda: f"role:{chance.choice(('title', 'heading', 'list', 'body'))} {_word(choose)} ",
        "has: and is:": lambda: f"{chance.choice(('has:date', 'has:entity', 'is:ambiguous', 'is:body'))} ",
        "page:": lambda: f"page:>={chance.randrange(9)} {_word(choose)} ",
    }
