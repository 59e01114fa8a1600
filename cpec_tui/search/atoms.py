"""The single parts of a query: words, phrases, entities, fields."""

from __future__ import annotations

import re

from cpec_tui.folding import fold, tokens
from cpec_tui.model import Span
from cpec_tui.nearest import did_you_mean
from cpec_tui.reading.canonical import canonicalize
from cpec_tui.search.daterange import date_range
from cpec_tui.search.grammar import FIELDS, MAX_DISTANCE, MAX_SLIPS
from cpec_tui.search.lexer import Piece
from cpec_tui.search.query import Entity, Field, Fuzzy, Kind, Leaf, Near, Phrase, Prefix, Term, Unknown

_FIELD = re.compile(r"([A-Za-z]+):(.*)", re.DOTALL)
_FUZZY = re.compile(r"(.+)~([0-9]*)", re.DOTALL)
_QUESTION_MARK = re.compile(r"\w\?\w")
_AFTER_A_NAME = ".,;:!?"
_SHOWN = 20


def quoted(piece: Piece, last: int, notes: list[str]) -> Leaf | None:
    """A quoted stretch: a phrase, words near each other, or the value of a field."""
    span = (piece.start, piece.end)
    unfinished = not piece.closed and last == piece.end and not piece.inside[-1:].isspace()
    if not piece.closed:
        notes.append("a quotation mark is not closed yet")
    if piece.near == "":
        notes.append('~ wants a number of words after it, as in "these words"~5')
    if piece.field:
        return _field(piece.field, piece.inside, span, unfinished=unfinished, notes=notes)
    words = _words_of(piece.inside)
    if not words:
        if piece.closed:
            notes.append("an empty phrase is left out")
        return None
    goes_on = piece.inside.rstrip().endswith("*")
    if "*" in piece.inside.rstrip().rstrip("*"):
        notes.append("a * is understood only at the end of a word or a phrase")
    if piece.near and len(words) > 1:
        return Near(words, _at_most(piece.near, MAX_DISTANCE, "words between", notes), span)
    return Phrase(words, span, unfinished or goes_on)


def bare(text: str, start: int, last: int, notes: list[str]) -> Leaf | None:
    """A stretch without white space or quotes, beginning at ``start`` of the input."""
    span = (start, start + len(text))
    unfinished = last == span[1]
    if text.startswith("@"):
        name = text[1:].rstrip(_AFTER_A_NAME)
        return _entity(name, span, unfinished=unfinished and name == text[1:], notes=notes)
    match = _FIELD.fullmatch(text)
    if match and (match[1].lower() in FIELDS or (match[2] and not match[2].startswith("//"))):
        return _field(match[1], match[2], span, unfinished=unfinished, notes=notes)
    return _words(text, span, unfinished=unfinished, notes=notes)


def _words_of(text: str) -> tuple[str, ...]:
    """The words of a stretch of the query, as the index would have them from a document."""
    return tuple(tokens(canonicalize(text).text))


def _words(text: str, span: Span, *, unfinished: bool, notes: list[str]) -> Leaf | None:
    fuzzy = _FUZZY.fullmatch(text)
    words = _words_of(fuzzy[1] if fuzzy else text)
    if not words:
        notes.append(f"`{text[:_SHOWN]}` holds no word: left out")
        return None
    if fuzzy and len(words) == 1:
        slips = _at_most(fuzzy[2] or "1", MAX_SLIPS, "slips", notes)
        return Fuzzy(words[0], slips, span) if slips else Phrase(words, span)
    if fuzzy:
        notes.append("~ is understood only after a single word or a quotation mark")
    if _QUESTION_MARK.search(text) and "/" not in text:
        notes.append("a ? stands for no letter: search for beginnings (mine*) or slips of the pen (mine~1)")
    before, star, after = text.partition("*")
    if star and after.strip("*"):
        return _cut_at_the_star(before, text, span, notes)
    if len(words) > 1:
        return Phrase(words, span, unfinished or bool(star))
    return Prefix(words[0], span) if star else Term(words[0], span, unfinished)


def _cut_at_the_star(before: str, text: str, span: Span, notes: list[str]) -> Leaf | None:
    words = _words_of(before)
    if not words:
        notes.append("a * is understood only at the end of a word")
        return _words(text.replace("*", ""), span, unfinished=False, notes=notes)
    notes.append(f"a * is understood only at the end of a word: what follows it in `{text[:_SHOWN]}` is left out")
    return Prefix(words[0], span) if len(words) == 1 else Phrase(words, span, True)


def _field(name: str, inside: str, span: Span, *, unfinished: bool, notes: list[str]) -> Leaf | None:
    if name == "@":
        return _entity(inside, span, unfinished=unfinished, notes=notes)
    known = name.lower()
    value = " ".join(inside.split())
    if known not in FIELDS:
        return Unknown(f"{name}:{value}", _no_field(name, value), span)
    if not value:
        notes.append(f"{known}: has no value yet (it follows without a space)")
        return None
    if known == "date":
        date = date_range(value, span, unfinished=unfinished)
        if date is None:
            notes.append(f"the date `{value}` is not finished yet")
        return date
    value, goes_on = value.rstrip("* "), unfinished or value.endswith("*")
    if known == "kind":
        return Kind(fold(value), span, goes_on)
    return Field(known, value, span, goes_on)


def _no_field(name: str, value: str) -> str:
    if name.lower() == "re" and value.startswith("/"):
        return "patterns (re:/…/) are not understood: search for words, beginnings (mine*) or slips of the pen (mine~1)"
    advice = did_you_mean(name, FIELDS) or f"fields are {', '.join(FIELDS)}; in quotation marks it is searched as text"
    return f"no field `{name}`: {advice}"


def _entity(name: str, span: Span, *, unfinished: bool, notes: list[str]) -> Leaf | None:
    entity = " ".join(fold(name).split())
    if not entity.strip("* "):
        notes.append("@ wants the id of an entity right after it")
        return None
    return Entity(entity.rstrip("* "), span, unfinished or entity.endswith("*"))


def _at_most(digits: str, most: int, what: str, notes: list[str]) -> int:
    """The number that ``digits`` write; at most ``most``, with a note."""
    significant = digits.lstrip("0")
    if len(significant) > len(str(most)) or int(significant or "0") > most:
        notes.append(f"~{digits[:_SHOWN]}: at most {most} {what} are searched")
        return most
    return int(significant or "0")
