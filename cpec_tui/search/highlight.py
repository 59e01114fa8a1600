"""What in a paragraph made it a hit: spans in code points of its text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.wordplaces import place_in
from cpec_tui.folding import placed_tokens
from cpec_tui.model import Mention, Span, Status
from cpec_tui.search.located import Locator
from cpec_tui.search.paragraph_fields import values_meant
from cpec_tui.search.passages import Text
from cpec_tui.search.patterns import pattern_spans
from cpec_tui.search.placing import Mentioned, OneOf, Placed, Simple, holds, marks, names_in
from cpec_tui.search.query import (
    And,
    DateRange,
    Entity,
    Field,
    Kind,
    Node,
    Not,
    Or,
    PageRange,
    Pattern,
    Prefix,
    Query,
    Scope,
    Term,
    Unknown,
    Within,
)
from cpec_tui.search.single_words import SingleWords
from cpec_tui.search.windows import Stretch
from cpec_tui.search.words import Lexicon
from cpec_tui.sentences import sentence_starts


class Highlighter:
    """Finds the spans for one query; made once, used for every hit."""

    def __init__(self, root: Node | None, locator: Locator) -> None:
        """Look up the words and names of ``root``."""
        placed: list[Placed] = []
        self._sentences: list[Placed] = []
        self._patterns: list[Pattern] = []
        self._names: list[Mentioned] = []
        self._statuses: set[Status] = set()
        beginnings: set[str] = set()
        for node in _positive(root):
            match node:
                case Within(Scope.SENTENCE):
                    self._sentences.append(locator.placed(node))
                case Pattern():
                    self._patterns.append(node)
                case Field():
                    self._statuses.update(_asked_statuses(node))
                case Entity() | Kind():
                    self._names.extend(names_in(locator.placed(node)))
                case Prefix():
                    beginnings.add(node.word)
                case Term() if node.unfinished:
                    beginnings.add(node.word)
                    placed.append(locator.placed(Term(node.word, node.span)))
                case _:
                    placed.append(locator.placed(node))
        self._single = SingleWords.of((one for one in placed if isinstance(one, OneOf)), beginnings)
        self._placed: list[Placed] = [one for one in placed if not isinstance(one, OneOf)]
        self._needs_names = any(True for one in (*self._placed, *self._sentences) for _ in names_in(one))

    def spans(self, text: str, mentions: Sequence[Mention]) -> tuple[Span, ...]:
        """The spans of ``text`` that match, in order, overlapping ones merged."""
        found = self._single.spans(text)
        if self._placed or self._sentences:
            found.extend(self._together(text, mentions))
        found.extend((one.start, one.end) for one in mentions if self._is_asked_for(one))
        for pattern in self._patterns:
            found.extend(pattern_spans(pattern, text))
        return _united(found)

    def _together(self, text: str, mentions: Sequence[Mention]) -> Iterator[Span]:
        """The spans of what must stand near each other, or in one sentence."""
        words, starts, ends = placed_tokens(text)
        linked = [one for one in mentions if one.entity is not None] if self._needs_names else []
        places = [place_in(starts, ends, one.start, one.end) for one in linked]
        named = [
            (*place, one.entity or "", one.kind or "")
            for place, one in zip(places, linked, strict=True)
            if place[0] < place[1]
        ]
        for simple, (first, past) in self._marks(text, Text(words, named), starts):
            if not isinstance(simple, Mentioned):
                yield starts[first], ends[past - 1]
                continue
            for mention, place in zip(linked, places, strict=True):
                if place == (first, past) and _is_meant(mention, simple):
                    yield mention.start, mention.end

    def _is_asked_for(self, mention: Mention) -> bool:
        return mention.status in self._statuses or any(_is_meant(mention, names) for names in self._names)

    def _marks(self, text: str, passage: Text, starts: list[int]) -> Iterator[tuple[Simple, Stretch]]:
        for placed in self._placed:
            yield from marks(placed, passage)
        if self._sentences:
            for first, past in pairwise((0, *_sentence_words(text, starts), len(starts))):
                sentence = passage.cut(first, past)
                for placed in self._sentences:
                    if holds(placed, sentence):
                        yield from ((one, (a + first, b + first)) for one, (a, b) in marks(placed, sentence))


def highlighter_of(query: Query, catalog: Catalog, lexicon: Lexicon) -> Highlighter:
    """What marks the spans that answer ``query``."""
    return Highlighter(query.root, Locator(catalog, lexicon))


def _positive(node: Node | None) -> Iterator[Node]:
    """The parts of a query that can be marked: its leaves, and each sentence as a whole."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _positive(part)
        case Within(Scope.DOCUMENT, part):
            yield from _positive(part)
        case None | Not() | DateRange() | PageRange() | Unknown():
            return
        case _:
            yield node


def _asked_statuses(node: Field) -> Iterator[Status]:
    meant = {("is", "ambiguous"): Status.AMBIGUOUS, ("has", "entity"): Status.LINKED}
    if node.name in ("has", "is"):
        yield from (meant[node.name, value] for value in values_meant(node) if (node.name, value) in meant)


def _sentence_words(text: str, starts: list[int]) -> list[int]:
    return [bisect_left(starts, start) for start in sentence_starts(text)]


def _is_meant(mention: Mention, names: Mentioned) -> bool:
    return mention.entity is not None and (mention.entity in names.entities or mention.kind in names.kinds)


def _united(spans: list[Span]) -> tuple[Span, ...]:
    united: list[Span] = []
    for start, end in sorted(spans):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)
