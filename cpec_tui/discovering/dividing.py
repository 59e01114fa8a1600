"""Where a run of capitalised words surely is no one name: at offices, forms of address, days, months, openings.

What is left are segments: they begin and end with a word that may belong to a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from cpec_tui.discovering.tables import ALSO_ACRONYMS, ALSO_NAMES, ARTICLES, FUNCTION_WORDS, TIMES, TITLES
from cpec_tui.discovering.words import Word

Segment = Sequence[Word]
_NO_TITLE_BEFORE = frozenset({"league"})
_ALSO_NAMES_OF_PERSONS = frozenset({"may", "august", "jan", "mar", "sat", "sun"})


def _titles_by_first() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for title in sorted(set(TITLES), key=len, reverse=True):
        found[title[0]].append(title)
    return dict(found)


_TITLES = _titles_by_first()


def divide(words: Segment, *, starts_sentence: bool) -> list[Segment]:
    """The segments of a run; its first word is more easily no name when it ``starts_sentence``."""
    found: list[Segment] = []
    begin = at = 0
    while at < len(words):
        length = _length_of_divider(words, at, starts_sentence)
        if length:
            found.append(words[begin:at])
            begin = at = at + length
        else:
            at += 1
    found.append(words[begin:])
    trimmed = map(trim, found)
    return [segment for segment in trimmed if segment]


def trim(words: Segment) -> Segment:
    """``words`` without connectors at the ends."""
    begin, end = 0, len(words)
    while begin < end and not words[begin].is_name:
        begin += 1
    while end > begin and not words[end - 1].is_name:
        end -= 1
    return words[begin:end]


def title_length(words: Segment, at: int) -> int:
    """How many words from ``at`` on are an office or a form of address; 0 for none."""
    for title in _TITLES.get(words[at].key, ()):
        end = at + len(title)
        if tuple(word.key for word in words[at:end]) == title:
            follows = words[end].key if end < len(words) else ""
            return 0 if follows in _NO_TITLE_BEFORE else len(title)
    return 0


def _length_of_divider(words: Segment, at: int, starts_sentence: bool) -> int:
    """How many words from ``at`` on belong to no name; 0 when the word there may."""
    word = words[at]
    if not word.is_name:
        return 0
    if word.key in ARTICLES and len(word.text) != 1:
        return 1
    is_last = at == len(words) - 1
    if at == 0 and is_last and starts_sentence and word.key in ALSO_NAMES:
        return 1
    if _is_function_word(word, is_last=is_last, follows_name=at > 0 and words[at - 1].is_name):
        return 1
    if word.key in TIMES and not (at and word.key in _ALSO_NAMES_OF_PERSONS):
        return 1
    return title_length(words, at)


def _is_function_word(word: Word, *, is_last: bool, follows_name: bool) -> bool:
    base = word.key.split("'")[0]
    if base not in FUNCTION_WORDS:
        return False
    if word.text.isupper() and len(word.text) > 1 and (base in ALSO_ACRONYMS or "." in word.text):
        return False
    if word.possessive or base != word.key:
        return True  # It’s, That’s, I’m.
    if base in {"i", "a"}:
        return not (is_last and follows_name)  # Phase I, but Biden and I.
    return base not in ALSO_NAMES
