"""Finding a text or a pattern in one document. Pure; patterns have a time limit."""

from __future__ import annotations

import math
import re
import time
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.folding import fold
from cpec_tui.tui.steps import Steps, Stop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cpec_tui.answers import DocumentView, ParagraphInDocument
    from cpec_tui.model import Span

SECONDS = 1.0
_PATTERN_MARK = "re:"
MOST = 100_000
_TOO_MANY = f"the first {MOST:,} are shown"
_LARGEST = 200_000
_COUNTS = re.compile(r"\{(\d+)")
_CALLS = re.compile(r"\(\?(?:R|[+-]?\d|&|P>)")


@dataclass(frozen=True, slots=True)
class Found:
    """(ordinal, span) of every place in reading order; ``problem`` says what was wrong or left out."""

    places: tuple[tuple[int, Span], ...] = ()
    problem: str = ""

    def by_ordinal(self) -> dict[int, tuple[Span, ...]]:
        """The spans of each paragraph."""
        spans: dict[int, list[Span]] = {}
        for ordinal, span in self.places:
            spans.setdefault(ordinal, []).append(span)
        return {ordinal: tuple(found) for ordinal, found in spans.items()}


def find_in(view: DocumentView, wanted: str) -> tuple[Found, dict[int, tuple[Span, ...]], Steps]:
    """What is found in a document: the places, the spans of each paragraph, the stops to step through."""
    found = find(view.paragraphs, wanted)
    return found, found.by_ordinal(), Steps("find", [Stop(view.doc, *place) for place in found.places])


def find(paragraphs: Iterable[ParagraphInDocument], wanted: str) -> Found:
    """Every place where ``wanted`` stands: letter case, accents and kinds of dashes do not count.

    ``re:/…/`` is a pattern of the ``regex`` module; without the slashes, too. A search that takes longer than a second
    ends with what was found.
    """
    wanted = unicodedata.normalize("NFC", wanted)
    if not wanted.strip():
        return Found()
    if wanted.startswith(_PATTERN_MARK):
        return _find_pattern(paragraphs, wanted[len(_PATTERN_MARK) :])
    folded = fold(wanted)
    places: list[tuple[int, Span]] = []
    for paragraph in paragraphs:
        text = fold(paragraph.text)
        at = text.find(folded)
        while at >= 0:
            if len(places) == MOST:
                return Found(tuple(places), _TOO_MANY)
            places.append((paragraph.ordinal, (at, at + len(folded))))
            at = text.find(folded, at + len(folded))
    return Found(tuple(places))


def _find_pattern(paragraphs: Iterable[ParagraphInDocument], pattern: str) -> Found:
    import regex

    if pattern.startswith("/"):
        pattern = pattern[1:].removesuffix("/")
    if not pattern:
        return Found()
    if _is_too_large(pattern):
        return Found((), "this pattern repeats or calls itself too often")
    try:
        compiled = regex.compile(pattern, regex.IGNORECASE)
    except regex.error as error:
        return Found((), f"this is no pattern: {error}")
    except (RecursionError, OverflowError):
        return Found((), "this pattern is too deep")
    places: list[tuple[int, Span]] = []
    ends = time.monotonic() + SECONDS
    for number, paragraph in enumerate(paragraphs):
        left = max(0.001, ends - time.monotonic())
        try:
            for match in compiled.finditer(paragraph.text, timeout=left):
                if match.end() > match.start():
                    if len(places) == MOST:
                        return Found(tuple(places), _TOO_MANY)
                    places.append((paragraph.ordinal, match.span()))
        except TimeoutError:
            return Found(tuple(places), f"stopped after {SECONDS:.0f} s, {number:,} paragraphs searched")
    return Found(tuple(places))


def _is_too_large(pattern: str) -> bool:
    """Whether ``pattern`` may take all memory: counted repetitions are written out, recursion has no bound."""
    times = math.prod(max(1, int(count)) for count in _COUNTS.findall(pattern))
    return times * len(pattern) > _LARGEST or _CALLS.search(pattern) is not None
