"""Overlapping claims, against a naive way to settle them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.linking.overlaps import Claim, settle
from tests.linking import naive

_SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: (pair[0], sum(pair)))
_OWNERS = st.frozensets(st.sampled_from("abc"), min_size=1, max_size=2)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(_SPANS, _OWNERS, max_size=24))
def test_claims_are_settled_as_naively(claims: naive.Found) -> None:
    spans = list(claims)
    settled = settle([Claim(*span, claims[span]) for span in spans])
    assert {spans[one.number]: (one.nested, one.owners) for one in settled} == naive.settled(claims)
    order = [(spans[one.number][0], -spans[one.number][1]) for one in settled]
    assert order == sorted(order)


def kept(claims: list[Claim]) -> list[tuple[int, bool, str]]:
    return [(one.number, one.nested, "".join(sorted(one.owners))) for one in settle(claims)]


def test_nothing_claimed_is_nothing_settled() -> None:
    assert settle([]) == []


def test_of_equally_long_claims_that_cross_the_first_stays() -> None:
    owners = frozenset("a")
    assert kept([Claim(2, 6, owners), Claim(0, 4, owners)]) == [(1, False, "a")]


def test_a_claim_inside_one_that_lost_is_judged_by_itself() -> None:
    # The middle claim crosses the longest; what lies in it, of the same entity, is a mention nevertheless.
    claims = [Claim(0, 10, frozenset("a")), Claim(6, 14, frozenset("b")), Claim(11, 13, frozenset("b"))]
    assert kept(claims) == [(0, False, "a"), (2, False, "b")]


def test_a_claim_is_no_mention_of_its_own_inside_the_same_entity_at_any_depth() -> None:
    claims = [Claim(0, 9, frozenset("a")), Claim(1, 8, frozenset("b")), Claim(2, 7, frozenset("a"))]
    assert kept(claims) == [(0, False, "a"), (1, True, "b")]


def test_what_could_be_the_longer_claim_once_more_is_at_most_the_place_it_is_named_after() -> None:
    claims = [Claim(0, 9, frozenset("a")), Claim(0, 5, frozenset("abc"), places=frozenset("b"))]
    assert kept(claims) == [(0, False, "a"), (1, True, "b")]
    assert kept([claims[0], Claim(0, 5, frozenset("ab"))]) == [(0, False, "a")]


def test_inside_the_name_of_a_person_no_part_is_a_person() -> None:
    people = frozenset("pq")
    claims = [Claim(0, 9, frozenset("p"), people), Claim(0, 5, frozenset("qc"), frozenset("q"))]
    assert kept(claims) == [(0, False, "p"), (1, True, "c")]
    assert kept([claims[0], Claim(0, 5, frozenset("q"), frozenset("q"))]) == [(0, False, "p")]
