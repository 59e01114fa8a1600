"""One document judged: which links are right, which mentions are missed, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cpec_tui.answers import ScannedMention
from cpec_tui.measuring.gold import GoldDocument, GoldMention
from cpec_tui.measuring.matching import Link, matched
from cpec_tui.measuring.report import Category, Finding, Measure, Reading
from cpec_tui.measuring.scores import Counts

CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Judges:
    """Whose mentions are judged. ``kinds`` are those of the gazetteer's entities, by id.

    ``resolved`` gives the gazetteer's id for an id of the gold file, when it has one. ``only_kinds`` and ``only_ids``
    restrict the judgement when they are not None.
    """

    kinds: Mapping[str, str]
    resolved: Mapping[str, str]
    only_kinds: frozenset[str] | None = None
    only_ids: frozenset[str] | None = None

    def entity(self, given: str | None) -> str | None:
        """The gazetteer's id for an id of the gold file."""
        return None if given is None else self.resolved.get(given)

    def judges(self, entity: str) -> bool:
        """Whether links to an entity of the gazetteer are judged."""
        return (self.only_kinds is None or self.kinds[entity] in self.only_kinds) and (
            self.only_ids is None or entity in self.only_ids
        )

    def leaves_out(self, given: str | None) -> bool:
        """Whether a mention of the gold file is outside of what is judged."""
        entity = self.entity(given)
        if entity is not None:
            return not self.judges(entity)
        return given is not None and self.only_ids is not None and given not in self.only_ids


@dataclass(slots=True)
class Judgement:
    """What came of one document; ``forms`` counts by form and entity, ``apart`` by the id that was given."""

    measures: dict[Measure, Counts]
    forms: dict[tuple[str, str], Counts]
    links: int
    left_out: int
    apart: Counter[str | None] = field(default_factory=Counter)
    missed: list[Finding] = field(default_factory=list)
    false_links: list[Finding] = field(default_factory=list)
    ambiguous: list[Finding] = field(default_factory=list)


def judge(document: GoldDocument, found: Sequence[ScannedMention], judges: Judges) -> Judgement:
    """Hold what was ``found`` in a document against its mentions."""
    return _Case(document, found, judges).judgement()


class _Case:
    """A document with its mentions and the links that are judged."""

    def __init__(self, document: GoldDocument, found: Sequence[ScannedMention], judges: Judges) -> None:
        self.document, self.found, self.judges = document, found, judges
        self.annotated = [one for one in document.mentions if not judges.leaves_out(one.entity)]
        self.gold = {
            Link(one.start, one.end, entity): one
            for one in self.annotated
            if (entity := judges.entity(one.entity)) is not None
        }
        self.links = {
            Link(one.start, one.end, one.entity): one
            for one in found
            if one.entity is not None and judges.judges(one.entity)
        }
        self.right = self.gold.keys() & self.links.keys()
        pairs = matched(list(self.gold), list(self.links))
        self.overlapping = len(pairs)
        self.shifted = {mention for mention, link in pairs.items() if mention != link}
        self.shifted_links = {pairs[mention] for mention in self.shifted}
        self._readings = [
            Reading(one.start, one.end, one.surface, judges.entity(one.entity) or one.entity) for one in self.annotated
        ]

    def judgement(self) -> Judgement:
        """All that is to be said of it."""
        apart = Counter(one.entity for one in self.annotated if self.judges.entity(one.entity) is None)
        return Judgement(
            dict(self._measures()),
            self._forms(),
            len(self.links),
            len(self.document.mentions) - len(self.annotated),
            apart,
            [self._miss(link, one) for link, one in self.gold.items() if link not in self.right],
            [self._false(link) for link in self.links if link not in self.right],
            list(self._unclear()),
        )

    def _measures(self) -> Iterator[tuple[Measure, Counts]]:
        gold_spans = Counter((one.start, one.end) for one in self.gold)
        link_spans = Counter((one.start, one.end) for one in self.links)
        right = {
            Measure.STRICT: len(self.right),
            Measure.SPAN: (gold_spans & link_spans).total(),
            Measure.OVERLAP: self.overlapping,
        }
        for measure, count in right.items():
            yield measure, Counts(count, len(self.links) - count, len(self.gold) - count)

    def _forms(self) -> dict[tuple[str, str], Counts]:
        forms: dict[tuple[str, str], Counts] = {}
        for link in sorted(self.gold.keys() | self.links.keys()):
            is_gold, is_link = link in self.gold, link in self.links
            key = " ".join(self._text(link.start, link.end).split()), link.entity
            counts = Counts(is_gold and is_link, is_link and not is_gold, is_gold and not is_link)
            forms[key] = forms.get(key, Counts()) + counts
        return forms

    def _miss(self, link: Link, mention: GoldMention) -> Finding:
        there = [one for one in self.found if _share(one, link)]
        return self._finding(link, link.entity, self._why_missed(link, mention, there), map(_reading, there))

    def _why_missed(self, link: Link, mention: GoldMention, there: Iterable[ScannedMention]) -> Category:
        exact = [one for one in there if (one.start, one.end) == (mention.start, mention.end)]
        if any(one.entity is None for one in exact):
            return Category.AMBIGUOUS
        if exact:
            return Category.WRONG_ENTITY
        if link in self.shifted:
            return Category.WRONG_SPAN
        if any(link.entity in one.candidates for one in there):
            return Category.AMBIGUOUS
        return Category.NOTHING

    def _false(self, link: Link) -> Finding:
        there = [one for one in self._readings if _share(one, link)]
        if any((one.start, one.end) == (link.start, link.end) for one in there):
            category = Category.WRONG_ENTITY
        else:
            category = Category.WRONG_SPAN if link in self.shifted_links else Category.SPURIOUS
        return self._finding(link, link.entity, category, there)

    def _unclear(self) -> Iterator[Finding]:
        for one in self.found:
            if one.entity is None and any(self.judges.judges(entity) for entity in one.candidates):
                there = [mention for mention in self._readings if _share(mention, one)]
                yield self._finding(one, None, Category.AMBIGUOUS, there, one.candidates)

    def _finding(
        self,
        place: Link | ScannedMention,
        entity: str | None,
        category: Category,
        instead: Iterable[Reading],
        candidates: tuple[str, ...] = (),
    ) -> Finding:
        start, end = place.start, place.end
        before, after = self._text(max(0, start - CONTEXT), start), self._text(end, end + CONTEXT)
        surface = self._text(start, end)
        return Finding(
            self.document.id, start, end, surface, entity, category, before, after, candidates, tuple(instead)
        )

    def _text(self, start: int, end: int) -> str:
        return self.document.text[start:end]


def _reading(one: ScannedMention) -> Reading:
    return Reading(one.start, one.end, one.surface, one.entity, one.candidates)


def _share(one: Reading | ScannedMention, other: Link | ScannedMention) -> bool:
    return one.start < other.end and other.start < one.end
