"""From gathered runs to candidates: which spans of each different run name something, and what belongs together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import NamedTuple

from cpec_tui.discovering.cases import Cases, Totals
from cpec_tui.discovering.dividing import Segment, divide
from cpec_tui.discovering.gathering import Gathered, RunKind
from cpec_tui.discovering.grouping import Groups, contained
from cpec_tui.discovering.naming import LONGEST_NAME, is_name
from cpec_tui.discovering.parting import Parting
from cpec_tui.discovering.runs import Standing
from cpec_tui.discovering.tables import LABELS
from cpec_tui.discovering.words import is_short_form, key_of, names_in, words_of
from cpec_tui.model import Span

# A name of several words is one, even if each word is common: Security Council.
_OF_SEVERAL_WORDS = 0.4


class Piece(NamedTuple):
    """A candidate, by number, at a span of a run."""

    number: int
    start: int
    end: int


@dataclass(slots=True)
class Thought:
    """What every different run says, by its number: the candidates in it, and those nested in these.

    ``containers`` counts in how many longer candidates each one is nested.
    """

    groups: Groups
    pieces: list[tuple[Piece, ...]] = field(default_factory=list)
    nested: list[tuple[int, ...]] = field(default_factory=list)
    containers: Counter[int] = field(default_factory=Counter)


def think(gathered: Gathered, totals: Totals, pause: Callable[[], None] = lambda: None) -> Thought:
    """The candidates of ``gathered``; ``totals`` says how often words stand in any letter case.

    ``pause`` is called now and then; what it raises ends the work.
    """
    thinker = _Thinker(gathered, totals)
    for step in (thinker.part, thinker.group, thinker.nest, thinker.read_headlines, thinker.settle):
        pause()
        step()
    return thinker.thought


class _Thinker:
    """The steps, each over all different runs."""

    def __init__(self, gathered: Gathered, totals: Totals) -> None:
        self.thought = Thought(Groups(gathered.definitions))
        self._gathered = gathered
        self._counts = gathered.counts()
        self._words = [_without_label(words_of(kind.run), kind.standing) for kind in gathered.different]
        self._keys: list[tuple[str, ...]] = []
        self._cases = Cases()
        self._parting = Parting(self._cases)
        for number, kind, words in self._runs():
            _count_cases(self._cases, words, kind.standing, self._counts[number])
        self._cases.complete(totals)

    def part(self) -> None:
        """Note what stands alone."""
        for number, kind, words in self._runs():
            if kind.standing is not Standing.HEADLINE:
                starts = kind.standing is Standing.START
                self._parting.note(words, self._counts[number], starts_sentence=starts)

    def group(self) -> None:
        """Find the names in every run that is in no headline, and bring their forms together."""
        found = [tuple(self._pieces(number, kind, words)) for number, kind, words in self._runs()]
        groups = self.thought.groups
        groups.merge_plurals()
        groups.define()
        self._keys = [tuple(key for key, _ in pieces) for pieces in found]
        self.thought.pieces = [
            tuple(Piece(groups.final(piece.number), piece.start, piece.end) for _, piece in pieces) for pieces in found
        ]

    def nest(self) -> None:
        """Find the candidates that stand in longer ones."""
        groups = self.thought.groups
        inside = {key: contained(key.split(), groups) for key in dict.fromkeys(chain.from_iterable(self._keys))}
        holders = {(one, groups.number(key)) for key, found in inside.items() for one in found}
        self.thought.containers = Counter(one for one, _ in holders)
        self.thought.nested = [tuple(one for key in keys for one in inside[key]) for keys in self._keys]

    def read_headlines(self) -> None:
        """Find in headlines what is a candidate already: the longest first, from the left."""
        for number, kind, words in self._runs():
            if kind.standing is Standing.HEADLINE:
                segments = divide(words, starts_sentence=True)
                found = (piece for one in segments for piece in self._known_in(one, kind, self._counts[number]))
                self.thought.pieces[number] = tuple(found)

    def settle(self) -> None:
        """Choose the form by which each candidate is shown."""
        for number in range(len(self.thought.groups)):
            self.thought.groups[number].settle()

    def _runs(self) -> Iterator[tuple[int, RunKind, Segment]]:
        for number, kind in enumerate(self._gathered.different):
            yield number, kind, self._words[number]

    def _pieces(self, number: int, kind: RunKind, words: Segment) -> Iterator[tuple[str, Piece]]:
        """Each candidate in a run, with its key."""
        if kind.standing is Standing.HEADLINE:
            return
        starts = kind.standing is Standing.START
        for segment in self._parting.names(words, kind.covers, starts_sentence=starts):
            if is_name(segment, self._cases, kind.covers):
                begin, end = segment[0].start, segment[-1].end
                key, form = key_of(segment), kind.run[begin:end]
                group = self.thought.groups.add(key, form, self._counts[number], partial(self._certainty, segment))
                yield key, Piece(group, begin, end)

    def _certainty(self, segment: Segment) -> float:
        """How surely it is a name: acronyms are, other words by their habit of capitals, single ones strictly."""
        habit = max(1.0 if is_short_form(word.text) else self._cases.ratio(word) for word in names_in(segment))
        return habit**2 if len(segment) == 1 else _OF_SEVERAL_WORDS + (1 - _OF_SEVERAL_WORDS) * habit

    def _known_in(self, words: Segment, kind: RunKind, count: int) -> Iterator[Piece]:
        at = 0
        while at < len(words):
            piece, at = self._longest_from(words, at)
            if piece is not None and not _overlaps(piece, kind.covers):
                form = kind.run[piece.start : piece.end]
                yield piece
                self.thought.groups[piece.number].forms[form] += count

    def _longest_from(self, words: Segment, at: int) -> tuple[Piece | None, int]:
        for end in range(min(len(words), at + LONGEST_NAME), at, -1):
            if words[at].is_name and words[end - 1].is_name:
                number = self.thought.groups.number(key_of(words[at:end]))
                if number is not None:
                    return Piece(number, words[at].start, words[end - 1].end), end
        return None, at + 1


def _without_label(words: Segment, standing: Standing) -> Segment:
    """``words`` without a mark of who speaks, in front of a sentence."""
    is_label = standing is Standing.START and len(words) > 1 and words[0].key in LABELS
    return words[1:] if is_label else words


def _count_cases(cases: Cases, words: Segment, standing: Standing, count: int) -> None:
    for at, word in enumerate(words):
        if word.is_name:
            within = standing is Standing.WITHIN or (standing is Standing.START and at > 0)
            cases.add(word, count, within=within)


def _overlaps(piece: Piece, covers: tuple[Span, ...]) -> bool:
    return any(start < piece.end and piece.start < end for start, end in covers)
