"""The nodes of a YAML text with where each begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from cpec_tui import yamlfile
from cpec_tui.yamledit.lines import BLANK


@dataclass(slots=True)
class Node:
    """A piece of the text from ``start`` to ``end``, where its last visible character stands.

    ``last`` is where the next line begins after a block scalar, blank lines that may belong to it included; else it is
    ``end``. An empty value has no length.
    """

    start: int
    end: int
    last: int


@dataclass(slots=True)
class Scalar(Node):
    """A text, or nothing at all when ``value`` is None."""

    value: str | None = None


@dataclass(slots=True)
class Sequence(Node):
    """A list; ``flow`` when it is written in brackets."""

    flow: bool = False
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping(Node):
    """Keys with their values; ``flow`` when it is written in braces, or is a pair without them inside brackets."""

    flow: bool = False
    keys: list[Scalar] = field(default_factory=list)
    values: list[Node] = field(default_factory=list)

    def number_of(self, key: str) -> int | None:
        """Which entry has ``key``."""
        return next((number for number, one in enumerate(self.keys) if one.value == key), None)


@dataclass(slots=True)
class Tree:
    """The nodes of a text; ``root`` is None when there is no value. ``end`` is where the document ends."""

    root: Node | None
    end: int


def tree(text: str) -> Tree:
    """The nodes of a text that ``yamlfile.parse`` admits."""
    found = Tree(None, len(text))
    events = yamlfile.events(text)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            found.root = _node(next(events), events, text)
        elif isinstance(event, yaml.DocumentEndEvent) and event.explicit:
            found.end = _place(event.start_mark)
    return found


def everything(node: Node | None) -> Iterator[Node]:
    """A node and all in it, in their order."""
    if node is not None:
        yield node
    inner = node.items if isinstance(node, Sequence) else node.values if isinstance(node, Mapping) else []
    for one in inner:
        yield from everything(one)


def _node(event: yaml.Event, events: Iterator[yaml.Event], text: str) -> Node:
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(event, events, text)
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(event, events, text)
    return _scalar(event, text)


def _scalar(event: yaml.Event, text: str) -> Scalar:
    assert isinstance(event, yaml.ScalarEvent)
    start, end = _place(event.start_mark), _place(event.end_mark)
    value = None if not event.style and event.value in yamlfile.NOTHING else str(event.value)
    if event.style in ("|", ">"):
        return Scalar(start, start + len(text[start:end].rstrip(BLANK)), end, value)
    return Scalar(start, end, end, value)


def _sequence(event: yaml.SequenceStartEvent, events: Iterator[yaml.Event], text: str) -> Sequence:
    start = _place(event.start_mark)
    found = Sequence(start, start, start, bool(event.flow_style))
    while not isinstance(inner := next(events), yaml.SequenceEndEvent):
        found.items.append(_node(inner, events, text))
    found.end, found.last = (_place(inner.end_mark),) * 2 if found.flow else _end(found.items[-1])
    return found


def _mapping(event: yaml.MappingStartEvent, events: Iterator[yaml.Event], text: str) -> Mapping:
    start = _place(event.start_mark)
    found = Mapping(start, start, start, bool(event.flow_style))
    while not isinstance(inner := next(events), yaml.MappingEndEvent):
        # A key is text, also where a value would be nothing.
        key = _scalar(inner, text)
        key.value = str(getattr(inner, "value", ""))
        found.keys.append(key)
        found.values.append(_node(next(events), events, text))
    if text.startswith("{", start) and found.flow:
        found.end = found.last = _place(inner.end_mark)
    else:
        found.end, found.last = _end(found.values[-1])
        found.end = max(found.end, found.keys[-1].end)
        found.last = max(found.last, found.end)
    return found


def _place(mark: yamlfile.Mark | None) -> int:
    assert mark is not None, "every event has its marks"
    return mark.index


def _end(node: Node) -> tuple[int, int]:
    return node.end, node.last
