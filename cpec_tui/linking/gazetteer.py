"""The gazetteer: every form of every entity, compiled into Aho-Corasick automata over folded text.

The automaton (Aho and Corasick, 1975) finds all forms in one pass whose cost hardly grows with their number. Forms of
words are looked for with the spaces around them, in text where all else is spaces too, so that "US" is not tried in
"must"; forms that may stand inside words (Chinese, ``boundary: none``) have an automaton of their own. Folding keeps
the length, so the offsets are those of the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import ahocorasick_rs

from cpec_tui.folding import fold, is_cjk, spaced
from cpec_tui.linking.forms import Form, forms_of
from cpec_tui.model import Entity, Kind

_SURROGATES = re.compile("[\ud800-\udfff]")

Found = tuple[int, int, tuple[Form, ...]]


class Gazetteer:
    """All forms of a set of entities, ready to be found in text; ``digest`` changes with all that decides links."""

    def __init__(self, entities: Iterable[Entity], kinds: Mapping[str, Kind]) -> None:
        """Compile ``entities``; their kinds give default rules."""
        self.entities = {entity.id: entity for entity in entities}
        self.ids = frozenset(self.entities)
        self.kinds = dict(kinds)
        self.forms: dict[str, tuple[Form, ...]] = {}
        by_pattern: dict[str, list[Form]] = {}
        for entity in self.entities.values():
            forms = tuple(forms_of(entity, kinds.get(entity.kind)))
            self.forms[entity.id] = forms
            for form in forms:
                by_pattern.setdefault(pattern_of(form.spelling) + ("s" if form.plural else ""), []).append(form)
        self._words = _Automaton(by_pattern, in_words=False)
        self._inside = _Automaton(by_pattern, in_words=True)

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

    def find(self, text: str) -> Iterator[Found]:
        """Every place where a form may stand in ``text``, unchecked: (start, end, forms), overlapping ones too."""
        yield from self._words.find(text)
        if self._inside:
            yield from self._inside.find(text)


class _Automaton:
    """The forms that stand as words of their own, or those that may stand ``in_words``."""

    def __init__(self, by_pattern: Mapping[str, list[Form]], *, in_words: bool) -> None:
        self._in_words = in_words
        chosen: dict[str, list[Form]] = {}
        for pattern, forms in by_pattern.items():
            key = pattern if in_words else f" {spaced(pattern)} "
            fit = [form for form in forms if _stands_in_words(form) is in_words]
            if fit:
                chosen.setdefault(key, []).extend(fit)
        self._forms = [tuple(forms) for forms in chosen.values()]
        # Most texts have none of the characters of Chinese names.
        self._skips_ascii = in_words and not any(key.isascii() for key in chosen)
        self._automaton = ahocorasick_rs.AhoCorasick(list(chosen)) if chosen else None

    def __bool__(self) -> bool:
        return self._automaton is not None

    def find(self, text: str) -> Iterator[Found]:
        """Every place of a form in ``text``."""
        if self._automaton is None or not text:
            return
        if self._skips_ascii and text.isascii():
            return
        if self._in_words:
            for number, start, end in self._automaton.find_matches_as_indexes(pattern_of(text), overlapping=True):
                yield start, end, self._forms[number]
            return
        for number, start, end in self._automaton.find_matches_as_indexes(f" {spaced(text)} ", overlapping=True):
            yield start, end - 2, self._forms[number]


def pattern_of(text: str) -> str:
    """``text`` as forms are compared: folded, hyphens as spaces, lone surrogates replaced; the length stays."""
    folded = fold(text).replace("-", " ")
    return folded if folded.isascii() else _SURROGATES.sub("\ufffd", folded)


def _stands_in_words(form: Form) -> bool:
    return form.alias.boundary == "none" or any(map(is_cjk, form.spelling)) or not spaced(form.spelling).strip()
