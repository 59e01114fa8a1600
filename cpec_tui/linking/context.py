"""What a document says that decides about its forms: who is named without doubt, what it defines, its words."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz

from cpec_tui.folding import fold, tokens
from cpec_tui.linking.definitions import bracketed, defined_after, defined_before, long_form, stands_for
from cpec_tui.linking.forms import Form
from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.linking.lookup import Lookup, Place
from cpec_tui.linking.overlaps import Claim, settle
from cpec_tui.linking.reasons import Why
from cpec_tui.linking.rules import name_before, name_behind
from cpec_tui.linking.titles import BESIDE_NAMES
from cpec_tui.model import Paragraph, Role

# How like a name of an entity the words before a bracket must be to be a name of it that nobody listed.
_ALIKE = 85
_LONGEST_TITLE = 40
# "The other Brook", "a Brook": one of several.
_ANOTHER = re.compile(r"\b(?:an?|another|other|one) $")
_NOBODY: frozenset[str] = frozenset()
_HEADINGS = (Role.TITLE, Role.HEADING)


class Candidate(NamedTuple):
    """A span where each of ``forms`` may stand: free, rightly spelled, beside the right neighbours.

    A tuple, since there are very many.
    """

    start: int
    end: int
    surface: str
    forms: tuple[Form, ...]

    @property
    def owners(self) -> frozenset[str]:
        """The entities that it may stand for."""
        return frozenset(form.entity for form in self.forms)

    @property
    def claim(self) -> Claim:
        """What it claims."""
        if len(self.forms) == 1:
            owners = frozenset((self.forms[0].entity,))
            return Claim(self.start, self.end, owners, owners if self.forms[0].person else _NOBODY)
        people = frozenset(form.entity for form in self.forms if form.person)
        places = frozenset(form.entity for form in self.forms if form.place)
        return Claim(self.start, self.end, self.owners, people, places)

    def of(self, owners: frozenset[str]) -> Candidate:
        """The same, for those ``owners`` only."""
        if len(self.forms) == 1:
            return self
        return self._replace(forms=tuple(form for form in self.forms if form.entity in owners))


@dataclass(frozen=True, slots=True)
class Definition:
    """What an acronym means from ``place`` on: one of ``owners``; none of ours when there are none."""

    place: Place
    owners: frozenset[str]
    words: str


@dataclass
class Context:
    """One document, as far as it decides about its candidates.

    ``named`` says where each entity is named without doubt, ``plain`` what stands in each paragraph (and whether it is
    nested) in which no form needs any support or has several owners.
    """

    paragraphs: Sequence[Paragraph]
    gazetteer: Gazetteer
    named: dict[str, list[Place]] = field(default_factory=dict)
    plain: dict[int, list[tuple[Candidate, bool]]] = field(default_factory=dict)
    definitions: dict[str, list[Definition]] = field(default_factory=dict)
    accepted: set[tuple[str, str]] = field(default_factory=set)
    _bearers: dict[str, list[Place]] = field(default_factory=dict)
    text: Lookup = field(init=False)
    _small: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = Lookup(self.paragraphs)

    def read(self, found: Mapping[int, Sequence[Candidate]]) -> None:
        """Take in the candidates of each paragraph that has any, but for forms that need support themselves."""
        sure = {number: self._sure(number, found[number]) for number in sorted(found)}
        bracketed_in = [number for number, paragraph in enumerate(self.paragraphs) if "(" in paragraph.text]
        if bracketed_in and found:
            asked = {form.spelling for of_one in found.values() for candidate in of_one for form in candidate.forms}
            for number in bracketed_in:
                self._define(number, sure.get(number, ()), asked)

        for place, entity in list(self._supported(found)):
            insort(self.named.setdefault(entity, []), place)

    def _supported(self, found: Mapping[int, Sequence[Candidate]]) -> Iterator[tuple[Place, str]]:
        """Where names stand that need support, and have it: they are named there as well."""
        for number, candidates in found.items():
            for one in candidates if number not in self.plain else ():
                form, place = one.forms[0], (number, one.start)
                if not form.asks_document or form.short or len(one.owners) > 1:
                    continue
                defined = self.definition(one.surface, place, plural=form.plural)
                if (form.entity in defined.owners) if defined else self.objection(form, place, one.end) is None:
                    yield place, form.entity

    def _sure(self, number: int, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The candidates that are named without doubt; notes where."""
        plain = all(len(one.forms) == 1 and not one.forms[0].asks_document for one in candidates)
        if plain and len(candidates) == 1:
            self.plain[number] = [(candidates[0], False)]
            self.named.setdefault(candidates[0].forms[0].entity, []).append((number, candidates[0].start))
            return list(candidates)
        sure = list(candidates) if plain else _undisputed(candidates)
        standing = settle([one.claim for one in sure])
        if plain:
            self.plain[number] = [(sure[one.number], one.nested) for one in standing]
            found = [candidate for candidate, _ in self.plain[number]]
        else:
            found = [sure[one.number].of(one.owners) for one in standing]
        doubtful = () if plain else {(one.start, one.end) for one in candidates if len(one.owners) > 1}
        for one in found:
            if (one.start, one.end) not in doubtful and (plain or len(one.owners) == 1):
                self.named.setdefault(one.forms[0].entity, []).append((number, one.start))
        return found

    def _define(self, number: int, sure: Sequence[Candidate], asked: set[str]) -> None:
        """Note what a paragraph defines: names with their acronym, then acronyms behind words that are no name."""
        paragraph = self.paragraphs[number]
        brackets = list(bracketed(paragraph.text))
        settled: set[int] = set()
        for candidate in sure:
            found = defined_before(paragraph.text, candidate.start, candidate.end)
            if found is None and brackets:
                found = defined_after(paragraph.text, candidate.end, paragraph.residue)
            if found is not None and self._spells(found[0], candidate):
                settled.add(found[1][0])
                self._add(found[0], (number, found[1][0]), candidate.owners, candidate.surface)
        for short, (start, _), bracket in brackets:
            if start not in settled and (short in asked or short.rstrip("s") in asked):
                self._define_foreign(number, short, start, bracket, sure)

    def _define_foreign(self, number: int, short: str, start: int, bracket: int, sure: Sequence[Candidate]) -> None:
        text = self.paragraphs[number].text
        span = long_form(text, bracket, short)
        if span is None:
            return
        words = text[slice(*span)]
        owners = self.gazetteer.owners_of(short)
        inside = {
            owner
            for one in sure
            if one.start < span[1] and span[0] < one.end
            for owner in one.owners
            if owner in owners
        }
        alike = {owner for owner in owners if self._is_like(words, owner)}
        self._add(short, (number, start), frozenset(alike or inside), words)

    def _is_like(self, words: str, entity: str) -> bool:
        folded = fold(words)
        return any(
            fuzz.token_sort_ratio(folded, fold(form.spelling)) >= _ALIKE
            for form in self.gazetteer.forms[entity]
            if " " in form.spelling
        )

    def _spells(self, short: str, candidate: Candidate) -> bool:
        """Whether ``short`` behind a name can be short for it: listed as a form of it, or made of its letters."""
        owners = self.gazetteer.owners_of(short)
        return candidate.surface != short and (bool(candidate.owners & owners) or stands_for(short, candidate.surface))

    def _add(self, short: str, place: Place, owners: frozenset[str], words: str) -> None:
        self.definitions.setdefault(short, []).append(Definition(place, owners, words))

    def definition(self, surface: str, place: Place, *, plural: bool = False) -> Definition | None:
        """The definition of ``surface`` in force at ``place``: the last before, else what all later ones agree on."""
        if not self.definitions:
            return None
        singular = surface[:-1] if plural else surface
        found = self.definitions.get(surface) or self.definitions.get(singular) or []
        before = [definition for definition in found if definition.place <= place]
        if before:
            return before[-1]
        return found[0] if len({definition.owners for definition in found}) == 1 else None

    def objection(self, form: Form, place: Place, end: int) -> Why | None:
        """What speaks in the document against ``form`` at ``place``; None when it gives all that the alias asks for."""
        if not form.asks_document:
            return None
        alias = form.alias
        introduced = form.short and self._is_introduced(form.entity, place)
        if alias.only_after and not introduced:
            if not any(self._stands_before(name, place) for name in alias.only_after):
                return Why.ONLY_AFTER
        elif form.short and not introduced:
            return Why.FULL_NAME
        if form.short and self._is_of_another_name(place, end):
            return Why.OTHER_NAME
        if form.short and self._is_nearer_to_another(form, place) and not self._is_titled(form, place, end):
            return Why.OTHER_BEARER
        if alias.needs and not any(self._has(need, place, alias.within) for need in alias.needs):
            return Why.NEEDS
        return None

    def _is_introduced(self, entity: str, place: Place) -> bool:
        """Whether the full name stands before; for a headline, which is read first, in the text below it."""
        places = self.named.get(entity)
        if not places:
            return False
        return places[0] < place or (self._is_headline(place[0]) and places[-1][0] > place[0])

    def _is_headline(self, number: int) -> bool:
        return number == 0 or self.paragraphs[number].role in _HEADINGS

    def _is_of_another_name(self, place: Place, end: int) -> bool:
        """Whether a capitalised word beside a surname makes it the name of somebody else."""
        text = self.paragraphs[place[0]].text
        if _ANOTHER.search(text, max(0, place[1] - _LONGEST_TITLE), place[1]):
            return True
        return any(word is not None for word in self._names_beside(text, place[1], end))

    def _names_beside(self, text: str, start: int, end: int) -> tuple[str | None, str | None]:
        """The words before and behind a span that may belong to one name with it.

        A title is none, nor is another entity's name that a hyphen joins ("Xi-Zardari talks").
        """
        before, behind = name_before(text, start), name_behind(text, end)
        return (
            None if before is None or self._is_apart(before, text[start - 1]) else before,
            None if behind is None or self._is_apart(behind, text[end]) else behind,
        )

    def _is_apart(self, word: str, joint: str) -> bool:
        return self._is_common(word) or (joint == "-" and bool(self.gazetteer.owners_of(word)))

    def _is_titled(self, form: Form, place: Place, end: int) -> bool:
        """Whether right there a text stands that the alias takes for enough: a title with the name."""
        text = fold(self.paragraphs[place[0]].text[max(0, place[1] - _LONGEST_TITLE) : end])
        return any(text.endswith(fold(one)) for one in form.alias.only_after if one not in self.gazetteer.ids)

    def _is_nearer_to_another(self, form: Form, place: Place) -> bool:
        """Whether somebody unknown of that surname is named in the paragraph, and the full name is not."""
        if not any(other[0] == place[0] for other in self._other_bearers(form.spelling)):
            return False
        return not any(named[0] == place[0] and named < place for named in self.named.get(form.entity, ()))

    def _other_bearers(self, surname: str) -> list[Place]:
        """Where a surname is a part of a name that no entity has."""
        if surname not in self._bearers:
            found = []
            for number, start in self.text.places_of_word(fold(surname)):
                text = self.paragraphs[number].text
                before, behind = self._names_beside(text, start, start + len(surname))
                names = [(before, surname)] if before is not None else []
                names += [(surname, behind)] if behind is not None else []
                if names and self.gazetteer.pairs.isdisjoint(names):
                    found.append((number, start))
            self._bearers[surname] = found
        return self._bearers[surname]

    def _is_common(self, word: str) -> bool:
        """Whether a capitalised word is no name: a title, a day, or one that the document writes small elsewhere."""
        lowered = word.rstrip(".").lower()
        if lowered not in self._small:
            self._small[lowered] = lowered in BESIDE_NAMES or self.text.writes_small(lowered)
        return self._small[lowered]

    def _stands_before(self, name: str, place: Place) -> bool:
        if name in self.gazetteer.ids:
            return bool(self.named.get(name)) and self.named[name][0] < place
        first = self.text.first_place(name)
        return first is not None and first < place

    def _has(self, need: str, place: Place, within: str | None) -> bool:
        """Whether an entity, or what lies in it, is named, or all words stand; in the document or in the paragraph."""
        in_paragraph = within == "paragraph"
        if need in self.gazetteer.ids:
            named = (self.named[one] for one in self.gazetteer.inside[need] if one in self.named)
            return any(not in_paragraph or stands_in(places, place[0]) for places in named)
        wanted = tokens(need)
        places = [self.text.places_of_need(word) for word in wanted]
        return bool(wanted) and all(stands_in(of_word, place[0]) if in_paragraph else of_word for of_word in places)


def stands_in(places: Sequence[Place], number: int) -> bool:
    """Whether one of ``places``, in order, is in paragraph ``number``."""
    at = bisect_left(places, (number, 0))
    return at < len(places) and places[at][0] == number


def _undisputed(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that would stand without any support, with only the forms that need none."""
    sure: list[Candidate] = []
    for candidate in candidates:
        if not any(form.asks_document for form in candidate.forms):
            sure.append(candidate)
        elif forms := tuple(form for form in candidate.forms if not form.asks_document):
            sure.append(candidate._replace(forms=forms))
    return sure
