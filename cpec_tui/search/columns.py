"""What a query counts in each paragraph: of one word, one beginning or some entities, how often it stands there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cpec_tui.catalog.rowset import bits_of, planes, rows_in

MANY = 255
# Of so few rows each is scored by itself.
_FEW = 400
_OVERHEAD = 200
_OF_ONE_ROW = 100
_LEVELS = 8


@dataclass(frozen=True, slots=True)
class Level:
    """Rows that have something equally often, ``times``; 0 when some have it more often than others."""

    bits: int
    times: int


@dataclass(slots=True)
class Column:
    """The rows that have something as ``bits``; ``counts`` how often: bytes by row, a mapping, or None for once.

    What a byte does not hold (``MANY`` and more) is in ``more``, by row.
    """

    bits: int
    counts: bytes | Mapping[int, int] | None = None
    more: Mapping[int, int] = field(default_factory=dict)
    _levels: Sequence[Level] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, counts: Mapping[int, int]) -> Column:
        """The column of ``counts``: how often each row has it."""
        return cls(bits_of(counts.keys()), counts)

    def among(self, rows: Sequence[int], bits: int) -> list[int]:
        """How often each of ``rows``, all of which are in this answer and in ``bits``, has it."""
        match self.counts:
            case None:
                there = frozenset(rows_in(self.bits & bits))
                return [row in there for row in rows]
            case bytes(counts):
                if self.more:
                    return [self.more.get(row, counts[row]) for row in rows]
                return [counts[row] for row in rows]
            case counts:
                return [counts.get(row, 0) for row in rows]

    @property
    def levels(self) -> Sequence[Level]:
        """The rows by how often they have it, those with a rare number together."""
        if self._levels is None:
            self._levels = tuple(self._made_levels())
        return self._levels

    def _made_levels(self) -> list[Level]:
        if self.counts is None:
            return [Level(self.bits, 1)]
        left, found = self.bits, list[Level]()
        of_bits = planes(self.counts) if isinstance(self.counts, bytes) and left.bit_count() > _FEW else ()
        for times in range(1, 1 << len(of_bits)):
            if left.bit_count() <= _FEW or times == MANY:
                break
            level = left
            for number, plane in enumerate(of_bits):
                level &= plane if times >> number & 1 else ~plane
            if level:
                found.append(Level(level, times))
                left ^= level
        return [*found, Level(left, 0)] if left else found

    @property
    def size(self) -> int:
        """About how many bytes it takes, all levels made."""
        bits = self.bits.bit_length() // 7
        if isinstance(self.counts, bytes):
            return _OVERHEAD + len(self.counts) + _LEVELS * bits
        return _OVERHEAD + bits + _OF_ONE_ROW * len(self.counts or ())
