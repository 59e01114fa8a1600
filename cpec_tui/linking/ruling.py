"""Verdicts on mentions, applied before anything is decided: what people said counts more than any rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cpec_tui.entities.verdicts import Rulings
from cpec_tui.linking.context import Candidate
from cpec_tui.linking.forms import Form, Origin
from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.linking.reasons import Why
from cpec_tui.linking.shapes import EXACT
from cpec_tui.model import Alias, Mention, Paragraph, Status

Objection = tuple[Candidate, Form, Why]


@dataclass(frozen=True, slots=True)
class Ruled:
    """The candidates of a paragraph after the verdicts, the spans that were rejected whole, and what fell."""

    candidates: list[Candidate]
    rejected: list[Mention]
    fallen: list[Objection]


def ruled(number: int, paragraph: Paragraph, candidates: Iterable[Candidate], by: Rulings, all_of: Gazetteer) -> Ruled:
    """Apply the verdicts ``by`` which paragraph ``number`` is ruled to its ``candidates``."""
    result = Ruled([], [], [])
    left = {(start, end): entity for one, start, end, entity in by.forced if one == number and entity in all_of.ids}
    for candidate in candidates:
        accepted, rejected = by.at(number, candidate.start, candidate.end, candidate.surface)
        forced = left.pop((candidate.start, candidate.end), None)
        chosen = frozenset((forced,)) if forced is not None else accepted & all_of.ids
        if chosen:
            result.candidates.append(_accepted(candidate, chosen, all_of))
            result.fallen.extend(
                (candidate, form, Why.OVERRULED) for form in candidate.forms if form.entity not in chosen
            )
        elif rejected:
            _reject(candidate, rejected, result)
        else:
            result.candidates.append(candidate)
    for (start, end), entity in left.items():
        surface = paragraph.text[start:end]
        result.candidates.append(Candidate(start, end, surface, (_verdict_form(surface, entity, all_of),)))
    return result


def _accepted(candidate: Candidate, chosen: frozenset[str], all_of: Gazetteer) -> Candidate:
    """The candidate for the ``chosen`` entities, whatever their aliases ask for."""
    known = {form.entity: form for form in reversed(candidate.forms)}
    forms = tuple(
        replace(known[entity], origin=Origin.VERDICT, asks_document=False, asks_neighbours=False)
        if entity in known
        else _verdict_form(candidate.surface, entity, all_of)
        for entity in sorted(chosen)
    )
    return candidate._replace(forms=forms)


def _verdict_form(surface: str, entity: str, all_of: Gazetteer) -> Form:
    return Form(entity, all_of.entities[entity].kind, Alias(surface), surface, EXACT, Origin.VERDICT)


def _reject(candidate: Candidate, rejected: frozenset[str], result: Ruled) -> None:
    result.fallen.extend((candidate, form, Why.REJECTED) for form in candidate.forms if form.entity in rejected)
    kept = tuple(form for form in candidate.forms if form.entity not in rejected)
    if kept:
        result.candidates.append(candidate._replace(forms=kept))
        return
    entities = tuple(sorted(candidate.owners))
    alias = candidate.forms[0].alias.text
    result.rejected.append(
        Mention(candidate.start, candidate.end, candidate.surface, Status.REJECTED, None, entities, None, alias)
    )
