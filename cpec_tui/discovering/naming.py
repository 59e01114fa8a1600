"""Which segments are worth offering: no inhabitants, units, numbers, nor common words that happen to be capitalised."""

from __future__ import annotations

import re
from collections.abc import Collection

from cpec_tui.discovering.cases import Cases
from cpec_tui.discovering.dividing import Segment
from cpec_tui.discovering.parting import HABIT
from cpec_tui.discovering.tables import ABBREVIATIONS, ALSO_ACRONYMS, DEMONYMS, FUNCTION_WORDS, PARTS, TIMES, UNITS
from cpec_tui.discovering.words import LONGEST_WORD, Word, is_short_form, names_in
from cpec_tui.model import Span

LONGEST_NAME = 12
_SHORTEST_SHOUTED = 4
_ROMAN = re.compile(r"(?=.)(?:XL|L?X{0,3})(?:I[XV]|V?I{0,3})\Z")
_LETTERS = re.compile(r"[^\W\d_]")


def is_name(segment: Segment, cases: Cases, covers: Collection[Span]) -> bool:
    """Whether a segment may name something that the mentions at ``covers`` do not name already."""
    names = names_in(segment)
    if len(segment) > LONGEST_NAME or any(len(word.text) > LONGEST_WORD for word in names):
        return False
    if all(_says_nothing(word) or _is_covered(word, covers) for word in names):
        return False
    if len(names) > 1 and _is_inhabitant(names[-1]) and all(word.key in PARTS for word in names[:-1]):
        return False
    return len(names) > 1 or _is_name_alone(names[0], cases)


def _says_nothing(word: Word) -> bool:
    if word.key in FUNCTION_WORDS and not is_short_form(word.text):
        return True
    return _is_inhabitant(word) or word.key in TIMES or len(word.key) == 1 or _ROMAN.match(word.text) is not None


def _is_inhabitant(word: Word) -> bool:
    """Chinese, Kenyans, Afro-Asian."""
    return all(part in DEMONYMS or part.removesuffix("s") in DEMONYMS for part in word.key.split("-"))


def _is_covered(word: Word, covers: Collection[Span]) -> bool:
    """Whether mentions cover all letters of a word: both countries of China-Pakistan."""
    if not covers:
        return False
    letters = (word.start + match.start() for match in _LETTERS.finditer(word.text))
    return all(any(start <= at < end for start, end in covers) for at in letters)


def _is_name_alone(word: Word, cases: Cases) -> bool:
    if word.key in UNITS:
        return False
    if word.key in ABBREVIATIONS and not word.text.isupper():
        return False
    if is_short_form(word.text):
        shouted = len(word.key) >= _SHORTEST_SHOUTED and cases.lower(word.key) >= cases.capitalised(word.key)
        return not shouted and (word.key not in FUNCTION_WORDS or word.key in ALSO_ACRONYMS)
    return len(_LETTERS.findall(word.text)) > 1 and cases.ratio(word) >= HABIT
