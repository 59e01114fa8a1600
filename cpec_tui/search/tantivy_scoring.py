"""Exact scores of candidates, by the formula of ``weighing``: words are counted in the catalog's word streams."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from cpec_tui.catalog.reading import Catalog
from cpec_tui.search.plan import All, Any, AnyWord, Beginning, Plan, Rows
from cpec_tui.search.tantivy_rows import RowFile, unpacked
from cpec_tui.search.tantivy_sets import chosen
from cpec_tui.search.weighing import K1, WEIGHTS, norm

_REMEMBERED = 100

ScoredPart = AnyWord | Beginning | Rows


@dataclass(frozen=True, slots=True)
class Group:
    """A part that scores; it is ``sure`` when every answering paragraph has it."""

    part: ScoredPart
    sure: bool


def groups_of(plan: Plan, *, sure: bool = True) -> Iterator[Group]:
    """The parts of ``plan`` that score, in order."""
    match plan:
        case AnyWord() | Beginning() | Rows():
            yield Group(plan, sure)
        case All(parts):
            for part in parts:
                yield from groups_of(part, sure=sure)
        case Any(parts):
            for part in parts:
                yield from groups_of(part, sure=sure and len(parts) == 1)
        case _:
            return


class Scorer:
    """Scores rows of one index."""

    def __init__(
        self,
        table: RowFile,
        catalog: Catalog,
        idf: Callable[[tuple[str, ...]], float],
        rarity: Callable[[Beginning], float],
        is_flat: Callable[[tuple[str, ...]], bool],
    ) -> None:
        """``idf`` says what some words say, ``rarity`` what a beginning does.

        ``is_flat`` says whether of so many forms only that one stands counts.
        """
        self._values = table.values
        self._catalog = catalog
        self._idf = idf
        self._rarity = rarity
        self._is_flat = is_flat
        self._numbers: dict[tuple[str, ...], frozenset[int]] = {}
        norms = [single(norm(length, table.average)) for length in range(_TABLED)]
        self._worth = [_Worth(single(weight), norms, table.average) for weight in WEIGHTS]

    def scores(self, rows: Sequence[int], groups: Sequence[Group]) -> list[float]:
        """The score of each of ``rows``: summed over what is asked for and stands there."""
        counted = [group for group in groups if isinstance(group.part, AnyWord) and not self._certain(group)]
        streams = self._streams(rows) if counted else {}
        columns = [self._column(rows, group, streams) for group in groups]
        if not columns:
            return [0.0] * len(rows)
        return columns[0] if len(columns) == 1 else list(map(sum, zip(*columns, strict=True)))

    def most(self, parts: Sequence[ScoredPart]) -> float:
        """More than ``parts`` that count once are worth together in any paragraph."""
        shortest = max(worth.of(1, 0) for worth in self._worth)
        return shortest * sum(
            self._idf(part.words) if isinstance(part, AnyWord) else self._rarity(part)
            for part in parts
            if not isinstance(part, Rows)
        )

    def _certain(self, group: Group) -> bool:
        return group.sure and isinstance(group.part, AnyWord) and self._is_flat(group.part.words)

    def _streams(self, rows: Sequence[int]) -> dict[int, array[int]]:
        found = {}
        for row, stream, *_ in self._catalog.streams(rows):
            found[row] = array("I", stream)
        return found

    def _column(self, rows: Sequence[int], group: Group, streams: dict[int, array[int]]) -> list[float]:
        match group.part:
            case AnyWord(words):
                counts = [1] * len(rows) if self._certain(group) else self._counts(rows, words, streams)
                return self._worths(rows, counts, self._idf(words), once=self._is_flat(words))
            case Beginning(rows=begun):
                there = frozenset(rows if group.sure else chosen(rows, begun))
                has = [int(row in there) for row in rows]
                return self._worths(rows, has, self._rarity(group.part), once=True)
            case Rows(known):
                return self._worths(rows, [known.get(row, 0) for row in rows], 1.0, once=False)

    def _counts(self, rows: Sequence[int], words: tuple[str, ...], streams: dict[int, array[int]]) -> list[int]:
        numbers = self._numbers_of(words)
        most = 1 if self._is_flat(words) else 1 << 30
        return [min(most, _count(streams[row], numbers)) for row in rows]

    def _numbers_of(self, words: tuple[str, ...]) -> frozenset[int]:
        if words not in self._numbers:
            if len(self._numbers) >= _REMEMBERED:
                self._numbers.clear()
            self._numbers[words] = frozenset(self._catalog.word_ids(words).values())
        return self._numbers[words]

    def _worths(self, rows: Sequence[int], counts: Sequence[int], idf: float, *, once: bool) -> list[float]:
        values, worth = self._values, self._worth
        found = []
        for row, count in zip(rows, counts, strict=True):
            length, code = unpacked(values[row])
            score = worth[code].of(count, length) if count else 0.0
            found.append(idf * (single(score) if once else score))
        return found


_TABLED = 2000


@dataclass(frozen=True, slots=True)
class _Worth:
    """What occurrences are worth in the paragraphs of one weight."""

    weight: float
    norms: list[float]
    average: float

    def of(self, count: int, length: int) -> float:
        weighted = count * self.weight
        norm_of = self.norms[length] if length < _TABLED else single(norm(length, self.average))
        return weighted * (K1 + 1) / (weighted + norm_of)


def single(value: float) -> float:
    """``value`` in single precision, as other engines keep it: what is equal for one is equal for all."""
    return array("f", (value,))[0]


def _count(stream: array[int], numbers: AbstractSet[int]) -> int:
    if len(numbers) == 1:
        return sum(map(stream.count, numbers))
    return sum(map(numbers.__contains__, stream))
