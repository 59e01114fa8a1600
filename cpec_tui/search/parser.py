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

from dataclasses import dataclass, field

from cpec_tui.search import atoms
from cpec_tui.search.grammar import MAX_CHARACTERS, MAX_DEPTH, MAX_LEAVES
from cpec_tui.search.lexer import Piece, Sort, pieces
from cpec_tui.search.query import And, Node, Not, Or, Query, Term


def parse(text: str, *, typing: bool = False) -> Query:
    """The tree of ``text``. With ``typing`` its last word counts as unfinished, unless a space follows it."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    notes: list[str] = []
    if len(text) > MAX_CHARACTERS:
        notes.append(f"a query has at most {MAX_CHARACTERS:,} characters: the rest is left out")
        cut = text[:MAX_CHARACTERS]
        text = cut.rsplit(None, 1)[0] if any(character.isspace() for character in cut) else cut
    found = list(pieces(text))
    if len(found) > MAX_LEAVES * 3:
        found = found[: MAX_LEAVES * 3]
        notes.append("the query has too many parts: only the first are used")
    parser = _Parser(found, notes, last=len(text) if typing else -1)
    root = parser.whole()
    return Query(text, root, tuple(dict.fromkeys(parser.notes)))


@dataclass(slots=True)
class _Parser:
    """Recursive descent over the pieces; ``last`` is the offset at which an unfinished word ends (-1 for none)."""

    pieces: list[Piece]
    notes: list[str]
    last: int
    at: int = 0
    leaves: int = field(default=0)

    def whole(self) -> Node | None:
        parts: list[Node] = []
        while self.at < len(self.pieces):
            part = self._or(0)
            if part is not None:
                parts.append(part)
            if self._is(Sort.CLOSE):
                self.at += 1
                self.notes.append("a closing bracket without an opening one is left out")
        return _joined(And, parts)

    def _or(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while True:
            part = self._and(depth)
            if part is not None:
                parts.append(part)
            if not self._operator("OR", "||"):
                break
            if part is None:
                self.notes.append("OR has nothing before it: left out")
            self.at += 1
            if self._at_end():
                self.notes.append("OR has nothing after it yet")
        return _joined(Or, parts)

    def _and(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while not self._at_end() and not self._operator("OR", "||"):
            if self._operator("AND", "&&"):
                self.at += 1
                if not parts:
                    self.notes.append("AND has nothing before it: left out")
                elif self._at_end():
                    self.notes.append("AND has nothing after it yet")
                continue
            part = self._not(depth)
            if part is not None:
                parts.append(part)
        return _joined(And, parts)

    def _not(self, depth: int) -> Node | None:
        negated = False
        while self._operator("NOT", "-", "!"):
            self.at += 1
            negated = not negated
            if self._at_end() or self._operator("OR", "||", "AND", "&&"):
                self.notes.append("NOT has nothing after it: left out")
                return None
        part = self._atom(depth)
        return Not(part) if part is not None and negated else part

    def _atom(self, depth: int) -> Node | None:
        piece = self.pieces[self.at]
        self.at += 1
        if piece.sort is Sort.OPEN:
            return self._group(depth + 1)
        if piece.sort is Sort.QUOTED:
            return self._counted(atoms.quoted(piece, self.last, self.notes), negated=piece.negated)
        text, start, negated = piece.text, piece.start, False
        if len(text) > 1 and text[0] in "+-!" and (text[1].isalnum() or text[1] in "@_"):
            negated = text[0] != "+"
            text, start = text[1:], start + 1
        return self._counted(atoms.bare(text, start, self.last, self.notes), negated=negated)

    def _group(self, depth: int) -> Node | None:
        if depth > MAX_DEPTH:
            self.notes.append(f"brackets nest more than {MAX_DEPTH} deep: the rest is left out")
            self.at = len(self.pieces)
            return None
        part = self._or(depth)
        if self._is(Sort.CLOSE):
            self.at += 1
        else:
            self.notes.append("a bracket is not closed yet")
        if part is None:
            self.notes.append("() is empty: left out")
        return part

    def _counted(self, part: Node | None, *, negated: bool) -> Node | None:
        if part is None:
            return None
        self.leaves += 1
        if self.leaves > MAX_LEAVES:
            self.notes.append(f"a query has at most {MAX_LEAVES} words: the rest is left out")
            return None
        return Not(part) if negated else part

    def _is(self, sort: Sort) -> bool:
        return self.at < len(self.pieces) and self.pieces[self.at].sort is sort

    def _at_end(self) -> bool:
        return self.at >= len(self.pieces) or self._is(Sort.CLOSE)

    def _operator(self, *words: str) -> bool:
        """Whether an operator stands here; one alone in a query is a word, and a minus must touch what it negates."""
        if not self._is(Sort.BARE) or len(self.pieces) == 1:
            return False
        piece = self.pieces[self.at]
        touching = self.at + 1 < len(self.pieces) and self.pieces[self.at + 1].start == piece.end
        return piece.text in words and (touching or piece.text not in "-!")


def _joined(kind: type[And] | type[Or], parts: list[Node]) -> Node | None:
    """``parts`` under one node; a part of the same kind is taken apart, a single one stands alone."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    if len(flat) > 1:
        return kind(tuple(flat))
    return flat[0] if flat else None


def is_bare_words(query: Query) -> bool:
    """Whether the query is nothing but words side by side."""
    root = query.root
    parts = root.parts if isinstance(root, And) else (root,)
    return all(isinstance(part, Term) for part in parts)
