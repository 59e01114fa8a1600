"""The paragraphs of plain text: blocks between blank lines, their roles told apart.

A block is what stands between blank lines, its lines joined; a text without any blank line has a paragraph per line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpec_tui.model import Paragraph, Role, Span
from cpec_tui.reading.canonical import canonicalize
from cpec_tui.reading.residue import ResidueFinder

# It begins with a set, so that it is looked for fast.
_LINE_END = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029](?:(?<=\r)\n)?")
_BLANK = re.compile("[\\s\u00ad\u200b\u2060\ufeff]*")
_BULLET = re.compile(r"\s*[•‣◦▪●○∙·*–—-]\s+\S")
_NUMBER = re.compile(r"\s*(?:\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,5}[.)])\s+\S")
# "A. Khan said" and "I. Introduction": alone, a capital with a full stop is a name or a heading, and no item.
_INITIAL = re.compile(r"\s*[A-Z]{1,5}\.\s")
_CELLS = re.compile(r"[^|]*\|[^|]*\|")
_ENDS_TITLE = tuple(".;:,。；：，।۔؛،")
_ENDS_SENTENCE = (*_ENDS_TITLE, *"!?…！？、؟")
_CLOSING = "\"'”’»›)]）」』"
MAX_HEADING = 120
MAX_TITLE = 250
_MAX_HEADING_WORDS = 16


@dataclass(frozen=True, slots=True)
class _Block:
    """A raw stretch that becomes one paragraph.

    ``lines`` is how many lines it joins, ``item`` whether it is one of several items that stand together.
    """

    start: int
    end: int
    lines: int
    item: bool = False


def paragraphs(raw: str, start: int, residue: ResidueFinder, *, first_is_title: bool) -> tuple[Paragraph, ...]:
    """The paragraphs of ``raw`` from ``start`` on, numbered from 1.

    With ``first_is_title`` a short first block that reads like a title becomes the title.
    """
    found = [(canonicalize(raw, block.start, block.end), block) for block in _blocks(raw, start)]
    result: list[Paragraph] = []
    for index, (canonical, block) in enumerate(found):
        spans = residue.spans(canonical.text)
        clean = without(canonical.text, spans)
        if index == 0 and first_is_title and _is_title(clean, block, last=len(found) == 1):
            role = Role.TITLE
        else:
            role = _role(canonical.text, clean, block, last=index == len(found) - 1)
        result.append(Paragraph(index + 1, role, canonical.text, None, canonical.runs, spans))
    return tuple(result)


def joined_blocks(raw: str, residue: ResidueFinder) -> tuple[Paragraph, ...]:
    """The blocks of ``raw`` between blank lines as body paragraphs, even when it has none: for text of any layout."""
    result: list[Paragraph] = []
    for group in _groups(raw, list(_lines(raw, 0))):
        canonical = canonicalize(raw, group[0][0], group[-1][1])
        spans = residue.spans(canonical.text)
        result.append(Paragraph(len(result) + 1, Role.BODY, canonical.text, None, canonical.runs, spans))
    return tuple(result)


def without(text: str, spans: tuple[Span, ...]) -> str:
    """``text`` with ``spans`` cut out and white space mended, for judging what kind of line it is."""
    if not spans:
        return text
    kept, position = [], 0
    for begin, finish in spans:
        kept.append(text[position:begin])
        position = finish
    return " ".join(("".join(kept) + text[position:]).split())


def _blocks(raw: str, start: int) -> Iterator[_Block]:
    lines = list(_lines(raw, start))
    groups = list(_groups(raw, lines))
    if len(groups) == 1:
        yield from (_Block(begin, finish, 1) for begin, finish in groups[0])
        return
    for group in groups:
        yield from _divide(raw, group)


def _groups(raw: str, lines: list[Span]) -> Iterator[list[Span]]:
    """Lines that follow each other without a blank one between."""
    group: list[Span] = []
    for begin, finish in lines:
        if not _BLANK.fullmatch(raw, begin, finish):
            group.append((begin, finish))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _lines(raw: str, start: int) -> Iterator[Span]:
    for match in _LINE_END.finditer(raw, start):
        yield start, match.start()
        start = match.end()
    yield start, len(raw)


def _divide(raw: str, lines: list[Span]) -> Iterator[_Block]:
    """Items and table rows of a block apart, everything else joined."""
    if len(lines) > 1 and all(_CELLS.match(raw, begin, finish) for begin, finish in lines):
        yield from (_Block(begin, finish, 1) for begin, finish in lines)
        return
    items = _items(raw, lines)
    starts = sorted({0, *items})
    for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _Block(lines[begin][0], lines[end - 1][1], end - begin, item=begin in items)


def _items(raw: str, lines: list[Span]) -> set[int]:
    """The lines of a block at which an item of a list begins; a single marked line makes no list."""
    for marker in (_BULLET, _NUMBER):
        marked = {index for index, (begin, finish) in enumerate(lines) if marker.match(raw, begin, finish)}
        if len(marked) > 1:
            return marked
    return set()


def _role(text: str, clean: str, block: _Block, *, last: bool) -> Role:
    if block.item or _BULLET.match(text) or (_NUMBER.match(text) and not _INITIAL.match(text)):
        return Role.LIST_ITEM
    if text.startswith(">"):
        return Role.QUOTE
    if _CELLS.match(text) and text.count("|") > 1 and block.lines == 1:
        return Role.TABLE_ROW
    if not last and block.lines == 1 and _is_heading(clean):
        return Role.HEADING
    return Role.BODY


def _is_title(clean: str, block: _Block, *, last: bool) -> bool:
    if last or block.lines > 2 or not clean or len(clean) > MAX_TITLE or _BULLET.match(clean):
        return False
    return not clean.rstrip(_CLOSING).endswith(_ENDS_TITLE)


def _is_heading(clean: str) -> bool:
    if not clean or len(clean) > MAX_HEADING or clean.rstrip(_CLOSING).endswith(_ENDS_SENTENCE):
        return False
    if len(clean.split()) > _MAX_HEADING_WORDS or not any(character.isalpha() for character in clean):
        return False
    first = next(character for character in clean if character.isalnum())
    return not first.islower()
