"""Whether a segment is one name or several, told from how its parts stand elsewhere in the corpus.

"China and Pakistan" are two, since each stands alone as often; "Trinidad and Tobago" is one. At the start of a sentence
the first word belongs to the name when the whole stands within a sentence somewhere, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from cpec_tui.discovering.cases import Cases
from cpec_tui.discovering.dividing import Segment, divide, trim
from cpec_tui.discovering.tables import ALSO_NAMES, JOINING
from cpec_tui.discovering.words import key_of
from cpec_tui.model import Span

# From this share of capitals on, where case says something, a capital is taken for a word's habit.
HABIT = 0.5
# A name that stands in the gazetteer stands alone as often as need be.
_ALWAYS = 1 << 30
_LONGEST_JOINED = 60


class Parting:
    """What divides segments; ``note`` every run first, then ask for its ``names``."""

    def __init__(self, cases: Cases) -> None:
        """``cases`` tells whose habit a capital is."""
        self._cases = cases
        self._alone: Counter[str] = Counter()

    def note(self, words: Segment, count: int, *, starts_sentence: bool) -> None:
        """Count what surely stands alone in a run that stands ``count`` times."""
        for segment in self._segments(words, starts_sentence):
            if not (starts_sentence and segment[0] is words[0]):
                self._alone[key_of(segment)] += count

    def names(self, words: Segment, covers: Collection[Span], *, starts_sentence: bool) -> Iterator[Segment]:
        """What may be names in a run; ``covers`` are the spans of its mentions."""
        for segment in self._segments(words, starts_sentence):
            whole = segment
            if starts_sentence and segment[0] is words[0]:
                whole = self._without_opening(segment, covers)
            if whole:
                yield from self._unjoined(whole, covers)

    def _segments(self, words: Segment, starts_sentence: bool) -> Iterator[Segment]:
        for segment in divide(words, starts_sentence=starts_sentence):
            begin = 0
            for at, word in enumerate(segment):
                # People’s Republic, but Pakistan’s National Assembly.
                if word.possessive and self._cases.ratio(word) >= HABIT:
                    yield trim(segment[begin : at + 1])
                    begin = at + 1
            rest = trim(segment[begin:])
            if rest:
                yield rest

    def _without_opening(self, segment: Segment, covers: Collection[Span]) -> Segment:
        """``segment`` at the start of a sentence without a first word that only opens it."""
        first, rest = segment[0], trim(segment[1:])
        if not rest:
            return segment
        if self._count(segment, covers):
            return segment
        if first.key in ALSO_NAMES:
            return rest
        is_opening = self._cases.ratio(first) < HABIT and self._count(rest, covers) > 0
        return rest if is_opening else segment

    def _unjoined(self, segment: Segment, covers: Collection[Span]) -> Iterator[Segment]:
        """The names that ``segment`` joins by "and"; itself when it is one. What joins very many is no text."""
        if len(segment) > _LONGEST_JOINED:
            return
        for at, word in enumerate(segment):
            if word.text in JOINING and self._joins_two(segment, at, covers):
                yield trim(segment[:at])
                yield from self._unjoined(trim(segment[at:]), covers)
                return
        yield segment

    def _joins_two(self, segment: Segment, at: int, covers: Collection[Span]) -> bool:
        """Whether what stands on both sides of ``at`` stands alone as often as together, and at all.

        In "Government of Pakistan and China" that is Pakistan.
        """
        left, right = trim(segment[:at]), trim(segment[at:])
        last = trim(left[max((n for n, word in enumerate(left) if not word.is_name), default=0) :])
        first = trim(right[: next((n for n, word in enumerate(right) if not word.is_name), len(right))])
        near = segment[segment.index(last[0]) : segment.index(first[-1]) + 1]
        together = max(1, self._count(segment, covers), self._count(near, covers))
        sides = [max(self._count(part, covers) for part in parts) for parts in ((left, last), (right, first))]
        if min(sides) >= together:
            return True
        # Of what stands together only here, a mention on one side, or an article, speaks for two names.
        invites = max(sides) == _ALWAYS or segment[at + 1].key == "the"
        return invites and together == 1 and not self._is_common(left) and not self._is_common(right)

    def _is_common(self, part: Segment) -> bool:
        return len(part) == 1 and self._cases.ratio(part[0]) < HABIT

    def _count(self, part: Segment, covers: Collection[Span]) -> int:
        begin, finish = part[0].start, part[-1].end
        if any(start <= begin and finish <= end for start, end in covers):
            return _ALWAYS
        return 0 if self._is_common(part) else self._alone[key_of(part)]
