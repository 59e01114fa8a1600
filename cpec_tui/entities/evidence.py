"""Where the quotations that prove facts stand in the corpus now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cpec_tui.entities.anchoring import agreement, canonical, hinted, occurrences
from cpec_tui.entities.nearly import Nearby
from cpec_tui.errors import Problem, Severity
from cpec_tui.model import Entity, Evidence, Located, Paragraph, Standing, address_of

_SHOWN = 50
# Of what stands now where a quotation was, so much is shown.
_SHOWN_NOW = 200

# (document id, paragraph) of places where each of some texts stands word for word, by the text.
Elsewhere = Mapping[str, Sequence[tuple[str, Paragraph]]]
Search = Callable[[Iterable[str]], Elsewhere]


@dataclass(frozen=True, slots=True)
class _Place:
    paragraph: Paragraph
    start: int
    context: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """One piece of evidence: ``which`` of the evidence of ``fact`` of ``entity``, all counted from 0."""

    entity: Entity
    fact: int
    which: int

    @property
    def evidence(self) -> Evidence:
        """The quotation."""
        return self.entity.facts[self.fact].evidence[self.which]


@dataclass(frozen=True, slots=True)
class Texts:
    """The documents that are quoted, by id, and how their ids changed.

    ``renamed`` gives the new ids of documents whose old ids are not known as former ones.
    """

    documents: Mapping[str, Sequence[Paragraph]]
    former_ids: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)

    def id_now(self, doc: str) -> str:
        """The id of the document that had the id ``doc``."""
        return self.former_ids.get(doc, doc)

    def knows(self, doc: str) -> bool:
        """Whether there is a document of that id, or that former id."""
        return self.id_now(doc) in self.documents


def locate(evidence: Evidence, doc: str, paragraphs: Sequence[Paragraph], nearby: Nearby | None = None) -> Located:
    """Find ``evidence`` among the paragraphs of its document ``doc``; the context decides between equal places.

    Where it does not stand word for word, what is nearly the same is looked for.
    """
    text = canonical(evidence.text)
    places = [place for paragraph in paragraphs for place in _places(text, evidence, paragraph)]
    if not places:
        return _nearly(text, doc, paragraphs, nearby or Nearby([paragraph.text for paragraph in paragraphs]))
    best = max(place.context for place in places)
    likely = [place for place in places if place.context == best]
    hint = hinted(evidence.address)
    at_hint = [place for place in likely if place.paragraph.ordinal == hint]
    chosen = at_hint[0] if at_hint else likely[0]
    address = address_of(doc, chosen.paragraph.ordinal)
    if len(likely) > 1 and len(at_hint) != 1:
        standing = Standing.AMBIGUOUS
    else:
        standing = Standing.EXACT if hint in (None, chosen.paragraph.ordinal) else Standing.MOVED
    return Located(standing, address, chosen.start, chosen.start + len(text))


def locate_all(
    entities: Iterable[Entity], texts: Texts, search: Search = lambda wanted: {}
) -> tuple[dict[str, list[list[Located]]], list[Problem]]:
    """The standing of every quotation by entity id, fact and evidence, and a problem for each that is not exact.

    ``search`` looks through all documents for what is lost in its own.
    """
    found = _in_their_documents(entities, texts)
    lost = (quoted.evidence for quoted, located in found if located.standing is Standing.LOST)
    wanted = {canonical(evidence.text) for evidence in lost} - {""}
    elsewhere = search(sorted(wanted)) if wanted else {}
    standings: dict[str, list[list[Located]]] = {}
    problems: list[Problem] = []
    for quoted, at_home in found:
        is_lost = at_home.standing is Standing.LOST
        located = (_elsewhere(quoted.evidence, elsewhere) if is_lost else None) or at_home
        facts = standings.setdefault(quoted.entity.id, [[] for _ in quoted.entity.facts])
        facts[quoted.fact].append(located)
        problems.extend(_problem(quoted, located, texts))
    return standings, problems


def totals(standings: Mapping[str, Sequence[Sequence[Located]]]) -> dict[str, int]:
    """How many quotations have each standing."""
    counts = Counter(one.standing for facts in standings.values() for fact in facts for one in fact)
    return {standing.value: counts[standing] for standing in Standing}


def _in_their_documents(entities: Iterable[Entity], texts: Texts) -> list[tuple[Quoted, Located]]:
    """Every quotation in order, and what became of it in the document that it names."""
    nearby = {doc: Nearby([one.text for one in paragraphs]) for doc, paragraphs in texts.documents.items()}
    found = []
    for quoted in _quotations(entities):
        doc = texts.id_now(quoted.evidence.document)
        paragraphs = texts.documents.get(doc)
        located = locate(quoted.evidence, doc, paragraphs, nearby[doc]) if paragraphs else Located(Standing.LOST)
        found.append((quoted, located))
    return found


def _quotations(entities: Iterable[Entity]) -> Iterator[Quoted]:
    for entity in entities:
        for number, fact in enumerate(entity.facts):
            yield from (Quoted(entity, number, which) for which in range(len(fact.evidence)))


def _places(text: str, evidence: Evidence, paragraph: Paragraph) -> Iterable[_Place]:
    before, after = canonical(evidence.before), canonical(evidence.after)
    for start in occurrences(text, paragraph.text):
        yield _Place(paragraph, start, agreement(paragraph.text, start, start + len(text), before, after))


def _nearly(text: str, doc: str, paragraphs: Sequence[Paragraph], nearby: Nearby) -> Located:
    near = nearby.find(text)
    if near is None:
        return Located(Standing.LOST)
    paragraph = paragraphs[near.index]
    now = paragraph.text[near.start : near.end]
    return Located(Standing.CHANGED, address_of(doc, paragraph.ordinal), near.start, near.end, now)


def _elsewhere(evidence: Evidence, elsewhere: Elsewhere) -> Located | None:
    """Where it stands in another document: where the most of its context does, else in the first."""
    text = canonical(evidence.text)
    places = [
        (doc, place) for doc, paragraph in elsewhere.get(text, ()) for place in _places(text, evidence, paragraph)
    ]
    if not places:
        return None
    doc, place = max(places, key=lambda found: found[1].context)
    address = address_of(doc, place.paragraph.ordinal)
    return Located(Standing.ELSEWHERE, address, place.start, place.start + len(text))


def _problem(quoted: Quoted, located: Located, texts: Texts) -> Iterable[Problem]:
    """A problem with a piece of evidence, unless it is where it was."""
    said = _said(quoted.evidence, located, texts)
    if said is not None:
        severity = Severity.ERROR if located.standing is Standing.LOST else Severity.WARNING
        where = f"entity {quoted.entity.id}, fact {quoted.fact + 1}: "
        file, line = quoted.entity.place_of("facts", quoted.fact, "evidence", quoted.which)
        code = f"evidence-{located.standing.value}"
        yield Problem(code, severity, file, line, where + said[0], said[1])


def _said(evidence: Evidence, located: Located, texts: Texts) -> tuple[str, str] | None:
    """What is wrong, and what to do about it; None when it stands where it was."""
    quotation, doc, there = f"the quotation `{evidence.text[:_SHOWN]}`", evidence.document[:60], located.address
    match located.standing:
        case Standing.LOST if texts.knows(evidence.document):
            return f"{quotation} is not found in {doc}", "quote the text as it stands there"
        case Standing.LOST:
            return f"there is no document `{doc}`", _mend_the_id(evidence, texts)
        case Standing.CHANGED:
            hint = f"compare {there}, where it is now: `{located.text[:_SHOWN_NOW]}`"
            return f"{quotation} does not stand word for word in {doc} any more", hint
        case Standing.ELSEWHERE if texts.knows(evidence.document):
            hint = f"if it proves the same there, name that document: {there}"
            return f"{quotation} is not found in {doc}, but stands in another document", hint
        case Standing.ELSEWHERE:
            message = f"there is no document `{doc}`, but {quotation} stands in another: {there}"
            return message, _mend_the_id(evidence, texts)
        case Standing.AMBIGUOUS:
            return f"{quotation} stands in several places of {doc}", "quote more of it"
        case Standing.MOVED:
            return f"{quotation} has moved to {there}", "change its address"
        case Standing.EXACT:
            return None


def _mend_the_id(evidence: Evidence, texts: Texts) -> str:
    hint = "mend the id, or name the old one under former_ids in index/documents.yaml"
    new = texts.renamed.get(evidence.document)
    return hint if new is None else f"the document was renamed to {new}: {hint}"
