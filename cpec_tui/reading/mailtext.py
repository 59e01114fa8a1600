"""The parts of a plain text body: paragraphs, quoted lines, lists, and the signature; format=flowed is RFC 3676."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from cpec_tui.reading.parts import Part
from cpec_tui.reading.residue import ResidueFinder
from cpec_tui.reading.structure import paragraphs
from cpec_tui.vocabulary import Role

_LINE_END = re.compile(r"\r\n|\r|\n")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_SIGNATURE = ("--", "-- ")
# Programs that break lines do so before this width; longer lines are paragraphs.
_WIDEST = 100


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its marks of quoting; ``depth`` is how many there were."""

    depth: int
    text: str


def text_parts(text: str, *, flowed: bool = False, delete_spaces: bool = False) -> Iterator[Part]:
    """The parts of a body; ``flowed`` and ``delete_spaces`` are what its content type says of line ends."""
    raw = _LINE_END.split(text)
    lines = list(_flowed(raw, delete_spaces=delete_spaces)) if flowed else [_line(one) for one in raw]
    whole = flowed or _has_long_lines(lines)
    end = next((at for at, one in enumerate(lines) if not one.depth and one.text in _SIGNATURE), len(lines))
    for depth, group in groupby(lines[:end], key=lambda one: one.depth):
        texts = [one.text for one in group]
        yield from _quoted(texts, whole=whole) if depth else _judged(texts, whole=whole)
    for one in lines[end + 1 :]:
        yield Part(one.text, Role.QUOTE if one.depth else Role.BODY)


def _line(raw: str) -> _Line:
    marks = _QUOTE.match(raw)
    return _Line(marks[0].count(">"), raw[marks.end() :]) if marks else _Line(0, raw)


def _flowed(raw: list[str], *, delete_spaces: bool) -> Iterator[_Line]:
    """Lines that end in a space joined with the next of the same depth."""
    pending: list[str] = []
    depth = 0
    for one in raw:
        own = len(one) - len(one.lstrip(">"))
        text = one[own:].removeprefix(" ")
        if pending and (own != depth or text == "-- "):
            yield _Line(depth, "".join(pending))
            pending = []
        depth = own
        goes_on = text.endswith(" ") and text != "-- "
        pending.append(text[:-1] if goes_on and delete_spaces else text)
        if not goes_on:
            yield _Line(depth, "".join(pending))
            pending = []
    if pending:
        yield _Line(depth, "".join(pending))


def _has_long_lines(lines: list[_Line]) -> bool:
    filled = [one.text for one in lines if one.text.strip()]
    long = sum(len(text) > _WIDEST and " " in text[:_WIDEST] for text in filled)
    return long * 4 >= len(filled) > 0


def _quoted(texts: list[str], *, whole: bool) -> Iterator[Part]:
    if whole:
        yield from (Part(text, Role.QUOTE) for text in texts)
        return
    for has_text, group in groupby(texts, key=lambda text: bool(text.strip())):
        if has_text:
            yield Part(" ".join(group), Role.QUOTE)


def _judged(texts: list[str], *, whole: bool) -> Iterator[Part]:
    """Paragraphs as of plain text, but for headings: a short line of a letter is a greeting or a name."""
    # A text without blank lines would have a paragraph per line; the last block, left out again, keeps it from that.
    raw = ("\n\n" if whole else "\n").join(texts) + "\n\n.\n"
    for one in paragraphs(raw, 0, ResidueFinder(), first_is_title=False)[:-1]:
        part = Part(one.text, one.role)
        yield replace(part, role=Role.BODY) if one.role in (Role.HEADING, Role.QUOTE) else part
