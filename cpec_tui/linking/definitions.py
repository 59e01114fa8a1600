"""Definitions in a text: "Full Name (ACR)" says what ACR means in that document, and so does "ACR (Full Name)".

The words that an acronym stands for are found by the algorithm of Schwartz and Hearst (2003), "A simple algorithm for
identifying abbreviation definitions in biomedical text". Web residue between the name and the bracket does not hide a
definition.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from cpec_tui.linking.shapes import is_acronym
from cpec_tui.model import Span

_IN_BRACKET = r"\(\s*[\"“”'‘’]?([^\s()\"“”'‘’,;]{2,12})[\"“”'‘’]?\s*[,;)]"
_BRACKET = re.compile(rf"[\s.,]*{_IN_BRACKET}")
_BRACKETED = re.compile(_IN_BRACKET)
_NAME_IN_BRACKET = re.compile(r"([^\s()\"“”'‘’,;]{2,12})\s*\(\s*[\"“‘']?$")
_BETWEEN = " .,"
_GAP = 4
# A long form does not go over the end of a sentence; a full stop behind a single letter or a short word ends none.
_STOP = re.compile(r"(?<=\w{4})\.\s|[!?;:]\s|[()]")
_WORD = re.compile(r"\S+")


def defined_after(text: str, end: int, residue: Sequence[Span]) -> tuple[str, Span] | None:
    """The short form defined right after a name that ends at ``end``, with its span; None when there is none."""
    match = _BRACKET.match(text, _past_residue(text, end, residue))
    if match is None or not is_acronym(match.group(1)):
        return None
    return match.group(1), match.span(1)


def defined_before(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """The short form that a name at ``start``, alone in a bracket, spells out; None when there is none."""
    if "(" not in text[max(0, start - 2) : start]:
        return None
    match = _NAME_IN_BRACKET.search(text, max(0, start - 20), start)
    if match is None or not is_acronym(match.group(1)) or text[end : end + 1] not in (")", ",", ";"):
        return None
    return match.group(1), match.span(1)


def bracketed(text: str) -> Iterator[tuple[str, Span, int]]:
    """Each acronym alone in a bracket: (acronym, its span, where the bracket opens)."""
    for match in _BRACKETED.finditer(text):
        if is_acronym(match.group(1)):
            yield match.group(1), match.span(1), match.start()


def long_form(text: str, end: int, short: str) -> Span | None:
    """The words before ``end`` that ``short`` stands for, by the algorithm of Schwartz and Hearst; None without any."""
    letters = [character for character in short.lower() if character.isalnum()]
    begin = _window(text, end, len(letters))
    at = end
    for number in range(len(letters) - 1, -1, -1):
        at = _letter_before(text, begin, at, letters[number], begins_word=number == 0)
        if at < 0:
            return None
    span = at, end - (len(text[at:end]) - len(text[at:end].rstrip()))
    return span if " " in text[at : span[1]] and short not in text[at : span[1]].split() else None


def stands_for(short: str, name: str) -> bool:
    """Whether the letters of ``short`` are found in ``name`` in their order, from its first word on."""
    span = long_form(name, len(name), short.rstrip("s") if short[-1:] == "s" else short)
    return span is not None and not any(word[:1].isupper() for word in name[: span[0]].split())


def _window(text: str, end: int, letters: int) -> int:
    """Where the words begin that may be the long form: no more than the algorithm allows, in one sentence."""
    near = text[max(0, end - 40 * letters) : end]
    words = list(_WORD.finditer(near))[-min(letters + 5, letters * 2) :]
    begin = end - len(near) + (words[0].start() if words else len(near))
    for stop in _STOP.finditer(text, begin, end):
        if text[stop.end() : end].strip():
            begin = stop.end()
    return begin


def _letter_before(text: str, begin: int, at: int, letter: str, *, begins_word: bool) -> int:
    for place in range(at - 1, begin - 1, -1):
        if text[place].lower() == letter and not (begins_word and place > 0 and text[place - 1].isalnum()):
            return place
    return -1


def _past_residue(text: str, end: int, residue: Sequence[Span]) -> int:
    """Where the text goes on behind all residue that follows ``end`` with no word between."""
    for number in range(bisect_left(residue, (end, end)), len(residue)):
        start, finish = residue[number]
        if start - end > _GAP or text[end:start].strip(_BETWEEN):
            break
        end = finish
    return end
