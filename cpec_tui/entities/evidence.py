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
    entities: Iterable[Entity],
    documents: Mapping[str, Sequence[Paragraph]],
    former_ids: Mapping[str, str],
    renamed: Mapping[str, str] | None = None,
) -> tuple[dict[str, list[list[Located]]], list[Problem]]:
    """The standing of every quotation by entity id, fact and evidence, and a problem for each that is not exact.

    ``renamed`` gives the new ids of documents whose old ids are not known as former ones.
    """
    standings: dict[str, list[list[Located]]] = {}
    problems: list[Problem] = []
    for entity in entities:
        per_fact: list[list[Located]] = []
        for number, fact in enumerate(entity.facts):
            found: list[Located] = []
            for evidence in fact.evidence:
                doc = former_ids.get(evidence.document, evidence.document)
                paragraphs = documents.get(doc)
                located = locate(evidence, doc, paragraphs) if paragraphs else Located(Standing.LOST)
                found.append(located)
                problems.extend(
                    _problem(entity, number, len(found), located, known=paragraphs is not None, renamed=renamed or {})
                )
            per_fact.append(found)
        if per_fact:
            standings[entity.id] = per_fact
    return standings, problems


def _places(text: str, evidence: Evidence, paragraph: Paragraph) -> Iterable[_Place]:
    wanted_before, wanted_after = canonicalize(evidence.before).text, canonicalize(evidence.after).text
    start = paragraph.text.find(text)
    while start >= 0:
        before = paragraph.text[max(0, start - CONTEXT) : start].rstrip()
        after = paragraph.text[start + len(text) : start + len(text) + CONTEXT].lstrip()
        yield _Place(paragraph, start, _shared(before[::-1], wanted_before[::-1]) + _shared(after, wanted_after))
        start = paragraph.text.find(text, start + 1)


def _shared(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _problem(
    entity: Entity, fact: int, which: int, located: Located, *, known: bool, renamed: Mapping[str, str]
) -> Iterable[Problem]:
    """A problem with piece of evidence ``which`` (counted from 1) of ``fact`` (from 0), unless it is where it was."""
    evidence = entity.facts[fact].evidence[which - 1]
    quoted, doc = evidence.text[:50], evidence.document[:60]
    if located.standing is Standing.LOST and known:
        code, severity = "evidence-lost", Severity.ERROR
        message, hint = f"the quotation `{quoted}` is not found in {doc}", "quote the text as it stands there"
    elif located.standing is Standing.LOST:
        code, severity = "evidence-lost", Severity.ERROR
        message = f"there is no document `{doc}`"
        hint = "mend the id, or name the old one under former_ids in index/documents.yaml"
        if evidence.document in renamed:
            hint = f"the document was renamed to {renamed[evidence.document]}: {hint}"
    elif located.standing is Standing.AMBIGUOUS:
        code, severity = "evidence-ambiguous", Severity.WARNING
        message, hint = f"the quotation `{quoted}` stands in several places of {doc}", "quote more of it"
    elif located.standing is Standing.MOVED:
        code, severity = "evidence-moved", Severity.WARNING
        message, hint = f"the quotation `{quoted}` has moved to {located.address}", "change its address"
    else:
        return
    where = f"entity {entity.id}, fact {fact + 1}: "
    file, line = entity.place_of("facts", fact, "evidence", which - 1)
    yield Problem(code, severity, file, line, where + message, hint)
