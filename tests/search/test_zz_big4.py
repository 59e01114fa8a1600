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
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    Unknown,
    leaves,
)
from tests.search.samples import queries

NOWHERE = (0, 0)


@settings(max_examples=5000, deadline=None)
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


@settings(max_examples=5000, deadline=None)
@given(text=queries)
def test_what_is_being_typed_is_echoed_with_a_star(text: str) -> None:
    said = explain(parse(text, typing=True).root)
    assert explain(parse(said).root) == said


def _without_spans(node: Node) -> Node:
    match node:
        case And(parts) | Or(parts):
            return replace(node, parts=tuple(map(_without_spans, parts)))
        case Not(part):
            return Not(_without_spans(part))
        case _:
            return replace(node, span=NOWHERE)


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
        (Near(("rare", "earth"), 5, NOWHERE), '"rare earth"~5'),
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
