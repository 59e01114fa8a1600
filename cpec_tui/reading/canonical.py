"""Canonical text and its map back to the raw text.

Canonical text is NFC; every run of white space is one space; soft hyphens, U+200B, U+2060 and U+FEFF are removed; all
else stays. Each code point remembers where in the raw text it came from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from cpec_tui.model import OffsetRun, Span

_REMOVED = "\u00ad\u200b\u2060\ufeff"
# A run of them that is more than a single space between letters. It begins with a set, so that it is looked for fast.
_GAP = re.compile(rf"[\s{_REMOVED}](?:[\s{_REMOVED}]+|(?<! )|\Z|(?<=\A ))")
_WIDE_GAP = re.compile(r"[\s]\s+")
_NOT_A_SPACE = re.compile(rf"[{_REMOVED}]*")
# Below U+0300 nothing composes, so only these stretches (with the letter before them) can be other than NFC.
_MAY_COMPOSE = re.compile("[\0-\u02ff]?[\u0300-\U0010ffff]+")
# Sorting the marks of one letter takes quadratic time: a heap of more marks is no letter and is left as it stands.
_MOST_MARKS = 64


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """Canonical ``text`` and the runs that map it to raw offsets, in order."""

    text: str
    runs: tuple[OffsetRun, ...]


def canonicalize(raw: str, start: int = 0, end: int | None = None) -> CanonicalText:
    """The canonical form of ``raw[start:end]``; its runs hold offsets into the whole of ``raw``."""
    piece = raw[start:end]
    if any(map(piece.__contains__, _REMOVED)):
        text, runs = _without_gaps(piece, start)
    else:
        text = " ".join(piece.split())
        runs = _spaced_runs(piece, start, len(text)) if text else ()
    if unicodedata.is_normalized("NFC", text):
        return CanonicalText(text, runs)
    return _composed(text, runs)


def raw_span(runs: tuple[OffsetRun, ...], start: int, end: int) -> Span | None:
    """The raw offsets of canonical ``[start, end)``; None when the text did not come from the source."""
    if not runs or start >= end:
        return None
    first, last = _run_at(runs, start), _run_at(runs, end - 1)
    begin = first.raw if first.width > 1 else first.raw + start - first.canonical
    finish = last.raw + last.width if last.width > 1 else last.raw + end - last.canonical
    return begin, finish


def _run_at(runs: tuple[OffsetRun, ...], offset: int) -> OffsetRun:
    return runs[_index_at(runs, offset)]


def _index_at(runs: tuple[OffsetRun, ...], offset: int) -> int:
    return bisect_right(runs, offset, key=lambda run: run.canonical) - 1


def _spaced_runs(piece: str, start: int, length: int) -> tuple[OffsetRun, ...]:
    """The runs of ``piece``, none of whose characters is removed, when white space leaves ``length`` of them."""
    end = len(piece.rstrip())
    left_out = len(piece) - len(piece.lstrip())
    runs = [OffsetRun(0, start + left_out)]
    # The space that is left of a gap keeps its distance from what is before it.
    for gap in _WIDE_GAP.finditer(piece, left_out, end) if end - left_out > length else ():
        begin, finish = gap.span()
        left_out += finish - begin - 1
        runs.append(OffsetRun(finish - left_out, start + finish))
    return tuple(runs)


def _without_gaps(piece: str, start: int) -> tuple[str, tuple[OffsetRun, ...]]:
    """``piece`` with white space collapsed and the removed characters gone, letters untouched."""
    runs: list[OffsetRun] = []
    text: list[str] = []
    length = position = 0
    for gap in _GAP.finditer(piece):
        begin, finish = gap.span()
        if begin > position:
            runs.append(OffsetRun(length, start + position))
            text.append(piece[position:begin])
            length += begin - position
        inside = begin > 0 and finish < len(piece)
        if inside and not _NOT_A_SPACE.fullmatch(gap.group()):
            runs.append(OffsetRun(length, start + begin + _first_space(gap.group())))
            text.append(" ")
            length += 1
        position = finish
    if position < len(piece):
        runs.append(OffsetRun(length, start + position))
        text.append(piece[position:])
    return "".join(text), tuple(runs)


def _first_space(gap: str) -> int:
    return next(offset for offset, character in enumerate(gap) if character.isspace())


def _composed(text: str, runs: tuple[OffsetRun, ...]) -> CanonicalText:
    """``text``, mapped by ``runs``, with every letter that is not NFC made so."""
    pieces: list[str] = []
    mapped: list[OffsetRun] = []
    length = position = 0
    for begin, end in _decomposed(text):
        pieces.append(text[position:begin])
        mapped.extend(_moved(runs, position, begin, length - position))
        length += begin - position
        letter = unicodedata.normalize("NFC", text[begin:end])
        mapped.extend(_letter_runs(runs, (begin, end), length, len(letter)))
        pieces.append(letter)
        length += len(letter)
        position = end
    pieces.append(text[position:])
    mapped.extend(_moved(runs, position, len(text), length - position))
    return CanonicalText("".join(pieces), tuple(mapped))


def _decomposed(text: str) -> Iterator[Span]:
    """The spans of the letters (each with its marks) that are not NFC, in order."""
    for stretch in _MAY_COMPOSE.finditer(text):
        if unicodedata.is_normalized("NFC", stretch.group()):
            continue
        begin, finish = stretch.span()
        while begin < finish:
            end = begin + 1
            while end < finish and _joins(text[end]):
                end += 1
            if end - begin <= _MOST_MARKS and not unicodedata.is_normalized("NFC", text[begin:end]):
                yield begin, end
            begin = end


def _joins(character: str) -> bool:
    """Whether ``character`` may compose with the one before it: a mark, or a vowel or final of Hangul or Kirat Rai."""
    if "\u1160" <= character <= "\u11ff" or "\U00016d63" <= character <= "\U00016d6a":
        return True
    return unicodedata.category(character)[0] == "M"


def _moved(runs: tuple[OffsetRun, ...], begin: int, end: int, by: int) -> Iterator[OffsetRun]:
    """The runs of ``[begin, end)``, cut at its ends, with ``by`` added to their canonical offsets."""
    if begin >= end:
        return
    index = _index_at(runs, begin)
    while index < len(runs) and runs[index].canonical < end:
        at = max(begin, runs[index].canonical)
        yield OffsetRun(at + by, runs[index].raw + at - runs[index].canonical)
        index += 1


def _letter_runs(runs: tuple[OffsetRun, ...], span: Span, canonical: int, length: int) -> Iterator[OffsetRun]:
    """Runs that map each of the ``length`` code points of a composed letter to all it came from."""
    found = raw_span(runs, *span)
    assert found is not None, "there is a letter, so there is a run for it"
    begin, finish = found
    if finish - begin > 1:
        yield OffsetRun(canonical, begin, finish - begin)
    else:
        yield from (OffsetRun(canonical + offset, begin) for offset in range(length))
