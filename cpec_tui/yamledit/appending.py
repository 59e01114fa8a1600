"""One item more at the end of a list."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from cpec_tui.yamledit.filling import add_key, fill, instead
from cpec_tui.yamledit.intended import missing, with_item
from cpec_tui.yamledit.lines import BLANK
from cpec_tui.yamledit.nodes import Mapping, Node, Scalar, Sequence
from cpec_tui.yamledit.rendering import Habits, Value, flow, is_like, item, like_its_neighbours, offsets_of_content
from cpec_tui.yamledit.splicing import Edited, Found, Parsed, Path, Splice

__all__ = ["append"]


def append(text: str, path: Path, new: Value, *, after: Collection[str] = ()) -> Edited:
    """``text`` with the item ``new`` at the end of the list at ``path``.

    Keys that are missing on the way are made, behind the last one of ``after`` that is there. Raises YamlError when the
    path leads nowhere, or the edit would change anything else.
    """
    parsed = Parsed(text)
    intended = with_item(parsed.value, path, new)
    return parsed.settle(_candidates(parsed, path, new, after), intended)


def _candidates(parsed: Parsed, path: Path, new: Value, after: Collection[str]) -> Iterator[Splice]:
    found, rest = deepest(parsed, path)
    if rest:
        yield from make(parsed, found, rest, [new], after)
        return
    node = None if found is None else found.node
    if found is None or is_nothing(node) or (isinstance(node, Sequence) and not node.items):
        yield from fill(parsed, found, [new])
    elif not isinstance(node, Sequence):
        yield from _beside_a_single_one(parsed, found, new)
    elif node.flow:
        yield from _in_brackets(parsed, node, new)
    elif not found.above:
        yield from _at_the_end(parsed, node, new)
    else:
        yield from _below_the_last(parsed, node, new)


def deepest(parsed: Parsed, path: Path) -> tuple[Found | None, Path]:
    """The innermost node on the way to ``path``, and the steps that lack from there."""
    for length in range(len(path), -1, -1):
        found = parsed.find(path[:length])
        if found is not None:
            return found, path[length:]
    return None, path


def make(parsed: Parsed, found: Found | None, rest: Path, value: Value, after: Collection[str]) -> Iterator[Splice]:
    """``value`` under keys that are missing."""
    key, *others = rest
    for step in reversed(others):
        value = {str(step): value}
    node = None if found is None else found.node
    if found is None or is_nothing(node):
        yield from fill(parsed, found, {str(key): value})
    elif isinstance(node, Mapping):
        yield from add_key(parsed, found, str(key), value, after)
    else:
        raise missing(rest)


def is_nothing(node: Node | None) -> bool:
    """Whether a node is an empty value."""
    return isinstance(node, Scalar) and node.value is None


def _in_brackets(parsed: Parsed, node: Sequence, new: Value) -> Iterator[Splice]:
    last = node.items[-1]
    gap = " "
    if len(node.items) > 1:
        between = parsed.text[node.items[-2].end : last.start]
        if any(end in between for end in "\r\n"):
            gap = parsed.habits.newline + " " * parsed.lines.column(last.start)
    yield Splice(last.end, last.end, f",{gap}{flow(new)}")
    yield Splice(node.end - 1, node.end - 1, f", {flow(new)}")


def _at_the_end(parsed: Parsed, node: Sequence, new: Value) -> Iterator[Splice]:
    """At the end of the file, behind all comments."""
    place = parsed.tree.end
    lines = _item_of(parsed, node, new)
    if _are_apart(parsed, node, new) and not _stands_below_a_blank_line(parsed, place):
        yield parsed.lines_at(place, ["", *lines])
    yield parsed.lines_at(place, lines)
    yield from _below_the_last(parsed, node, new)


def _below_the_last(parsed: Parsed, node: Sequence, new: Value) -> Iterator[Splice]:
    last = node.items[-1]
    left = parsed.lines.column(node.start)
    lines = _item_of(parsed, node, new)
    if len(node.items) > 1 and _are_apart(parsed, node, new):
        yield parsed.lines_at(parsed.line_after(last.end, left), ["", *lines])
    for end in (last.end, last.last):
        yield parsed.lines_at(parsed.line_after(end, left), lines)
    yield parsed.lines_at(parsed.lines.after(last.end), lines)


def _item_of(parsed: Parsed, node: Sequence, new: Value) -> list[str]:
    """``new`` as lines, written as the other items of the list are."""
    left = parsed.lines.column(node.start)
    offsets = list(offsets_of_content(parsed.lines, node))
    style: Habits = replace(parsed.habits, content=max(2, offsets[-1])) if offsets else parsed.habits
    lines = [f"- {flow(new)}"] if like_its_neighbours(new, node) else item(new, left, style)
    return [" " * left + lines[0], *lines[1:]]


def _are_apart(parsed: Parsed, node: Sequence, new: Value) -> bool:
    """Whether blank lines stand between the items; of a list with one item, whether they will."""
    if len(node.items) == 1:
        return isinstance(new, dict) and not like_its_neighbours(new, node) and parsed.lines.column(node.start) == 0
    between = parsed.text[node.items[-2].end : node.items[-1].start].replace("\r\n", "\n").replace("\r", "\n")
    return any(not line.strip(BLANK) for line in between.split("\n")[1:-1])


def _stands_below_a_blank_line(parsed: Parsed, place: int) -> bool:
    before = parsed.text[:place].replace("\r\n", "\n").replace("\r", "\n")
    return before.endswith("\n\n")


def _beside_a_single_one(parsed: Parsed, found: Found, new: Value) -> Iterator[Splice]:
    """An item that stands without its list, and ``new`` after it: now both are a list."""
    node = found.node
    if found.in_flow:
        yield Splice(node.start, node.end, f"[{parsed.text[node.start : node.end]}, {flow(new)}]")
        return
    above = found.above[-1] if found.above else None
    if not isinstance(above, Mapping):
        raise missing(("a list",))
    yield _as_a_list(parsed, above, node, new, parsed.lines.end(node.end))
    if node.last > node.end:
        yield _as_a_list(parsed, above, node, new, node.last)
    if isinstance(node, Scalar):
        beside = parsed.text[node.start : parsed.lines.end(node.start)].lstrip("|>+-0123456789")
        yield from instead(parsed, found, flow([node.value, new]) + beside)


def _as_a_list(parsed: Parsed, above: Mapping, node: Node, new: Value, end: int) -> Splice:
    """The single item with its lines up to ``end`` as the first of a list, and ``new`` as the second."""
    style = parsed.habits
    left = parsed.lines.column(above.start) + style.sequence
    begins_below = _is_first_in_its_line(parsed, node.start)
    content = style.content
    shift = left + content
    if begins_below:
        content = max(content, parsed.lines.column(node.start) - left)
        shift = left + content - parsed.lines.column(node.start)
    elif parsed.text[node.start] in "|>":
        shift = style.sequence + style.content
    whole = parsed.text[node.start : end]
    ending = whole[len(whole.rstrip("\r\n")) :]
    bare = whole[: -len(style.newline)] if ending else whole
    second = [f"- {flow(new)}"] if is_like(new, node) else item(new, left, style)
    lines = ["-" + " " * (content - 1) + _shifted(bare, shift), " " * left + second[0], *second[1:]]
    written = " " * left + style.newline.join(lines) + (style.newline if ending else "")
    if begins_below:
        return Splice(parsed.lines.start(node.start), end, written)
    return Splice(len(parsed.text[: node.start].rstrip(" \t")), end, style.newline + written)


def _is_first_in_its_line(parsed: Parsed, place: int) -> bool:
    return not parsed.text[parsed.lines.start(place) : place].strip(" ")


def _shifted(text: str, by: int) -> str:
    """``text`` with all lines but the first further right."""
    first, *others = text.splitlines(keepends=True)
    return first + "".join(" " * by + line if line.strip("\r\n") else line for line in others)
