"""The query as understood, said in the query's own language."""

from __future__ import annotations

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
            return f"{word}*" if unfinished else word
        case Prefix(word):
            return f"{word}*"
        case Fuzzy(word, slips):
            return f"{word}~{slips}"
        case Phrase(words, _, unfinished):
            return f'"{" ".join(words)}{"*" if unfinished else ""}"'
        case Near(words, distance):
            return f'"{" ".join(words)}"~{distance}'
        case Entity(entity, _, unfinished):
            return f"@{entity}{'*' if unfinished else ''}"
        case Kind(name, _, unfinished):
            return f"kind:{name}{'*' if unfinished else ''}"
        case Field(name, value):
            return f'{name}:"{value}"' if " " in value else f"{name}:{value}"
        case DateRange():
            return f"date:{node.shown}"
        case Unknown(text):
            return f"{text} (not understood)"
    raise AssertionError(node)
