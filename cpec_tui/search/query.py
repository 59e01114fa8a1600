"""The query tree: what was asked, in frozen nodes that keep the span of the input they came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

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
class Wildcard:
    """``w*ld``, ``wild?card``: every word that looks so; ``*`` stands for any letters, ``?`` for one."""

    word: str
    span: Span


@dataclass(frozen=True, slots=True)
class Near:
    """``"these words"~5``, ``one NEAR/5 other``, ``one PRE/5 other``: all of ``parts`` near each other.

    At most ``distance`` other words stand between them; no two share a word. ``ordered``: as they are written. Parts
    are leaves that are words or names in the text, an Or or a Near of them. ``quoted`` says how it is written: ordered
    at no distance it is a phrase that holds more than words.
    """

    parts: tuple[Node, ...]
    distance: int
    span: Span
    ordered: bool = False
    quoted: bool = True


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
class PageRange:
    """``page:3..7``: a paragraph on one of these pages; an open end is None."""

    first: int | None
    last: int | None
    shown: str
    span: Span


@dataclass(frozen=True, slots=True)
class Pattern:
    """``re:/…/``: a paragraph in whose text the regular expression matches; ``flags`` is ``i`` to ignore case."""

    pattern: str
    flags: str
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


class Scope(Enum):
    """What must hold all that a ``Within`` asks for."""

    SENTENCE = "sentence"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Within:
    """``in:sentence(…)``: one sentence answers ``part``; ``in:document(…)``: the document as a whole does."""

    scope: Scope
    part: Node


Leaf = (
    Term | Prefix | Wildcard | Fuzzy | Phrase | Near | Entity | Kind | Field | DateRange | PageRange | Pattern | Unknown
)
Node = Leaf | And | Or | Not | Within


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
    """The leaves of a tree, a Near being one; with ``positive`` those under a NOT are left out."""
    match node:
        case None:
            return
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, positive=positive)
        case Not(part):
            if not positive:
                yield from leaves(part, positive=False)
        case Within(_, part):
            yield from leaves(part, positive=positive)
        case _:
            yield node


def words_and_names(node: Node | None, *, positive: bool = True) -> Iterator[Leaf]:
    """The leaves of a tree with those inside of each Near in its place."""
    for leaf in leaves(node, positive=positive):
        if isinstance(leaf, Near):
            for part in leaf.parts:
                yield from words_and_names(part)
        else:
            yield leaf


def span_of(node: Node) -> Span:
    """From the first to the last leaf of ``node``."""
    spans = [leaf.span for leaf in leaves(node, positive=False)]
    return min(start for start, _ in spans), max(end for _, end in spans)


def changed(node: Node, change: Callable[[Leaf], Node]) -> Node:
    """The tree of ``node`` with every leaf changed."""
    match node:
        case And(parts) | Or(parts):
            return replace(node, parts=tuple(changed(part, change) for part in parts))
        case Not(part) | Within(_, part):
            return replace(node, part=changed(part, change))
        case _:
            return change(node)


def without_spans(node: Node) -> Node:
    """``node`` as it is wherever it stands in a query: equal to another that asks for the same."""
    return changed(node, lambda leaf: replace(leaf, span=(0, 0)))
