"""Canonical text and its map back to the raw text.

Canonical text is NFC; every run of white space is one space; soft hyphens, U+200B, U+2060 and U+FEFF are removed; all
else stays. Each code point remembers where in the raw text it came from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from cpec_tui.model import OffsetRun, Span

_REMOVED = "\u00ad\u200b\u2060\ufeff"
_GAP = re.compile(rf"[\s{_REMOVED}]*(?:[^\S ]|[{_REMOVED}]|\s\s)[\s{_REMOVED}]*|\A\s+|\s+\Z")
_NOT_A_SPACE = re.compile(rf"[{_REMOVED}]*")


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """Canonical ``text`` and the runs that map it to raw offsets, in order."""

    text: str
    runs: tuple[OffsetRun, ...]


def canonicalize(raw: str, start: int = 0, end: int | None = None) -> CanonicalText:
    """The canonical form of ``raw[start:end]``; its runs hold offsets into the whole of ``raw``."""
    piece = raw[start:end]
    text, runs = _without_gaps(piece, start)
    if unicodedata.is_normalized("NFC", text):
        return CanonicalText(text, tuple(runs))
    return _composed_text(piece, start)


def _without_gaps(piece: str, start: int) -> tuple[str, list[OffsetRun]]:
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
    return "".join(text), runs


def _first_space(gap: str) -> int:
    return next(offset for offset, character in enumerate(gap) if character.isspace())


def _composed_text(piece: str, start: int) -> CanonicalText:
    """The same letter by letter, for text that is not NFC."""
    runs: list[OffsetRun] = []
    text: list[str] = []
    length = 0
    for cluster, begin, width in _composed(_collapse(piece)):
        run = OffsetRun(length, start + begin, width)
        if not runs or not _continues(runs[-1], run):
            runs.append(run)
        text.append(cluster)
        length += len(cluster)
    return CanonicalText("".join(text), tuple(runs))


def raw_span(runs: tuple[OffsetRun, ...], start: int, end: int) -> Span | None:
    """The raw offsets of canonical ``[start, end)``; None when the text did not come from the source."""
    if not runs or start >= end:
        return None
    first, last = _run_at(runs, start), _run_at(runs, end - 1)
    begin = first.raw if first.width > 1 else first.raw + start - first.canonical
    finish = last.raw + last.width if last.width > 1 else last.raw + end - last.canonical
    return begin, finish


def _run_at(runs: tuple[OffsetRun, ...], offset: int) -> OffsetRun:
    return runs[bisect_right(runs, offset, key=lambda run: run.canonical) - 1]


def _continues(last: OffsetRun, run: OffsetRun) -> bool:
    return last.width == run.width == 1 and run.raw - last.raw == run.canonical - last.canonical


def _collapse(piece: str) -> list[tuple[str, int]]:
    """The characters that stay, white space collapsed and trimmed, each with its offset in ``piece``."""
    kept: list[tuple[str, int]] = []
    space_at = -1
    for offset, character in enumerate(piece):
        if character in _REMOVED:
            continue
        if character.isspace():
            if space_at < 0:
                space_at = offset
            continue
        if space_at >= 0 and kept:
            kept.append((" ", space_at))
        space_at = -1
        kept.append((character, offset))
    return kept


def _composed(kept: list[tuple[str, int]]) -> list[tuple[str, int, int]]:
    """Runs of a base letter with its marks, composed: (text, offset, width); unchanged letters have width 1."""
    composed: list[tuple[str, int, int]] = []
    index = 0
    while index < len(kept):
        stop = index + 1
        while stop < len(kept) and _joins(kept[stop][0]):
            stop += 1
        cluster = "".join(character for character, _ in kept[index:stop])
        normal = unicodedata.normalize("NFC", cluster)
        if normal == cluster:
            composed.extend((character, offset, 1) for character, offset in kept[index:stop])
        else:
            begin = kept[index][1]
            composed.append((normal, begin, kept[stop - 1][1] + 1 - begin))
        index = stop
    return composed


def _joins(character: str) -> bool:
    """Whether ``character`` may compose with the one before it: a mark, or a vowel or final of Hangul."""
    if character < "\u0300":
        return False
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
