"""The mentions of one document: candidates found, checked, supported by the document, overlaps settled, decided.

A mention is a form that stands free and is spelled like its alias. What lies inside a longer mention is kept as nested;
of two that cross, the longer stays. Forms of several entities are decided by what else the document says; what it does
not decide stays ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

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
from cpec_tui.linking.shapes import ANY, EXACT
from cpec_tui.model import Alias, Mention, Paragraph, Status

# What speaks against a form by itself, and not where a longer name holds it.
_VOUCHED = frozenset({Why.NEEDS, Why.ONLY_AFTER, Why.NOT_BEFORE, Why.NOT_AFTER})
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

    ``claimed`` are the forms behind the mentions, paragraph by paragraph, once these were asked for.
    """

    gazetteer: Gazetteer
    paragraphs: Sequence[Paragraph]
    rulings: Rulings | None = None
    objections: Objections | None = None
    context: Context = field(init=False)
    claimed: list[list[Claimed]] = field(default_factory=list)
    _rejected: dict[int, list[Mention]] = field(default_factory=dict)
    _aside: dict[int, list[tuple[Candidate, Why]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.context = Context(self.paragraphs, self.gazetteer)

    def mentions(self) -> list[list[Mention]]:
        """The mentions of each paragraph, in order of their start, longer ones first."""
        texts = [paragraph.text for paragraph in self.paragraphs]
        places = self.gazetteer.find(texts)
        found = [
            self._candidates(number, texts[number], of_text) if of_text else [] for number, of_text in enumerate(places)
        ]
        if self.rulings is not None:
            found = [self._ruled(number, candidates, self.rulings) for number, candidates in enumerate(found)]
        if not any(found) and not self._aside:
            return [self._rejected.get(number, []) for number in range(len(found))]
        self.context.read(found)
        self._add_defined(found)
        claimed = [
            self._claimed(number, candidates) if candidates or number in self._aside else []
            for number, candidates in enumerate(found)
        ]
        self.claimed = self._decided(claimed)
        return [self._mentions(number, of_paragraph) for number, of_paragraph in enumerate(self.claimed)]

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

    def _mentions(self, number: int, claimed: Sequence[Claimed]) -> list[Mention]:
        mentions = [_mention(one) for one in claimed]
        rejected = self._rejected.get(number)
        return sorted([*mentions, *rejected], key=lambda one: (one.start, -one.end)) if rejected else mentions

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

    def _add_defined(self, found: list[list[Candidate]]) -> None:
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
            taken = {(one.start, one.end) for one in found[number]}
            for match in pattern.finditer(paragraph.text):
                candidate = self._defined_at(match, new[match.group()])
                if (number, match.start()) >= new[match.group()].place and (
                    candidate.start,
                    candidate.end,
                ) not in taken:
                    found[number].append(candidate)

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
            return candidate if len(kept) == len(forms) else replace(candidate, forms=kept) if kept else None
        if len(forms) == 1 and not forms[0].asks_document:
            return candidate
        fit = []
        for form in forms:
            why = self.context.objection(form, place, candidate.end)
            if why is None:
                fit.append(form)
            else:
                self._refuse(number, candidate, form, why)
        return replace(candidate, forms=tuple(fit)) if fit else None

    def _refuse(self, number: int, candidate: Candidate, form: Form, why: Why) -> None:
        """Set a form aside; a longer name around it may still vouch for it."""
        if why in _VOUCHED and not form.short and form.case != ANY:
            self._aside.setdefault(number, []).append((replace(candidate, forms=(form,)), why))
        else:
            self._object(number, candidate.start, candidate.end, form, why)

    def _vouched(self, number: int, supported: list[Candidate]) -> list[Candidate]:
        """``supported`` with what was set aside and stands inside a longer name: a part of a name needs no support."""
        aside = self._aside.pop(number, [])
        if not aside:
            return supported
        spans = {(one.start, one.end): at for at, one in enumerate(supported)}
        standing = [supported[one.number] for one in settle([one.claim for one in supported])]
        for candidate, why in aside:
            around = any(
                one.start <= candidate.start
                and candidate.end <= one.end
                and one.end - one.start > len(candidate.surface)
                for one in standing
            )
            if not around:
                self._object(number, candidate.start, candidate.end, candidate.forms[0], why)
            elif (at := spans.get((candidate.start, candidate.end))) is not None:
                supported[at] = replace(supported[at], forms=(*supported[at].forms, *candidate.forms))
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

    def _decided(self, claimed: Sequence[Sequence[Claimed]]) -> list[list[Claimed]]:
        """The same, those of several entities decided where the document decides."""
        senses: dict[str, set[str]] = {}
        decided: list[Sequence[Claimed]] = []
        for number, of_paragraph in enumerate(claimed):
            if all(len(one.forms) == 1 for one in of_paragraph):
                decided.append(of_paragraph)
                continue
            decided.append([self._decide(number, one) if len(one.forms) > 1 else one for one in of_paragraph])
            for before, after in zip(of_paragraph, decided[-1], strict=True):
                if len(before.forms) > 1 and len(after.forms) == 1:
                    senses.setdefault(before.candidate.surface, set()).add(after.forms[0].entity)
        return [[_in_one_sense(one, senses) for one in of_paragraph] for of_paragraph in decided]

    def _decide(self, number: int, claimed: Claimed) -> Claimed:
        candidate = claimed.candidate
        scored = ranked(claimed, number, self.context)
        winner = clear_winner(claimed, scored)
        if winner is None:
            # The first is what the nearest evidence leans to.
            return replace(claimed, forms=tuple(form for _, form in scored))
        self._object_all(number, candidate, (form for form in claimed.forms if form is not winner), Why.OUTWEIGHED)
        return replace(claimed, forms=(winner,), weighed=True)


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
    return replace(claimed, forms=claimed.forms[:1], weighed=True)


def _mention(claimed: Claimed) -> Mention:
    forms, candidate = claimed.forms, claimed.candidate
    first = forms[0]
    linked = len(forms) == 1
    return Mention(
        candidate.start,
        candidate.end,
        candidate.surface,
        Status.LINKED if linked else Status.AMBIGUOUS,
        first.entity if linked else None,
        () if linked else tuple(sorted(form.entity for form in forms)),
        first.kind if len({form.kind for form in forms}) == 1 else None,
        first.alias.text,
        claimed.nested,
    )
