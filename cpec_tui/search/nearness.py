"""``one NEAR/5 other``: what may stand on both sides, and what several in a row mean."""

from __future__ import annotations

from cpec_tui.search.explain import explain
from cpec_tui.search.grammar import MAX_NEAR
from cpec_tui.search.query import (
    And,
    Entity,
    Fuzzy,
    Kind,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Scope,
    Term,
    Unknown,
    Wildcard,
    Within,
    joined,
    span_of,
)

_OUTSIDE = "`{}` is about the paragraph or its document: write it outside of in:sentence(…)"
_IN_TEXT = (Term, Prefix, Wildcard, Fuzzy, Phrase, Near, Entity, Kind)


def beside(part: Node, other: Node, distance: int, *, ordered: bool, goes_on: bool, notes: list[str]) -> Leaf:
    """``part`` and ``other`` near each other.

    With ``goes_on``, ``part`` is what was put together before: of the same sort, the two become one, in which all stand
    within the same distance.
    """
    span = (span_of(part)[0], span_of(other)[1])
    for side in (part, other):
        if isinstance(side, Unknown):
            return Unknown(side.text, side.reason, span)
        if not is_in_text(side):
            return Unknown(explain(side), _reason(side), span)
    if isinstance(part, Near) and goes_on and (part.distance, part.ordered) == (distance, ordered):
        if len(part.parts) < MAX_NEAR:
            return Near((*part.parts, other), distance, span, ordered, quoted=False)
        notes.append(f"at most {MAX_NEAR} parts stand near each other: those before count as one")
    return Near((part, other), distance, span, ordered, quoted=False)


def is_in_text(node: Node) -> bool:
    """Whether ``node`` stands at places of the text, so that something can be near it."""
    return all(map(is_in_text, node.parts)) if isinstance(node, Or) else isinstance(node, _IN_TEXT)


def of_sentence(node: Node) -> Node:
    """``node`` as something that one sentence can answer; what it cannot is not understood."""
    match node:
        case And(parts) | Or(parts):
            return joined(type(node), map(of_sentence, parts)) or node
        case Not(part):
            inner = of_sentence(part)
            return inner.part if isinstance(inner, Not) else Not(inner)
        case Within(Scope.SENTENCE, part):
            return of_sentence(part)
        case Unknown():
            return node
        case _:
            return (
                node if is_in_text(node) else Unknown(explain(node), _OUTSIDE.format(explain(node)[:40]), span_of(node))
            )


def _reason(node: Node) -> str:
    what = "words, phrases, @entities, kind: and (one OR other)"
    return f"`{explain(node)[:40]}` cannot stand beside NEAR or PRE: {what} can"
