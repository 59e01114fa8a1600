"""Why a span is a mention, whom else it might have meant, or why it is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpec_tui.linking.context import Definition
from cpec_tui.linking.deciding import Claimed, Evidence, evidence_for
from cpec_tui.linking.forms import Form, Origin
from cpec_tui.linking.linker import Linker, Linking, Objections
from cpec_tui.linking.reasons import Why
from cpec_tui.model import Alias, Mention, Paragraph

_MADE_BY = {
    Origin.NAME: "its name",
    Origin.ALIAS: "its alias",
    Origin.VARIANT: "another spelling, made by rule, of",
    Origin.SURNAME: "the last word of a full name, by rule",
    Origin.DEFINITION: "short for it by a definition in the document",
    Origin.VERDICT: "accepted by a verdict",
}
_OF_AN_ALIAS = (Origin.NAME, Origin.ALIAS, Origin.VARIANT)


@dataclass(frozen=True, slots=True)
class Story:
    """What became of one form of an entity at a span.

    ``rule`` says what made the form; ``objection`` why it did not link, None when it did or may have; ``evidence`` is
    what the document has for the entity there, given where several entities were weighed.
    """

    entity: str
    form: str
    rule: str
    objection: str | None
    evidence: tuple[Evidence, ...] = ()

    @property
    def points(self) -> float:
        """All evidence together."""
        return sum(one.points for one in self.evidence)


@dataclass(frozen=True, slots=True)
class Account:
    """A span with its mention, when it is one, and the stories of all forms that stand there, the linked one first."""

    start: int
    end: int
    surface: str
    mention: Mention | None
    stories: tuple[Story, ...]


def accounts(linker: Linker, paragraphs: Sequence[Paragraph], number: int, doc: str | None = None) -> list[Account]:
    """An account of every span of paragraph ``number`` (from 0) where any form stands, in order, longer ones first."""
    objections: Objections = {}
    linking = linker.linking(paragraphs, doc, objections)
    mentions = {(one.start, one.end): one for one in linking.mentions()[number]}
    standing = linking.claimed.get(number, [])
    claimed = {(one.candidate.start, one.candidate.end): one for one in standing}
    refused = {span[1:]: stories for span, stories in objections.items() if span[0] == number}
    found = []
    for start, end in sorted({*mentions, *refused}, key=lambda span: (span[0], -span[1])):
        teller = _Teller(linking, number, start, end)
        covering = {one.entity for one in mentions.values() if one.start <= start and end <= one.end}
        mine, here = mentions.get((start, end)), claimed.get((start, end))
        told = [
            *teller.standing(here),
            *(
                story
                for story in teller.refused(refused.get((start, end), []), here)
                # What links there anyway, or lies in a longer name of the same entity, needs no account.
                if story.entity not in covering
            ),
        ]
        if told or mine is not None:
            surface = paragraphs[number].text[start:end]
            found.append(Account(start, end, surface, mine, tuple(_once(told))))
    return found


def _once(stories: Sequence[Story]) -> Iterator[Story]:
    """Of the forms of one entity that fell for the same reason, the first."""
    seen = set()
    for story in stories:
        key = story.entity, story.objection
        if key not in seen:
            seen.add(key)
            yield story


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells what became of the forms at one span."""

    linking: Linking
    number: int
    start: int
    end: int

    def standing(self, claimed: Claimed | None) -> Iterator[Story]:
        """Of the forms that link there, or may."""
        if claimed is not None:
            weighed = claimed.weighed or len(claimed.forms) > 1
            yield from (self._story(form, None, claimed if weighed else None) for form in claimed.forms)

    def refused(self, objections: Sequence[tuple[Form, Why]], claimed: Claimed | None) -> Iterator[Story]:
        """Of those that do not."""
        for form, why in objections:
            yield self._story(form, self._because(form, why), claimed if why is Why.OUTWEIGHED else None)

    def _story(self, form: Form, objection: str | None, weighed: Claimed | None) -> Story:
        evidence = tuple(evidence_for(form, weighed, self.number, self.linking.context)) if weighed else ()
        made = _MADE_BY[form.origin]
        rule = f"{made} “{form.alias.text}”" if form.origin in _OF_AN_ALIAS else made
        definition = self._definition(form)
        if definition is not None and form.entity in definition.owners and form.origin in _OF_AN_ALIAS:
            rule += f"; the document defines it so: “{definition.words}”, ¶{definition.place[0] + 1}"
        spelled = form.spelling + ("s" if form.plural else "")
        return Story(form.entity, spelled, rule, objection, evidence)

    def _definition(self, form: Form) -> Definition | None:
        surface = self.linking.paragraphs[self.number].text[self.start : self.end]
        return self.linking.context.definition(surface, (self.number, self.start), plural=form.plural)

    def _because(self, form: Form, why: Why) -> str:
        detail = self._detail(form, why)
        return f"{why.value}: {detail}" if detail else why.value

    def _detail(self, form: Form, why: Why) -> str:
        alias = form.alias
        if why is Why.DEFINED:
            definition = self._definition(form)
            return f"“{definition.words}”, ¶{definition.place[0] + 1}" if definition else ""
        if why is Why.NEEDS:
            return f"{_listed(alias.needs)} in the {alias.within or 'document'}"
        return _LISTS[why](alias) if why in _LISTS else form.title if why is Why.NO_TITLE else ""


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)


def _not_before(alias: Alias) -> str:
    return _listed(alias.not_before)


def _not_after(alias: Alias) -> str:
    return _listed(alias.not_after)


def _only_after(alias: Alias) -> str:
    return _listed(alias.only_after)


def _case(alias: Alias) -> str:
    return f"the alias is written “{alias.text}”"


_LISTS = {
    Why.NOT_BEFORE: _not_before,
    Why.NOT_AFTER: _not_after,
    Why.ONLY_AFTER: _only_after,
    Why.CASE: _case,
}
