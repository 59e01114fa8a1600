"""Values where there is none yet: under a key without one, under a new key, in an empty list, in an empty file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from cpec_tui.yamledit.lines import BLANK
from cpec_tui.yamledit.nodes import Mapping, Node, Scalar, Sequence
from cpec_tui.yamledit.rendering import Value, block, entry, fits_on_a_line, flow, inline
from cpec_tui.yamledit.scalars import scalar
from cpec_tui.yamledit.splicing import Found, Parsed, Splice

_COLON = re.compile(r"\s*:")


def fill(parsed: Parsed, found: Found | None, value: Value) -> Iterator[Splice]:
    """``value`` in the place of a node that is nothing, or of an empty list or mapping; None is an empty text."""
    if found is None:
        yield from _in_an_empty_file(parsed, value)
        return
    node = found.node
    if not found.above:
        yield from _at_the_top(parsed, node, value)
    elif found.in_flow:
        yield from _on_its_line(parsed, found, flow(value))
    elif fits_on_a_line(value):
        yield from _on_its_line(parsed, found, inline(value))
    else:
        yield from _below(parsed, found, value)


def add_key(parsed: Parsed, found: Found, key: str, value: Value, after: Collection[str]) -> Iterator[Splice]:
    """A new key in a mapping: behind the last one of ``after`` that is there, else at the end."""
    mapping = found.node
    assert isinstance(mapping, Mapping)
    numbers = [number for number, one in enumerate(mapping.keys) if one.value in after]
    number = numbers[-1] if numbers else len(mapping.keys) - 1
    if mapping.flow or found.in_flow:
        yield from _key_in_braces(parsed, mapping, number, f"{scalar(key, flow=True)}: {flow(value)}")
        return
    left = parsed.lines.column(mapping.start)
    lines = entry(key, value, left, parsed.habits)
    one, named = mapping.values[number], mapping.keys[number]
    for end in (max(one.end, named.end), one.last):
        yield parsed.lines_at(parsed.line_after(end, left), lines)
    yield parsed.lines_at(parsed.lines.after(max(one.end, named.end)), lines)


def instead(parsed: Parsed, found: Found, written: str) -> Iterator[Splice]:
    """``written``, which has one line, in the place of a whole node; comments between it and its key stay."""
    node, key = found.node, _key_of(found) if found.above and not found.in_flow else None
    sign = None if key is None else after_colon(parsed, key)
    is_block = isinstance(node, (Sequence, Mapping)) and not node.flow
    if sign is not None and is_block:
        yield Splice(sign, node.end, f" {written}{parsed.text[sign : node.start].rstrip(BLANK)}")
    yield Splice(node.start, node.end, written)
    yield Splice(node.start, node.last, written + parsed.habits.newline)


def after_colon(parsed: Parsed, key: Scalar) -> int | None:
    """The place behind the colon of a key; None when it has none, as in ``{key}``."""
    found = _COLON.match(parsed.text, key.end)
    return found.end() if found else None


def _key_in_braces(parsed: Parsed, mapping: Mapping, number: int, written: str) -> Iterator[Splice]:
    if not parsed.text.startswith("{", mapping.start):
        raw = parsed.text[mapping.start : mapping.end]
        yield Splice(mapping.start, mapping.end, f"{{{raw}, {written}}}")
    elif not mapping.keys:
        yield Splice(mapping.start + 1, mapping.start + 1, written)
    else:
        value, key = mapping.values[number], mapping.keys[number]
        ends = [value.end] if value.end > value.start else [after_colon(parsed, key) or key.end, value.end]
        for end in ends:
            for gap in ("", " "):
                yield Splice(end, end, f"{gap}, {written}")


def _in_an_empty_file(parsed: Parsed, value: Value) -> Iterator[Splice]:
    """In a file that has nothing, or only comments."""
    lines = block(value, 0, parsed.habits)
    place = parsed.tree.end
    if parsed.text[:place].strip(BLANK) and not _ends_with_a_blank_line(parsed, place):
        yield parsed.lines_at(place, ["", *lines])
    yield parsed.lines_at(place, lines)


def _at_the_top(parsed: Parsed, node: Node, value: Value) -> Iterator[Splice]:
    if node.end == node.start:
        yield from _in_an_empty_file(parsed, value)
        return
    if fits_on_a_line(value):
        yield Splice(node.start, node.end, inline(value))
    newline = parsed.habits.newline
    lines = newline.join(block(value, 0, parsed.habits))
    end = parsed.lines.end(node.end)
    tail = parsed.text[node.end : end]
    begins = not parsed.lines.column(node.start)
    if begins and not tail.strip(BLANK):
        yield Splice(node.start, end, lines)
    yield Splice(node.start, end, (tail.lstrip(BLANK) if begins else tail) + newline + lines)


def _ends_with_a_blank_line(parsed: Parsed, place: int) -> bool:
    lines = parsed.text[:place].replace("\r\n", "\n").replace("\r", "\n")
    return lines.endswith("\n\n") or lines == "\n"


def _on_its_line(parsed: Parsed, found: Found, written: str) -> Iterator[Splice]:
    node, text = found.node, parsed.text
    if node.end > node.start:
        yield Splice(node.start, node.end, written)
        return
    key = _key_of(found)
    if key is None:
        yield Splice(node.start, node.start, f" {written}")
        return
    place = after_colon(parsed, key)
    if place is None:
        yield Splice(key.end, key.end, f": {written}")
        return
    gap = " " if text[place : place + 1] in ("}", ",") else ""
    yield Splice(place, place, f" {written}")
    yield Splice(place, place, f" {written}{gap}")


def _below(parsed: Parsed, found: Found, value: Value) -> Iterator[Splice]:
    """On lines below the key or the dash; a comment beside it stays there."""
    node, above = found.node, found.above[-1]
    key = _key_of(found)
    sign = node.start if key is None else after_colon(parsed, key)
    if sign is None:
        return
    if key is None and node.end > node.start:
        sign = parsed.text.rfind("-", 0, node.start) + 1
    style = parsed.habits
    steps = style.content if isinstance(above, Sequence) else style.mapping
    left = parsed.lines.column(above.start) + (style.sequence if isinstance(value, list) and key else steps)
    between = parsed.text[sign : node.start].rstrip(BLANK)
    empty = node.end if node.end > node.start else sign
    end = parsed.lines.end(empty)
    first, *others = block(value, left, style)
    lines = [between + parsed.text[empty:end], " " * left + first, *others]
    yield Splice(sign, end, style.newline.join(lines))


def _key_of(found: Found) -> Scalar | None:
    """The key whose value was found; None for an item."""
    above = found.above[-1]
    if not isinstance(above, Mapping):
        return None
    return next(key for key, value in zip(above.keys, above.values, strict=True) if value is found.node)
