"""Candidates for the first places, and how much all others can be worth at most.

Tantivy's score of some words is never below ours in a paragraph of the body: it takes each form of a word for a word
of its own (what several are worth together is no more than the sum of what each is), and rounds lengths down. In
headings and titles, where words count more, ours is below a bound that rises with Tantivy's, and the less the shorter
they are. So what was not fetched is worth no more than the last that was.

Where two forms of a word often stand together, their sum is far too much. Then each form has two lists: of what has no
other form, which needs no sum, and of what has another one, too. Of these it is known how often each form stands there,
compared with the length: x / (1 - x) times where it is worth x of what a word can be worth at most. That adds up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import tantivy
from tantivy import Query

from cpec_tui.catalog.wordtable import LONGEST_BEGINNING
from cpec_tui.search.plan import Beginning
from cpec_tui.search.tantivy_queries import Queries, Scored
from cpec_tui.search.tantivy_schema import BEGINNING, LENGTH, LONGEST, ROW, TEXT, kept
from cpec_tui.search.weighing import WEIGHTS

CODES = range(len(WEIGHTS))
_ANY_LENGTH = 1 << 29
# By so much of the most a word can be worth every score is below it, but for rounding.
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Proposed:
    """``rows`` of one stream with what Tantivy thinks of them, and of all others at most: that of the ``last``.

    It is ``ended`` when there are no others.
    """

    rows: Sequence[int]
    scores: Sequence[float]
    ended: bool
    last: float


@dataclass(frozen=True, slots=True)
class Forms:
    """What finds each form of one word ``alone``, and ``together`` with any other form.

    The word is worth less than ``most`` however often it stands somewhere.
    """

    alone: Sequence[Query]
    together: Sequence[Query]
    most: float


class Proposer:
    """Proposes rows of one index, in which a paragraph is ``average`` words long."""

    def __init__(self, searcher: tantivy.Searcher, queries: Queries, average: float) -> None:
        """All of one index."""
        self._searcher = searcher
        self._queries = queries
        self._average = average
        self._slack = dict[str, float]()
        self._longest = dict[int, int]()

    def best(self, query: Query, code: int, take: int) -> Proposed:
        """The best of what answers a query and has that weight code; for 0 whatever code it has."""
        hits = self._searcher.search(self._queries.in_stream(query, code), take, count=False).hits
        found = self._searcher.fast_field_values(ROW, [address for _, address in hits])
        rows = [int(row) for row in found if row is not None]
        scores, ended = [score for score, _ in hits], len(hits) < take
        return Proposed(rows, scores, ended, 0.0 if ended else scores[-1])

    def best_of_forms(self, forms: Forms, code: int, take: int) -> Proposed:
        """The best that have one form, and the best of each form with others, with what all are worth there at most."""
        alone = [self.best(query, code, take) for query in forms.alone]
        both = _together([self.best(query, code, take) for query in forms.together], forms.most)
        lists = [*alone, both]
        return Proposed(
            [row for one in lists for row in one.rows],
            [score for one in lists for score in one.scores],
            all(one.ended for one in lists),
            max(one.last for one in lists),
        )

    def longest(self, code: int) -> int:
        """How many words a paragraph with that weight code has at most."""
        if code not in self._longest:
            every = self._queries.in_stream(Query.const_score_query(Query.all_query(), 0.0), code)
            hits = self._searcher.search(every, 1, count=False, order_by_field=LENGTH).hits
            length = int(hits[0][0]) if hits else 0
            self._longest[code] = length if length < LONGEST else _ANY_LENGTH
        return self._longest[code]

    def slack(self, parts: Sequence[Scored]) -> float:
        """How many times as much as Tantivy thinks ``parts`` may be worth: after removals its average is too small."""
        for part in parts:
            of_letters = isinstance(part, Beginning)
            field, values = (BEGINNING, (part.letters,)) if isinstance(part, Beginning) else (TEXT, part.words)
            if field not in self._slack:
                average = self._average * (LONGEST_BEGINNING if of_letters else 1)
                terms = (Query.term_query(self._queries.schema, field, kept(value), "basic") for value in values)
                theirs = next(filter(None, map(self._average_of, terms)), average)
                self._slack[field] = max(1.0, average / theirs)
        return max(self._slack.values(), default=1.0)

    def _average_of(self, term: Query) -> float | None:
        """The average length of a field by which Tantivy scores a term of it; None when it stands nowhere."""
        hits = self._searcher.search(term, 1, count=False).hits
        if not hits:
            return None
        return next(_averages(json.loads(term.explain(self._searcher, hits[0][1]).to_json())))


def bound(score: float, code: int, norm: float) -> float:
    """How much a paragraph with that norm is worth at most, where Tantivy thinks so of it."""
    weight = WEIGHTS[code]
    # A word gains the less by the weight the more often it stands there, so by one that stands there once.
    return score if weight == 1.0 else score * weight * (1 + norm) / (weight + norm)


def _together(lists: Sequence[Proposed], most: float) -> Proposed:
    """What is in any of ``lists``, each of one form; what is missing in one is worth no more there than its last."""

    def times(score: float) -> float:
        return score / max(most - score, most * _LEAST)

    lasts = [times(one.last) for one in lists]
    others = sum(lasts)
    found = dict[int, float]()
    for one, last in zip(lists, lasts, strict=True):
        for row, score in zip(one.rows, one.scores, strict=True):
            found[row] = found.get(row, others) + times(score) - last
    scores = [most - most / (1 + often) for often in found.values()]
    return Proposed(list(found), scores, all(one.ended for one in lists), most - most / (1 + others))


def _averages(explained: dict[str, Any]) -> Iterator[float]:
    if explained["description"].startswith("avgdl"):
        yield explained["value"]
    for detail in explained.get("details", ()):
        yield from _averages(detail)
