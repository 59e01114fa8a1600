"""Plans as Tantivy queries: which paragraphs answer, and in which order they are worth a look.

Tantivy scores each form of a word by itself and knows nothing of titles, so its order only proposes candidates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from cpec_tui.search.plan import All, Any, AnyWord, Beginning, Filter, InOrder, Plan, Rows, Without
from cpec_tui.search.tantivy_schema import BEGINNING, CODE, ROW, TEXT, kept

# Up to so many rows are asked for one by one, which is quicker than as a set.
FEW_ROWS = 300
# Of more words their paragraphs are put into one set first, which takes as long however few are wanted.
_FEW_WORDS = 30


# What Tantivy can score.
Scored = AnyWord | Beginning


@dataclass(frozen=True, slots=True)
class Queries:
    """Makes queries for one index.

    ``weight`` is how much more a word says as one of some, or letters as a beginning, than Tantivy thinks; ``is_flat``
    whether of so many words only counts that one stands somewhere, not how often.
    """

    schema: tantivy.Schema
    weight: Callable[[Scored, str], float]
    is_flat: Callable[[tuple[str, ...]], bool]

    def answering(self, plan: Plan) -> Query:
        """What answers ``plan``, unscored."""
        return self._made(uncovered(plan))

    def ranked(self, plan: Plan | None, sure: Sequence[Scored], others: Sequence[Scored]) -> Query:
        """What answers ``plan`` and has all parts that are ``sure``, or any of the ``others`` where none are.

        No paragraph scores less than these are worth in it, but for what is lost where lengths are rounded.
        """
        rest = None if plan is None else _rest(plan, sure, others)
        wanted = [self._worth([part]) for part in sure] or [self._worth(others)]
        wanted.extend(self._left(rest))
        if not sure or not others:
            return _all(wanted, [])
        return Query.boolean_query([*((Occur.Must, part) for part in wanted), (Occur.Should, self._worth(others))])

    def by_form(
        self, plan: Plan | None, sure: Sequence[Scored], others: Sequence[Scored]
    ) -> tuple[list[Query], list[Query]] | None:
        """The same of a word with several forms, when it is the only part, and how often it stands there counts.

        For each form a query for what has no other form, and one for what has another one, too.
        """
        match [*sure, *others]:
            case [AnyWord(words) as part] if len(words) > 1 and not self.is_flat(words):
                left = self._left(None if plan is None else _rest(plan, sure, others))
            case _:
                return None
        alone, together = [], []
        for form in _kept(words):
            scored = [self._weighed(part, TEXT, form, "freq"), *left]
            other = self._words(tuple(word for word in _kept(words) if word != form))
            alone.append(_all(scored, [other]))
            together.append(_all([*scored, other], []))
        return alone, together

    def _left(self, rest: Plan | None) -> list[Query]:
        return [] if rest is None else [self._made(uncovered(rest))]

    def _worth(self, parts: Sequence[Scored]) -> Query:
        """What has one of ``parts``, scored by how often each form stands there."""
        found: list[Query] = []
        for part in parts:
            if isinstance(part, Beginning):
                found.append(self._weighed(part, BEGINNING, part.letters, "basic"))
            else:
                flat = self.is_flat(part.words)
                terms = [self._weighed(part, TEXT, form, "basic" if flat else "freq") for form in _kept(part.words)]
                found.extend([Query.disjunction_max_query(terms)] if flat else terms)
        return _any(found)

    def _weighed(self, part: Scored, field: str, value: str, what: str) -> Query:
        weight, term = self.weight(part, value), self._term(field, value, what)
        # Tantivy passes over what cannot be among the best only where nothing is put between.
        return term if weight == 1.0 else Query.boost_query(term, weight)

    def _made(self, plan: Plan) -> Query:
        match plan:
            case AnyWord(words):
                return self._words(words)
            case Beginning(letters, rows):
                found = self._term(BEGINNING, letters, "basic") if letters else self.rows(rows)
                return Query.const_score_query(found, 0.0)
            case InOrder(words):
                phrase: list[str | tuple[int, str]] = [kept(word) for word in words]
                return Query.const_score_query(Query.phrase_query(self.schema, TEXT, phrase), 0.0)
            case Rows(rows) | Filter(rows):
                return self.rows(rows)
            case Without(part):
                return _all([], [self._made(part)])
            case Any(parts):
                return _any([self._made(part) for part in parts])
            case All(parts):
                wanted = [self._made(part) for part in parts if not isinstance(part, Without)]
                return _all(wanted, [self._made(one.part) for one in parts if isinstance(one, Without)])
        raise AssertionError(plan)

    def _words(self, words: tuple[str, ...]) -> Query:
        forms = _kept(words)
        if len(forms) <= _FEW_WORDS:
            found = _any([self._term(TEXT, form, "basic") for form in forms])
        else:
            found = Query.term_set_query(self.schema, TEXT, forms)
        return Query.const_score_query(found, 0.0)

    def rows(self, rows: Iterable[int]) -> Query:
        """The paragraphs with these rows."""
        listed = sorted(rows)
        if len(listed) <= FEW_ROWS:
            found = _any([self._term(ROW, row, "basic") for row in listed])
        else:
            found = Query.term_set_query(self.schema, ROW, listed)
        return Query.const_score_query(found, 0.0)

    def in_stream(self, query: Query, code: int) -> Query:
        """What of ``query`` has that weight code; for 0 all: nearly everything has it, and to ask for it takes long."""
        if code == 0:
            return query
        return _all([query, Query.const_score_query(self._term(CODE, code, "basic"), 0.0)], [])

    def _term(self, field: str, value: str | int, what: str) -> Query:
        return Query.term_query(self.schema, field, value, what)


def _kept(words: Iterable[str]) -> tuple[str, ...]:
    """``words`` as the index has them, each once."""
    return tuple(dict.fromkeys(map(kept, words)))


def _rest(plan: Plan, sure: Sequence[Plan], others: Sequence[Plan]) -> Plan | None:
    """What of ``plan`` is still to be asked for besides all that is ``sure``, or any of the ``others``."""
    match plan:
        case Any(parts) if all(_is_in(part, others) for part in parts):
            return None
        case All():
            left = tuple(part for part in _beside(plan) if not _is_in(part, sure))
            return All(left) if left else None
        case _:
            return None if _is_in(plan, [*sure, *others]) else plan


def _is_in(plan: Plan, among: Iterable[Plan]) -> bool:
    """Whether it is one of those, not only equal: to compare rows takes long."""
    return any(one is plan for one in among)


def by_sureness(plan: Plan | None, parts: Sequence[Scored]) -> tuple[list[Scored], list[Scored]]:
    """Those of ``parts`` that stand beside others in ``plan``, so that all that answers has them, and the rest."""
    sure = list(_beside(plan)) if isinstance(plan, All) else []
    return [part for part in parts if _is_in(part, sure)], [part for part in parts if not _is_in(part, sure)]


def _beside(plan: All) -> Iterator[Plan]:
    for part in plan.parts:
        if isinstance(part, All):
            yield from _beside(part)
        else:
            yield part


def is_covered_by(plan: Plan, parts: Sequence[Plan]) -> bool:
    """Whether whatever answers ``plan`` has some of the ``parts``."""
    match plan:
        case All(of):
            return any(is_covered_by(part, parts) for part in of)
        case Any(of):
            return all(is_covered_by(part, parts) for part in of)
        case _:
            return _is_in(plan, parts)


def uncovered(plan: Plan) -> Plan:
    """``plan`` without words of which others take care: they find nothing more."""
    match plan:
        case Any(parts):
            whole = covering(parts)
            return whole if whole is not None else Any(tuple(map(uncovered, parts)))
        case All((part,)):
            return uncovered(part)
        case All(parts):
            return All(tuple(map(uncovered, parts)))
        case Without(part):
            return Without(uncovered(part))
        case _:
            return plan


def covering(parts: Sequence[Plan]) -> Plan | None:
    """That one of ``parts`` which whatever has another one has, too: a beginning of all words, or all words."""
    for one in parts:
        others = [part for part in parts if part is not one]
        words = [word for part in others if isinstance(part, AnyWord) for word in part.words]
        if all(isinstance(part, AnyWord) for part in others) and _covers(one, words):
            return one
    return None


def _covers(part: Plan, words: Sequence[str]) -> bool:
    match part:
        case Beginning(letters) if letters:
            return all(word.startswith(letters) for word in words)
        case AnyWord(known):
            return frozenset(known).issuperset(words)
        case _:
            return not words


def both(one: Query, other: Query) -> Query:
    """What answers both."""
    return _all([one, other], [])


def _any(parts: Sequence[Query]) -> Query:
    if len(parts) == 1:
        return parts[0]
    return Query.boolean_query([(Occur.Should, part) for part in parts]) if parts else Query.empty_query()


def _all(wanted: Sequence[Query], unwanted: Sequence[Query]) -> Query:
    wanted = wanted or [Query.const_score_query(Query.all_query(), 0.0)]
    if len(wanted) == 1 and not unwanted:
        return wanted[0]
    return Query.boolean_query([*((Occur.Must, part) for part in wanted), *((Occur.MustNot, one) for one in unwanted)])
