"""From the query tree to a plan: words looked up, entities and fields turned into rows.

Everything that can find nothing is named with its reason.
"""

from __future__ import annotations

import time
from array import array
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from cpec_tui.catalog.reading import Catalog
from cpec_tui.search.advice import emptied_by, most_without
from cpec_tui.search.explain import explain
from cpec_tui.search.grammar import PATTERN_SECONDS, WILDCARD_SECONDS
from cpec_tui.search.line_pairs import rows_with_pairs
from cpec_tui.search.located import Locator
from cpec_tui.search.pairs import pair_test
from cpec_tui.search.passages import Stream
from cpec_tui.search.patterns import needed_letters, search_texts
from cpec_tui.search.placing import Placed, holds, names_in, numbered, sentences_with, words_in
from cpec_tui.search.plan import NOTHING, All, Any, AnyWord, Engine, Filter, Plan, Without
from cpec_tui.search.query import (
    And,
    DateRange,
    Entity,
    Field,
    Fuzzy,
    Kind,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    PageRange,
    Pattern,
    Phrase,
    Prefix,
    Scope,
    Term,
    Unknown,
    Wildcard,
    Within,
    without_spans,
    words_and_names,
)
from cpec_tui.search.reporting import Report, shown
from cpec_tui.search.row_plans import RowPlanner
from cpec_tui.search.searched import Limit, Searched
from cpec_tui.search.word_plans import WordPlanner
from cpec_tui.search.words import Lexicon

_EVERYTHING = All(())
_FEW_WORDS = 3000


@dataclass(slots=True)
class Resolver:
    """Resolves one query; ``clock`` gives the seconds by which a pattern is stopped."""

    catalog: Catalog
    engine: Engine
    lexicon: Lexicon
    clock: Callable[[], float] = time.perf_counter
    report: Report = field(default_factory=Report)
    _timed: Counter[type[Leaf]] = field(default_factory=Counter)

    @property
    def warnings(self) -> list[str]:
        """What was said so far; more can be added."""
        return self.report.warnings

    @property
    def fatal(self) -> bool:
        """Whether a part cannot be understood at all."""
        return self.report.fatal

    def resolve(self, node: Node) -> Plan:
        """The plan for the query ``node``; an And and an Or keep their parts in order."""
        self._timed = Counter(type(leaf) for leaf in words_and_names(node, positive=False))
        return self._plan(node)

    def _plan(self, node: Node) -> Plan:
        match node:
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return Any(tuple(map(self._plan, parts)))
            case Not(part):
                return Without(self._negated(part))
            case Within(Scope.SENTENCE):
                return self._sentence(node)
            case Within(_, part):
                return self._document(part)
            case _:
                return self._leaf(node)

    def _leaf(self, node: Leaf) -> Plan:
        match node:
            case Term() | Prefix() | Wildcard() | Fuzzy() | Phrase():
                return self._words.plan(node)
            case Entity() | Kind() | DateRange() | PageRange() | Field():
                return RowPlanner(self.catalog, self.report).plan(node)
            case Near():
                return self._near(node)
            case Pattern():
                return self._pattern(node, None)
            case Unknown(_, reason):
                return self.report.not_known(reason)
        raise AssertionError(node)

    @property
    def _words(self) -> WordPlanner:
        return WordPlanner(self.catalog, self.engine, self.lexicon, self.report, self._limit(Wildcard))

    def _limit(self, sort: type[Leaf]) -> Limit:
        """The time for one part of that ``sort``: all of one query share it."""
        seconds = PATTERN_SECONDS if sort is Pattern else WILDCARD_SECONDS
        return Limit(self.clock, seconds / max(1, self._timed[sort]))

    def _negated(self, part: Node) -> Plan:
        self.report.negated = not self.report.negated
        plan = self._plan(part)
        self.report.negated = not self.report.negated
        return plan

    def _all(self, parts: tuple[Node, ...]) -> Plan:
        """Patterns come last, and are searched for only where all else is."""
        plans = {index: self._plan(part) for index, part in enumerate(parts) if _pattern_in(part) is None}
        among = frozenset(self.engine.rows(All(tuple(plans.values())))) if len(plans) < len(parts) and plans else None
        for index, part in enumerate(parts):
            pattern = _pattern_in(part)
            if pattern is not None:
                is_not = isinstance(part, Not)
                self.report.negated ^= is_not
                plan = self._pattern(pattern, among)
                self.report.negated ^= is_not
                plans[index] = Without(plan) if is_not else plan
        return All(tuple(plans[index] for index in range(len(parts))))

    # Near each other

    def _near(self, node: Near) -> Plan:
        known: dict[Node, Plan] = {}
        for part in node.parts:
            if without_spans(part) not in known:
                known[without_spans(part)] = self._plan(part)
        plans = list(known.values())
        if NOTHING in plans:
            return NOTHING
        wanted = self._wanted(node)
        rows = rows_with_pairs(wanted, self.catalog)
        if rows:
            return All((*plans, Filter(rows)))
        candidates = self.engine.rows(All(tuple(plans)))
        rows = self._verified(candidates, wanted) if rows is None else rows
        where = "side by side" if node.ordered and not node.distance else "so near each other"
        if not rows:
            return self._words.nowhere(node, where, len(candidates), list(map(explain, known)), plans)
        return All((*plans, Filter(rows)))

    def _sentence(self, node: Within) -> Plan:
        plan, surely = self._bounds(node.part)
        if plan is NOTHING:
            return NOTHING
        candidates = self.engine.rows(All((plan, Without(surely))))
        sure = self.engine.rows(All((plan, surely)))
        rows = self._verified(candidates, self._wanted(node), by_sentence=True).union(sure)
        if rows:
            return All((plan, Filter(rows)))
        what = f"{'all of ' if isinstance(node.part, And) else ''}{shown(explain(node.part))}"
        if not candidates:
            said = list(map(explain, node.part.parts)) if isinstance(node.part, And) else []
            plans = plan.parts if isinstance(plan, All) else ()
            return self.report.missing(f"no paragraph has {what}", emptied_by(said, plans, self.engine))
        have = "1 paragraph has" if len(candidates) == 1 else f"{len(candidates):,} paragraphs have"
        return self.report.missing(f"no sentence has {what}", f"{have} it in several")

    def _bounds(self, node: Node) -> tuple[Plan, Plan]:
        """What every paragraph answers in which a sentence answers ``node``, and what only such paragraphs answer."""
        match node:
            case And(parts):
                bounds = [self._bounds(part) for part in parts]
                at_least = [least for least, _ in bounds]
                # Of several parts each may stand in another sentence; what no sentence has, that sentence has not.
                is_sure = sum(not isinstance(part, Not) for part in parts) <= 1
                sure = All(tuple(surely for _, surely in bounds)) if is_sure else NOTHING
                return NOTHING if NOTHING in at_least else All(tuple(at_least)), sure
            case Or(parts):
                bounds = [self._bounds(part) for part in parts]
                return Any(tuple(least for least, _ in bounds)), Any(tuple(surely for _, surely in bounds))
            case Not(part):
                self.report.negated = not self.report.negated
                least, _ = self._bounds(part)
                self.report.negated = not self.report.negated
                return _EVERYTHING, Without(least)
            case _:
                plan = self._plan(node)
                return plan, plan if _is_one_word(node) else NOTHING

    def _wanted(self, node: Node) -> Placed:
        """What stands in a word stream for ``node``."""
        placed = Locator(self.catalog, self.lexicon).placed(node)
        ids = self.catalog.word_ids([str(word) for word in dict.fromkeys(words_in(placed))])
        return numbered(placed, lambda word: ids.get(str(word)))

    def _verified(self, candidates: list[int], wanted: Placed, *, by_sentence: bool = False) -> frozenset[int]:
        """Those of ``candidates`` in whose word streams, or in one of whose sentences, ``wanted`` stands."""
        names = list(names_in(wanted))
        named = {}
        if names:
            entities = frozenset().union(*(one.entities for one in names))
            kinds = frozenset().union(*(one.kinds for one in names))
            named = self.catalog.named_words(candidates, entities, kinds)
        if not by_sentence and not any(True for _ in words_in(wanted)):
            # No two parts share a word, so one name alone is near nothing.
            several = ((row, there) for row, there in named.items() if len(there) > 1)
            return frozenset(row for row, there in several if holds(wanted, Stream(b"", there)))
        stands = None if by_sentence else pair_test(wanted)
        if stands is not None:
            return frozenset(row for row, stream, _ in self.catalog.streams(candidates) if stands(stream))
        found = set()
        for row, stream, marks in self.catalog.streams(candidates):
            passage = Stream(stream, named.get(row, ()))
            if _in_a_sentence(wanted, passage, marks) if by_sentence else holds(wanted, passage):
                found.add(row)
        return frozenset(found)

    # Documents

    def _document(self, part: Node) -> Plan:
        scored: list[Plan] = []
        parts = part.parts if isinstance(part, And) else (part,)
        found = [self._documents(one, scored) for one in parts]
        chosen = set.intersection(*found)
        if not chosen:
            what = f"{'all of ' if len(parts) > 1 else ''}{shown(explain(part))}"
            return self.report.missing(f"no document has {what}", _emptied(parts, found))
        within = Filter(self.catalog.document_index.rows_of(chosen))
        return All((within, Any((*scored, within)))) if scored else within

    def _documents(self, node: Node, scored: list[Plan]) -> set[int]:
        """Which documents, by their place in the index of them, answer ``node``; ``scored`` grows by what scores."""
        match node:
            case And(parts):
                return set.intersection(*[self._documents(part, scored) for part in parts])
            case Or(parts):
                return set().union(*[self._documents(part, scored) for part in parts])
            case Not(part):
                self.report.negated = not self.report.negated
                left_out = self._documents(part, [])
                self.report.negated = not self.report.negated
                return set(range(len(self.catalog.document_rows))) - left_out
            case _:
                plan = self._plan(node)
                scored.append(plan)
                return set(map(self.catalog.document_index.of.__getitem__, self.engine.rows(plan)))

    # Patterns

    def _pattern(self, node: Pattern, among: frozenset[int] | None) -> Plan:
        limit = self._limit(Pattern)
        asked = (node.pattern, node.flags, among, limit.seconds)
        searched = self.lexicon.searched.get(asked, lambda: self._search(node, among, limit))
        rows = frozenset(searched.answering(explain(node), limit, self.report))
        return Filter(rows) if rows else self.report.missing(f"no paragraph matches {shown(explain(node))}")

    def _search(self, node: Pattern, among: frozenset[int] | None, limit: Limit) -> Searched:
        """Search where every word stands that must; ``among`` some rows, or all."""
        plans: list[Plan] = [] if among is None else [Filter(among)]
        for letters in needed_letters(node.pattern):
            words = self.catalog.words_like(f"*{letters}*")
            if len(words) <= _FEW_WORDS:
                plans.append(AnyWord(tuple(words)))
        rows = self.engine.rows(All(tuple(plans))) if plans else self.catalog.all_rows()
        return search_texts(self.catalog, node, sorted(rows), limit)


def _pattern_in(node: Node) -> Pattern | None:
    """The pattern that ``node`` is, or is the negation of."""
    part = node.part if isinstance(node, Not) else node
    return part if isinstance(part, Pattern) else None


def _is_one_word(node: Node) -> bool:
    """Whether ``node`` stands in one sentence wherever it stands; several words may go over the end of one."""
    if isinstance(node, Phrase):
        return len(node.words) == 1
    return isinstance(node, Term | Prefix | Wildcard | Fuzzy)


def _emptied(parts: tuple[Node, ...], documents: list[set[int]]) -> str:
    """How many documents there are without one of ``parts``, of which each has its ``documents``."""
    hits = []
    for index, part in enumerate(parts if len(parts) > 1 else ()):
        others = documents[:index] + documents[index + 1 :]
        count = len(set.intersection(*others))
        hits += [(count, explain(part))] if count else []
    return most_without(hits)


def _in_a_sentence(wanted: Placed, passage: Stream, marks: bytes) -> bool:
    starts = array("I", marks)
    return bool(sentences_with(wanted, passage, starts, len(starts) + 1))
