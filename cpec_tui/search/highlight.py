"""What in a paragraph made it a hit: spans in code points of its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from cpec_tui.folding import token_spans
from cpec_tui.model import Mention, Span
from cpec_tui.search.positions import near_windows
from cpec_tui.search.query import Fuzzy, Near, Node, Phrase, Prefix, Term, leaves
from cpec_tui.search.words import Lexicon

_Words = Sequence[tuple[str, int, int]]


class Highlighter:
    """Finds the spans for one query; made once, used for every hit."""

    def __init__(
        self, root: Node | None, lexicon: Lexicon, entities: AbstractSet[str], kinds: AbstractSet[str]
    ) -> None:
        """Look up the words of ``root``; mentions of ``entities`` (ids) and of ``kinds`` (names) are marked, too."""
        self._lexicon = lexicon
        self._entities = entities
        self._kinds = kinds
        wanted = list(leaves(root))
        self._phrases = [leaf for leaf in wanted if isinstance(leaf, Phrase)]
        self._nears = [leaf for leaf in wanted if isinstance(leaf, Near)]
        self._forms: set[str] = set()
        beginnings: set[str] = set()
        for leaf in wanted:
            if isinstance(leaf, Term):
                self._forms.update(lexicon.inflections(leaf.word))
            if isinstance(leaf, Fuzzy):
                self._forms.update(lexicon.fuzzy(leaf.word, leaf.slips))
            if isinstance(leaf, Prefix) or (isinstance(leaf, Term) and leaf.unfinished):
                beginnings.add(leaf.word)
        self._beginnings = tuple(beginnings)

    def spans(self, text: str, mentions: Sequence[Mention]) -> tuple[Span, ...]:
        """The spans of ``text`` that match, in order, overlapping ones merged."""
        words = list(token_spans(text))
        forms, beginnings = self._forms, self._beginnings
        found = [(start, end) for word, start, end in words if word in forms or word.startswith(beginnings)]
        for phrase in self._phrases:
            found.extend(_phrase_spans(words, phrase))
        for near in self._nears:
            found.extend(self._near_spans(words, near))
        found.extend((mention.start, mention.end) for mention in mentions if self._is_asked_for(mention))
        return _united(found)

    def _is_asked_for(self, mention: Mention) -> bool:
        return mention.entity is not None and (mention.entity in self._entities or mention.kind in self._kinds)

    def _near_spans(self, words: _Words, near: Near) -> Iterator[Span]:
        counted_as = self._lexicon.counted_as(near.words)
        named = [counted_as.get(word) for word, _, _ in words]
        marked: set[int] = set()
        for first, last in near_windows(named, [counted_as[word] for word in near.words], near.distance):
            marked.update(position for position in range(first, last + 1) if named[position] is not None)
        yield from (words[position][1:] for position in marked)


def _phrase_spans(words: _Words, phrase: Phrase) -> Iterator[Span]:
    wanted, size = list(phrase.words), len(phrase.words)
    for at in range(len(words) - size + 1):
        if size > 1 and words[at][0] != wanted[0]:
            continue
        stretch = [word for word, _, _ in words[at : at + size]]
        last = stretch[-1].startswith(wanted[-1]) if phrase.unfinished else stretch[-1] == wanted[-1]
        if last and stretch[:-1] == wanted[:-1]:
            yield words[at][1], words[at + size - 1][2]


def _united(spans: list[Span]) -> tuple[Span, ...]:
    united: list[Span] = []
    for start, end in sorted(spans):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)
