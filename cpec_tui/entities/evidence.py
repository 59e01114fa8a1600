"""Where the quotations that prove facts stand in the corpus now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cpec_tui.errors import Problem, Severity
from cpec_tui.model import Entity, Evidence, Paragraph, address_of, split_address
from cpec_tui.reading.canonical import canonicalize

CONTEXT = 32


class Standing(StrEnum):
    """What became of a quotation: where it was, elsewhere in its document, in several places, or gone."""

    EXACT = "exact"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Located:
    """A quotation found (or not): its address and span in code points of that paragraph."""

    standing: Standing
    address: str | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    paragraph: Paragraph
    start: int
    context: int


def locate(evidence: Evidence, doc: str, paragraphs: Sequence[Paragraph]) -> Located:
    """Find ``evidence`` among the paragraphs of its document ``doc``; the context decides between equal places."""
    text = canonicalize(evidence.text).text
    places = [place for paragraph in paragraphs for place in _places(text, evidence, paragraph)] if text else []
    if not places:
        return Located(Standing.LOST)
    best = max(place.context for place in places)
    likely = [place for place in places if place.context == best]
    hint = split_address(evidence.address)[1] if evidence.address else None
    hinted = [place for place in likely if place.paragraph.ordinal == hint]
    chosen = hinted[0] if hinted else likely[0]
    address = address_of(doc, chosen.paragraph.ordinal)
    if len(likely) > 1 and len(hinted) != 1:
        standing = Standing.AMBIGUOUS
    else:
        standing = Standing.EXACT if hint in (None, chosen.paragraph.ordinal) else Standing.MOVED
    return Located(standing, address, chosen.start, chosen.start + len(text))


def locate_all(
    entities: Iterable[Entity], documents: Mapping[str, Sequence[Paragraph]], former_ids: Mapping[str, str]
) -> tuple[dict[str, list[list[Located]]], list[Problem]]:
    """The standing of every quotation by entity id, fact and evidence, and a problem for each that is not exact."""
    standings: dict[str, list[list[Located]]] = {}
    problems: list[Problem] = []
    for entity in entities:
        per_fact: list[list[Located]] = []
        for number, fact in enumerate(entity.facts, 1):
            found: list[Located] = []
            for evidence in fact.evidence:
                doc = former_ids.get(evidence.document, evidence.document)
                paragraphs = documents.get(doc)
                located = locate(evidence, doc, paragraphs) if paragraphs else Located(Standing.LOST)
                found.append(located)
                problems.extend(_problem(entity, number, evidence, located, known=paragraphs is not None))
            per_fact.append(found)
        if per_fact:
            standings[entity.id] = per_fact
    return standings, problems


def _places(text: str, evidence: Evidence, paragraph: Paragraph) -> Iterable[_Place]:
    start = paragraph.text.find(text)
    while start >= 0:
        before = paragraph.text[max(0, start - CONTEXT) : start]
        after = paragraph.text[start + len(text) : start + len(text) + CONTEXT]
        yield _Place(paragraph, start, _shared(before[::-1], evidence.before[::-1]) + _shared(after, evidence.after))
        start = paragraph.text.find(text, start + 1)


def _shared(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _problem(entity: Entity, number: int, evidence: Evidence, located: Located, *, known: bool) -> Iterable[Problem]:
    where = f"entity {entity.id}, fact {number}: "
    if located.standing is Standing.LOST:
        if known:
            message = f"the quotation `{evidence.text[:50]}` is not found in {evidence.document}"
            hint = "quote the text as it stands there"
        else:
            message = f"there is no document `{evidence.document}`"
            hint = "mend the id, or name the old one under former_ids in index/documents.yaml"
        yield Problem("evidence-lost", Severity.ERROR, entity.source, entity.line, where + message, hint)
    elif located.standing is Standing.AMBIGUOUS:
        message = f"the quotation `{evidence.text[:50]}` stands in several places of {evidence.document}"
        yield Problem(
            "evidence-ambiguous", Severity.WARNING, entity.source, entity.line, where + message, "quote more of it"
        )
    elif located.standing is Standing.MOVED:
        message = f"the quotation `{evidence.text[:50]}` has moved to {located.address}"
        yield Problem(
            "evidence-moved", Severity.WARNING, entity.source, entity.line, where + message, "change its address"
        )
