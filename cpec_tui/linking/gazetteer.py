"""The gazetteer: every alias of every entity, compiled into one Aho-Corasick automaton over folded text.

The automaton (Aho and Corasick, 1975) finds all forms in one pass whose cost hardly grows with their number. It runs
over ``fold``-ed text with hyphens as spaces; folding keeps the length, so its offsets are offsets of the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import ahocorasick_rs

from cpec_tui.folding import DASHES, fold
from cpec_tui.linking.shapes import case_rule, takes_plural
from cpec_tui.model import Alias, Entity, Kind
from cpec_tui.reading.canonical import canonicalize

_EDGES = " " + DASHES
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Form:
    """One alias as the matcher knows it: whose it is, how its case must agree, and whether a plural -s was added.

    ``spelling`` is the alias as canonical text, without the added -s. ``asks_document`` says that it links only when
    something else in the document supports it, ``asks_neighbours`` that the words beside it matter.
    """

    entity: str
    kind: str
    alias: Alias
    spelling: str
    case: str
    plural: bool
    asks_document: bool
    asks_neighbours: bool


class Gazetteer:
    """All forms of a set of entities, ready to be found in text; ``digest`` changes with any of them."""

    def __init__(self, entities: Iterable[Entity], kinds: Mapping[str, Kind]) -> None:
        """Compile ``entities``; their kinds give default case rules."""
        by_pattern: dict[str, list[Form]] = {}
        state = hashlib.blake2b(digest_size=16)
        ids = set()
        for entity in entities:
            ids.add(entity.id)
            kind = kinds.get(entity.kind)
            state.update(repr((entity.id, entity.kind, entity.name, entity.aliases, kind and kind.case)).encode())
            for form in _forms(entity, kind):
                pattern = pattern_of(form.spelling) + ("s" if form.plural else "")
                by_pattern.setdefault(pattern, []).append(form)
        self.digest = state.hexdigest()
        self.ids = frozenset(ids)
        self._forms = [_direct(forms) for forms in by_pattern.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(list(by_pattern)) if by_pattern else None

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[Form, ...]]]:
        """Every place where a form stands in ``text``, unchecked: (start, end, forms), overlapping ones too."""
        if self._automaton is None or not text:
            return
        for pattern, start, end in self._automaton.find_matches_as_indexes(pattern_of(text), overlapping=True):
            yield start, end, self._forms[pattern]


def pattern_of(text: str) -> str:
    """``text`` as the automaton sees it: folded, hyphens as spaces, lone surrogates replaced; the length stays."""
    folded = fold(text).replace("-", " ")
    return folded if folded.isascii() else _SURROGATES.sub("\ufffd", folded)


def spelling_of(text: str) -> str:
    """An alias as it would stand in canonical text; white space and hyphens at its ends are no part of it."""
    return canonicalize(text).text.strip(_EDGES)


def _forms(entity: Entity, kind: Kind | None) -> Iterator[Form]:
    # An alias that repeats the name is the name with rules.
    aliases = {entity.name: Alias(entity.name)} | {alias.text: alias for alias in entity.aliases}
    for alias in aliases.values():
        spelling = spelling_of(alias.text)
        if spelling:
            shaped = replace(alias, text=spelling)
            case = case_rule(shaped, kind)
            asks = bool(alias.needs or alias.only_after), bool(alias.not_before or alias.not_after)
            singular = Form(entity.id, entity.kind, alias, spelling, case, False, *asks)
            yield singular
            if takes_plural(shaped, case):
                yield replace(singular, plural=True)


def _direct(forms: list[Form]) -> tuple[Form, ...]:
    """What was listed as it stands comes before a plural made by rule."""
    return tuple(form for form in forms if not form.plural) or tuple(forms)
