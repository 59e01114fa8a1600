"""What a document says that decides about its forms: definitions, entities named without doubt, words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cpec_tui.folding import tokens
from cpec_tui.linking.definitions import defined_after
from cpec_tui.linking.gazetteer import Form, pattern_of, spelling_of
from cpec_tui.linking.overlaps import Claim, settle
from cpec_tui.linking.rules import stands_free
from cpec_tui.model import Paragraph

# A paragraph by its number in the document, and an offset in it.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span where each of ``forms`` may stand: free, rightly spelled, beside the right neighbours."""

    start: int
    end: int
    surface: str
    forms: tuple[Form, ...]

    @property
    def owners(self) -> frozenset[str]:
        """The entities that it may stand for."""
        return frozenset(form.entity for form in self.forms)


@dataclass(frozen=True, slots=True)
class _Definition:
    place: Place
    owners: frozenset[str]


@dataclass(slots=True)
class Context:
    """One document, as far as it decides about its candidates."""

    paragraphs: Sequence[Paragraph]
    entities: frozenset[str]
    _first: dict[str, Place] = field(default_factory=dict)
    _definitions: dict[str, list[_Definition]] = field(default_factory=dict)
    _text_places: dict[str, Place | None] = field(default_factory=dict)
    _words: frozenset[str] | None = None
    _patterns: list[str] | None = None

    def read(self, found: Sequence[Sequence[Candidate]]) -> None:
        """Take in the candidates of each paragraph, but for forms that need support themselves."""
        for number, candidates in enumerate(found):
            paragraph = self.paragraphs[number]
            for candidate in _undisputed(candidates) if candidates else ():
                owners = candidate.owners
                if len(owners) == 1:
                    self._first.setdefault(candidate.forms[0].entity, (number, candidate.start))
                definition = defined_after(paragraph.text, candidate.end, paragraph.residue)
                if definition is not None:
                    short, (start, _) = definition
                    self._definitions.setdefault(short, []).append(_Definition((number, start), owners))

    def supports(self, form: Form, place: Place) -> bool:
        """Whether the document gives what the alias asks for at ``place`` (``needs``, ``only_after``)."""
        if not form.asks_document:
            return True
        alias = form.alias
        if alias.only_after and not any(self._stands_before(name, place) for name in alias.only_after):
            return False
        return not alias.needs or any(self._has(need) for need in alias.needs)

    def decide(self, surface: str, forms: tuple[Form, ...], place: Place) -> tuple[Form, ...]:
        """Of ``forms`` that may stand at ``place`` one for each entity that stays possible.

        A definition decides, else which of the entities is named without doubt elsewhere.
        """
        if len(forms) == 1:
            return forms
        by_entity: dict[str, Form] = {}
        for form in sorted(forms, key=lambda form: form.spelling != surface):
            by_entity.setdefault(form.entity, form)
        if len(by_entity) > 1:
            for support in (self._defined(surface, place, plural=forms[0].plural), self._first.keys()):
                named = by_entity.keys() & support
                if len(named) == 1:
                    return (by_entity[named.pop()],)
        return tuple(by_entity.values())

    def _defined(self, surface: str, place: Place, *, plural: bool) -> frozenset[str]:
        """Whom the definition in force at ``place`` names: the last one before, else what all later ones agree on."""
        singular = surface[:-1] if plural else surface
        definitions = self._definitions.get(surface) or self._definitions.get(singular) or []
        before = [definition for definition in definitions if definition.place <= place]
        if before:
            return before[-1].owners
        owners = {definition.owners for definition in definitions}
        return owners.pop() if len(owners) == 1 else frozenset()

    def _stands_before(self, name: str, place: Place) -> bool:
        first = self._first.get(name) if name in self.entities else self._text_place(name)
        return first is not None and first < place

    def _has(self, need: str) -> bool:
        """Whether an entity is named, or all words stand in the document."""
        if need in self._first:
            return True
        if self._words is None:
            self._words = frozenset(word for paragraph in self.paragraphs for word in tokens(paragraph.text))
        wanted = tokens(need)
        return bool(wanted) and self._words.issuperset(wanted)

    def _text_place(self, name: str) -> Place | None:
        """Where a text first stands in the document, as words of its own."""
        if name not in self._text_places:
            self._text_places[name] = next(self._places(pattern_of(spelling_of(name))), None)
        return self._text_places[name]

    def _places(self, wanted: str) -> Iterator[Place]:
        if self._patterns is None:
            self._patterns = [pattern_of(paragraph.text) for paragraph in self.paragraphs]
        for number, pattern in enumerate(self._patterns):
            start = pattern.find(wanted) if wanted else -1
            while start >= 0:
                if stands_free(self.paragraphs[number].text, start, start + len(wanted), None):
                    yield number, start
                start = pattern.find(wanted, start + 1)


def _undisputed(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that would stand without any support, with only the forms that need none."""
    sure: list[Candidate] = []
    for candidate in candidates:
        if not any(form.asks_document for form in candidate.forms):
            sure.append(candidate)
        elif forms := tuple(form for form in candidate.forms if not form.asks_document):
            sure.append(replace(candidate, forms=forms))
    standing = settle([Claim(one.start, one.end, one.owners) for one in sure])
    return [sure[number] for number, _ in standing]
