"""The gazetteer: every form of every entity of a corpus, ready to be found in texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from cpec_tui.linking.forms import Form, forms_of
from cpec_tui.linking.matching import Found, InsideMatcher, WordMatcher
from cpec_tui.model import Entity, Kind

# The relations by which one entity lies in another, so that naming the one speaks for the other.
_LYING_IN = frozenset({"part of", "located in", "capital of"})


class Gazetteer:
    """All forms of a set of entities, ready to be found in text; they are made when they are asked for."""

    def __init__(self, entities: Iterable[Entity], kinds: Mapping[str, Kind]) -> None:
        """Compile ``entities``; their kinds give default rules."""
        self.entities = {entity.id: entity for entity in entities}
        self.ids = frozenset(self.entities)
        self.kinds = dict(kinds)

    @cached_property
    def forms(self) -> dict[str, tuple[Form, ...]]:
        """The forms of each entity."""
        return {entity: self.forms_of(entity) for entity in self.entities}

    def forms_of(self, entity: str) -> tuple[Form, ...]:
        """The forms of one entity, made anew; none for an unknown id."""
        one = self.entities.get(entity)
        return () if one is None else tuple(forms_of(one, self.kinds.get(one.kind)))

    @cached_property
    def _words(self) -> WordMatcher:
        return WordMatcher(form for forms in self.forms.values() for form in forms)

    @cached_property
    def _inside(self) -> InsideMatcher:
        return InsideMatcher(form for forms in self.forms.values() for form in forms)

    @cached_property
    def digest(self) -> str:
        """Changes with everything that decides links, and with nothing else."""
        state = hashlib.blake2b(digest_size=16)
        for entity in self.entities.values():
            state.update(self.signature(entity.id).encode("utf-8", "surrogatepass"))
        return state.hexdigest()

    def signature(self, entity: str) -> str:
        """All of an entity that decides links, in any form that two gazetteers share."""
        one = self.entities[entity]
        kind = self.kinds.get(one.kind)
        rules = None if kind is None else (kind.case, kind.schema)
        return repr((one.id, one.kind, one.name, one.aliases, one.context, sorted(self.related[entity]), rules))

    @cached_property
    def related(self) -> dict[str, frozenset[str]]:
        """The entities that a relation, of either side, ties to each."""
        found: dict[str, set[str]] = {entity: set() for entity in self.entities}
        for entity in self.entities.values():
            for relation in entity.relations:
                if relation.to in found and relation.to != entity.id:
                    found[entity.id].add(relation.to)
                    found[relation.to].add(entity.id)
        return {entity: frozenset(others) for entity, others in found.items()}

    @cached_property
    def inside(self) -> dict[str, frozenset[str]]:
        """Each entity with all that lies in it, at any depth: what is `part of`, `located in` or `capital of` it."""
        around: dict[str, set[str]] = {
            entity.id: {relation.to for relation in entity.relations if relation.type in _LYING_IN}
            for entity in self.entities.values()
        }
        found: dict[str, set[str]] = {entity: {entity} for entity in self.entities}
        for entity in self.entities:
            seen, left = {entity}, [entity]
            while left:
                for outer in around.get(left.pop(), ()):
                    if outer in found and outer not in seen:
                        seen.add(outer)
                        left.append(outer)
                        found[outer].add(entity)
        return {entity: frozenset(parts) for entity, parts in found.items()}

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every two words that stand beside each other in a form."""
        spellings = {form.spelling for forms in self.forms.values() for form in forms}
        return frozenset(pair for spelling in spellings for pair in pairwise(spelling.split(" ")))

    def owners_of(self, spelling: str) -> frozenset[str]:
        """The entities that have a form spelled just so."""
        return self._owners.get(spelling, frozenset())

    @cached_property
    def _owners(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for entity, forms in self.forms.items():
            for form in forms:
                found.setdefault(form.spelling + ("s" if form.plural else ""), set()).add(entity)
        return {spelling: frozenset(owners) for spelling, owners in found.items()}

    def find(self, texts: Sequence[str]) -> list[list[Found]]:
        """For each text every place where a form may stand, unchecked: (start, end, forms), overlapping ones too."""
        found, cjk = self._words.find(texts)
        if self._inside.is_of_use(cjk=cjk):
            for text, places in zip(texts, found, strict=True):
                places.extend(self._inside.find(text))
        return found
