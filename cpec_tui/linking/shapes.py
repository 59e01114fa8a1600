"""The default rules of an alias, read off its shape and its kind, so that most aliases are one plain string."""

from __future__ import annotations

from cpec_tui.folding import fold, is_cjk
from cpec_tui.model import Alias, Kind

EXACT, NAME, ANY = "exact", "name", "any"
_LONGEST_ACRONYM = 6


def is_acronym(text: str) -> bool:
    """Short, without a space, and mostly capitals: CPEC, REEs, ML-1, BoI."""
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return " " not in text and len(letters) <= _LONGEST_ACRONYM and capitals >= 2 and capitals * 2 >= len(letters)


def is_short(text: str) -> bool:
    """Too short to be sure of in other letter case: three characters or fewer."""
    return len(text) <= 3


def case_rule(alias: Alias, kind: Kind | None) -> str:
    """How the letter case of a text must agree with ``alias``: exact, name or any."""
    if alias.case:
        return alias.case
    if is_acronym(alias.text):
        return EXACT
    if kind is not None and kind.case and not is_short(alias.text):
        return kind.case
    if alias.text == alias.text.lower() and any(character.isalpha() for character in alias.text):
        return ANY
    return EXACT if is_short(alias.text) and alias.text.isupper() else NAME


def takes_plural(alias: Alias, case: str) -> bool:
    """Whether a plural -s may follow: common nouns and acronyms take one, names do not."""
    last = alias.text[-1:]
    return (
        bool(last)
        and last.isalpha()
        and fold(last) != "s"
        and not is_cjk(last)
        and (case == ANY or is_acronym(alias.text))
    )


def case_agrees(surface: str, alias: str, rule: str) -> bool:
    """Whether ``surface``, which equals ``alias`` when folded, also agrees in letter case."""
    if rule == ANY or surface == alias:
        return True
    if rule == EXACT:
        return _letters(surface) == _letters(alias)
    if surface.isupper():
        return True
    return all(_word_agrees(found, wanted) for found, wanted in zip(_words(surface), _words(alias), strict=False))


def _word_agrees(found: str, wanted: str) -> bool:
    """A name's word stands as written, capitalised or in capitals; a small word may be capitalised."""
    if found == wanted or found.isupper():
        return True
    if wanted[:1].islower():
        return found.lower() == wanted.lower() and found[1:].lower() == found[1:]
    return found[:1].isupper() and (found[1:] == wanted[1:] or found[1:] == found[1:].lower())


def _words(text: str) -> list[str]:
    return "".join(character if character.isalnum() else " " for character in text).split()


def _letters(text: str) -> list[bool]:
    return [character.isupper() for character in text if character.isalpha()]
