"""Plans as Tantivy queries: which paragraphs answer, and in which order they are worth a look.

Tantivy scores each form of a word by itself and knows nothing of titles, so its order only proposes candidates.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import tantivy
from tantivy import Occur, Query

from cpec_tui.search.plan import All, Any, AnyWord, Beginning, Filter, InOrder, Plan, Rows, Without
from cpec_tui.search.tantivy_schema import BEGINNING, CODE, ROW, TEXT, kept

# Up to so many rows are asked for one by one, which is quicker than as a set.
FEW_ROWS = 300
# Of more words their paragraphs are put into one set first, which takes as long however few are wanted.
_FEW_WORDS = 30


@dataclass(frozen=True, slots=True)
class Queries:
    """Makes queries for one index; ``weight`` is how much more one form of some words says than Tantivy thinks."""

    schema: tantivy.Schema
    weight: Callable[[tuple[str, ...], str], float]

    def answering(self, plan: Plan) -> Query:
        """What answers ``plan``, unscored."""
        return self._made(uncovered(plan))

    def ranked(self, plan: Plan | None, often: Sequence[tuple[AnyWord, bool]]) -> Query:
        """What answers ``plan`` and has those of the words ``often`` that are sure, or any where none are.

        No paragraph scores less than these words are worth in it, but for what is lost where lengths are rounded.
        """
        sure = [words for words, is_sure in often if is_sure]
        others = [words for words, is_sure in often if not is_sure]
        rest = None if plan is None else _without_words(plan, [words for words, _ in often])
        wanted = [self._worth([words]) for words in sure] or [self._worth(others)]
        if rest is not None:
            wanted.append(self._made(uncovered(rest)))
        more = [(Occur.Should, self._worth(others))] if sure and others else []
        if not more:
            return _all(wanted, [])
        return Query.boolean_query([*((Occur.Must, part) for part in wanted), *more])

    def _worth(self, listed: Sequence[AnyWord]) -> Query:
        """What has one of the words, scored by how often each form of them stands there."""
        terms = []
        for words in (part.words for part in listed):
            for form in dict.fromkeys(map(kept, words)):
                weight, term = self.weight(words, form), self._term(TEXT, form, "freq")
                # Tantivy passes over what cannot be among the best only where nothing is put between.
                terms.append(term if weight == 1.0 else Query.boost_query(term, weight))
        return _any(terms)

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
        forms = tuple(dict.fromkeys(map(kept, words)))
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


def _without_words(plan: Plan, words: Collection[AnyWord]) -> Plan | None:
    """What of ``plan`` is still to be asked for when the ``words`` of it are: what is sure, or any."""
    match plan:
        case AnyWord():
            return None if plan in words else plan
        case Any(parts):
            return None if all(word in parts for word in words) else plan
        case All(parts):
            left = tuple(part for part in map(partial(_without_sure, words=words), parts) if part is not None)
            return All(left) if left else None
        case _:
            return plan


def _without_sure(plan: Plan, words: Collection[AnyWord]) -> Plan | None:
    return plan if isinstance(plan, Any) else _without_words(plan, words)


def is_covered_by(plan: Plan, words: Collection[AnyWord]) -> bool:
    """Whether whatever answers ``plan`` has some of the ``words``."""
    match plan:
        case All(parts):
            return any(is_covered_by(part, words) for part in parts)
        case Any(parts):
            return all(is_covered_by(part, words) for part in parts)
        case _:
            return isinstance(plan, AnyWord) and plan in words


def uncovered(plan: Plan) -> Plan:
    """``plan`` without words that begin with letters any of whose words will do: they find nothing more."""
    match plan:
        case Any(parts):
            letters = tuple(part.letters for part in parts if isinstance(part, Beginning) and part.letters)
            left = tuple(part for part in parts if not is_covered(part, letters))
            return uncovered(left[0]) if len(left) == 1 else Any(tuple(map(uncovered, left)))
        case All(parts):
            return All(tuple(map(uncovered, parts)))
        case Without(part):
            return Without(uncovered(part))
        case _:
            return plan


def is_covered(part: Plan, letters: tuple[str, ...]) -> bool:
    """Whether ``part`` is words all of which begin with some of ``letters``."""
    return bool(letters) and isinstance(part, AnyWord) and all(word.startswith(letters) for word in part.words)


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
