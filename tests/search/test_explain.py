"""The echo of a query can be typed again and means the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.search.explain import explain
from cpec_tui.search.parser import parse
from cpec_tui.search.query import (
    And,
    DateRange,
    Entity,
    Field,
    Fuzzy,
    Kind,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    PageRange,
    Pattern,
    Phrase,
    Prefix,
    Scope,
    Term,
    Unknown,
    Wildcard,
    Within,
    changed,
    leaves,
)
from tests.search.samples import queries

NOWHERE = (0, 0)
RARE, EARTH = Term("rare", NOWHERE), Term("earth", NOWHERE)


@settings(max_examples=200, deadline=None)
@given(text=st.one_of(queries, st.text(max_size=40), st.text(alphabet='ab"():~@-+!*5 |&\n', max_size=40)))
def test_the_echo_of_an_echo_is_the_echo(text: str) -> None:
    root = parse(text).root
    if root is None or any(isinstance(leaf, Unknown) for leaf in leaves(root, positive=False)):
        return
    said = explain(root)
    again = parse(said).root
    assert explain(again) == said
    assert again is not None
    assert _without_spans(again) == _without_spans(root)


@settings(max_examples=100, deadline=None)
@given(text=queries)
def test_what_is_being_typed_is_echoed_with_a_star(text: str) -> None:
    said = explain(parse(text, typing=True).root)
    assert explain(parse(said).root) == said


def _without_spans(node: Node) -> Node:
    return changed(node, _nowhere)


def _nowhere(leaf: Leaf) -> Node:
    if isinstance(leaf, Near):
        return replace(leaf, parts=tuple(map(_without_spans, leaf.parts)), span=NOWHERE)
    return replace(leaf, span=NOWHERE)


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (None, ""),
        (Term("mine", NOWHERE), "mine"),
        (Term("mi", NOWHERE, True), "mi*"),
        (Prefix("mi", NOWHERE), "mi*"),
        (Fuzzy("mine", 2, NOWHERE), "mine~2"),
        (Phrase(("rare", "earth"), NOWHERE), '"rare earth"'),
        (Phrase(("rare", "ea"), NOWHERE, True), '"rare ea*"'),
        (Near((RARE, EARTH), 5, NOWHERE), '"rare earth"~5'),
        (Near((RARE, EARTH), 5, NOWHERE, quoted=False), "rare NEAR/5 earth"),
        (Near((RARE, EARTH), 5, NOWHERE, ordered=True, quoted=False), "rare PRE/5 earth"),
        (Near((RARE, Or((EARTH, Kind("a", NOWHERE)))), 5, NOWHERE, quoted=False), "rare NEAR/5 (earth OR kind:a)"),
        (Near((Near((RARE, RARE), 1, NOWHERE), EARTH), 2, NOWHERE, quoted=False), '"rare rare"~1 NEAR/2 earth'),
        (
            Near((Near((RARE, RARE), 1, NOWHERE, quoted=False), EARTH), 2, NOWHERE, quoted=False),
            "(rare NEAR/1 rare) NEAR/2 earth",
        ),
        (Near((Phrase(("a", "b"), NOWHERE), Entity("xi", NOWHERE)), 0, NOWHERE, ordered=True), '"a b @xi"'),
        (Near((Prefix("a", NOWHERE), Kind("k", NOWHERE)), 3, NOWHERE), '"a* kind:k"~3'),
        (Wildcard("m?n*s", NOWHERE), "m?n*s"),
        (Within(Scope.SENTENCE, And((RARE, EARTH))), "in:sentence(rare AND earth)"),
        (Not(Within(Scope.DOCUMENT, RARE)), "NOT in:document(rare)"),
        (PageRange(3, None, ">=3", NOWHERE), "page:>=3"),
        (Pattern("a b", "i", NOWHERE), "re:/a b/i"),
        (Entity("sas", NOWHERE), "@sas"),
        (Entity("sa", NOWHERE, True), "@sa*"),
        (Entity("ada brook", NOWHERE), '@"ada brook"'),
        (Kind("rare earth", NOWHERE), 'kind:"rare earth"'),
        (Field("doc", "a b", NOWHERE, True), 'doc:"a b*"'),
        (DateRange("2024-01-01", None, ">=2024", NOWHERE), "date:>=2024"),
        (Unknown("sorce:dawn", "no field", NOWHERE), "sorce:dawn (not understood)"),
        (Not(Or((Term("a", NOWHERE), Term("b", NOWHERE)))), "NOT (a OR b)"),
        (And((Not(Term("a", NOWHERE)), Or((Term("b", NOWHERE), Term("c", NOWHERE))))), "NOT a AND (b OR c)"),
    ],
)
def test_every_node_is_said_in_the_language_of_queries(node: Node | None, said: str) -> None:
    assert explain(node) == said
