"""The query as understood, said in the query's own language: what is said can be typed and means the same."""

from __future__ import annotations

import re

from cpec_tui.search.query import (
    And,
    DateRange,
    Entity,
    Field,
    Fuzzy,
    Kind,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    Unknown,
)

_BARE_VALUE = re.compile(r"[^\s()]*")
_BARE_ID = re.compile(r"[^\s()]*[^\s().,;:!?]")


def explain(node: Node | None) -> str:
    """A line for people: ``rare AND earth AND khy*``; empty for an empty query."""
    return "" if node is None else _said(node, top=True)


def _said(node: Node, *, top: bool = False) -> str:
    if isinstance(node, And | Or):
        word = " AND " if isinstance(node, And) else " OR "
        text = word.join(_said(part) for part in node.parts)
        return text if top else f"({text})"
    if isinstance(node, Not):
        return f"NOT {_said(node.part)}"
    return _leaf(node)


def _leaf(node: Node) -> str:
    match node:
        case Term(word, _, unfinished):
            return word + _star(unfinished)
        case Prefix(word):
            return f"{word}*"
        case Fuzzy(word, slips):
            return f"{word}~{slips}"
        case Phrase(words, _, unfinished):
            return f'"{" ".join(words)}{_star(unfinished)}"'
        case Near(words, distance):
            return f'"{" ".join(words)}"~{distance}'
        case Entity(entity, _, unfinished):
            value = entity + _star(unfinished)
            return f"@{value}" if _BARE_ID.fullmatch(value) else f'@"{value}"'
        case Kind(name, _, unfinished):
            return _field("kind", name + _star(unfinished))
        case Field(name, value, _, unfinished):
            return _field(name, value + _star(unfinished))
        case DateRange():
            return f"date:{node.shown}"
        case Unknown(text):
            return f"{text} (not understood)"
    raise AssertionError(node)


def _field(name: str, value: str) -> str:
    return f"{name}:{value}" if _BARE_VALUE.fullmatch(value) else f'{name}:"{value}"'


def _star(unfinished: bool) -> str:
    return "*" if unfinished else ""
