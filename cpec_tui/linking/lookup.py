"""Looking words up in one document: where they stand, whether it writes them small, which sentence a place is in.

All paragraphs are searched as one text, each of its forms made when it is first asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from cpec_tui.folding import spaced
from cpec_tui.linking.forms import pattern_of, spelling_of
from cpec_tui.linking.matching import GAP, joined
from cpec_tui.linking.rules import stands_free
from cpec_tui.model import Paragraph, Span

# A paragraph by its number in the document, and an offset in it.
Place = tuple[int, int]

_SHORTEST_COUNTED = 3
_SENTENCE_ENDS = (". ", "! ", "? ", ".” ", '." ')
_LONGEST_SENTENCE = 1_000


class Lookup:
    """The words of one document."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        """Nothing is done before something is looked up."""
        self._paragraphs = paragraphs
        self._words: dict[str, list[Place]] = {}
        self._texts: dict[str, Place | None] = {}

    def places_of_word(self, word: str) -> list[Place]:
        """Where a folded word stands."""
        if word not in self._words:
            # The leading space of the text is one before its first character.
            self._words[word] = [self._place(at) for at in _occurrences(self._spaced, f" {word} ")]
        return self._words[word]

    def places_of_need(self, word: str) -> list[Place]:
        """Where a folded word stands, or its plural."""
        if len(word) < _SHORTEST_COUNTED or word.endswith("s"):
            return self.places_of_word(word)
        plural = self.places_of_word(f"{word}s")
        return sorted([*self.places_of_word(word), *plural]) if plural else self.places_of_word(word)

    def first_place(self, text: str) -> Place | None:
        """Where ``text`` first stands as words of its own, folded and with hyphens as spaces."""
        if text not in self._texts:
            self._texts[text] = next(self._places_of_text(pattern_of(spelling_of(text))), None)
        return self._texts[text]

    def writes_small(self, word: str) -> bool:
        """Whether ``word``, in small letters, stands as such between spaces."""
        return f" {word} " in self._joined

    def sentence(self, place: Place) -> Span:
        """The sentence of the paragraph around ``place``, as far as full stops tell."""
        text = self._paragraphs[place[0]].text
        first, last = max(0, place[1] - _LONGEST_SENTENCE), min(len(text), place[1] + _LONGEST_SENTENCE)
        begin = max(text.rfind(end, first, place[1]) for end in _SENTENCE_ENDS)
        ends = [at for at in (text.find(end, place[1], last) for end in _SENTENCE_ENDS) if at >= 0]
        return max(begin + 1, first), min(ends, default=last)

    def _places_of_text(self, wanted: str) -> Iterator[Place]:
        for at in _occurrences(self._pattern, wanted) if wanted else ():
            number, start = self._place(at)
            if stands_free(self._paragraphs[number].text, start, start + len(wanted), None):
                yield number, start

    def _place(self, at: int) -> Place:
        """The paragraph and offset of an offset in the joined text."""
        number = bisect_right(self._begins, at) - 1
        return number, at - self._begins[number]

    @cached_property
    def _begins(self) -> list[int]:
        lengths = (len(paragraph.text) + len(GAP) for paragraph in self._paragraphs)
        return list(accumulate(lengths, initial=0))[:-1]

    @cached_property
    def _joined(self) -> str:
        return joined([paragraph.text for paragraph in self._paragraphs])

    @cached_property
    def _spaced(self) -> str:
        return f" {spaced(self._joined)} "

    @cached_property
    def _pattern(self) -> str:
        return pattern_of(self._joined)


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    """Where ``wanted`` begins in ``text``, each time."""
    start = text.find(wanted)
    while start >= 0:
        yield start
        start = text.find(wanted, start + 1)
