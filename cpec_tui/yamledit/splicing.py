"""One splice of a text, and the proof that it changes what it is meant to change and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cpec_tui import yamlfile
from cpec_tui.errors import YamlError
from cpec_tui.yamledit.lines import BLANK, Lines
from cpec_tui.yamledit.nodes import Mapping, Node, Scalar, Sequence, Tree, everything, tree
from cpec_tui.yamledit.rendering import Habits, Value, habits

__all__ = ["Edited", "Found", "Parsed", "Path", "Splice", "Value"]

Path = tuple[str | int, ...]
_MARK = "\ufeff"
_BLOCK_SIGN = re.compile("([|>])([-+0-9]*)")


@dataclass(frozen=True, slots=True)
class Splice:
    """Put ``text`` in the place of what stands from ``start`` to ``end``."""

    start: int
    end: int
    text: str

    def applied(self, to: str) -> str:
        """The text after it."""
        return to[: self.start] + self.text + to[self.end :]


@dataclass(frozen=True, slots=True)
class Edited:
    """A new text, and the one splice that leads from the old to it."""

    text: str
    splice: Splice


@dataclass(frozen=True, slots=True)
class Found:
    """The node at a path, and the nodes that lead there, the outermost first."""

    node: Node
    above: tuple[Node, ...] = ()

    @property
    def in_flow(self) -> bool:
        """Whether it stands inside brackets or braces."""
        return any(isinstance(node, (Sequence, Mapping)) and node.flow for node in self.above)


class Parsed:
    """A text with its nodes and its value; a byte-order mark at its head is kept out of both."""

    def __init__(self, text: str) -> None:
        """Raises YamlError when the dialect does not admit ``text``."""
        self.mark = _MARK if text.startswith(_MARK) else ""
        self.text = text[len(self.mark) :]
        self.value = yamlfile.parse(self.text)
        self.tree: Tree = tree(self.text)
        self.lines = Lines(self.text)
        self.habits: Habits = habits(self.text, self.tree, self.lines)

    def find(self, path: Path) -> Found | None:
        """The node at ``path``; of a single item that stands without its list, item 0 is the item itself."""
        if self.tree.root is None:
            return None
        found = Found(self.tree.root)
        for step in path:
            node = found.node
            inner: Node | None = None
            if isinstance(step, str) and isinstance(node, Mapping):
                number = node.number_of(step)
                inner = None if number is None else node.values[number]
            elif isinstance(step, int) and isinstance(node, Sequence):
                inner = node.items[step] if step < len(node.items) else None
            elif step == 0 and not (isinstance(node, Scalar) and node.value is None):
                continue
            if inner is None:
                return None
            found = Found(inner, (*found.above, node))
        return found

    def line(self, place: int) -> int:
        """The line of ``place``, counted from 1."""
        return len(self.text[:place].replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    def line_after(self, node_end: int, left: int) -> int:
        """Where a line can be put in after what ends at ``node_end``.

        Comments right below that stand further right than ``left`` belong to what is above them.
        """
        begins_a_line = node_end and self.lines.column(node_end) == 0
        place = node_end if begins_a_line else self.lines.after(node_end)
        while place < len(self.text):
            line = self.text[place : self.lines.end(place)]
            indent = len(line) - len(line.lstrip(" "))
            if not line.lstrip(BLANK).startswith("#") or indent <= left:
                break
            place = self.lines.after(place)
        return place

    def lines_at(self, place: int, lines: Iterable[str]) -> Splice:
        """Put whole lines in at ``place``, which begins a line or is the end of the text."""
        newline = self.habits.newline
        text = newline.join(lines)
        if place and self.lines.column(place):
            return Splice(place, place, newline + text)
        return Splice(place, place, text + newline)

    def settle(self, candidates: Iterable[Splice], intended: Value) -> Edited:
        """The first of ``candidates`` after which the value is the one ``intended``.

        Raises YamlError when none does that: then the place is written in a way that only a person can change.
        """
        line = 1
        for candidate in candidates:
            line = self.line(candidate.start)
            for splice in (candidate, *self._behind_an_open_text(candidate)):
                changed = splice.applied(self.text)
                if _reads_as(changed, intended):
                    moved = Splice(splice.start + len(self.mark), splice.end + len(self.mark), splice.text)
                    return Edited(self.mark + changed, moved)
        raise YamlError("this place cannot be edited without changing what stands around it", line, "edit it by hand")

    def _behind_an_open_text(self, splice: Splice) -> Iterator[Splice]:
        """``splice`` at the end of a file that ends inside a block scalar, without a line end.

        A line end after it would become a part of that text, if its sign did not say that it is none.
        """
        if splice.start < len(self.text) or not self.text or self.text[-1] in BLANK:
            return
        last = [node for node in everything(self.tree.root) if isinstance(node, Scalar)][-1:]
        for node in last:
            sign = _BLOCK_SIGN.match(self.text, node.start)
            if sign and node.last == len(self.text):
                rest = self.text[sign.end() :] + splice.text
                yield Splice(node.start, splice.end, f"{sign[1]}{sign[2].strip('+-')}-{rest}")


def _reads_as(text: str, intended: Value) -> bool:
    try:
        return yamlfile.parse(text) == intended
    except YamlError:
        return False
