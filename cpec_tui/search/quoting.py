"""What stands in quotation marks: a phrase, things near each other, or the value of a field."""

from __future__ import annotations

import re

from cpec_tui.search import atoms
from cpec_tui.search.atoms import Context
from cpec_tui.search.grammar import MAX_DISTANCE, MAX_NEAR
from cpec_tui.search.lexer import Piece
from cpec_tui.search.query import Leaf, Near, Node, Phrase, Term

_CHUNK = re.compile(r"\S+")
_SPECIAL = re.compile(r"@[^\W_]|kind:[^\W_]")
_FUZZY = re.compile(r"(.+)~([0-9]*)")
_AFTER = ")]}.,;:!?»’'"


def quoted(piece: Piece, context: Context) -> Leaf | None:
    """The meaning of a quoted stretch."""
    span, inside, notes = (piece.start, piece.end), piece.inside, context.notes
    unfinished = not piece.closed and context.last == piece.end and not inside[-1:].isspace()
    if not piece.closed:
        notes.append("a quotation mark is not closed yet")
    if piece.near == "":
        notes.append('~ wants a number of words after it, as in "these words"~5')
    if piece.field:
        return atoms.field(piece.field, inside, span, unfinished=unfinished, context=context)
    words = atoms.words_of(inside)
    if not words:
        if piece.closed:
            notes.append("an empty phrase is left out")
        return None
    distance = atoms.at_most(piece.near, MAX_DISTANCE, "words between", notes) if piece.near else None
    goes_on = inside.rstrip().endswith("*")
    chunks = _CHUNK.findall(inside)
    more = any(map(_is_more_than_words, chunks[:-1])) or _is_more_than_begun(chunks[-1])
    if more or (distance is not None and goes_on):
        parts = _parts(chunks, span, unfinished=unfinished, exact=distance is None, notes=notes)
        return _together(parts, distance, span, notes)
    if distance is not None and len(words) > 1:
        return Near(tuple(Term(word, span) for word in words), distance, span)
    return Phrase(words, span, unfinished or goes_on)


def _is_more_than_words(chunk: str) -> bool:
    return bool(_SPECIAL.match(chunk)) or "*" in chunk or atoms.is_wild(chunk) or _is_fuzzy(chunk)


def _is_more_than_begun(chunk: str) -> bool:
    """Whether the last stretch is more than words of which the last may go on."""
    return _is_more_than_words(chunk.rstrip("*")) or atoms.is_wild(chunk)


def _is_fuzzy(chunk: str) -> bool:
    match = _FUZZY.fullmatch(chunk)
    return match is not None and len(atoms.words_of(match[1])) == 1


def _parts(chunks: list[str], span: tuple[int, int], *, unfinished: bool, exact: bool, notes: list[str]) -> list[Leaf]:
    """The parts of a quoted stretch that holds more than words; plain words are ``exact`` or may be inflected."""
    parts: list[Leaf] = []
    for position, chunk in enumerate(chunks):
        goes_on = unfinished and position == len(chunks) - 1
        match = _FUZZY.fullmatch(chunk)
        if _SPECIAL.match(chunk):
            part = _name(chunk, span, unfinished=goes_on, notes=notes)
            parts += [part] if part else []
        elif match and _is_fuzzy(chunk):
            parts.append(atoms.fuzzy_word(atoms.words_of(match[1])[0], match[2], span, notes))
        elif "*" in chunk or atoms.is_wild(chunk):
            wild = atoms.wild_parts(chunk, span, unfinished=goes_on, notes=notes)
            parts += wild if exact else [Term(one.words[0], span) if isinstance(one, Phrase) else one for one in wild]
        else:
            parts += _plain(chunk, span, unfinished=goes_on, exact=exact)
    return parts


def _plain(chunk: str, span: tuple[int, int], *, unfinished: bool, exact: bool) -> list[Leaf]:
    words = atoms.words_of(chunk)
    if exact:
        return [Phrase(words, span, unfinished)] if words else []
    return [Term(word, span, unfinished and number == len(words) - 1) for number, word in enumerate(words)]


def _name(chunk: str, span: tuple[int, int], *, unfinished: bool, notes: list[str]) -> Leaf | None:
    """``@name`` or ``kind:name`` beside other words."""
    name = chunk.rstrip(_AFTER)
    goes_on = unfinished and name == chunk
    if name.startswith("@"):
        return atoms.entity(name[1:], span, unfinished=goes_on, notes=notes)
    value = name.partition(":")[2]
    return atoms.kind(value.rstrip("*"), span, unfinished=goes_on or value.endswith("*"))


def _together(parts: list[Leaf], distance: int | None, span: tuple[int, int], notes: list[str]) -> Leaf | None:
    if distance is None or len(parts) < 2:
        return atoms.side_by_side(parts, span)
    near: tuple[Node, ...] = tuple(parts)
    if len(near) > MAX_NEAR and not all(isinstance(part, Term) and not part.unfinished for part in near):
        notes.append(f"at most {MAX_NEAR} words and names stand near each other: the rest is left out")
        near = near[:MAX_NEAR]
    return Near(near, distance, span)
