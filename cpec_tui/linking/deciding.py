"""Which of several entities a form stands for: evidence in the document is weighed, the nearer the more.

Evidence for an entity is that it is named without doubt elsewhere, that its context words stand there, that entities
tied to it by a relation are named, that what its alias needs stands there. A small margin decides nothing; then all
other places of the same form in the document decide together, when they agree: a word keeps one sense within a
discourse (Gale, Church and Yarowsky 1992).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cpec_tui.folding import tokens
from cpec_tui.linking.context import Candidate, Context
from cpec_tui.linking.forms import Form
from cpec_tui.linking.lookup import Place
from cpec_tui.model import Span

# How far a word may be from a form to count as beside it, in code points.
_BESIDE = 40
_PLACES = frozenset(
    """
    town city village district tehsil port valley area region outskirts bazaar bazar streets
    people residents villagers inhabitants citizens hospital
    """.split()
)
_LOCATIVE = frozenset({"in", "at", "near", "from", "to", "around", "across", "outside", "through", "via", "off"})
# The best must have so many points, and so many more than the next, or a share of its own when that is more.
_LEAST, _MARGIN, _SHARE = 1.0, 1.0, 0.15


class Claimed(NamedTuple):
    """A candidate that stands, with one form for each entity that it may be; ``weighed`` when there were several."""

    candidate: Candidate
    forms: tuple[Form, ...]
    nested: bool
    weighed: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """The points that a thing gives beside a form, in its sentence, its paragraph, the document, and all at most."""

    beside: float
    sentence: float
    paragraph: float
    document: float
    most: float


NAMED = Weights(5, 4, 3, 2, 5)
RELATED = Weights(3, 2, 1, 0.4, 5)
WORDS = Weights(4, 3, 1.2, 0.6, 8)
NEEDS = Weights(2, 2, 1.5, 1, 2)
PREPOSITION = 1.0
TOWN_OF = 10.0
IN_A_NAME = 10.0
VERDICT = 6.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an entity at a place, and how many points it gives."""

    text: str
    points: float


def ranked(claimed: Claimed, number: int, context: Context) -> list[tuple[float, Form]]:
    """The forms of what is claimed in paragraph ``number`` with the points of their entities, the best first."""
    scored = [(sum(one.points for one in evidence_for(form, claimed, number, context)), form) for form in claimed.forms]
    return sorted(scored, key=lambda one: -one[0])


def clear_winner(claimed: Claimed, scored: Sequence[tuple[float, Form]]) -> Form | None:
    """The first of ``ranked`` forms when its lead is clear; in a longer name the place, when just one form is one."""
    places = [form for form in claimed.forms if form.place]
    if claimed.nested and len(places) == 1:
        return places[0]
    (best, form), (second, _) = scored[0], scored[1]
    return form if best >= _LEAST and best - second >= max(_MARGIN, best * _SHARE) else None


def evidence_for(form: Form, claimed: Claimed, number: int, context: Context) -> Iterator[Evidence]:
    """What in the document speaks for the entity of ``form`` where it is ``claimed`` in paragraph ``number``."""
    gazetteer = context.gazetteer
    candidate = claimed.candidate
    place = _Around((number, candidate.start), candidate.end, context.text.sentence((number, candidate.start)))
    yield from _weighed("named", [(form.entity, context.named.get(form.entity, []))], NAMED, place)
    related = sorted(gazetteer.related[form.entity])
    yield from _weighed("related", ((one, context.named.get(one, [])) for one in related), RELATED, place)
    words = gazetteer.entities[form.entity].context
    yield from _weighed("word", ((word, _places(word, context)) for word in words), WORDS, place)
    if form.alias.needs:
        yield from _weighed("needs", ((need, _places(need, context)) for need in form.alias.needs), NEEDS, place)
    if form.place:
        yield from _of_a_place(context.paragraphs[number].text, claimed)
    if (form.spelling, form.entity) in context.accepted:
        yield Evidence("a verdict accepts it elsewhere", VERDICT)


def _of_a_place(text: str, claimed: Claimed) -> Iterator[Evidence]:
    before = text[max(0, claimed.candidate.start - 24) : claimed.candidate.start].lower().split()
    behind = re.findall(r"\w+", text[claimed.candidate.end : claimed.candidate.end + 16].lower())[:1]
    if claimed.nested:
        yield Evidence("is the place in a longer name", IN_A_NAME)
    elif before[-2:-1] and before[-1] == "of" and before[-2] in _PLACES:
        yield Evidence(f"stands behind “{before[-2]} of”", TOWN_OF)
    elif behind and behind[0] in _PLACES:
        yield Evidence(f"stands before “{behind[0]}”", TOWN_OF)
    elif before and before[-1] in _LOCATIVE:
        yield Evidence(f"stands behind “{before[-1]}”", PREPOSITION)


@dataclass(frozen=True, slots=True)
class _Around:
    """A form with its sentence."""

    place: Place
    end: int
    sentence: Span


def _weighed(
    what: str, things: Iterable[tuple[str, Sequence[Place]]], weights: Weights, around: _Around
) -> Iterator[Evidence]:
    left = weights.most
    for name, places in things:
        points = min(left, _points(places, weights, around)) if places else 0
        if points > 0:
            left -= points
            yield Evidence(f"{what} {name}", points)


def _points(places: Sequence[Place], weights: Weights, around: _Around) -> float:
    """The points of the nearest of ``places``, the form itself left out."""
    number, start = around.place
    before, behind = bisect_left(places, around.place), bisect_left(places, (number, around.end))
    near = [
        offset for one, offset in (*places[max(0, before - 1) : before], *places[behind : behind + 1]) if one == number
    ]
    if any(offset - start >= -_BESIDE and offset - around.end <= _BESIDE for offset in near):
        return weights.beside
    if any(around.sentence[0] <= offset < around.sentence[1] for offset in near):
        return weights.sentence
    if near:
        return weights.paragraph
    return weights.document if before or behind < len(places) else 0


def _places(name: str, context: Context) -> Sequence[Place]:
    """Where an entity is named without doubt, or where the last of the words stands that all stand in the document."""
    if name in context.gazetteer.ids:
        return context.named.get(name, [])
    places = [context.text.places_of_need(word) for word in tokens(name)]
    return min(places, key=len, default=[])
