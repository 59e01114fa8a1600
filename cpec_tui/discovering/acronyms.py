"""Acronyms and what they stand for: "Full Name (ACR)" and "ACR (Full Name)".

The long form is found by the algorithm of Schwartz and Hearst ("A simple algorithm for identifying abbreviation
definitions in biomedical text", Pacific Symposium on Biocomputing, 2003): of the words before the bracket the fewest in
which the letters of the short form stand in order, its first letter at the beginning of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cpec_tui.discovering.tables import ARTICLES, CONNECTORS
from cpec_tui.discovering.words import is_short_form
from cpec_tui.model import Span

_SHORT_IN_BRACKET = re.compile(r"\(\s*[\"“”'‘’]?([^\s()\"“”'‘’,;]{2,12})[\"“”'‘’]?\s*[,;)]")
_LONG_IN_BRACKET = re.compile(r"\(([^\W\d_][^()\n]{4,120})\)")
_SHORT_BEFORE = re.compile(r"(?<![^\s\"“”'‘’(])([^\s()\"“”'‘’,;]{2,12}) \Z")
_LONGEST_SHORT = 14
_LONGEST_WINDOW = 200
_NEVER_FIRST = (CONNECTORS | ARTICLES) - {"la", "le", "el", "al"}
_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)
_STOPS = re.compile(r"[;:!?()\"“”«»]")


class Definition(NamedTuple):
    """What an acronym stands for, at spans of one text."""

    long: Span
    short: Span


def definitions_in(text: str) -> Iterator[Definition]:
    """Every definition in ``text``, in order of the pattern."""
    if "(" not in text:
        return
    for match in _SHORT_IN_BRACKET.finditer(text):
        if is_short_form(match.group(1)):
            long = _long_before(text, match.start(), match.group(1))
            if long is not None:
                yield Definition(long, match.span(1))
    for match in _LONG_IN_BRACKET.finditer(text):
        short = _SHORT_BEFORE.search(text, max(0, match.start() - _LONGEST_SHORT), match.start())
        if short is None or " " not in match.group(1) or not is_short_form(short.group(1)):
            continue
        if _begin_of_long(short.group(1), match.group(1)) == 0:
            yield Definition(match.span(1), short.span(1))


def _long_before(text: str, bracket: int, short: str) -> Span | None:
    """The span of the long form that ends before ``bracket``."""
    end = bracket
    while end and text[end - 1] in " ,.":
        end -= 1
    begin = max(0, end - _LONGEST_WINDOW)
    for stop in _STOPS.finditer(text, begin, end):
        begin = stop.end()
    words = list(re.finditer(r"\S+", text[begin:end]))
    words = words[-min(len(short) + 5, len(short) * 2) :]
    if not words:
        return None
    begin += words[0].start()
    found = _begin_of_long(short, text[begin:end])
    if found is None:
        return None
    begin += found
    article = _ARTICLE.match(text, begin, end)
    return (article.end() if article else begin), end


def _begin_of_long(short: str, window: str) -> int | None:
    """Where in ``window`` the long form of ``short`` begins, read from the right; None when it does not fit.

    Other than in the paper a long form does not begin with a connector: OAU is no "of African Unity".
    """
    at = len(window) - 1
    folded = window.lower()
    for position in range(len(short) - 1, -1, -1):
        letter = short[position].lower()
        if not letter.isalnum():
            continue
        while at >= 0 and (folded[at] != letter or (position == 0 and not _begins_long(folded, at))):
            at -= 1
        if at < 0:
            return None
        at -= 1
    begin = window.rfind(" ", 0, at + 2) + 1
    long = window[begin:]
    is_definition = len(long) > len(short) and short not in long.split() and " " in long
    return begin if is_definition else None


def _begins_long(folded: str, at: int) -> bool:
    """Whether a word that may begin a long form begins at ``at``."""
    if at and folded[at - 1].isalnum():
        return False
    return folded[at:].split(maxsplit=1)[0] not in _NEVER_FIRST
