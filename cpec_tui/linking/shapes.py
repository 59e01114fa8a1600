"""The default rules of an alias, read off its shape and its kind, so that most aliases are one plain string."""

from __future__ import annotations

import re

from cpec_tui.linking.titles import GENERIC
from cpec_tui.model import Alias, Kind

EXACT, NAME, ANY = "exact", "name", "any"
_LONGEST_ACRONYM = 6
_WORD = re.compile(r"[^\W_]+")


def is_acronym(text: str) -> bool:
    """Short, without a space, and mostly capitals: CPEC, REEs, ML-1, BoI."""
    if " " in text or text.islower():
        return False
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return len(letters) <= _LONGEST_ACRONYM and capitals >= 2 and capitals * 2 >= len(letters)


def is_short(text: str) -> bool:
    """Too short to be sure of in other letter case: three characters or fewer."""
    return len(text) <= 3


def case_rule(alias: Alias, kind: Kind | None) -> str:
    """How the letter case of a text must agree with ``alias``: exact, name or any."""
    if alias.case:
        return alias.case
    if alias.type == "acronym" or is_acronym(alias.text):
        return EXACT
    if kind is not None and kind.case and not is_short(alias.text):
        return kind.case
    if alias.text == alias.text.lower() and any(character.isalpha() for character in alias.text):
        return ANY
    return EXACT if is_short(alias.text) else NAME


def takes_plural(alias: Alias, case: str) -> bool:
    """Whether a plural -s may follow: common nouns and acronyms take one, names do not."""
    last = alias.text[-1:]
    return _has_case(last) and last not in "sS" and (case == ANY or is_acronym(alias.text))


def case_agrees(surface: str, alias: str, rule: str) -> bool:
    """Whether ``surface``, which equals ``alias`` when folded and so has its length, also agrees in letter case."""
    if rule == ANY or surface == alias:
        return True
    if rule == EXACT:
        return all(found.isupper() == wanted.isupper() for found, wanted in zip(surface, alias, strict=True))
    if surface.isupper():
        return True
    words = [match.span() for match in _WORD.finditer(alias)]
    proper = any(alias[start].isupper() and alias[start:end].lower() not in GENERIC for start, end in words)
    return all(_word_agrees(surface[start:end], alias[start:end], proper=proper) for start, end in words)


def _word_agrees(found: str, wanted: str, *, proper: bool) -> bool:
    """A name's word stands as written, capitalised or in capitals; a small word may be capitalised.

    In a name that is ``proper`` otherwise, a word that says what it is (port, project) may be small.
    """
    if found == wanted or found.isupper() or not _has_case(wanted[0]):
        return True
    if wanted[0].islower():
        return found[1:] == found[1:].lower()
    if proper and found.islower() and found in GENERIC:
        return True
    return found[0].isupper() and found[1:] in (wanted[1:], found[1:].lower())


def _has_case(character: str) -> bool:
    return character.lower() != character.upper()
