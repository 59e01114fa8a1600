"""Finding a text or a pattern in one document. Pure; patterns have a time limit."""

from __future__ import annotations

import math
import re
import time
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.folding import fold
from cpec_tui.tui.steps import Steps, Stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from regex import Pattern

    from cpec_tui.answers import DocumentView, ParagraphInDocument
    from cpec_tui.model import Span

SECONDS = 1.0
# So many places are kept to be marked and stepped through; all are counted.
MOST = 100_000
_PATTERN_MARK = "re:"
_BEGINNING = (0, 0)
_LARGEST = 200_000
_COUNTS = re.compile(r"\{(\d+)")
_CALLS = re.compile(r"\(\?(?:R|[+-]?\d|&|P>)")


@dataclass(frozen=True, slots=True)
class Found:
    """(ordinal, span) of the first MOST places in reading order, and how many there are in all.

    ``problem`` says what was wrong, or why not everything was looked through.
    """

    places: tuple[tuple[int, Span], ...] = ()
    total: int = 0
    problem: str = ""

    def by_ordinal(self) -> dict[int, tuple[Span, ...]]:
        """The spans of each paragraph."""
        spans: dict[int, list[Span]] = {}
        for ordinal, span in self.places:
            spans.setdefault(ordinal, []).append(span)
        return {ordinal: tuple(found) for ordinal, found in spans.items()}


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found of ``wanted`` in one document: the spans to mark by ordinal, the stops to step through."""

    view: DocumentView
    wanted: str
    found: Found
    marks: Mapping[int, tuple[Span, ...]]
    steps: Steps

    @classmethod
    def of(cls, view: DocumentView, wanted: str, found: Found) -> Findings:
        """Make ready what was ``found``; of very much this takes a moment."""
        stops = [Stop(view.doc, *place) for place in found.places]
        return cls(view, wanted, found, found.by_ordinal(), Steps("find", stops, within={view.doc: (0, len(stops))}))

    def first_from(self, ordinal: int) -> Stop | None:
        """The first stop from a paragraph on, else the first of all; None when nothing was found."""
        stops = self.steps.stops
        first = bisect_left(stops, ordinal, key=_ordinal)
        return stops[first if first < len(stops) else 0] if stops else None

    def steps_at(self, ordinal: int, span: Span | None) -> Steps:
        """The steps as one stands at a span of a paragraph, or before its beginning."""
        return self.steps.at_place(self.view.doc, ordinal, span or _BEGINNING)

    def said(self, at: int) -> str:
        """``2/5`` at the second stop, ``–/5`` at none; how many can be stepped through when there are more."""
        if not self.wanted.strip():
            return ""
        if not self.found.places:
            return self.found.problem or "not found"
        kept, total = len(self.found.places), self.found.total
        number = f"{at + 1:,}" if at >= 0 else "–"
        count = f"{number}/{kept:,}" + (f" of {total:,}" if total > kept else "")
        return f"{count} · {self.found.problem}" if self.found.problem else count


def find(paragraphs: Iterable[ParagraphInDocument], wanted: str) -> Found:
    """Every place where ``wanted`` stands: letter case, accents and kinds of dashes do not count.

    ``re:/…/`` is a pattern of the ``regex`` module; without the slashes, too. A search for a pattern that takes longer
    than a second ends with what was found.
    """
    wanted = unicodedata.normalize("NFC", wanted)
    if not wanted.strip():
        return Found()
    if wanted.startswith(_PATTERN_MARK):
        return _find_pattern(paragraphs, wanted[len(_PATTERN_MARK) :])
    folded = fold(wanted)
    places: list[tuple[int, Span]] = []
    uncounted = 0
    for paragraph in paragraphs:
        text = fold(paragraph.text)
        at = text.find(folded)
        while at >= 0 and len(places) < MOST:
            places.append((paragraph.ordinal, (at, at + len(folded))))
            at = text.find(folded, at + len(folded))
        if at >= 0:
            uncounted += text.count(folded, at)
    return Found(tuple(places), len(places) + uncounted)


def _find_pattern(paragraphs: Iterable[ParagraphInDocument], pattern: str) -> Found:
    import regex

    if pattern.startswith("/"):
        pattern = pattern[1:].removesuffix("/")
    if not pattern:
        return Found()
    if _is_too_large(pattern):
        return Found(problem="this pattern repeats or calls itself too often")
    try:
        compiled = regex.compile(pattern, regex.IGNORECASE)
    except regex.error as error:
        return Found(problem=f"this is no pattern: {error}")
    except (RecursionError, OverflowError):
        return Found(problem="this pattern is too deep")
    return _matches(paragraphs, compiled)


def _matches(paragraphs: Iterable[ParagraphInDocument], pattern: Pattern[str]) -> Found:
    places: list[tuple[int, Span]] = []
    total = 0
    ends = time.monotonic() + SECONDS
    for number, paragraph in enumerate(paragraphs):
        left = max(0.001, ends - time.monotonic())
        try:
            for match in pattern.finditer(paragraph.text, timeout=left):
                if match.end() > match.start():
                    total += 1
                    if total <= MOST:
                        places.append((paragraph.ordinal, match.span()))
        except TimeoutError:
            return Found(tuple(places), total, f"stopped after {SECONDS:.0f} s, {number:,} paragraphs searched")
    return Found(tuple(places), total)


def _is_too_large(pattern: str) -> bool:
    """Whether ``pattern`` may take all memory: counted repetitions are written out, recursion has no bound."""
    times = math.prod(max(1, int(count)) for count in _COUNTS.findall(pattern))
    return times * len(pattern) > _LARGEST or _CALLS.search(pattern) is not None


def _ordinal(stop: Stop) -> int:
    return stop.ordinal
