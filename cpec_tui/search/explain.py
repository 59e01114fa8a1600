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
    PageRange,
    Pattern,
    Phrase,
    Prefix,
    Term,
    Unknown,
    Wildcard,
    Within,
)

_BARE_VALUE = re.compile(r"[^\s()]*")
_BARE_ID = re.compile(r"[^\s()]*[^\s().,;:!?]")


def explain(node: Node | None) -> str:
    """A line for people: ``rare AND earth AND khy*``; empty for an empty query."""
    return "" if node is None else _said(node, top=True)


def _said(node: Node, *, top: bool = False) -> str:
    match node:
        case And(parts) | Or(parts):
            word = " AND " if isinstance(node, And) else " OR "
            text = word.join(_said(part) for part in parts)
            return text if top else f"({text})"
        case Not(part):
            return f"NOT {_said(part)}"
        case Within(scope, part):
            return f"in:{scope.value}({_said(part, top=True)})"
        case Near():
            return _near(node)
        case _:
            return _leaf(node)


def _near(node: Near) -> str:
    if node.quoted:
        if node.ordered:
            return f'"{" ".join(map(_inside_quotes, node.parts))}"'
        return f'"{" ".join(map(_inside_wide_quotes, node.parts))}"~{node.distance}'
    word = f" {'PRE' if node.ordered else 'NEAR'}/{node.distance} "
    return word.join(map(_beside, node.parts))


def _beside(node: Node) -> str:
    return f"({_near(node)})" if isinstance(node, Near) and not node.quoted else _said(node)


def _inside_wide_quotes(node: Node) -> str:
    """As inside others, but that a word means its inflections, too, unless it allows no slips."""
    match node:
        case Phrase((word,), _, False):
            return f"{word}~0"
        case _:
            return _inside_quotes(node)


def _inside_quotes(node: Node) -> str:
    match node:
        case Phrase(words, _, unfinished):
            return " ".join(words) + _star(unfinished)
        case Entity(entity, _, unfinished):
            return f"@{entity}{_star(unfinished)}"
        case Kind(name, _, unfinished):
            return f"kind:{name}{_star(unfinished)}"
        case _:
            return _said(node)


def _leaf(node: Node) -> str:
    match node:
        case Term(word, _, unfinished):
            return word + _star(unfinished)
        case Prefix(word):
            return f"{word}*"
        case Wildcard(word):
            return word
        case Fuzzy(word, slips):
            return f"{word}~{slips}"
        case Phrase(words, _, unfinished):
            return f'"{" ".join(words)}{_star(unfinished)}"'
        case Entity(entity, _, unfinished):
            value = entity + _star(unfinished)
            return f"@{value}" if _BARE_ID.fullmatch(value) else f'@"{value}"'
        case Kind(name, _, unfinished):
            return _field("kind", name + _star(unfinished))
        case Field(name, value, _, unfinished):
            return _field(name, value + _star(unfinished))
        case DateRange():
            return f"date:{node.shown}"
        case PageRange():
            return f"page:{node.shown}"
        case Pattern(pattern, flags):
            return f"re:/{pattern}/{flags}"
        case Unknown(text):
            return f"{text} (not understood)"
    raise AssertionError(node)


def _field(name: str, value: str) -> str:
    return f"{name}:{value}" if _BARE_VALUE.fullmatch(value) else f'{name}:"{value}"'


def _star(unfinished: bool) -> str:
    return "*" if unfinished else ""
