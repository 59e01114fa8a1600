"""What in a paragraph made it a hit: spans in code points of its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cpec_tui.folding import token_spans
from cpec_tui.model import Mention, Span
from cpec_tui.search.grammar import STOP_WORDS
from cpec_tui.search.positions import near_window
from cpec_tui.search.query import Entity, Fuzzy, Kind, Leaf, Near, Node, Phrase, Prefix, Term, leaves
from cpec_tui.search.words import Lexicon

Words = Sequence[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Highlighter:
    """Finds the spans for one query; made once, used for every hit. ``kinds`` maps what was asked to kind names."""

    root: Node | None
    lexicon: Lexicon
    entities: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def spans(self, text: str, mentions: Sequence[Mention]) -> tuple[Span, ...]:
        """The spans of ``text`` that match, in order, overlapping ones merged."""
        words = list(token_spans(text))
        wanted = list(leaves(self.root))
        only_stop_words = all(isinstance(leaf, Term) and leaf.word in STOP_WORDS for leaf in wanted)
        found: list[Span] = []
        for leaf in wanted:
            if isinstance(leaf, Entity | Kind):
                continue
            if isinstance(leaf, Term) and not leaf.unfinished and leaf.word in STOP_WORDS and not only_stop_words:
                continue
            found.extend(self._leaf(leaf, words))
        found.extend((mention.start, mention.end) for mention in mentions if self._is_asked_for(mention))
        return _united(found)

    def _is_asked_for(self, mention: Mention) -> bool:
        return mention.entity is not None and (mention.entity in self.entities or mention.kind in self.kinds)

    def _leaf(self, leaf: Leaf, words: Words) -> Iterator[Span]:
        match leaf:
            case Phrase(wanted, _, unfinished):
                yield from _phrases(words, wanted, unfinished=unfinished)
            case Near(wanted, distance):
                yield from self._near(words, wanted, distance)
            case Term() | Prefix() | Fuzzy():
                matches = self._word_test(leaf)
                yield from ((start, end) for word, start, end in words if matches(word))

    def _word_test(self, leaf: Term | Prefix | Fuzzy) -> Callable[[str], bool]:
        if isinstance(leaf, Prefix):
            return lambda word: word.startswith(leaf.word)
        if isinstance(leaf, Fuzzy):
            return frozenset(self.lexicon.fuzzy(leaf.word, leaf.slips)).__contains__
        forms = frozenset(self.lexicon.inflections(leaf.word))
        if leaf.unfinished:
            return lambda word: word.startswith(leaf.word) or word in forms
        return forms.__contains__

    def _near(self, words: Words, wanted: tuple[str, ...], distance: int) -> Iterator[Span]:
        forms = {form: word for word in wanted for form in self.lexicon.inflections(word)}
        named = [forms.get(word) for word, _, _ in words]
        at = 0
        while (window := near_window(named[at:], wanted, distance)) is not None:
            first, last = window[0] + at, window[1] + at
            yield from ((words[n][1], words[n][2]) for n in range(first, last + 1) if named[n] is not None)
            at = first + 1


def _phrases(words: Words, wanted: tuple[str, ...], *, unfinished: bool) -> Iterator[Span]:
    size = len(wanted)
    for at in range(len(words) - size + 1):
        stretch = [word for word, _, _ in words[at : at + size]]
        whole = stretch[:-1] == list(wanted[:-1])
        if whole and (stretch[-1].startswith(wanted[-1]) if unfinished else stretch[-1] == wanted[-1]):
            yield words[at][1], words[at + size - 1][2]


def _united(spans: list[Span]) -> tuple[Span, ...]:
    united: list[Span] = []
    for start, end in sorted(spans):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)
