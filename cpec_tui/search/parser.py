"""The parser of queries: tolerant, never raising, keeping the span of every part.

    query  = or
    or     = and { OR and }
    and    = not { [AND] not }
    not    = { NOT | - } atom
    atom   = ( or ) | "phrase" | "near"~5 | prefix* | fuzzy~1 | @entity | field:value | word

What is not finished yet (an open bracket or quote, an operator without its word) is understood as far as it goes, and a
note says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cpec_tui.search import atoms
from cpec_tui.search.grammar import MAX_CHARACTERS, MAX_DEPTH, MAX_LEAVES
from cpec_tui.search.lexer import Piece, Sort, pieces
from cpec_tui.search.query import And, Node, Not, Or, Query, joined
from cpec_tui.search.stopwords import without_stop_words

_AND, _OR, _NOT = ("AND", "&&"), ("OR", "||"), ("NOT", "-", "!")
_NOTHING_UNFINISHED = -1


def parse(text: str, *, typing: bool = False) -> Query:
    """The tree of ``text``, with spans in code points of the ``Query.text`` that is given back.

    With ``typing`` the last word counts as unfinished, unless a space follows it. Of more than ``MAX_CHARACTERS`` the
    rest is cut off, and half a surrogate pair is replaced: the text that was understood is the query's.
    """
    notes: list[str] = []
    last = len(text) if typing else _NOTHING_UNFINISHED
    text = text.encode("utf-8", "replace").decode("utf-8")
    if len(text) > MAX_CHARACTERS:
        notes.append(f"a query has at most {MAX_CHARACTERS:,} characters: the rest is left out")
        text = _cut(text)
    found = list(pieces(text))
    if len(found) > MAX_LEAVES * 3:
        found = found[: MAX_LEAVES * 3]
        notes.append("the query has too many parts: only the first are used")
    root = without_stop_words(_Parser(found, notes, last).whole(), notes)
    return Query(text, root, tuple(dict.fromkeys(notes)))


def _cut(text: str) -> str:
    """The beginning of ``text`` that is not too long, ending with a whole word where there is one."""
    cut = text[:MAX_CHARACTERS]
    whole = cut if text[MAX_CHARACTERS].isspace() else " ".join(cut.rsplit(None, 1)[:-1])
    return whole or cut


@dataclass(slots=True)
class _Parser:
    """Recursive descent over the pieces; ``last`` is the offset at which an unfinished word ends."""

    pieces: list[Piece]
    notes: list[str]
    last: int
    at: int = 0
    leaves: int = 0

    def whole(self) -> Node | None:
        parts: list[Node] = []
        while self.at < len(self.pieces):
            part = self._or(0)
            if part is not None:
                parts.append(part)
            if self._is(Sort.CLOSE):
                self.at += 1
                self.notes.append("a closing bracket without an opening one is left out")
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
                self.notes.append("OR has nothing before it: left out")
            self.at += 1
            if self._at_end():
                self.notes.append("OR has nothing after it yet")
        return joined(Or, parts)

    def _and(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while not self._at_end() and not self._operator(_OR):
            if self._operator(_AND):
                self.at += 1
                if not parts:
                    self.notes.append("AND has nothing before it: left out")
                elif self._at_end() or self._operator(_OR):
                    self.notes.append("AND has nothing after it yet")
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
            if self._at_end() or self._operator(_OR) or self._operator(_AND):
                self.notes.append("NOT has nothing after it: left out")
                return None
        return self._negated(lambda: self._atom(depth)) if negated else self._atom(depth)

    def _atom(self, depth: int) -> Node | None:
        piece = self.pieces[self.at]
        self.at += 1
        if piece.sort is Sort.OPEN:
            return self._group(depth + 1)
        if piece.sort is Sort.QUOTED:
            if piece.negated:
                return self._negated(lambda: self._counted(atoms.quoted(piece, self.last, self.notes)))
            return self._counted(atoms.quoted(piece, self.last, self.notes))
        text, start = piece.text, piece.start
        if not (len(text) > 1 and text[0] in "+-!" and (text[1].isalnum() or text[1] in "@_")):
            return self._counted(atoms.bare(text, start, self.last, self.notes))
        if text[0] == "+":
            return self._counted(atoms.bare(text[1:], start + 1, self.last, self.notes))
        return self._negated(lambda: self._counted(atoms.bare(text[1:], start + 1, self.last, self.notes)))

    def _negated(self, parse_part: Callable[[], Node | None]) -> Node | None:
        """NOT what ``parse_part`` parses; nothing in it counts as unfinished, or half a word would exclude too much."""
        last, self.last = self.last, _NOTHING_UNFINISHED
        part = parse_part()
        self.last = last
        if part is None:
            return None
        return part.part if isinstance(part, Not) else Not(part)

    def _group(self, depth: int) -> Node | None:
        if depth > MAX_DEPTH:
            self.notes.append(f"brackets nest more than {MAX_DEPTH} deep: the rest is left out")
            self.at = len(self.pieces)
            return None
        part = self._or(depth)
        if self._is(Sort.CLOSE):
            self.at += 1
            if part is None:
                self.notes.append("() is empty: left out")
        else:
            self.notes.append("a bracket is not closed yet")
        return part

    def _counted(self, part: Node | None) -> Node | None:
        if part is None:
            return None
        self.leaves += 1
        if self.leaves > MAX_LEAVES:
            self.notes.append(f"a query has at most {MAX_LEAVES} words: the rest is left out")
            return None
        return part

    def _is(self, sort: Sort) -> bool:
        return self.at < len(self.pieces) and self.pieces[self.at].sort is sort

    def _at_end(self) -> bool:
        return self.at >= len(self.pieces) or self._is(Sort.CLOSE)

    def _operator(self, words: tuple[str, ...]) -> bool:
        """Whether an operator stands here; one alone in a query is a word, and a minus must touch what it negates."""
        if not self._is(Sort.BARE) or len(self.pieces) == 1:
            return False
        piece = self.pieces[self.at]
        touching = self.at + 1 < len(self.pieces) and self.pieces[self.at + 1].start == piece.end
        return piece.text in words and (touching or piece.text not in "-!")
