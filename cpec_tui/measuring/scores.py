"""Counts of right and wrong links, and what is reckoned of them: precision, recall, F1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """Links that are right (``tp``), links that are wrong (``fp``), mentions without a right link (``fn``)."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    def __sub__(self, other: Counts) -> Counts:
        """These without the others."""
        return Counts(self.tp - other.tp, self.fp - other.fp, self.fn - other.fn)

    @property
    def errors(self) -> int:
        """How many are wrong or missing."""
        return self.fp + self.fn

    @property
    def precision(self) -> float | None:
        """The share of the links that is right; None when there is no link."""
        return _share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """The share of the mentions that is linked right; None when there is no mention."""
        return _share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None when there is neither link nor mention."""
        return _share(2 * self.tp, 2 * self.tp + self.fp + self.fn)


def total(counts: Iterable[Counts]) -> Counts:
    """All of them together."""
    return sum(counts, Counts())


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
