"""The parser of queries: tolerant, never raising, keeping the span of every part.

    query  = or
    or     = and { OR and }
    and    = not { [AND] not }
    not    = { NOT | - } near
    near   = atom { NEAR/5 atom | PRE/5 atom }
    atom   = ( or ) | in:sentence( or ) | in:document( or ) | re:/pattern/ | "phrase" | "near"~5
           | prefix* | wild?card | fuzzy~1 | @entity | field:value | word

What is not finished yet (an open bracket or quote, an operator without its word) is understood as far as it goes, and a
note says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from cpec_tui.search import atoms
from cpec_tui.search.daterange import Today
from cpec_tui.search.grammar import DISTANCE, MAX_CHARACTERS, MAX_DEPTH, MAX_DISTANCE, MAX_LEAVES
from cpec_tui.search.lexer import Piece, Sort, pieces
from cpec_tui.search.nearness import beside, of_sentence
from cpec_tui.search.query import And, Near, Node, Not, Or, Query, Scope, Unknown, Within, joined
from cpec_tui.search.quoting import quoted
from cpec_tui.search.stopwords import without_stop_words

_AND, _OR, _NOT = ("AND", "&&"), ("OR", "||"), ("NOT", "-", "!")
_NEAR = re.compile(r"(NEAR|PRE)/([0-9]*)|NEAR")
_WITHIN = re.compile(r"[Ii][Nn]:([A-Za-z]*)")
_NOTHING_UNFINISHED = -1


def parse(text: str, *, typing: bool = False, today: Today = date.today) -> Query:
    """The tree of ``text``, with spans in code points of the ``Query.text`` that is given back.

    With ``typing`` the last word counts as unfinished, unless a space follows it. Of more than ``MAX_CHARACTERS`` the
    rest is cut off, and half a surrogate pair is replaced: the text that was understood is the query's. ``today`` is
    asked when a date is said in words.
    """
    notes: list[str] = []
    last = len(text) if typing else _NOTHING_UNFINISHED
    text = whole_characters(text)
    if len(text) > MAX_CHARACTERS:
        notes.append(f"a query has at most {MAX_CHARACTERS:,} characters: the rest is left out")
        text = _cut(text)
    found = list(pieces(text))
    if len(found) > MAX_LEAVES * 3:
        found = found[: MAX_LEAVES * 3]
        notes.append("the query has too many parts: only the first are used")
    root = without_stop_words(_Parser(found, atoms.Context(last, notes, today)).whole(), notes)
    return Query(text, root, tuple(dict.fromkeys(notes)))


def whole_characters(text: str) -> str:
    """``text`` with a question mark for each half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _cut(text: str) -> str:
    """The beginning of ``text`` that is not too long, ending with a whole word where there is one."""
    cut = text[:MAX_CHARACTERS]
    whole = cut if text[MAX_CHARACTERS].isspace() else " ".join(cut.rsplit(None, 1)[:-1])
    return whole or cut


@dataclass(slots=True)
class _Parser:
    """Recursive descent over the pieces."""

    pieces: list[Piece]
    context: atoms.Context
    at: int = 0
    leaves: int = 0

    def _note(self, text: str) -> None:
        self.context.notes.append(text)

    def whole(self) -> Node | None:
        parts: list[Node] = []
        while self.at < len(self.pieces):
            part = self._or(0)
            if part is not None:
                parts.append(part)
            if self._is(Sort.CLOSE):
                self.at += 1
                self._note("a closing bracket without an opening one is left out")
        return joined(And, parts)

    def _or(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while True:
            part = self._and(depth)
            if part is not None:
                parts.append(part)
            if not self._operator(_OR):
                break
            if part is None:
                self._note("OR has nothing before it: left out")
            self.at += 1
            if self._at_end():
                self._note("OR has nothing after it yet")
        return joined(Or, parts)

    def _and(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while not self._at_end() and not self._operator(_OR):
            if self._operator(_AND):
                self.at += 1
                if not parts:
                    self._note("AND has nothing before it: left out")
                elif self._at_end() or self._operator(_OR):
                    self._note("AND has nothing after it yet")
                continue
            if (near := self._near_operator()) is not None:
                self.at += 1
                self._note(f"{near[0]} has nothing before it: left out")
                continue
            part = self._not(depth)
            if part is not None:
                parts.append(part)
        return joined(And, parts)

    def _not(self, depth: int) -> Node | None:
        negated = False
        while self._operator(_NOT):
            self.at += 1
            negated = not negated
            if self._has_no_part():
                self._note("NOT has nothing after it: left out")
                return None
        return self._negated(lambda: self._near(depth)) if negated else self._near(depth)

    def _near(self, depth: int) -> Node | None:
        part = self._atom(depth)
        chain: Near | None = None
        while (near := self._near_operator()) is not None:
            said, ordered, distance = near
            self.at += 1
            if self._has_no_part():
                self._note(f"{said} has nothing after it yet")
                continue
            other = self._not(depth) if self._operator(_NOT) else self._atom(depth)
            if part is None or other is None:
                part = other if part is None else part
                continue
            part = beside(part, other, distance, ordered=ordered, goes_on=part is chain, notes=self.context.notes)
            chain = part if isinstance(part, Near) else None
        return part

    def _atom(self, depth: int) -> Node | None:
        piece = self.pieces[self.at]
        self.at += 1
        if piece.sort is Sort.OPEN:
            return self._group(depth + 1)
        if piece.sort is Sort.QUOTED:
            return self._maybe_negated(piece.negated, lambda: self._counted(quoted(piece, self.context)))
        if piece.sort is Sort.PATTERN:
            return self._maybe_negated(piece.negated, lambda: self._counted(atoms.pattern(piece, self.context)))
        text, start = piece.text, piece.start
        negated = False
        if len(text) > 1 and text[0] in "+-!" and (text[1].isalnum() or text[1] in "@_*?"):
            negated, text, start = text[0] != "+", text[1:], start + 1
        return self._maybe_negated(negated, lambda: self._bare(text, start, depth))

    def _bare(self, text: str, start: int, depth: int) -> Node | None:
        within = _WITHIN.fullmatch(text)
        if within is None or not self._is(Sort.OPEN) or self.pieces[self.at].start != start + len(text):
            return self._counted(atoms.bare(text, start, self.context))
        self.at += 1
        part = self._group(depth + 1)
        scopes = {scope.value: scope for scope in Scope}
        scope = scopes.get(within[1].lower())
        if part is None:
            return None
        if scope is not None:
            return Within(scope, of_sentence(part) if scope is Scope.SENTENCE else part)
        reason = f"no `{text[:20]}`: there are {' and '.join(f'in:{name}(…)' for name in scopes)}"
        return self._counted(Unknown(f"{text}(…)", reason, (start, start + len(text))))

    def _maybe_negated(self, negated: bool, parse_part: Callable[[], Node | None]) -> Node | None:
        return self._negated(parse_part) if negated else parse_part()

    def _negated(self, parse_part: Callable[[], Node | None]) -> Node | None:
        """NOT what ``parse_part`` parses; nothing in it counts as unfinished, or half a word would exclude too much."""
        context, self.context = self.context, replace(self.context, last=_NOTHING_UNFINISHED)
        part = parse_part()
        self.context = context
        if part is None:
            return None
        return part.part if isinstance(part, Not) else Not(part)

    def _group(self, depth: int) -> Node | None:
        if depth > MAX_DEPTH:
            self._note(f"brackets nest more than {MAX_DEPTH} deep: the rest is left out")
            self.at = len(self.pieces)
            return None
        part = self._or(depth)
        if self._is(Sort.CLOSE):
            self.at += 1
            if part is None:
                self._note("() is empty: left out")
        else:
            self._note("a bracket is not closed yet")
        return part

    def _counted(self, part: Node | None) -> Node | None:
        if part is None:
            return None
        self.leaves += 1
        if self.leaves > MAX_LEAVES:
            self._note(f"a query has at most {MAX_LEAVES} words: the rest is left out")
            return None
        return part

    def _is(self, sort: Sort) -> bool:
        return self.at < len(self.pieces) and self.pieces[self.at].sort is sort

    def _at_end(self) -> bool:
        return self.at >= len(self.pieces) or self._is(Sort.CLOSE)

    def _has_no_part(self) -> bool:
        """Whether nothing stands here that an operator could belong to."""
        return self._at_end() or self._operator(_OR) or self._operator(_AND) or self._near_operator() is not None

    def _operator(self, words: tuple[str, ...]) -> bool:
        """Whether an operator stands here; one alone in a query is a word, and a minus must touch what it negates."""
        if not self._is(Sort.BARE) or len(self.pieces) == 1:
            return False
        piece = self.pieces[self.at]
        touching = self.at + 1 < len(self.pieces) and self.pieces[self.at + 1].start == piece.end
        return piece.text in words and (touching or piece.text not in "-!")

    def _near_operator(self) -> tuple[str, bool, int] | None:
        """What is written, whether it keeps the order, and the distance, when a NEAR or PRE stands here."""
        match = _NEAR.fullmatch(self.pieces[self.at].text) if self._is(Sort.BARE) and len(self.pieces) > 1 else None
        if match is None:
            return None
        digits = match[2]
        if not digits:
            self._note(f"{match[1] or 'NEAR'} without a number is {match[1] or 'NEAR'}/{DISTANCE}")
            return match[0], match[1] == "PRE", DISTANCE
        notes: list[str] = []
        distance = atoms.at_most(digits, MAX_DISTANCE, "words between", notes, f"{match[1]}/")
        self.context.notes.extend(notes)
        return match[0], match[1] == "PRE", distance
