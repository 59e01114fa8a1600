"""The file of all entity cards: which words stand in whose names and summaries, in the form that is looked up.

It is read whole whenever a built index is opened, so it is made of few large parts.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from cpec_tui.folding import tokens
from cpec_tui.model import Entity

_SUFFIX = ".bin"
_LENGTH = 8


@dataclass(frozen=True, slots=True)
class CardWords:
    """The different ``words`` of one part of the cards, in order, and the numbers of the cards that have them."""

    words: Sequence[str]
    _ends: array[int]
    _cards: array[int]

    def cards_with(self, word: str) -> Sequence[int]:
        """The numbers of the cards with ``word``."""
        at = bisect_left(self.words, word)
        if self.words[at : at + 1] != [word]:
            return ()
        return self._cards[self._ends[at - 1] if at else 0 : self._ends[at]]


def write_cards(folder: Path, entities: Iterable[Entity]) -> None:
    """Make the file of entity cards in an empty ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    names: defaultdict[str, list[int]] = defaultdict(list)
    summaries: defaultdict[str, list[int]] = defaultdict(list)
    ids = []
    for number, entity in enumerate(entities):
        ids.append(entity.id)
        said = "\n".join((entity.name, *(alias.text for alias in entity.aliases), entity.id.replace("-", " ")))
        for words, text in ((names, said), (summaries, entity.summary)):
            for word in set(tokens(text)):
                words[word].append(number)
    parts = [_joined(ids), *_dumped(names), *_dumped(summaries)]
    content = b"".join(len(part).to_bytes(_LENGTH, "little") + part for part in parts)
    # Named by what is in it: no other cards have a file of that name, so none can pass for these.
    (folder / (hashlib.blake2b(content, digest_size=8).hexdigest() + _SUFFIX)).write_bytes(content)


def read_cards(folder: Path) -> tuple[Sequence[str], CardWords, CardWords]:
    """The id of each card by its number, the words of the names and those of the summaries.

    Raises OSError or ValueError when there is no such file in ``folder``.
    """
    found = [path for path in folder.iterdir() if path.suffix == _SUFFIX]
    if len(found) != 1:
        raise ValueError(len(found))
    ids, *others = _parts(found[0].read_bytes())
    cards = _split(ids)
    names, summaries = (_loaded(others[at : at + 3], len(cards)) for at in (0, 3))
    return cards, names, summaries


def _dumped(cards_of: Mapping[str, Sequence[int]]) -> tuple[bytes, bytes, bytes]:
    words = sorted(cards_of)
    ends = accumulate(len(cards_of[word]) for word in words)
    cards = (number for word in words for number in cards_of[word])
    return _joined(words), array("I", ends).tobytes(), array("I", cards).tobytes()


def _loaded(parts: Sequence[bytes], cards: int) -> CardWords:
    if len(parts) != 3:
        raise ValueError(len(parts))
    found = CardWords(_split(parts[0]), array("I", parts[1]), array("I", parts[2]))
    last = found._ends[-1] if found._ends else 0
    if len(found._ends) != len(found.words) or last != len(found._cards) or max(found._cards, default=-1) >= cards:
        raise ValueError("its parts do not fit")
    return found


def _joined(words: Iterable[str]) -> bytes:
    return "\n".join(words).encode("utf-8")


def _split(joined: bytes) -> list[str]:
    return joined.decode("utf-8").split("\n") if joined else []


def _parts(content: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(content):
        begins = at + _LENGTH
        at = begins + int.from_bytes(content[at:begins], "little")
        yield content[begins:at]
