"""Exact scores of candidates, by the formula of ``weighing``: words are counted in the catalog's word streams."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.rowset import RowSet
from cpec_tui.search.bm25f import Lengths, Weighed
from cpec_tui.search.columns import Column
from cpec_tui.search.plan import All, Any, AnyWord, Beginning, Plan, Rows
from cpec_tui.search.tantivy_sets import Finder
from cpec_tui.search.weighing import K1

_REMEMBERED = 100
_BYTES = array("I").itemsize
# What no word and no rows are worth, times how rare they are, however often they stand there.
MOST = K1 + 1

ScoredPart = AnyWord | Beginning | Rows


@dataclass(frozen=True, slots=True)
class Group:
    """A part that scores; it is ``sure`` when every answering paragraph has it."""

    part: ScoredPart
    sure: bool


def groups_of(plan: Plan) -> list[Group]:
    """The parts of ``plan`` that score: words, then beginnings, then rows, in which order all engines add them up."""
    found = list(_groups(plan, sure=True))
    return sorted(found, key=lambda group: (AnyWord, Beginning, Rows).index(type(group.part)))


def _groups(plan: Plan, *, sure: bool) -> Iterator[Group]:
    match plan:
        case AnyWord() | Beginning() | Rows():
            yield Group(plan, sure)
        case All(parts):
            for part in parts:
                yield from _groups(part, sure=sure)
        case Any(parts):
            for part in parts:
                yield from _groups(part, sure=sure and len(parts) == 1)
        case _:
            return


class Scorer:
    """Scores rows of one index."""

    def __init__(self, lengths: Lengths, catalog: Catalog, finder: Finder) -> None:
        """All of one index."""
        self.lengths = lengths
        self.finder = finder
        self._catalog = catalog
        self._numbers: dict[tuple[str, ...], tuple[bytes, ...]] = {}

    def streams(self, rows: Sequence[int]) -> dict[int, bytes]:
        """The words of paragraphs."""
        return {row: words for row, words, _ in self._catalog.streams(rows)}

    def numbers_of(self, words: tuple[str, ...]) -> tuple[bytes, ...]:
        """``words`` as they are in the streams."""
        if words not in self._numbers:
            if len(self._numbers) >= _REMEMBERED:
                self._numbers.clear()
            numbers = self._catalog.word_ids(words).values()
            self._numbers[words] = tuple(array("I", (number,)).tobytes() for number in dict.fromkeys(numbers))
        return self._numbers[words]


class Counted:
    """One part that scores, the more the higher its ``rarity``.

    How ``often`` words stand in a text is counted there; of all the rest it is known which rows have it, and how often.
    """

    def __init__(self, group: Group, rarity: float, scorer: Scorer, *, often: bool = False) -> None:
        """Its rows are found when they are first needed."""
        self.part = group.part
        self.sure = group.sure
        self.rarity = rarity
        self.often = often
        self.once = not often and not isinstance(group.part, Rows)
        self._scorer = scorer

    def among(self, rows: Sequence[int], streams: Sequence[bytes]) -> Sequence[int]:
        """How often it stands in each of ``rows``, whose words are in ``streams``."""
        match self.part:
            case Rows(known):
                return [known.get(row, 0) for row in rows]
            case AnyWord(words) if self.often:
                numbers = self._scorer.numbers_of(words)
                return [occurrences(stream, numbers) for stream in streams]
            case _:
                return [1] * len(rows) if self.sure else list(map(self._rows.__contains__, rows))

    @cached_property
    def column(self) -> Column:
        """All rows that have it."""
        bits = self._scorer.finder.answering(self.part)
        return Column(bits, self.part.rows if isinstance(self.part, Rows) else None)

    @cached_property
    def _rows(self) -> RowSet:
        return RowSet(self.column.bits)


class Scoring:
    """How paragraphs score in one search."""

    def __init__(self, scorer: Scorer, parts: Sequence[Counted]) -> None:
        """What scores are ``parts``, in order."""
        self._scorer = scorer
        self._parts = parts
        self.often = [part for part in parts if part.often]
        self._known = [part for part in parts if not part.often]
        self.rarity = sum(part.rarity for part in self.often)

    @property
    def counts_one(self) -> bool:
        """Whether only one form of one word has to be counted."""
        return sum(len(part.part.words) for part in self.often if isinstance(part.part, AnyWord)) == 1

    @property
    def knows_some(self) -> bool:
        """Whether anything is known without counting words."""
        return bool(self._known)

    def scores(self, rows: Sequence[int], alike: Sequence[Hashable] | None = None) -> list[float]:
        """The score of each of ``rows``; those for which the same stands in ``alike`` have all words equally often."""
        same = rows if alike is None else alike
        first: dict[Hashable, int] = dict(zip(reversed(same), reversed(rows), strict=True))
        streams = self._scorer.streams(list(first.values())) if self.often else {}
        texts = [streams[first[one]] for one in same] if self.often else []
        return self._summed(self._parts, rows, texts)

    def known(self, rows: Sequence[int]) -> list[float]:
        """What of the score of each of ``rows`` is known without counting words."""
        return self._summed(self._known, rows, [])

    def _summed(self, parts: Sequence[Counted], rows: Sequence[int], texts: Sequence[bytes]) -> list[float]:
        counted = ((part.among(rows, texts), part.rarity, part.once) for part in parts)
        return self._scorer.lengths.summed(rows, counted)

    def most_known(self, code: int) -> float:
        """More than ``known`` is for any row with that weight code."""
        once = self._scorer.lengths.most(code)
        return sum(part.rarity * (once if part.once else MOST) for part in self._known)

    def columns(self) -> list[Weighed]:
        """What is known, as columns of all rows."""
        return [(part.column, part.rarity) for part in self._known]


def occurrences(stream: bytes, numbers: Sequence[bytes]) -> int:
    """How often some words stand in a stream of words."""
    found = 0
    for number in numbers:
        at = stream.find(number)
        while at >= 0:
            stands = not at % _BYTES
            found += stands
            at = stream.find(number, at + (_BYTES if stands else 1))
    return found
