"""Finding forms in text: Aho-Corasick automata over folded text.

The automaton (Aho and Corasick, 1975) finds all forms in one pass whose cost hardly grows with their number. Forms of
words are looked for with the spaces around them, in text where all else is spaces too, so that "US" is not tried in
"must"; forms that may stand inside words (Chinese, ``boundary: none``) have an automaton of their own. Folding keeps
the length, so the offsets are those of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import ahocorasick_rs

from cpec_tui.folding import has_cjk, spaced, spaced_or_cjk
from cpec_tui.linking.forms import Form, pattern_of

# Stands between paragraphs, so that no form goes over their ends; it is a word character to ``spaced``.
_BETWEEN = "\x00"
GAP = f" {_BETWEEN} "

Found = tuple[int, int, tuple[Form, ...]]


class WordMatcher:
    """Finds the forms that stand as words of their own."""

    def __init__(self, forms: Iterable[Form]) -> None:
        """Compile ``forms``; those that may stand inside words are left to ``InsideMatcher``."""
        by_key: dict[str, list[Form]] = {}
        for form in forms:
            if not stands_inside(form):
                by_key.setdefault(f" {spaced(form.pattern)} ", []).append(form)
        self._forms = [tuple(same) for same in by_key.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(list(by_key)) if by_key else None

    def find(self, texts: Sequence[str]) -> tuple[list[list[Found]], bool]:
        """For each text every place where a form may stand: (start, end, forms), overlapping ones too.

        And whether a character of a script without spaces may stand in one of them.
        """
        found: list[list[Found]] = [[] for _ in texts]
        if self._automaton is None or not texts:
            return found, True
        folded, has_cjk = spaced_or_cjk(joined(texts))
        at, begin, end = 0, 0, len(texts[0])
        for number, first, last in self._automaton.find_matches_as_indexes(f" {folded} ", overlapping=True):
            while first > end:
                begin = end + len(GAP)
                at += 1
                end = begin + len(texts[at])
            found[at].append((first - begin, last - 2 - begin, self._forms[number]))
        return found, has_cjk


class InsideMatcher:
    """Finds the forms that may stand inside words."""

    def __init__(self, forms: Iterable[Form]) -> None:
        """Compile those of ``forms`` that need no spaces around them."""
        by_key: dict[str, list[Form]] = {}
        for form in forms:
            if stands_inside(form):
                by_key.setdefault(form.pattern, []).append(form)
        self._forms = [tuple(same) for same in by_key.values()]
        self._only_cjk = all(map(has_cjk, by_key))
        self._automaton = ahocorasick_rs.AhoCorasick(list(by_key)) if by_key else None

    def is_of_use(self, *, cjk: bool) -> bool:
        """Whether to look at all in texts with (``cjk``) or without characters of scripts without spaces."""
        return self._automaton is not None and (cjk or not self._only_cjk)

    def find(self, text: str) -> Iterator[Found]:
        """Every place in ``text`` where a form may stand: (start, end, forms), overlapping ones too."""
        if self._automaton is None:
            return
        for number, start, end in self._automaton.find_matches_as_indexes(pattern_of(text), overlapping=True):
            yield start, end, self._forms[number]


def joined(texts: Sequence[str]) -> str:
    """``texts`` as one, ``GAP`` between them, so that all can be gone through at once; each keeps its length."""
    whole = GAP.join(texts)
    if whole.count(_BETWEEN) < len(texts):
        return whole
    return GAP.join(text.replace(_BETWEEN, " ") for text in texts)


def stands_inside(form: Form) -> bool:
    """Whether ``form`` may stand where no space is beside it."""
    return form.alias.boundary == "none" or has_cjk(form.spelling) or not spaced(form.spelling).strip()
