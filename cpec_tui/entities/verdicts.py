"""Verdicts: what a person decided about mentions, found again in texts that were edited since, and applied.

Nothing here guesses: a verdict on one place holds only where all that was noted of the place agrees.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cpec_tui.entities.anchoring import (
    CONTEXT,
    Anchor,
    Place,
    canonical,
    context_of,
    equal_places,
    hinted,
    occurrences,
    same,
    settle,
    stands_free,
)
from cpec_tui.model import Located, Paragraph, Scope, Standing, Verdict, address_of

Ids = frozenset[str]
# Paragraph (its index, from 0), start, end, entity.
Forced = tuple[int, int, int, str]

_NOBODY: Ids = frozenset()
# The standings in which a verdict is applied.
APPLIED = (Standing.EXACT, Standing.MOVED)


class Verdicts:
    """All verdicts of a corpus, arranged so that those for one document are found at once."""

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        """``verdicts`` are known by their number in this order, from 0."""
        self.all = tuple(verdicts)
        self.of_document: dict[str, list[int]] = defaultdict(list)
        self.everywhere: dict[str, list[Verdict]] = defaultdict(list)
        for number, verdict in enumerate(self.all):
            if verdict.scope is Scope.CORPUS:
                self.everywhere[same(verdict.form)].append(verdict)
            elif verdict.document is not None:
                self.of_document[verdict.document].append(number)
        self.accepted_everywhere = [form for form, ruled in self.everywhere.items() if any(v.accepted for v in ruled)]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What verdicts say of the mentions of one document.

    ``forced`` are the spans that a verdict makes a mention, whether or not an alias is found there; ``standings`` says
    what became of each verdict on this document, by its number.
    """

    places: Mapping[Place, Sequence[Verdict]] = field(default_factory=dict)
    forms: Mapping[str, Sequence[Verdict]] = field(default_factory=dict)
    everywhere: Mapping[str, Sequence[Verdict]] = field(default_factory=dict)
    forced: tuple[Forced, ...] = ()
    standings: Mapping[int, Located] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is any verdict that may hold here."""
        return bool(self.places or self.forms or self.everywhere)

    def at(self, paragraph: int, start: int, end: int, surface: str) -> tuple[Ids, Ids]:
        """The entities that a span is decided to be, and those that it is decided not to be.

        ``paragraph`` is an index from 0. One place goes before the document, the document before the corpus: what is
        said of nearer by is not taken back by what is said further off. Several are accepted only where verdicts of the
        same reach contradict each other.
        """
        if not self:
            return _NOBODY, _NOBODY
        form = same(surface)
        accepted = rejected = _NOBODY
        for ruled in (
            self.places.get(Place(paragraph, start, end), ()),
            self.forms.get(form, ()),
            self.everywhere.get(form, ()),
        ):
            if ruled:
                here = frozenset(verdict.accepted for verdict in ruled if verdict.accepted) - rejected
                rejected |= frozenset(verdict.rejected for verdict in ruled if verdict.rejected) - accepted
                accepted = accepted or here
        return accepted, rejected


_NOTHING = Rulings()


def placed(verdicts: Verdicts, paragraphs: Sequence[Paragraph], doc: str) -> Rulings:
    """The verdicts that hold in the document ``doc``, whose paragraphs these are."""
    own = verdicts.of_document.get(doc, ())
    if not own and not verdicts.everywhere:
        return _NOTHING
    if not own and not verdicts.accepted_everywhere:
        return Rulings(everywhere=verdicts.everywhere)
    texts = [same(paragraph.text) for paragraph in paragraphs]
    places: dict[Place, list[Verdict]] = defaultdict(list)
    forms: dict[str, list[Verdict]] = defaultdict(list)
    standings: dict[int, Located] = {}
    for number in own:
        verdict = verdicts.all[number]
        standing, place = _settled(verdict, paragraphs, texts)
        standings[number] = _located(standing, place, paragraphs, doc)
        if verdict.scope is Scope.DOCUMENT:
            forms[same(verdict.form)].append(verdict)
        elif place is not None and standing in APPLIED:
            places[place].append(verdict)
    forced_forms = [form for form, ruled in forms.items() if any(one.accepted for one in ruled)]
    rulings = Rulings(places, forms, verdicts.everywhere, (), standings)
    found = {*places, *_standing_free((*forced_forms, *verdicts.accepted_everywhere), texts)}
    forced = sorted(_forced(rulings, sorted(found, key=_in_order), texts))
    return Rulings(places, forms, verdicts.everywhere, tuple(forced), standings)


def _in_order(place: Place) -> tuple[int, int, int]:
    return place.index, place.start, place.end


def _settled(verdict: Verdict, paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> tuple[Standing, Place | None]:
    if verdict.scope is Scope.MENTION:
        return settle(_anchor(verdict, paragraphs), texts)
    first = next(iter(_standing_free((same(verdict.form),), texts)), None)
    return (Standing.LOST if first is None else Standing.EXACT), first


def _anchor(verdict: Verdict, paragraphs: Sequence[Paragraph]) -> Anchor:
    ordinal = hinted(verdict.address)
    hint = next((index for index, one in enumerate(paragraphs) if one.ordinal == ordinal), None)
    before = None if verdict.before is None else same(_with_its_ends(verdict.before).rstrip())[-CONTEXT:]
    after = None if verdict.after is None else same(_with_its_ends(verdict.after).lstrip())[:CONTEXT]
    return Anchor(
        same(verdict.form), before, after, verdict.occurrence, hint if ordinal is None or hint is not None else -1
    )


def _with_its_ends(noted: str) -> str:
    """Canonical text with the spaces at its ends: at the far end one is a part of the context as any letter is."""
    text = canonical(noted)
    return f"{' ' * noted[:1].isspace()}{text}{' ' * noted[-1:].isspace()}" if text else ""


def _located(standing: Standing, place: Place | None, paragraphs: Sequence[Paragraph], doc: str) -> Located:
    """Where a verdict is; of what changed, also what stands around it now."""
    if place is None:
        return Located(standing)
    paragraph = paragraphs[place.index]
    before, after = context_of(paragraph.text, place.start, place.end)
    around = f"{before}{paragraph.text[place.start : place.end]}{after}" if standing is Standing.CHANGED else ""
    return Located(standing, address_of(doc, paragraph.ordinal), place.start, place.end, around)


def _standing_free(forms: Iterable[str], texts: Sequence[str]) -> Iterator[Place]:
    """Every place where one of ``forms`` is a word of its own; all of the first form before those of the next."""
    for form in forms:
        for index, text in enumerate(texts):
            for start in occurrences(form, text):
                if stands_free(text, start, start + len(form)):
                    yield Place(index, start, start + len(form))


def _forced(rulings: Rulings, places: Iterable[Place], texts: Sequence[str]) -> Iterator[Forced]:
    for place in places:
        surface = texts[place.index][place.start : place.end]
        accepted, _ = rulings.at(place.index, place.start, place.end, surface)
        if len(accepted) == 1:
            (entity,) = accepted
            yield place.index, place.start, place.end, entity


def stands_in(form: str, texts_with: Callable[[str], Iterable[str]]) -> bool:
    """Whether ``form`` stands somewhere; ``texts_with`` gives the paragraphs that have some characters in them."""
    wanted = same(form)
    # What is written in one way only.
    part = max(re.split("['-]", wanted), key=len)
    return any(next(_standing_free((wanted,), (same(text),)), None) for text in texts_with(part))


def on_mention(verdict: Verdict, paragraphs: Sequence[Paragraph], doc: str, place: Place) -> Verdict:
    """``verdict`` as one on the mention at ``place``: its form, what stands around it, and its address.

    Where there are several places like it in the document, it notes which of them is meant.
    """
    paragraph = paragraphs[place.index]
    before, after = context_of(paragraph.text, place.start, place.end)
    found = replace(
        verdict,
        scope=Scope.MENTION,
        form=paragraph.text[place.start : place.end],
        document=doc,
        before=before,
        after=after,
        occurrence=None,
        address=address_of(doc, paragraph.ordinal),
    )
    equal = equal_places(_anchor(found, paragraphs), [same(one.text) for one in paragraphs])
    if len(equal) > 1 and place in equal:
        return replace(found, occurrence=(equal.index(place) + 1, len(equal)))
    return found


def verdict_item(verdict: Verdict) -> dict[str, str]:
    """``verdict`` as an item of index/verdicts.yaml, its keys in order; what it does not say is left out."""
    number, of = verdict.occurrence or (0, 0)
    item = {
        "verdict": verdict.decision.value,
        "entity": verdict.entity,
        "to": verdict.to,
        "form": verdict.form,
        "scope": None if verdict.scope is Scope.MENTION else verdict.scope.value,
        "document": verdict.document,
        "before": verdict.before,
        "after": verdict.after,
        "occurrence": f"{number} of {of}" if of else None,
        "address": verdict.address,
        "date": verdict.date,
        "note": verdict.note,
    }
    return {key: value for key, value in item.items() if value is not None}


def digest(verdicts: Sequence[Verdict]) -> str:
    """Changes with anything that decides about mentions; empty when there is no verdict."""
    if not verdicts:
        return ""
    said = [
        (one.decision, one.entity, one.to, one.form, one.scope, one.document, one.before, one.after, one.occurrence,
         one.address)
        for one in verdicts
    ]  # fmt: skip
    return hashlib.blake2b(repr([[str(part) for part in one] for one in said]).encode(), digest_size=16).hexdigest()
