"""Paragraphs that are most like one: those that share its most telling words and entities.

A word tells the more the oftener it stands in the paragraph and the fewer paragraphs have it (tf-idf, with the
logarithm of the frequency: Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988); an
entity counts like a word. Of the most telling ones a paragraph must share a part, and those that do are ranked by the
engine.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cpec_tui.built.generation import Generation
from cpec_tui.catalog.stored import StoredDocument, StoredParagraph
from cpec_tui.errors import NotFoundError
from cpec_tui.folding import token_spans
from cpec_tui.library_search import Searcher
from cpec_tui.model import Mention, ResultPage, address_of
from cpec_tui.search.copies import without_copies
from cpec_tui.search.explain import explain
from cpec_tui.search.grammar import STOP_WORDS
from cpec_tui.search.plan import All, Any, AnyWord, Filter, Plan, Rows
from cpec_tui.search.query import Entity, Leaf, Node, Or, Query, Term, joined
from cpec_tui.wording import counted

MOST_TELLING = 25
# Of what is told by a paragraph so many paragraphs are looked at: common words are given up for it.
_BUDGET = 12_000
_SHARED = 0.3
_NOWHERE = (0, 0)


@dataclass(frozen=True, slots=True)
class _Telling:
    """A word or an entity of the paragraph: how it is asked for, its weight, and how many paragraphs have it."""

    leaf: Leaf
    plan: AnyWord | Rows
    weight: float
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Alike:
    """The ``plan`` for the paragraphs most like one, copies and all; each has ``least`` of what is ``telling``."""

    plan: Plan
    root: Node | None
    telling: int
    least: int


def alike(generation: Generation, row: int) -> Alike:
    """What is most like the paragraph of ``row``; neither it nor its copies."""
    telling = _most_telling(generation, generation.catalog.paragraphs([row])[row])
    least = max(1, round(_SHARED * len(telling)))
    rows = _sharing(generation, telling)
    sharing = frozenset(shared for shared, number in rows.items() if number >= least) - _the_same(generation, row, rows)
    plan = All((Any(tuple(one.plan for one in telling)), Filter(sharing)))
    return Alike(plan, joined(Or, [one.leaf for one in telling]), len(telling), least)


def row_like(generation: Generation, stored: StoredDocument, ordinal: int | None) -> int:
    """The row of a paragraph; of a document that of its title. Raises NotFoundError."""
    row = generation.catalog.row_of(stored.id, ordinal or 1)
    if row is None:
        message = f"{stored.id} has no paragraph {ordinal or 1}"
        raise NotFoundError(message, f"it has {stored.paragraphs:,}: p1 to p{stored.paragraphs}")
    return row


def plan_like(generation: Generation, stored: StoredDocument, ordinal: int | None) -> Plan:
    """What finds all that ``more_like`` finds, and its copies. Raises NotFoundError."""
    return alike(generation, row_like(generation, stored, ordinal)).plan


def more_like(
    generation: Generation,
    stored: StoredDocument,
    ordinal: int | None,
    limit: int,
    offset: int,
    elapsed: Callable[[], float],
) -> ResultPage:
    """The slice of paragraphs from ``offset`` that are most like one; neither it nor its copies.

    Raises NotFoundError.
    """
    row = row_like(generation, stored, ordinal)
    paragraph = generation.catalog.paragraphs([row])[row]
    found = alike(generation, row)
    query = Query(address_of(paragraph.doc, paragraph.ordinal), found.root)
    shown = without_copies(found.plan, generation.engine, generation.catalog)
    best = generation.engine.search(shown.plan, offset + limit, generation.catalog.places)
    said = f"paragraphs with at least {found.least} of these {counted(found.telling, 'word')} and entities"
    return ResultPage(
        query.text,
        explain(found.root),
        best.total,
        0,
        round(elapsed() * 1000, 1),
        generation.manifest.partial,
        (said if found.telling else "nothing in that paragraph stands in another one",),
        (),
        tuple(Searcher(generation).hits(query, best.best[offset:], shown)),
        offset,
    )


def _most_telling(generation: Generation, paragraph: StoredParagraph) -> list[_Telling]:
    """The words and entities with the highest weights, as far as they do not stand in too many paragraphs."""
    mentions = generation.catalog.mentions({paragraph.row: paragraph.text}).get(paragraph.row, ())
    every = [*_words(generation, paragraph), *_entities(generation, mentions)]
    every.sort(key=lambda one: (-one.weight, explain(one.leaf)))
    chosen: list[_Telling] = []
    left = _BUDGET
    for one in every:
        if len(chosen) < MOST_TELLING and (one.paragraphs <= left or not chosen):
            chosen.append(one)
            left -= one.paragraphs
    return chosen


def _words(generation: Generation, paragraph: StoredParagraph) -> Iterator[_Telling]:
    """Each word with its inflections that stands in another paragraph, too; what is no part of the text left out."""
    counts: Counter[tuple[str, ...]] = Counter()
    first: dict[tuple[str, ...], str] = {}
    for word, start, end in token_spans(paragraph.text):
        if word in STOP_WORDS or any(start < last and end > begin for begin, last in paragraph.residue):
            continue
        forms = generation.lexicon.inflections(word)
        key = tuple(sorted(forms))
        counts[key] += 1
        first.setdefault(key, word)
    for forms, times in counts.items():
        plan = AnyWord(generation.lexicon.inflections(first[forms]))
        paragraphs = sum(map(generation.engine.frequency, forms))
        if paragraphs > 1:
            yield _Telling(Term(first[forms], _NOWHERE), plan, _weight(generation, times, paragraphs), paragraphs)


def _entities(generation: Generation, mentions: Iterable[Mention]) -> Iterator[_Telling]:
    named = Counter(mention.entity for mention in mentions if mention.entity is not None)
    for entity, times in named.items():
        rows = generation.catalog.rows_of_entity(entity)
        if len(rows) > 1:
            yield _Telling(Entity(entity, _NOWHERE), Rows(rows), _weight(generation, times, len(rows)), len(rows))


def _weight(generation: Generation, times: int, paragraphs: int) -> float:
    return (1 + math.log(times)) * math.log(1 + generation.catalog.totals()["paragraphs"] / paragraphs)


def _sharing(generation: Generation, telling: Sequence[_Telling]) -> Counter[int]:
    """How many of the telling words and entities each paragraph has."""
    shared: Counter[int] = Counter()
    for one in telling:
        shared.update(generation.engine.rows(one.plan))
    return shared


def _the_same(generation: Generation, row: int, shared: Counter[int]) -> frozenset[int]:
    """The paragraph itself, its copies, and others that have the same words."""
    copies = generation.catalog.copies
    standing = copies.get(row, row)
    same = {row, standing, *(copy for copy, other in copies.items() if other == standing)}
    most = shared.get(row, 0)
    equal = [other for other, number in shared.items() if number == most]
    streams = {other: words for other, words, _ in generation.catalog.streams([row, *equal])}
    same.update(other for other in equal if streams[other] == streams[row])
    return frozenset(same)
