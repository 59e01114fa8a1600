"""Whether an alias may link where it was found: word boundaries, letter case, and the rules of the alias itself."""

from __future__ import annotations

import re

from cpec_tui.folding import APOSTROPHES, is_cjk, is_word_character, tokens
from cpec_tui.linking.gazetteer import Form
from cpec_tui.linking.shapes import case_agrees

_CURRENCIES = "$€£¥₨₹"
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS](?![^\W_])")
# How many characters beside a span are looked at for each character of a phrase that may not stand there.
_REACH = 2
_MARGIN = 16


def is_good(text: str, start: int, end: int, form: Form) -> bool:
    """Whether ``form`` may link at ``text[start:end]``, where its folded spelling stands; asks only the text beside."""
    return (
        stands_free(text, start, end, form.alias.boundary)
        and spelled_like(text[start:end], form)
        and (not form.asks_neighbours or neighbours_allow(text, start, end, form))
    )


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


def neighbours_allow(text: str, start: int, end: int, form: Form) -> bool:
    """Whether the words beside the span are none that the alias excludes (``not_before``, ``not_after``)."""
    alias = form.alias
    if any(_begins(text, end, phrase) for phrase in alias.not_before):
        return False
    return not any(_ends(text, start, phrase) for phrase in alias.not_after)


def _begins(text: str, end: int, phrase: str) -> bool:
    wanted = tokens(phrase)
    possessive = _POSSESSIVE.match(text, end)
    begin = possessive.end() if possessive else end
    return bool(wanted) and tokens(text[begin : begin + _reach(phrase)])[: len(wanted)] == wanted


def _ends(text: str, start: int, phrase: str) -> bool:
    wanted = tokens(phrase)
    return bool(wanted) and tokens(text[max(0, start - _reach(phrase)) : start])[-len(wanted) :] == wanted


def _reach(phrase: str) -> int:
    return _REACH * len(phrase) + _MARGIN
