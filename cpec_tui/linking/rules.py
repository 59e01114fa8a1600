"""Whether an alias may link where it was found: word boundaries, letter case, and the rules of the alias itself."""

from __future__ import annotations

import re
from functools import lru_cache

from cpec_tui.folding import APOSTROPHES, is_cjk, is_word_character, tokens
from cpec_tui.linking.forms import Form, pattern_of
from cpec_tui.linking.reasons import Why
from cpec_tui.linking.shapes import case_agrees
from cpec_tui.linking.titles import UNITS

# With these, or the end of the text, beside it a form stands free for certain: most do.
_FREE = frozenset({"", " ", ",", ".", ";", ":", "(", ")", "-"})
_CURRENCIES = "$€£¥₨₹"
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS](?![^\W_])")
# How many characters beside a span are looked at for each character of a phrase that may not stand there.
_REACH = 2
_NUMBER_BEFORE = re.compile(r"\d[ -]?$")
_MARGIN = 16
_LONGEST_WORD = 40
# A full stop at its end would as often end the sentence: it is left out.
_LEGAL = r"(?:Co|Company|Corp|Corporation|Group|Inc|Plc|PLC|LLC|Ltd|Limited|Pvt|Private)"
_LEGAL_FORM = re.compile(rf"(?:,? {_LEGAL}\.?| \({_LEGAL}\.?\))*,? {_LEGAL}(?![^\W_])")
_GOES_ON = re.compile(r"(?<=Ltd|Inc)\.(?:[,;:)]| [(a-z])")
_WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_]\.|[^\W\d_][^\W_]*)[ -]$")
_WORD_BEHIND = re.compile(r"[ -]([^\W\d_][^\W_]*)")


def objection(text: str, start: int, end: int, form: Form) -> Why | None:
    """What speaks against ``form`` at ``text[start:end]``, where its words stand; asks only the text there and beside.

    None when nothing does.
    """
    surface = text[start:end]
    if surface != form.spelling:
        if pattern_of(surface) != form.pattern:
            return Why.SPELLING
        if not spelled_like(surface, form):
            return Why.CASE
    if not (text[start - 1 : start] in _FREE and text[end : end + 1] in _FREE) and not stands_free(
        text, start, end, form.alias.boundary
    ):
        return Why.MONEY if text[end : end + 1] in _CURRENCIES and end < len(text) else Why.IN_WORD
    return _beside(text, start, end, form) if form.asks_neighbours else None


def _beside(text: str, start: int, end: int, form: Form) -> Why | None:
    alias = form.alias
    if form.spelling in UNITS and _NUMBER_BEFORE.search(text, max(0, start - _MARGIN), start):
        return Why.UNIT
    if alias.not_before and _begins(text, end, alias.not_before):
        return Why.NOT_BEFORE
    if alias.not_after and _ends(text, start, alias.not_after):
        return Why.NOT_AFTER
    if form.title and not _ends(text, start, (form.title,)):
        return Why.NO_TITLE
    return None


def stands_free(text: str, start: int, end: int, boundary: str | None) -> bool:
    """Whether ``text[start:end]`` is no part of a longer word; CJK needs no boundary, a possessive 's is allowed."""
    return boundary == "none" or (_free_before(text, start) and _free_after(text, end))


def _free_before(text: str, start: int) -> bool:
    if start == 0:
        return True
    last = start - 2 if text[start - 1] in APOSTROPHES else start - 1
    return last < 0 or not _is_of_a_word(text[last]) or is_cjk(text[start])


def _free_after(text: str, end: int) -> bool:
    if end == len(text) or _POSSESSIVE.match(text, end):
        return True
    if text[end] in _CURRENCIES:
        # US$62 billion is a sum of money and not the country.
        return False
    first = end + 1 if text[end] in APOSTROPHES else end
    return first == len(text) or not _is_of_a_word(text[first]) or is_cjk(text[end - 1])


def _is_of_a_word(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character == "_"
    return is_word_character(character) and not is_cjk(character)


def spelled_like(surface: str, form: Form) -> bool:
    """Whether ``surface`` agrees with the form in letter case; a plural s is small, or a capital among capitals."""
    if form.plural:
        surface, plural = surface[:-1], surface[-1]
        if plural != "s" and not (plural == "S" and form.case != "exact" and surface.isupper()):
            return False
    return case_agrees(surface, form.spelling, form.case)


def _begins(text: str, end: int, phrases: tuple[str, ...]) -> bool:
    """Whether one of ``phrases`` follows, perhaps behind a possessive."""
    possessive = _POSSESSIVE.match(text, end)
    begin = possessive.end() if possessive else end
    beside = text[begin : begin + _reach(phrases)]
    if _has_none(beside, phrases):
        return False
    found = tokens(beside)
    return any(found[: len(words)] == words for words in _words_of(phrases))


def _ends(text: str, start: int, phrases: tuple[str, ...]) -> bool:
    """Whether one of ``phrases`` stands right before."""
    beside = text[max(0, start - _reach(phrases)) : start]
    if _has_none(beside, phrases):
        return False
    found = tokens(beside)
    return any(found[-len(words) :] == words for words in _words_of(phrases))


def _has_none(beside: str, phrases: tuple[str, ...]) -> bool:
    """Whether no phrase can stand there, told from letters alone; most texts hold none."""
    return beside.isascii() and _letters_of(phrases).search(beside.lower()) is None


@lru_cache(maxsize=10_000)
def _letters_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(words[0]) for words in _words_of(phrases)) or "(?!)")


@lru_cache(maxsize=10_000)
def _words_of(phrases: tuple[str, ...]) -> list[list[str]]:
    return [words for words in map(tokens, phrases) if words]


@lru_cache(maxsize=10_000)
def _reach(phrases: tuple[str, ...]) -> int:
    return _REACH * max(map(len, phrases)) + _MARGIN


def legal_end(text: str, end: int) -> int:
    """Where a firm's name ends that goes on with a legal form (Ltd, Co., Ltd., (Pvt) Limited, Corporation, Group)."""
    match = _LEGAL_FORM.match(text, end)
    if match is None:
        return end
    # A full stop behind "Ltd" is its own where the sentence goes on.
    return match.end() + 1 if _GOES_ON.match(text, match.end()) else match.end()


def name_before(text: str, start: int) -> str | None:
    """The capitalised word that stands right before ``start`` with one space or hyphen between; None without one."""
    match = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
    return match.group(1) if match and match.group(1)[0].isupper() else None


def name_behind(text: str, end: int) -> str | None:
    """The capitalised word that stands right behind ``end``; None without one."""
    match = _WORD_BEHIND.match(text, end, end + _LONGEST_WORD)
    return match.group(1) if match and match.group(1)[0].isupper() else None
