"""Letters to follow a mention by: short, home row first, none the beginning of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product

from cpec_tui.model import Mention

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A mention in sight with its letters. ``index`` is its paragraph (from 0), ``at`` where the letters are drawn."""

    label: str
    index: int
    mention: Mention
    at: int


def label_names(count: int) -> list[str]:
    """``count`` labels: one letter each when there are few, else two letters each."""
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    return ["".join(pair) for pair in islice(product(LETTERS, repeat=2), count)]


def labelled(mentions: Sequence[tuple[int, Mention]]) -> list[Labelled]:
    """Labels for mentions given as (paragraph index, mention); no two are drawn over each other.

    A mention inside another that begins at the same place gets its letters a little further on.
    """
    names = label_names(len(mentions))
    taken: dict[int, set[int]] = {}
    found: list[Labelled] = []
    for name, (index, mention) in zip(names, mentions, strict=False):
        used = taken.setdefault(index, set())
        at = mention.start
        while used & set(range(at, at + len(name))):
            at += 1
        used.update(range(at, at + len(name)))
        found.append(Labelled(name, index, mention, at))
    return found


def drawn_over(text: str, labels: Sequence[Labelled]) -> str:
    """``text`` with each label in place of the letters it stands over; the length stays."""
    letters = list(text)
    for one in labels:
        for offset, letter in enumerate(one.label):
            if one.at + offset < len(letters):
                letters[one.at + offset] = letter
    return "".join(letters)
