"""Words, beginnings, near spellings and phrases as plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.rowset import RowSet
from cpec_tui.catalog.wordtable import LONGEST_BEGINNING
from cpec_tui.search import positions
from cpec_tui.search.advice import emptied_by
from cpec_tui.search.broad import rows_with_words_like
from cpec_tui.search.explain import explain
from cpec_tui.search.grammar import FEW_LETTERS
from cpec_tui.search.plan import NOTHING, All, Any, AnyWord, Beginning, Engine, Filter, InOrder, Plan
from cpec_tui.search.query import Fuzzy, Node, Phrase, Prefix, Term, Wildcard
from cpec_tui.search.reporting import Report, any_of, shown
from cpec_tui.search.searched import Limit
from cpec_tui.search.weighing import FEW_FORMS
from cpec_tui.search.words import MANY, Lexicon


@dataclass(frozen=True, slots=True)
class WordPlanner:
    """Plans of words; those that do not stand in the text are named in ``report`` with what is near."""

    catalog: Catalog
    engine: Engine
    lexicon: Lexicon
    report: Report
    limit: Limit

    def plan(self, node: Term | Prefix | Wildcard | Fuzzy | Phrase) -> Plan:
        """What answers ``node``."""
        match node:
            case Term(word, _, unfinished):
                return self._word(word, unfinished=unfinished)
            case Prefix(word):
                return self._beginning(word) or self._no_beginning(word)
            case Wildcard(word):
                return self._like(word) or self.report.missing(f"no word looks like {shown(word)}")
            case Fuzzy(word, slips):
                return self._fuzzy(word, slips)
            case Phrase(words, _, unfinished):
                return self._phrase(node) if len(words) > 1 else self._exactly(words[0], unfinished=unfinished)

    def _word(self, word: str, *, unfinished: bool) -> Plan:
        forms = self.lexicon.inflections(word)
        whole = AnyWord(forms) if forms else None
        begun = self._beginning(word) if unfinished else None
        if begun and whole:
            return Any((begun, whole))  # Where the word stands as it is typed so far, it counts once more.
        return begun or whole or self._unknown(word)

    def _beginning(self, letters: str) -> Plan | None:
        """Paragraphs with a word that begins with ``letters``."""
        if len(letters) > LONGEST_BEGINNING:
            words = self.lexicon.prefixed(letters)
            return AnyWord(words) if words else None
        if len(letters) < LONGEST_BEGINNING:
            rows = self.catalog.rows_beginning(letters)
            return Beginning(letters, rows) if rows else None
        # Of so many letters the words that begin so are few enough for one to tell something.
        words = self.lexicon.prefixed(letters)
        if len(words) <= FEW_FORMS:
            return AnyWord(words) if words else None
        return Beginning(letters, self.catalog.rows_beginning(letters), by_rarity=True)

    def _like(self, pattern: str) -> Plan | None:
        """Paragraphs with a word that ``pattern`` fits."""
        words = self.lexicon.like(pattern)
        if len(words) <= MANY:
            return AnyWord(words) if words else None
        searched = self.lexicon.searched.get(
            (pattern, self.limit.seconds), lambda: rows_with_words_like(self.catalog, pattern, self.limit)
        )
        rows = searched.answering(pattern, self.limit, self.report)
        return Beginning("", RowSet.of(rows))

    def _fuzzy(self, word: str, slips: int) -> Plan:
        words = self.lexicon.fuzzy(word, slips)
        if words:
            return AnyWord(words)
        more = "" if slips > 1 or len(word) < FEW_LETTERS else f"try {shown(word + '~2')}"
        return self.report.missing(f"no word is spelled nearly like {shown(word)}", more)

    def _exactly(self, word: str, *, unfinished: bool) -> Plan:
        if unfinished:
            return self._beginning(word) or self._no_beginning(word)
        return AnyWord((word,)) if self.engine.frequency(word) else self._unknown(word)

    def _unknown(self, word: str) -> Plan:
        found = [f"@{entity}" for entity in self.catalog.entities_named(word)]
        found += [f"{word}*"] if self.lexicon.prefixed(word) else self.lexicon.nearest(word)
        advice = f"did you mean {any_of(found)}?" if found else "no word is spelled like it"
        return self.report.missing(f"{shown(word)} does not stand in the corpus", advice)

    def _no_beginning(self, word: str) -> Plan:
        known = self.lexicon.known_beginning(word)
        return self.report.missing(f"no word begins with {shown(word)}", f"some do with `{known}`" if known else "")

    def _phrase(self, node: Phrase) -> Plan:
        whole = node.words[:-1] if node.unfinished else node.words
        endings = self.lexicon.prefixed(node.words[-1]) if node.unfinished else ()
        ids = self.catalog.word_ids([*dict.fromkeys((*whole, *endings))])
        missing = [word for word in dict.fromkeys(whole) if word not in ids]
        for word in missing:
            self._unknown(word)
        plans: list[Plan] = [AnyWord((word,)) for word in dict.fromkeys(whole)]
        if node.unfinished:
            plans.append(self._beginning(node.words[-1]) or self._no_beginning(node.words[-1]))
        if missing or NOTHING in plans:
            return NOTHING
        if self.engine.finds_phrases and len(whole) > 1:
            plans.append(InOrder(whole))
            if not node.unfinished:
                return self._in_order(node, plans)
        candidates = self.engine.rows(All(tuple(plans)))
        last = frozenset(ids[word] for word in endings) if node.unfinished else None
        rows = self._with_phrase(candidates, [ids[word] for word in whole], last)
        if rows:
            return All((*plans, Filter(rows)))
        return self._not_side_by_side(node, plans)

    def _in_order(self, node: Phrase, plans: list[Plan]) -> Plan:
        """``plans``, the last of which finds the phrase, for an engine that does so by itself."""
        found = All(tuple(plans))
        return found if self.engine.count(found) else self._not_side_by_side(node, plans)

    def _not_side_by_side(self, node: Phrase, plans: list[Plan]) -> Plan:
        of_words = [plan for plan in plans if not isinstance(plan, InOrder)]
        whole = node.words[:-1] if node.unfinished else node.words
        said = [*dict.fromkeys(whole), *([f"{node.words[-1]}*"] if node.unfinished else [])]
        return self.nowhere(node, "side by side", self.engine.count(All(tuple(of_words))), said, of_words)

    def _with_phrase(self, candidates: list[int], words: list[int], last: frozenset[int] | None) -> frozenset[int]:
        streams = self.catalog.streams(candidates)
        if last is None:
            return frozenset(row for row, stream, _ in streams if positions.has_phrase(stream, words))
        return frozenset(row for row, stream, _ in streams if positions.has_phrase_going_on(stream, words, last))

    def nowhere(self, node: Node, where: str, candidates: int, parts: Sequence[str], plans: Sequence[Plan]) -> Plan:
        """The ``parts`` of ``node`` stand in so many paragraphs, but not as they should."""
        said = shown(explain(node))
        if not candidates:
            return self.report.missing(f"no paragraph has all words of {said}", emptied_by(parts, plans, self.engine))
        have = "1 paragraph has" if candidates == 1 else f"{candidates:,} paragraphs have"
        return self.report.missing(f"the words of {said} stand nowhere {where}", f"{have} all of them")
