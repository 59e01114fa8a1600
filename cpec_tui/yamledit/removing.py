"""An item or a key taken away."""

from __future__ import annotations

from collections.abc import Iterator

from cpec_tui.yamledit.filling import instead
from cpec_tui.yamledit.intended import missing, without
from cpec_tui.yamledit.lines import BLANK
from cpec_tui.yamledit.nodes import Mapping, Node, Sequence
from cpec_tui.yamledit.splicing import Edited, Found, Parsed, Path, Splice


def remove(text: str, path: Path) -> Edited:
    """``text`` without what is at ``path``, which ends with a key or an item number.

    What loses its last item or key stays as an empty list or mapping. Raises YamlError when the path leads nowhere, or
    the edit would change anything else.
    """
    parsed = Parsed(text)
    intended = without(parsed.value, path)
    found = parsed.find(path[:-1])
    if found is None:
        raise missing(path)
    return parsed.settle(_candidates(parsed, found, path[-1]), intended)


def _candidates(parsed: Parsed, found: Found, step: str | int) -> Iterator[Splice]:
    node = found.node
    if isinstance(step, int) and not isinstance(node, Sequence):
        yield from instead(parsed, found, "[]")
    elif isinstance(node, (Sequence, Mapping)):
        number = step if isinstance(node, Sequence) else node.number_of(str(step))
        assert isinstance(number, int)
        parts = _parts(parsed, node)
        if node.flow:
            yield from _in_flow(parsed, node, parts, number)
        elif len(parts) == 1:
            yield from instead(parsed, found, "[]" if isinstance(node, Sequence) else "{}")
        else:
            yield from _in_block(parsed, node, parts, number)


def _parts(parsed: Parsed, node: Sequence | Mapping) -> list[tuple[int, int, int]]:
    """Where each item or entry begins, ends, and at the latest ends; its dash belongs to an item."""
    if isinstance(node, Mapping):
        return [
            (key.start, max(_end_of_key(parsed, node, key.end), value.end), max(key.end, value.last))
            for key, value in zip(node.keys, node.values, strict=True)
        ]
    if node.flow:
        return [(item.start, item.end, item.last) for item in node.items]
    starts = [node.start]
    for before, item in zip(node.items, node.items[1:], strict=False):
        starts.append(_dash(parsed, before, item, parsed.lines.column(node.start)))
    return [
        (start, max(item.end, start + 1), max(item.last, start + 1))
        for start, item in zip(starts, node.items, strict=True)
    ]


def _end_of_key(parsed: Parsed, node: Mapping, end: int) -> int:
    """Where a key ends, with its colon when it has one on its line."""
    behind = end + len(parsed.text[end:]) - len(parsed.text[end:].lstrip(" "))
    return behind + 1 if parsed.text.startswith(":", behind) else end


def _dash(parsed: Parsed, before: Node, item: Node, left: int) -> int:
    """The dash of ``item``: in the column ``left``, with nothing but spaces before it, somewhere behind ``before``."""
    place = parsed.lines.after(before.end)
    while place <= item.start:
        if parsed.text.startswith(" " * left + "-", place):
            return place + left
        after = parsed.lines.after(place)
        if after == place:
            break
        place = after
    return item.start


def _in_flow(
    parsed: Parsed, node: Sequence | Mapping, parts: list[tuple[int, int, int]], number: int
) -> Iterator[Splice]:
    start, end, _ = parts[number]
    if number + 1 < len(parts):
        yield Splice(start, parts[number + 1][0], "")
    elif number:
        yield Splice(parts[number - 1][1], end, "")
    else:
        yield Splice(start, end, "")
        yield Splice(node.start + 1, node.end - 1, "")


def _in_block(
    parsed: Parsed, node: Sequence | Mapping, parts: list[tuple[int, int, int]], number: int
) -> Iterator[Splice]:
    start, end, last = parts[number]
    line = parsed.lines.start(start)
    left = parsed.lines.column(node.start)
    if parsed.text[line:start].strip(" "):
        # It stands behind a dash or a key: the next one takes its place.
        yield Splice(start, parts[number + 1][0], "") if number == 0 else Splice(start, end, "")
        return
    for until in (end, last):
        after = parsed.line_after(until, left)
        yield from _with_blank_lines(parsed, line, after)
        yield Splice(line, after, "")
        yield Splice(line, _behind_blank_lines(parsed, after), "")
    if number + 1 < len(parts):
        following = parts[number + 1][0]
        yield Splice(line, parsed.lines.start(following), "")
    else:
        yield Splice(parts[number - 1][1], end, "")


def _with_blank_lines(parsed: Parsed, start: int, end: int) -> Iterator[Splice]:
    """Whole lines with the blank ones that set them apart: those below, at the end of the file those above."""
    above = len(parsed.text[:start].rstrip(BLANK))
    above = min(start, parsed.lines.after(above)) if above else 0
    if above == start:
        return
    below = _behind_blank_lines(parsed, end)
    if below > end:
        yield Splice(start, below, "")
    elif end == len(parsed.text):
        yield Splice(above, end, "")


def _behind_blank_lines(parsed: Parsed, place: int) -> int:
    while place < len(parsed.text) and not parsed.text[place : parsed.lines.end(place)].strip(BLANK):
        place = parsed.lines.after(place)
    return place
