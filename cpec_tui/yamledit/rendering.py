"""Values as YAML, in the habits of the file that they go into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cpec_tui.yamledit.lines import Lines
from cpec_tui.yamledit.nodes import Mapping, Node, Sequence, Tree, everything
from cpec_tui.yamledit.scalars import folded, scalar

Value = str | None | list["Value"] | dict[str, "Value"]

_WIDTH = 112
# A list of texts that is longer than this has a line for each.
_LONGEST_LIST = 80
_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file is written: its line ends, and by how many columns what is inside something stands further right.

    ``mapping`` and ``sequence`` are under a key, ``content`` is what follows the dash of an item.
    """

    newline: str = "\n"
    mapping: int = 2
    sequence: int = 2
    content: int = 2


def habits(text: str, tree: Tree, lines: Lines) -> Habits:
    """What is most usual in a text."""
    under = {Mapping: Counter[int](), Sequence: Counter[int]()}
    content: Counter[int] = Counter()
    for node in everything(tree.root):
        if isinstance(node, Mapping) and not node.flow:
            for value in node.values:
                if isinstance(value, (Mapping, Sequence)) and not value.flow:
                    under[type(value)][lines.column(value.start) - lines.column(node.start)] += 1
        elif isinstance(node, Sequence) and not node.flow:
            content.update(offsets_of_content(lines, node))
    end = _LINE_END.search(text)
    return Habits(
        end.group() if end else "\n",
        _usual(under[Mapping], 1),
        _usual(under[Sequence], 0),
        _usual(content, 2),
    )


def offsets_of_content(lines: Lines, sequence: Sequence) -> Iterable[int]:
    """How far right of its dash each mapping of a block sequence begins."""
    left = lines.column(sequence.start)
    inside = [item for item in sequence.items if isinstance(item, Mapping) and not item.flow]
    return [lines.column(item.start) - left for item in inside]


def flow(value: Value) -> str:
    """``value`` on one line, as it stands inside brackets or braces."""
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{scalar(key, flow=True)}: {flow(one)}' for key, one in value.items())}}}"
    return "~" if value is None else scalar(value, flow=True)


def inline(value: Value) -> str:
    """``value`` on one line, as it stands in a block."""
    if isinstance(value, (list, dict)):
        return flow(value)
    return "~" if value is None else scalar(value)


def fits_on_a_line(value: Value) -> bool:
    """Whether ``value`` is written on the line of its key: texts, short lists of texts, and what is empty."""
    if isinstance(value, list):
        return not value or (all(isinstance(one, str) for one in value) and len(flow(value)) <= _LONGEST_LIST)
    return not value or isinstance(value, str)


def block(value: Value, left: int, style: Habits) -> list[str]:
    """``value`` as lines of a block that begins in column ``left``; only the lines after the first are indented."""
    if isinstance(value, dict) and value:
        entries = [_entry(key, one, left, style) for key, one in value.items()]
        return _joined(entries, left)
    if isinstance(value, list) and value:
        return _joined([item(one, left, style) for one in value], left)
    return [inline(value)]


def item(value: Value, left: int, style: Habits) -> list[str]:
    """``value`` as an item with its dash in column ``left``."""
    inside = left + style.content
    first, *others = block(value, inside, style)
    return ["-" + " " * (style.content - 1) + first, *others]


def _entry(key: str, value: Value, left: int, style: Habits) -> list[str]:
    """A key with its value, the key in column ``left``."""
    head = f"{scalar(key)}:"
    if isinstance(value, str):
        lines = folded(value, left + style.mapping, _WIDTH) or [scalar(value)]
        return [f"{head} {lines[0]}", *lines[1:]]
    if fits_on_a_line(value):
        return [f"{head} {inline(value)}"]
    inside = left + (style.sequence if isinstance(value, list) else style.mapping)
    first, *others = block(value, inside, style)
    return [head, " " * inside + first, *others]


def entry(key: str, value: Value, left: int, style: Habits) -> list[str]:
    """A key with its value as lines of a block; the first is indented, too."""
    first, *others = _entry(key, value, left, style)
    return [" " * left + first, *others]


def like_its_neighbours(value: Value, sequence: Sequence) -> bool:
    """Whether a mapping is to be written in braces, since the nearest one in its list is."""
    mappings = [one for one in sequence.items if isinstance(one, Mapping)]
    return bool(mappings) and is_like(value, mappings[-1])


def is_like(value: Value, neighbour: Node) -> bool:
    """Whether a mapping is to be written in braces, since its neighbour is."""
    return isinstance(value, dict) and isinstance(neighbour, Mapping) and neighbour.flow


def _joined(parts: list[list[str]], left: int) -> list[str]:
    """Parts under each other, the first line of all but the first indented."""
    lines: list[str] = []
    for number, (first, *others) in enumerate(parts):
        lines += [" " * left + first if number else first, *others]
    return lines


def _usual(seen: Counter[int], least: int) -> int:
    usual = seen.most_common(1)
    return max(least, usual[0][0]) if usual else 2
