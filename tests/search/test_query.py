"""The query tree."""

from __future__ import annotations

from cpec_tui.search.query import And, Not, Or, Term, joined, leaves

A, B, C = (Term(word, (0, 0)) for word in "abc")


def test_leaves_come_in_order_and_those_after_not_only_when_asked_for() -> None:
    root = And((A, Not(Or((B, C)))))
    assert list(leaves(root)) == [A]
    assert list(leaves(root, positive=False)) == [A, B, C]
    assert not list(leaves(None))


def test_joining_takes_the_same_kind_apart_and_leaves_a_single_part_alone() -> None:
    assert joined(And, [And((A, B)), C]) == And((A, B, C))
    assert joined(Or, [And((A, B)), C]) == Or((And((A, B)), C))
    assert joined(And, [A]) == A
    assert joined(Or, []) is None
