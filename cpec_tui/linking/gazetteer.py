"""The gazetteer: every alias of every entity, compiled into one Aho-Corasick automaton over folded text.

The automaton (Aho and Corasick, 1975) finds all forms in one pass whose cost hardly grows with their number. It runs
over ``fold``-ed text with hyphens as spaces; folding keeps the length, so its offsets are offsets of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import ahocorasick_rs

from cpec_tui.folding import fold
from cpec_tui.linking.shapes import case_rule, takes_plural
from cpec_tui.model import Alias, Entity, Kind


@dataclass(frozen=True, slots=True)
class Form:
    """One alias as the matcher knows it: whose it is, how its case must agree, and whether a plural -s was added."""

    entity: str
    kind: str
    alias: Alias
    case: str
    plural: bool
    full_name: bool


class Gazetteer:
    """All forms of a set of entities, ready to be found in text."""

    def __init__(self, entities: Iterable[Entity], kinds: Mapping[str, Kind]) -> None:
        """Compile ``entities``; their kinds give default case rules."""
        by_pattern: dict[str, list[Form]] = {}
        self.names: dict[str, tuple[str, ...]] = {}
        for entity in entities:
            self.names[entity.id] = (entity.name, *(alias.text for alias in entity.aliases))
            for form in _forms(entity, kinds.get(entity.kind)):
                pattern = pattern_of(form.alias.text) + ("s" if form.plural else "")
                if pattern.strip():
                    by_pattern.setdefault(pattern, []).append(form)
        self._forms = list(by_pattern.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(by_pattern)) if by_pattern else None

    def find(self, text: str) -> Iterator[tuple[int, int, list[Form]]]:
        """Every place where a form stands in ``text``, unchecked: (start, end, forms), overlapping ones too."""
        if self._automaton is None or not text:
            return
        for pattern, start, end in self._automaton.find_matches_as_indexes(pattern_of(text), overlapping=True):
            yield start, end, self._forms[pattern]


def pattern_of(text: str) -> str:
    """``text`` as the automaton sees it: folded, hyphens as spaces; the length stays."""
    return fold(text).replace("-", " ")


def _forms(entity: Entity, kind: Kind | None) -> Iterator[Form]:
    seen: set[str] = set()
    for number, alias in enumerate((Alias(entity.name), *entity.aliases)):
        if alias.text in seen:
            continue
        seen.add(alias.text)
        case = case_rule(alias, kind)
        yield Form(entity.id, entity.kind, alias, case, plural=False, full_name=number == 0)
        if takes_plural(alias, case):
            yield Form(entity.id, entity.kind, alias, case, plural=True, full_name=number == 0)
