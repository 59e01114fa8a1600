"""The query tree: what was asked, in frozen nodes that keep the span of the input they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cpec_tui.model import Span


@dataclass(frozen=True, slots=True)
class Term:
    """A word; it matches its inflections. ``unfinished`` (being typed): it matches what begins with it, too."""

    word: str
    span: Span
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """``prefix*``: every word that begins so."""

    word: str
    span: Span


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """``word~1``: words within that many slips (a letter changed, added, missing, two swapped), same first letter."""

    word: str
    slips: int
    span: Span


@dataclass(frozen=True, slots=True)
class Phrase:
    """``"these words"``: exactly so, side by side. ``unfinished``: the last word may go on."""

    words: tuple[str, ...]
    span: Span
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """``"these words"~5``: all of them in any order, with at most ``distance`` other words between them."""

    words: tuple[str, ...]
    distance: int
    span: Span


@dataclass(frozen=True, slots=True)
class Entity:
    """``@entity-id``, or a name in its place: a paragraph that mentions it."""

    id: str
    span: Span
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """``kind:mineral``: a paragraph that mentions an entity of that kind."""

    name: str
    span: Span
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """``title:word`` and the like: a paragraph of a document whose metadata says so. ``unfinished``: it may go on."""

    name: str
    value: str
    span: Span
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class DateRange:
    """``date:2024..2025-02``: a document whose date may lie in it; an open end is None. Days as ``YYYY-MM-DD``."""

    first: str | None
    last: str | None
    shown: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unknown:
    """A part that cannot be understood; ``reason`` says why and what to write instead."""

    text: str
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Without it."""

    part: Node


Leaf = Term | Prefix | Fuzzy | Phrase | Near | Entity | Kind | Field | DateRange | Unknown
Node = Leaf | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed input: its tree (None when nothing is asked) and notes on what was left out or mended."""

    text: str
    root: Node | None
    notes: tuple[str, ...] = ()


def joined(kind: type[And] | type[Or], parts: Iterable[Node]) -> Node | None:
    """``parts`` under one node; a part of the same kind is taken apart, a single one stands alone."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    if len(flat) > 1:
        return kind(tuple(flat))
    return flat[0] if flat else None


def leaves(node: Node | None, *, positive: bool = True) -> Iterator[Leaf]:
    """The leaves of a tree; with ``positive`` those under a NOT are left out."""
    if node is None:
        return
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from leaves(part, positive=positive)
    elif isinstance(node, Not):
        if not positive:
            yield from leaves(node.part, positive=False)
    else:
        yield node
