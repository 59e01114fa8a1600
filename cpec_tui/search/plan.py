"""Plans: a query with every word looked up, in the few operations that any engine can do.

A resolver makes a plan from the query tree, the lexicon and the catalog; an engine answers it. Rows are the catalog's
paragraph numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import ClassVar, Protocol

from cpec_tui.catalog.standing import Places


@dataclass(frozen=True, slots=True)
class AnyWord:
    """A paragraph with one of ``words``, scored as if they were one word."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Paragraphs known by row, each with how often it has what was asked for."""

    rows: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Beginning:
    """A paragraph with one of very many words: known by ``rows``; scored as if it had one of them, once.

    ``letters`` are what the words begin with; empty where only the rows are known. With ``by_rarity`` it counts more
    the fewer paragraphs have it, as a word does; else always as if all had.
    """

    letters: str
    rows: Collection[int]
    by_rarity: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Paragraphs known by row that only limit an answer and do not score; a ``RowSet`` is a set as any other."""

    rows: AbstractSet[int]


@dataclass(frozen=True, slots=True)
class InOrder:
    """Paragraphs in which ``words`` stand side by side; only limits, and only for an engine that finds phrases."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """What answers every part."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """What answers at least one part."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Every paragraph that does not answer ``part``."""

    part: Plan


NOTHING = Filter(frozenset())
Plan = AnyWord | Rows | Beginning | Filter | InOrder | All | Any | Without


@dataclass(frozen=True, slots=True)
class Ranked:
    """The true number of answering paragraphs, and the best of them as (row, score)."""

    total: int
    best: tuple[tuple[int, float], ...]


class Engine(Protocol):
    """What a text engine must do; it knows rows and words, nothing of documents or entities.

    ``finds_phrases`` says whether it can be asked for ``InOrder``.
    """

    finds_phrases: ClassVar[bool]

    def search(self, plan: Plan, limit: int, places: Places | None = None) -> Ranked:
        """The best ``limit`` rows for ``plan``: by falling score, equal ones by their ``places``, or by row."""
        ...

    def count(self, plan: Plan) -> int:
        """How many rows answer ``plan``."""
        ...

    def rows(self, plan: Plan) -> list[int]:
        """Every row that answers ``plan``, unordered."""
        ...

    def words_with_prefix(self, prefix: str) -> list[str]:
        """Every word of the indexed text that begins with ``prefix``."""
        ...

    def frequency(self, word: str) -> int:
        """In how many paragraphs a word stands."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


def present(engine: Engine, words: Iterable[str]) -> tuple[str, ...]:
    """Those of ``words`` that stand in the text."""
    return tuple(word for word in words if engine.frequency(word))
