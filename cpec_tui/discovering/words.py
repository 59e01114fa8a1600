"""The words of a run, and the keys under which names are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from cpec_tui.discovering.tables import CONNECTORS
from cpec_tui.folding import fold, tokens
from cpec_tui.linking.shapes import is_acronym

_POSSESSIVE = re.compile(r"['’]s\Z", re.IGNORECASE)
_IZAFAT = re.compile(r"(?<=\w) [ei] (?=\w)")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
_DESIGNATOR = re.compile(rf"{_DOTTED.pattern}|[A-Z]{{1,4}}-?\d{{1,4}}[A-Z]?")
LONGEST_WORD = 40
# A corpus of 40 MB has some 60,000 different words that stand capitalised.
_REMEMBERED = 1 << 17


class Word(NamedTuple):
    """One word of a run, without a possessive 's: its span in the run, and its folded form without dots."""

    text: str
    key: str
    start: int
    end: int
    is_name: bool
    possessive: bool


def words_of(run: str) -> tuple[Word, ...]:
    """The words of ``run``; a connector (of, and) is a word that is no name."""
    found, at = [], 0
    for given in run.split(" "):
        text = _POSSESSIVE.sub("", given)
        is_name = text not in CONNECTORS
        found.append(Word(text, word_key(text), at, at + len(text), is_name, text != given))
        at += len(given) + 1
    return tuple(found)


@lru_cache(_REMEMBERED)
def word_key(text: str) -> str:
    """A word as it is compared: folded, U.S. as us; & is and."""
    folded = fold(text)
    if folded == "&":
        return "and"
    return folded.replace(".", "") if _DOTTED.fullmatch(folded) else folded.rstrip(".")


def key_of(words: Iterable[Word]) -> str:
    """The key of a name: words folded, hyphens as spaces, Quaid-i-Azam as Quaid-e-Azam."""
    key = " ".join(" ".join(word.key for word in words).replace("-", " ").split())
    return _IZAFAT.sub(" e ", key) if " e" in key or " i" in key else key


@lru_cache(_REMEMBERED)
def tokens_of(text: str) -> tuple[str, ...]:
    """The words of ``text`` as the index keeps them."""
    return tuple(tokens(text))


def key_of_text(text: str) -> str:
    """The key of a name that stands somewhere else, as in a gazetteer."""
    return key_of(words_of(" ".join(text.split())))


@lru_cache(_REMEMBERED)
def is_short_form(text: str) -> bool:
    """Whether a word is an acronym or a designator: CPEC, SEZs, ML-1, M-8, U.N.; not M."""
    return is_acronym(text) or _DESIGNATOR.fullmatch(text) is not None


def names_in(words: Sequence[Word]) -> list[Word]:
    """The words without the connectors."""
    return [word for word in words if word.is_name]
