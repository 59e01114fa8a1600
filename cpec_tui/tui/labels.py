"""Letters to follow a mention by: short, home row first, none the beginning of another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cpec_tui.model import Mention

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A mention in sight with its letters. ``index`` is its paragraph (from 0), ``at`` is where ``drawn`` is drawn."""

    label: str
    drawn: str
    index: int
    mention: Mention
    at: int


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A row in sight with its letters, which are capitals: those of mentions are small."""

    label: str
    pane: str
    number: int


def label_names(count: int, letters: str = LETTERS) -> list[str]:
    """``count`` labels, as many of one letter as can be: the last of ``letters`` begin those of two."""
    beginnings = 0
    while (len(letters) - beginnings) + beginnings * len(letters) < count and beginnings < len(letters):
        beginnings += 1
    single = letters[: len(letters) - beginnings]
    double = ("".join(pair) for pair in product(letters[len(single) :], letters))
    return [*single, *double][:count]


def labelled(mentions: Sequence[tuple[int, Mention]], glyphs: Mapping[str, str]) -> list[Labelled]:
    """Labels for mentions given as (paragraph index, mention); no two are drawn over each other.

    ``glyphs`` gives the sign of each kind, which follows the letters where the mention is long enough. A mention
    inside another that begins at the same place gets its letters a little further on.
    """
    names = label_names(len(mentions))
    taken: dict[int, set[int]] = {}
    found: list[Labelled] = []
    for name, (index, mention) in zip(names, mentions, strict=False):
        glyph = glyphs.get(mention.kind or "", "?")
        drawn = name + glyph if mention.end - mention.start > len(name) + 2 else name
        used = taken.setdefault(index, set())
        at = mention.start
        while used & set(range(at, at + len(drawn))):
            at += 1
        used.update(range(at, at + len(drawn)))
        found.append(Labelled(name, drawn, index, mention, at))
    return found


def drawn_over(text: str, labels: Sequence[Labelled], start: int = 0) -> str:
    """``text`` with each label in place of the letters it stands over; the length stays.

    ``start`` is where ``text`` begins in its paragraph.
    """
    letters = list(text)
    for one in labels:
        for place, letter in enumerate(one.drawn, one.at - start):
            if 0 <= place < len(letters):
                letters[place] = letter
    return "".join(letters)
