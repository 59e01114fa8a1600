"""Whether an alias may link where it was found: word boundaries, letter case, and the rules of the alias itself."""

from __future__ import annotations

import re

from cpec_tui.folding import fold, is_cjk, is_word_character, tokens
from cpec_tui.linking.gazetteer import Form
from cpec_tui.linking.shapes import case_agrees

_APOSTROPHES = frozenset("'’‘ʼ＇")
_POSSESSIVE = re.compile(r"s(?![^\W_])")


def stands_free(text: str, start: int, end: int, boundary: str | None) -> bool:
    """Whether ``text[start:end]`` is no part of a longer word; CJK needs no boundary, a possessive 's is allowed."""
    if boundary == "none":
        return True
    return _free_before(text, start) and _free_after(text, end)


def _free_before(text: str, start: int) -> bool:
    if start == 0 or is_cjk(text[start]):
        return True
    before = text[start - 1]
    if before in _APOSTROPHES and start > 1:
        return not is_word_character(text[start - 2])
    return is_cjk(before) or not is_word_character(before)


def _free_after(text: str, end: int) -> bool:
    if end == len(text) or is_cjk(text[end - 1]):
        return True
    after = text[end]
    if after in _APOSTROPHES and end + 1 < len(text) and is_word_character(text[end + 1]):
        return _POSSESSIVE.match(fold(text[end + 1 : end + 3])) is not None
    return is_cjk(after) or not is_word_character(after)


def spelled_like(text: str, start: int, end: int, form: Form) -> bool:
    """Whether ``text[start:end]`` agrees with the alias in letter case; a plural s is small or follows capitals."""
    surface = text[start:end]
    if form.plural:
        surface, plural = surface[:-1], surface[-1]
        if plural == "S" and not surface.isupper():
            return False
        if plural == "S" and form.case == "exact":
            return False
    return case_agrees(surface, form.alias.text, form.case)


def neighbours_allow(text: str, start: int, end: int, form: Form) -> bool:
    """Whether the words beside the span are none that the alias excludes (``not_before``, ``not_after``)."""
    alias = form.alias
    if alias.not_before and any(_begins(text[end : end + 80], phrase) for phrase in alias.not_before):
        return False
    return not any(_ends(text[max(0, start - 80) : start], phrase) for phrase in alias.not_after)


def _begins(text: str, phrase: str) -> bool:
    wanted = tokens(phrase)
    return bool(wanted) and tokens(text)[: len(wanted)] == wanted


def _ends(text: str, phrase: str) -> bool:
    wanted = tokens(phrase)
    return bool(wanted) and tokens(text)[-len(wanted) :] == wanted
