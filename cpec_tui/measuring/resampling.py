"""How sure a measure is, told by drawing the documents anew.

Intervals are those of the percentile bootstrap over documents (B. Efron and R. Tibshirani, An Introduction to the
Bootstrap, 1993, chapter 13): mentions of one document depend on each other, documents do not. Two runs over the same
documents are compared by approximate randomisation (E. Noreen, Computer-Intensive Methods for Testing Hypotheses,
1989). Both are seeded: the same files give the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from random import Random

from cpec_tui.measuring.scores import Counts, total

RESAMPLES = 1000
LEVEL = 0.95
SEED = 1


def resampled(rows: Sequence[Sequence[int]], times: int = RESAMPLES, seed: int = SEED) -> Iterator[tuple[int, ...]]:
    """The sums of the columns of ``rows``, for ``times`` draws of as many rows as there are, with replacement.

    The numbers are not negative, and all rows have as many.
    """
    chance = Random(seed)
    columns = len(rows[0])
    # A row becomes one long number with a field for each column, so that adding rows is adding numbers.
    bits = (len(rows) * max(max(row, default=0) for row in rows)).bit_length() + 1
    packed = [sum(value << (bits * column) for column, value in enumerate(row)) for row in rows]
    mask = (1 << bits) - 1
    for _ in range(times):
        drawn = sum(chance.choices(packed, k=len(packed)))
        yield tuple((drawn >> (bits * column)) & mask for column in range(columns))


def interval(values: Iterable[float | None], level: float = LEVEL) -> tuple[float, float] | None:
    """The middle ``level`` of ``values``, those that are None left out; None when nothing is left."""
    ordered = sorted(value for value in values if value is not None)
    if not ordered:
        return None
    tail = (1 - level) / 2
    return ordered[int(tail * len(ordered))], ordered[ceil((1 - tail) * len(ordered)) - 1]


def chance_of(old: Sequence[Counts], new: Sequence[Counts], times: int = RESAMPLES, seed: int = SEED) -> float:
    """How often F1 would differ as much as it does if it were chance which of two runs gave which result.

    ``old`` and ``new`` are the counts of the same documents in the same order.
    """
    chance = Random(seed)
    before, after = total(old), total(new)
    differing = [later - earlier for earlier, later in zip(old, new, strict=True) if earlier != later]
    observed = _difference(before, after)
    reached = 0
    for _ in range(times):
        bits = chance.getrandbits(len(differing)) if differing else 0
        swapped = total(one for place, one in enumerate(differing) if bits >> place & 1)
        # Sums are of whole numbers, so that the same difference comes out as the same float.
        reached += _difference(before + swapped, after - swapped) >= observed
    return (reached + 1) / (times + 1)


def _difference(before: Counts, after: Counts) -> float:
    return abs((after.f1 or 0.0) - (before.f1 or 0.0))
