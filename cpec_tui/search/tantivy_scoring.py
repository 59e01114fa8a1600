"""Exact scores of candidates, by the formula of ``weighing``: words are counted in the catalog's word streams."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.rowset import RowSet
from cpec_tui.search.bm25f import Lengths, Weighed, key_of
from cpec_tui.search.columns import Column
from cpec_tui.search.plan import All, Any, AnyWord, Beginning, Plan, Rows
from cpec_tui.search.tantivy_queries import Scored, covering
from cpec_tui.search.tantivy_sets import Finder
from cpec_tui.search.weighing import K1

_REMEMBERED = 100
# Of more forms Tantivy takes longer to score the paragraphs than it takes to list them.
_FEW_FORMS = 400
# The key of paragraphs with a thousand words.
_LONG = key_of(1_000, 0)
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
            whole = covering(parts)
            for part in parts:
                yield from _groups(part, sure=sure and part is whole)
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

    How ``often`` words stand in a text is looked for there. What Tantivy can score is ``proposed``; of all the rest it
    is known in which rows it is, and how often.
    """

    def __init__(self, group: Group, rarity: float, scorer: Scorer, *, often: bool = False) -> None:
        """Its rows are found when they are first needed."""
        self.part = group.part
        self.sure = group.sure
        self.rarity = rarity
        self.often = often
        self.once = not often and not isinstance(group.part, Rows)
        match group.part:
            case AnyWord(words):
                self.proposed = len(words) <= _FEW_FORMS
            case Beginning(letters):
                self.proposed = bool(letters)
            case _:
                self.proposed = False
        self._scorer = scorer

    @property
    def scored(self) -> Scored | None:
        """The part, if Tantivy can score it."""
        return self.part if self.proposed and not isinstance(self.part, Rows) else None

    @property
    def in_text(self) -> bool:
        """Whether it is looked for in the texts."""
        return self.often or (self.proposed and not self.sure and isinstance(self.part, AnyWord))

    def among(self, rows: Sequence[int], streams: Sequence[bytes]) -> Sequence[int]:
        """How often it stands in each of ``rows``, whose words are in ``streams``."""
        match self.part:
            case Rows(known):
                return [known.get(row, 0) for row in rows]
            case AnyWord(words) if self.often:
                numbers = self._scorer.numbers_of(words)
                return [occurrences(stream, numbers) for stream in streams]
            case AnyWord(words) if self.in_text:
                some = frozenset(array("I", b"".join(self._scorer.numbers_of(words))))
                return [not some.isdisjoint(array("I", stream)) for stream in streams]
            case _:
                return [1] * len(rows) if self.sure else list(map(self.rows.__contains__, rows))

    @cached_property
    def column(self) -> Column:
        """All rows that have it."""
        bits = self._scorer.finder.answering(self.part)
        return Column(bits, self.part.rows if isinstance(self.part, Rows) else None)

    @cached_property
    def rows(self) -> RowSet:
        """All rows that have it, as a set."""
        return RowSet(self.column.bits)


class Scoring:
    """How paragraphs score in one search."""

    def __init__(self, scorer: Scorer, parts: Sequence[Counted]) -> None:
        """What scores are ``parts``, in order."""
        self._scorer = scorer
        self._parts = parts
        self._in_text = [part for part in parts if part.in_text]
        self._known = [part for part in parts if not part.proposed]
        self._perhaps = [part for part in parts if part.proposed and not part.in_text and not part.sure]
        self.counts_one = [(part.often, len(self._words(part))) for part in self._in_text] == [(True, 1)]
        self.knows_some = bool(self._known)

    @staticmethod
    def _words(part: Counted) -> tuple[str, ...]:
        return part.part.words if isinstance(part.part, AnyWord) else ()

    def alike(self, row: int, score: float, key: int) -> Hashable:
        """What rows with the same words equally often have in common, for which Tantivy has a ``score``.

        Of one word it tells how often it stands in a paragraph so long, unless that is longer than its numbers are.
        """
        if self.counts_one and key < _LONG:
            return score, key, *(row in part.rows for part in self._perhaps)
        return row

    def scores(self, rows: Sequence[int], alike: Sequence[Hashable] | None = None) -> list[float]:
        """The score of each of ``rows``; those for which the same stands in ``alike`` have all words equally often."""
        if not self._in_text:
            return self._summed(self._parts, rows, [])
        same = rows if alike is None else alike
        first: dict[Hashable, int] = dict(zip(reversed(same), reversed(rows), strict=True))
        streams = self._scorer.streams(list(first.values()))
        return self._summed(self._parts, rows, [streams[first[one]] for one in same])

    def known(self, rows: Sequence[int]) -> list[float]:
        """What of the score of each of ``rows`` Tantivy cannot tell."""
        return self._summed(self._known, rows, [])

    def _summed(self, parts: Sequence[Counted], rows: Sequence[int], texts: Sequence[bytes]) -> list[float]:
        counted = ((part.among(rows, texts), part.rarity, part.once) for part in parts)
        return self._scorer.lengths.summed(rows, counted)

    def most_known(self, code: int) -> float:
        """More than ``known`` is for any row with that weight code."""
        once = self._scorer.lengths.most(code)
        return sum(part.rarity * (once if part.once else MOST) for part in self._known)

    def columns(self) -> list[Weighed]:
        """What Tantivy cannot score, as columns of all rows."""
        return [(part.column, part.rarity) for part in self._known]

    def all_columns(self) -> list[Weighed]:
        """Everything, as columns of all rows; nothing of it may be looked for in texts."""
        return [(part.column, part.rarity) for part in self._parts]


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
