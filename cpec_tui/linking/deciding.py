"""Which of several entities a form stands for: evidence in the document is weighed, the nearer the more.

Evidence for an entity is that it is named without doubt elsewhere, that its context words stand there, that entities
tied to it by a relation are named, that what its alias needs stands there. A small margin decides nothing; then all
other places of the same form in the document decide together, when they agree: a word keeps one sense within a
discourse (Gale, Church and Yarowsky 1992).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cpec_tui.folding import tokens
from cpec_tui.linking.context import Context, Place
from cpec_tui.linking.forms import Form

# How far a word may be from a form to count as beside it, in code points.
_BESIDE = 40
_LOCATIVE = frozenset({"in", "at", "near", "from", "to", "around", "across", "outside"})
# The best must have so many points, so many more than the next, and so many times as many.
_LEAST, _MARGIN, _TIMES = 1.0, 1.0, 1.4


@dataclass(frozen=True, slots=True)
class Weights:
    """The points that one thing gives beside a form, in its paragraph, elsewhere in the document, and at most."""

    beside: float
    paragraph: float
    document: float
    most: float


NAMED = Weights(5, 4, 2, 5)
RELATED = Weights(3, 1.5, 0.4, 4.5)
WORDS = Weights(4, 2.5, 0.8, 7.5)
NEEDS = Weights(2, 2, 1, 2)
PREPOSITION = 1.0
VERDICT = 6.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an entity at a place, and how many points it gives."""

    text: str
    points: float


def ranked(forms: Iterable[Form], place: Place, end: int, context: Context) -> list[tuple[float, Form]]:
    """The forms with the points of their entities, the best first."""
    scored = [(sum(one.points for one in evidence_for(form, place, end, context)), form) for form in forms]
    return sorted(scored, key=lambda one: -one[0])


def clear_winner(scored: Sequence[tuple[float, Form]]) -> Form | None:
    """The first of ``ranked`` forms when its lead is clear."""
    (best, form), (second, _) = scored[0], scored[1]
    return form if best >= _LEAST and best - second >= _MARGIN and best >= second * _TIMES else None


def evidence_for(form: Form, place: Place, end: int, context: Context) -> Iterator[Evidence]:
    """What in the document speaks for the entity of ``form`` at ``place``."""
    gazetteer = context.gazetteer
    yield from _weighed("named", [(form.entity, context.named.get(form.entity, []))], NAMED, place, end)
    related = sorted(gazetteer.related[form.entity])
    yield from _weighed("related", ((one, context.named.get(one, [])) for one in related), RELATED, place, end)
    words = gazetteer.entities[form.entity].context
    yield from _weighed("word", ((word, _places(word, context)) for word in words), WORDS, place, end)
    if form.alias.needs:
        yield from _weighed("needs", ((need, _places(need, context)) for need in form.alias.needs), NEEDS, place, end)
    if form.place and _behind_preposition(context.paragraphs[place[0]].text, place[1]):
        yield Evidence("stands behind a preposition of place", PREPOSITION)
    if (form.spelling, form.entity) in context.accepted:
        yield Evidence("a verdict accepts it elsewhere", VERDICT)


def _weighed(
    what: str, things: Iterable[tuple[str, Sequence[Place]]], weights: Weights, place: Place, end: int
) -> Iterator[Evidence]:
    left = weights.most
    for name, places in things:
        points = min(left, _points(places, weights, place, end)) if places else 0
        if points > 0:
            left -= points
            yield Evidence(f"{what} {name}", points)


def _points(places: Sequence[Place], weights: Weights, place: Place, end: int) -> float:
    """The points of the nearest of ``places``, the form itself left out."""
    number, start = place
    before, behind = bisect_left(places, place), bisect_left(places, (number, end))
    here = False
    if before and places[before - 1][0] == number:
        here = True
        if start - places[before - 1][1] <= _BESIDE:
            return weights.beside
    if behind < len(places) and places[behind][0] == number:
        here = True
        if places[behind][1] - end <= _BESIDE:
            return weights.beside
    if here:
        return weights.paragraph
    return weights.document if before or behind < len(places) else 0


def _places(name: str, context: Context) -> Sequence[Place]:
    """Where an entity is named without doubt, or where the last of the words stands that all stand in the document."""
    if name in context.gazetteer.ids:
        return context.named.get(name, [])
    places = [context.places_of_word(word) for word in tokens(name)]
    return min(places, key=len, default=[])


def _behind_preposition(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].split()
    return bool(before) and before[-1].lower() in _LOCATIVE
