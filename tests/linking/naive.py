"""A linker that tries every alias at every place: slow, and simple enough to be believed."""

from __future__ import annotations

from collections.abc import Iterable

from cpec_tui.folding import APOSTROPHES, fold, is_cjk, is_word_character
from cpec_tui.model import Span

Found = dict[Span, frozenset[str]]


def candidates(text: str, aliases: Iterable[tuple[str, str]]) -> Found:
    """Span to aliases of everything in ``text`` that is one of ``aliases`` (text, case rule), free and well spelled."""
    found: dict[Span, set[str]] = {}
    for alias, case in aliases:
        for start in range(len(text)):
            for end in (start + len(alias), start + len(alias) + 1):
                if end <= len(text) and _is(text, start, end, alias, case):
                    found.setdefault((start, end), set()).add(alias)
    return {span: frozenset(names) for span, names in found.items()}


def settled(claims: Found) -> dict[Span, tuple[bool, frozenset[str]]]:
    """Span to whether it is nested and whose it still is, of those that stay: the longest first, none crossing."""
    kept: dict[Span, tuple[bool, frozenset[str]]] = {}
    for start, end in sorted(claims, key=lambda span: (span[0] - span[1], span[0])):
        overlapping = [(s, e) for s, e in kept if s < end and start < e]
        around = [(s, e) for s, e in overlapping if s <= start and end <= e]
        left = claims[start, end].difference(*(claims[one] for one in around))
        # What could be the longer one once more is nothing of its own.
        if around == overlapping and left == claims[start, end]:
            kept[start, end] = bool(around), left
    return kept


def _is(text: str, start: int, end: int, alias: str, case: str) -> bool:
    surface = text[start:end]
    singular = surface[: len(alias)]
    if [_folded(character) for character in singular] != [_folded(character) for character in alias]:
        return False
    if len(surface) > len(alias) and not _is_plural(surface, alias, case):
        return False
    return _case_agrees(singular, alias, case) and _is_free(text, start, end)


def _folded(character: str) -> str:
    folded = fold(character)
    return " " if folded == "-" else folded


def _is_plural(surface: str, alias: str, case: str) -> bool:
    countable = case == "any" or (alias.isupper() and 2 <= len(alias) <= 6 and " " not in alias)
    if not countable or alias[-1] in "sS" or alias[-1].lower() == alias[-1].upper():
        return False
    return surface[-1] == "s" or (surface[-1] == "S" and case != "exact" and surface[:-1].isupper())


def _case_agrees(surface: str, alias: str, case: str) -> bool:
    if case == "any" or surface == alias:
        return True
    if case == "exact":
        return [character.isupper() for character in surface] == [character.isupper() for character in alias]
    if surface.isupper():
        return True
    begin = True
    words: list[tuple[str, str]] = []
    for found, wanted in zip(surface, alias, strict=True):
        if not wanted.isalnum():
            begin = True
            continue
        words = [*words, ("", "")] if begin else words
        begin = False
        words[-1] = (words[-1][0] + found, words[-1][1] + wanted)
    return all(_word_agrees(found, wanted) for found, wanted in words)


def _word_agrees(found: str, wanted: str) -> bool:
    if found == wanted or found.isupper() or wanted[0].lower() == wanted[0].upper():
        return True
    rest_is_small = found[1:] == found[1:].lower()
    return rest_is_small if wanted[0].islower() else found[0].isupper() and (found[1:] == wanted[1:] or rest_is_small)


def _is_free(text: str, start: int, end: int) -> bool:
    left, right = text[:start], text[end:]
    if left and not is_cjk(text[start]):
        if left[-1] in APOSTROPHES:
            left = left[:-1]
        if left and _joins(left[-1]):
            return False
    if right[:1] in ("$", "€", "£", "¥", "₨", "₹"):
        return False
    if right and not is_cjk(text[end - 1]):
        if right[0] in APOSTROPHES:
            right = right[1:]
            if right[:1] in ("s", "S") and not (right[1:2].isalnum()):
                return True
        if right and _joins(right[0]):
            return False
    return True


def _joins(character: str) -> bool:
    return is_word_character(character) and not is_cjk(character)
