"""The single parts of a query: words, phrases, entities, fields."""

from __future__ import annotations

import re

from cpec_tui.dates import day_range
from cpec_tui.folding import tokens
from cpec_tui.search.grammar import FIELDS
from cpec_tui.search.lexer import Piece
from cpec_tui.search.query import DateRange, Entity, Field, Fuzzy, Kind, Leaf, Near, Phrase, Prefix, Term, Unknown

_FIELD = re.compile(r"([A-Za-z]+):(.*)", re.DOTALL)
_FUZZY = re.compile(r"(.*\w)~(\d?)", re.DOTALL)
_RANGE = re.compile(r"(>=|<=|>|<)?\s*([\d-]*)(\.\.)?([\d-]*)")
MAX_SLIPS = 2


def quoted(piece: Piece, last: int, notes: list[str]) -> Leaf | None:
    """A quoted stretch: a phrase, words near each other, or the value of a field."""
    span = (piece.start, piece.end)
    if piece.field:
        return _field(piece.field, piece.inside, span, unfinished=False, notes=notes)
    words = tuple(tokens(piece.inside))
    if not words:
        notes.append("an empty phrase is left out")
        return None
    if piece.near is not None and len(words) > 1:
        return Near(words, piece.near, span)
    unfinished = not piece.closed and last == piece.end and not piece.inside[-1:].isspace()
    if not piece.closed:
        notes.append("a quotation mark is not closed yet")
    return Phrase(words, span, unfinished)


def bare(text: str, start: int, last: int, notes: list[str]) -> Leaf | None:
    """A stretch without white space or quotes, beginning at ``start`` of the input."""
    span = (start, start + len(text))
    unfinished = last == span[1]
    if text.startswith("@") and len(text) > 1:
        return Entity(text[1:].rstrip(".,;:!?").lower(), span, unfinished)
    match = _FIELD.fullmatch(text)
    if match and not match[2].startswith("/") and (match[2] or match[1].lower() in FIELDS):
        return _field(match[1], match[2], span, unfinished=unfinished, notes=notes)
    return _words(text, span, unfinished=unfinished, notes=notes)


def _words(text: str, span: tuple[int, int], *, unfinished: bool, notes: list[str]) -> Leaf | None:
    fuzzy = _FUZZY.fullmatch(text)
    prefix = text.endswith("*")
    words = tuple(tokens(fuzzy[1] if fuzzy else text))
    if not words:
        notes.append(f"`{text[:20]}` holds no word: left out")
        return None
    if "*" in text[:-1]:
        notes.append("a * is understood only at the end of a word")
    if fuzzy and len(words) == 1:
        slips = int(fuzzy[2]) if fuzzy[2] else 1
        if slips > MAX_SLIPS:
            notes.append(f"~{slips}: at most {MAX_SLIPS} slips are searched")
        return Fuzzy(words[0], min(slips, MAX_SLIPS), span) if slips else Phrase(words, span)
    if len(words) > 1:
        return Phrase(words, span, unfinished or prefix)
    if prefix:
        return Prefix(words[0], span)
    return Term(words[0], span, unfinished)


def _field(name: str, value: str, span: tuple[int, int], *, unfinished: bool, notes: list[str]) -> Leaf | None:
    known = name.lower()
    value = value.strip()
    if known not in FIELDS:
        from cpec_tui.nearest import did_you_mean

        advice = did_you_mean(name, FIELDS) or f"fields are {', '.join(FIELDS)}"
        return Unknown(f"{name}:{value}", f"no field `{name}`: {advice}", span)
    if not value:
        notes.append(f"{known}: has no value yet")
        return None
    if known == "kind":
        return Kind(value.lower(), span, unfinished)
    if known == "date":
        return _date(value, span, unfinished=unfinished, notes=notes)
    return Field(known, value, span)


def _date(value: str, span: tuple[int, int], *, unfinished: bool, notes: list[str]) -> Leaf | None:
    match = _RANGE.fullmatch(value)
    first, last = (day_range(text) if text else None for text in (match[2], match[4])) if match else (None, None)
    wrong = match is None or (match[2] and not first) or (match[4] and not last) or not (match[2] or match[4])
    if match is None or wrong or (match[1] and match[3]) or (match[4] and not match[3]):
        if unfinished:
            notes.append(f"the date `{value}` is not finished yet")
            return None
        reason = f"`{value}` is no date: write date:2024, date:2024-06, date:>=2024-06 or date:2024..2025-02"
        return Unknown(f"date:{value}", reason, span)
    sign = match[1] or ""
    if match[3]:
        return DateRange(first[0] if first else None, last[1] if last else None, value, span)
    assert first is not None
    if sign.startswith(">"):
        return DateRange(first[0] if sign == ">=" else _day_after(first[1]), None, value, span)
    if sign.startswith("<"):
        return DateRange(None, first[1] if sign == "<=" else _day_before(first[0]), value, span)
    return DateRange(first[0], first[1], value, span)


def _day_after(day: str) -> str:
    """A bound that sorts after ``day`` and before the next one."""
    return day + "~"


def _day_before(day: str) -> str:
    """A bound that sorts before ``day`` and after the one before it."""
    return day[:-1] + chr(ord(day[-1]) - 1) + "~"
