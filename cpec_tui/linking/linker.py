"""The mentions of one document: candidates found, checked, decided by the document, overlaps settled.

A mention is a form that stands free and is spelled like its alias. What lies inside a longer mention is kept as nested;
of two that cross, the longer stays. Forms of several entities are decided by what else the document says (a definition,
another name); what it does not decide stays ambiguous.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpec_tui.linking.context import Candidate, Context
from cpec_tui.linking.gazetteer import Form, Gazetteer
from cpec_tui.linking.overlaps import Claim, settle
from cpec_tui.linking.rules import is_good
from cpec_tui.model import Mention, Paragraph, Status


@dataclass(frozen=True, slots=True)
class Linker:
    """Links texts with one gazetteer; it keeps no state between documents."""

    gazetteer: Gazetteer

    def link(self, paragraphs: Sequence[Paragraph]) -> list[list[Mention]]:
        """The mentions of each paragraph of one document, in order of their start, longer ones first."""
        found = [list(self._candidates(paragraph.text)) for paragraph in paragraphs]
        context = Context(paragraphs, self.gazetteer.ids)
        context.read(found)
        return [_mentions(number, candidates, context) for number, candidates in enumerate(found)]

    def _candidates(self, text: str) -> Iterator[Candidate]:
        """Every span of ``text`` where a form stands free, is spelled right and may stand beside its neighbours."""
        for start, end, forms in self.gazetteer.find(text):
            good = tuple(form for form in forms if is_good(text, start, end, form))
            if good:
                yield Candidate(start, end, text[start:end], good)


def _mentions(number: int, candidates: Sequence[Candidate], context: Context) -> list[Mention]:
    if not candidates:
        return []
    decided: list[tuple[Candidate, tuple[Form, ...]]] = []
    for candidate in candidates:
        place = (number, candidate.start)
        supported = tuple(form for form in candidate.forms if context.supports(form, place))
        if supported:
            decided.append((candidate, context.decide(candidate.surface, supported, place)))
    claims = [
        Claim(candidate.start, candidate.end, frozenset(form.entity for form in forms)) for candidate, forms in decided
    ]
    return [_mention(*decided[one], nested=nested) for one, nested in settle(claims)]


def _mention(candidate: Candidate, forms: tuple[Form, ...], *, nested: bool) -> Mention:
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
        nested,
    )
