"""Stop words: in the company of other words they are left out; alone, after OR and in quotation marks they count."""

from __future__ import annotations

from dataclasses import replace

from cpec_tui.search.grammar import STOP_WORDS
from cpec_tui.search.query import And, Leaf, Node, Not, Or, Term, Within, joined, leaves

_HINTS = {
    "or": "for either of two write OR in capitals",
    "not": "to exclude write NOT in capitals, or -word",
}


def is_stop_word(node: Node) -> bool:
    """Whether ``node`` is a stop word whose last letter is typed."""
    return isinstance(node, Term) and not node.unfinished and node.word in STOP_WORDS


def without_stop_words(root: Node | None, notes: list[str]) -> Node | None:
    """``root`` without the stop words that stand beside something else in an AND; a note says which."""
    if root is None:
        return None
    found = list(leaves(root))
    if all(map(is_stop_word, found)):
        if found:
            notes.append(f"{_named(found)}: searched only because nothing else is asked for")
        return root
    left_out: list[Leaf] = []
    root = _without(root, left_out)
    if left_out:
        notes.append(f"{_named(left_out)}: left out (inside quotation marks they count)")
        notes.extend(hint for leaf in left_out if isinstance(leaf, Term) and (hint := _HINTS.get(leaf.word)))
    return root


def _without(node: Node, left_out: list[Leaf]) -> Node:
    match node:
        case And(parts):
            kept = _kept(parts, left_out)
        case Or(parts):
            kept = parts
        case Not(part) | Within(_, part):
            return replace(node, part=_without(part, left_out))
        case _:
            return node
    joined_again = joined(type(node), [_without(part, left_out) for part in kept])
    return node if joined_again is None else joined_again


def _kept(parts: tuple[Node, ...], left_out: list[Leaf]) -> tuple[Node, ...]:
    """The parts of an AND that stay: all, when nothing but stop words says what is wanted."""
    kept = tuple(part for part in parts if not is_stop_word(part))
    if all(isinstance(part, Not) for part in kept):
        return parts
    left_out.extend(part for part in parts if isinstance(part, Term) and is_stop_word(part))
    return kept


def _named(stops: list[Leaf]) -> str:
    words = sorted({stop.word for stop in stops if isinstance(stop, Term)})
    named = ", ".join(f"`{word}`" for word in words)
    return f"{named} is a stop word" if len(words) == 1 else f"{named} are stop words"
