"""The mentions of one document: candidates found, checked, supported by the document, overlaps settled, decided.

A mention is a form that stands free and is spelled like its alias. What lies inside a longer mention is kept as nested;
of two that cross, the longer stays. Forms of several entities are decided by what else the document says; what it does
not decide stays ambiguous.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cpec_tui.entities.verdicts import Rulings, Verdicts, placed
from cpec_tui.linking.context import Candidate, Context, Definition
from cpec_tui.linking.deciding import Claimed, clear_winner, ranked
from cpec_tui.linking.forms import Form, Origin
from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.linking.matching import Found
from cpec_tui.linking.overlaps import settle
from cpec_tui.linking.reasons import Why
from cpec_tui.linking.rules import legal_end, objection
from cpec_tui.linking.ruling import ruled
from cpec_tui.linking.shapes import EXACT
from cpec_tui.model import Alias, Mention, Paragraph, Status

# What speaks against a form by itself, and not where a longer name holds it.
_VOUCHED = frozenset({Why.NEEDS, Why.ONLY_AFTER, Why.NOT_BEFORE, Why.NOT_AFTER})
_LONGEST_NAME = 200
_NO_VERDICTS = Verdicts(())
# Hears why a form does not link at (paragraph, start, end).
Objections = dict[tuple[int, int, int], list[tuple[Form, Why]]]


@dataclass(frozen=True, slots=True)
class Linker:
    """Links texts with one gazetteer and what ``verdicts`` say; it keeps no state between documents."""

    gazetteer: Gazetteer
    verdicts: Verdicts = _NO_VERDICTS

    def link(self, paragraphs: Sequence[Paragraph], doc: str | None = None) -> list[list[Mention]]:
        """The mentions of each paragraph of one document, in order of their start, longer ones first.

        ``doc`` is its id; a text outside the corpus has none, and only verdicts on the whole corpus hold there.
        """
        return self.linking(paragraphs, doc).mentions()

    def linking(
        self, paragraphs: Sequence[Paragraph], doc: str | None = None, objections: Objections | None = None
    ) -> Linking:
        """One document about to be linked; ``objections``, when given, hears of everything that does not link."""
        rulings = placed(self.verdicts, paragraphs, doc or "") if self.verdicts.all else None
        return Linking(self.gazetteer, paragraphs, rulings or None, objections)


@dataclass(slots=True)
class Linking:
    """One document being linked; ``objections``, when given, hears of everything that does not link.

    ``claimed`` are the forms behind the mentions, by the number of the paragraph, once these were asked for.
    """

    gazetteer: Gazetteer
    paragraphs: Sequence[Paragraph]
    rulings: Rulings | None = None
    objections: Objections | None = None
    context: Context = field(init=False)
    claimed: dict[int, list[Claimed]] = field(default_factory=dict)
    _rejected: dict[int, list[Mention]] = field(default_factory=dict)
    _aside: dict[int, list[tuple[Candidate, Why]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.context = Context(self.paragraphs, self.gazetteer)

    def mentions(self) -> list[list[Mention]]:
        """The mentions of each paragraph, in order of their start, longer ones first."""
        texts = [paragraph.text for paragraph in self.paragraphs]
        places = self.gazetteer.find(texts)
        found = {
            number: self._candidates(number, texts[number], of_text) for number, of_text in enumerate(places) if of_text
        }
        if self.rulings is not None:
            for number in range(len(texts)):
                found[number] = self._ruled(number, found.get(number, []), self.rulings)
        self.context.read(found)
        self._add_defined(found)
        self.claimed = {number: self._claimed(number, found[number]) for number in sorted(found)}
        self._decide_all()
        result: list[list[Mention]] = [[] for _ in texts]
        for number, claimed in self.claimed.items():
            result[number] = [_mention(one) for one in claimed]
        for number, rejected in self._rejected.items():
            result[number] = sorted([*result[number], *rejected], key=lambda one: (one.start, -one.end))
        return result

    def _ruled(self, number: int, candidates: Sequence[Candidate], rulings: Rulings) -> list[Candidate]:
        after = ruled(number, self.paragraphs[number], candidates, rulings, self.gazetteer)
        for candidate, form, why in after.fallen:
            self._object(number, candidate.start, candidate.end, form, why)
        for one in after.candidates:
            if one.forms[0].origin is Origin.VERDICT:
                self.context.accepted |= {(one.surface, form.entity) for form in one.forms}
        if after.rejected:
            self._rejected[number] = after.rejected
        return after.candidates

    def _candidates(self, number: int, text: str, places: Sequence[Found]) -> list[Candidate]:
        """The ``places`` in ``text`` where a form stands free, is spelled right and has the right neighbours."""
        good: dict[tuple[int, int], tuple[Form, ...]] = {}
        for start, end, forms in places:
            for form in forms:
                why = objection(text, start, end, form)
                if why is None:
                    span = (start, legal_end(text, end) if form.firm else end)
                    good[span] = (*good.get(span, ()), form)
                else:
                    self._refuse(number, Candidate(start, end, text[start:end], (form,)), form, why)
        return [Candidate(start, end, text[start:end], _direct(forms)) for (start, end), forms in good.items()]

    def _object(self, number: int, start: int, end: int, form: Form, why: Why) -> None:
        if self.objections is not None:
            self.objections.setdefault((number, start, end), []).append((form, why))

    def _add_defined(self, found: dict[int, list[Candidate]]) -> None:
        """Add the places of acronyms that the document defines for an entity which does not list them."""
        new: dict[str, Definition] = {}
        for short, definitions in self.context.definitions.items():
            listed = self.gazetteer.owners_of(short)
            fresh = [one for one in definitions if one.owners and not one.owners & listed]
            if fresh:
                new[short] = fresh[0]
        if not new:
            return
        shorts = "|".join(re.escape(short) for short in sorted(new, key=len, reverse=True))
        pattern = re.compile(rf"(?<![\w'’])(?:{shorts})(?=s?(?!\w))")
        for number, paragraph in enumerate(self.paragraphs):
            taken = {(one.start, one.end) for one in found.get(number, ())}
            for match in pattern.finditer(paragraph.text):
                definition = new[match.group()]
                candidate = self._defined_at(match, definition)
                if (number, match.start()) >= definition.place and (candidate.start, candidate.end) not in taken:
                    found.setdefault(number, []).append(candidate)
                    self.context.plain.pop(number, None)

    def _defined_at(self, match: re.Match[str], definition: Definition) -> Candidate:
        entity = min(definition.owners)
        text, short = match.string, match.group()
        plural = text[match.end() : match.end() + 1] == "s"
        alias = Alias(short, type="acronym")
        kind = self.gazetteer.entities[entity].kind
        form = Form(entity, kind, alias, short, EXACT, Origin.DEFINITION, plural)
        end = match.end() + plural
        return Candidate(match.start(), end, text[match.start() : end], (form,))

    def _claimed(self, number: int, candidates: Sequence[Candidate]) -> list[Claimed]:
        """The candidates of a paragraph that are supported and stand beside and inside each other."""
        plain = self.context.plain.get(number)
        if plain is not None and self.objections is None and number not in self._aside and not self.context.definitions:
            return [Claimed(candidate, candidate.forms, nested) for candidate, nested in plain]
        supported = [fit for candidate in candidates if (fit := self._supported(number, candidate)) is not None]
        supported = self._vouched(number, supported)
        standing = settle([candidate.claim for candidate in supported])
        if self.objections is not None:
            self._tell_covered(number, supported, {one.number: one.owners for one in standing})
        return [
            Claimed(supported[one.number], _one_each(supported[one.number].of(one.owners)), one.nested)
            for one in standing
        ]

    def _supported(self, number: int, candidate: Candidate) -> Candidate | None:
        """The candidate with the forms that the document supports; what it defines needs no other support."""
        forms = candidate.forms
        place = (number, candidate.start)
        definition = self.context.definition(candidate.surface, place, plural=forms[0].plural)
        if definition is not None and forms[0].origin is not Origin.VERDICT:
            kept = tuple(form for form in forms if form.entity in definition.owners)
            self._object_all(number, candidate, (form for form in forms if form not in kept), Why.DEFINED)
            return candidate if len(kept) == len(forms) else candidate._replace(forms=kept) if kept else None
        if len(forms) == 1 and not forms[0].asks_document:
            return candidate
        fit = []
        for form in forms:
            why = self.context.objection(form, place, candidate.end)
            if why is None:
                fit.append(form)
            else:
                self._refuse(number, candidate, form, why)
        return candidate._replace(forms=tuple(fit)) if fit else None

    def _refuse(self, number: int, candidate: Candidate, form: Form, why: Why) -> None:
        """Set a form aside; a longer name around it may still vouch for it."""
        if why in _VOUCHED and not form.short and candidate.surface[:1].isupper():
            self._aside.setdefault(number, []).append((candidate._replace(forms=(form,)), why))
        else:
            self._object(number, candidate.start, candidate.end, form, why)

    def _vouched(self, number: int, supported: list[Candidate]) -> list[Candidate]:
        """``supported`` with what was set aside and stands inside a longer name: a part of a name needs no support."""
        aside = self._aside.pop(number, [])
        if not aside:
            return supported
        spans = {(one.start, one.end): at for at, one in enumerate(supported)}
        standing = [supported[one.number] for one in settle([one.claim for one in supported])]
        starts = [one.start for one in standing]
        for candidate, why in aside:
            first = bisect_left(starts, candidate.start - _LONGEST_NAME)
            near = standing[first : bisect_right(starts, candidate.start)]
            if not any(candidate.end <= one.end and len(one.surface) > len(candidate.surface) for one in near):
                self._object(number, candidate.start, candidate.end, candidate.forms[0], why)
            elif (at := spans.get((candidate.start, candidate.end))) is not None:
                supported[at] = supported[at]._replace(forms=(*supported[at].forms, *candidate.forms))
            else:
                spans[candidate.start, candidate.end] = len(supported)
                supported.append(candidate)
        return supported

    def _object_all(self, number: int, candidate: Candidate, forms: Iterable[Form], why: Why) -> None:
        if self.objections is not None:
            for form in forms:
                self._object(number, candidate.start, candidate.end, form, why)

    def _tell_covered(self, number: int, supported: Sequence[Candidate], owners: dict[int, frozenset[str]]) -> None:
        for at, candidate in enumerate(supported):
            kept = owners.get(at, frozenset())
            crossed = not kept and any(_cross(candidate, other) for n, other in enumerate(supported) if n in owners)
            for form in candidate.forms:
                if form.entity not in kept:
                    self._object(number, candidate.start, candidate.end, form, Why.CROSSES if crossed else Why.SAME)

    def _decide_all(self) -> None:
        """Decide what may be several entities, where the document decides."""
        senses: dict[str, set[str]] = {}
        open_places = [
            (number, at)
            for number, claimed in self.claimed.items()
            for at, one in enumerate(claimed)
            if len(one.forms) > 1
        ]
        for number, at in open_places:
            decided = self.claimed[number][at] = self._decide(number, self.claimed[number][at])
            if len(decided.forms) == 1:
                senses.setdefault(decided.candidate.surface, set()).add(decided.forms[0].entity)
        for number, at in open_places:
            self.claimed[number][at] = _in_one_sense(self.claimed[number][at], senses)

    def _decide(self, number: int, claimed: Claimed) -> Claimed:
        candidate = claimed.candidate
        scored = ranked(claimed, number, self.context)
        winner = clear_winner(claimed, scored)
        if winner is None:
            # The first is what the nearest evidence leans to.
            return claimed._replace(forms=tuple(form for _, form in scored))
        self._object_all(number, candidate, (form for form in claimed.forms if form is not winner), Why.OUTWEIGHED)
        return claimed._replace(forms=(winner,), weighed=True)


def _direct(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """What was listed as it stands comes before a plural made by rule."""
    if len(forms) == 1:
        return forms
    return tuple(form for form in forms if not form.plural) or forms


def _one_each(candidate: Candidate) -> tuple[Form, ...]:
    """One form for each entity: the one that is spelled as the text is, else the first."""
    if len(candidate.forms) == 1:
        return candidate.forms
    chosen: dict[str, Form] = {}
    for form in sorted(candidate.forms, key=lambda form: form.spelling != candidate.surface):
        chosen.setdefault(form.entity, form)
    return tuple(chosen.values())


def _cross(one: Candidate, other: Candidate) -> bool:
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end


def _in_one_sense(claimed: Claimed, senses: dict[str, set[str]]) -> Claimed:
    """What is open, but leans to the one sense that the same form has elsewhere in the document, takes it."""
    sense = senses.get(claimed.candidate.surface)
    if len(claimed.forms) == 1 or sense is None or len(sense) > 1:
        return claimed
    if claimed.forms[0].entity not in sense:
        return claimed
    return claimed._replace(forms=claimed.forms[:1], weighed=True)


def _mention(claimed: Claimed) -> Mention:
    forms, candidate = claimed.forms, claimed.candidate
    first, span = forms[0], (candidate.start, candidate.end, candidate.surface)
    if len(forms) == 1:
        return Mention(*span, Status.LINKED, first.entity, (), first.kind, first.alias.text, claimed.nested)
    entities = tuple(sorted(form.entity for form in forms))
    kind = first.kind if all(form.kind == first.kind for form in forms) else None
    return Mention(*span, Status.AMBIGUOUS, None, entities, kind, first.alias.text, claimed.nested)
