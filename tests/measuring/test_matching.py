"""Which link answers which mention."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.measuring.matching import Link, matched, shared

LINKS = st.builds(
    lambda start, length, entity: Link(start, start + length, entity),
    st.integers(0, 12),
    st.integers(1, 6),
    st.sampled_from("ab"),
)
SETS = st.lists(LINKS, unique=True, max_size=7)


def most(gold: list[Link], links: list[Link]) -> int:
    """The size of the largest matching, by trying them all."""
    if not gold:
        return 0
    first, rest = gold[0], gold[1:]
    fitting = [one for one in links if one.entity == first.entity and shared(first, one) > 0]
    return max([most(rest, links), *(1 + most(rest, [other for other in links if other != one]) for one in fitting)])


def test_the_pair_that_shares_most_comes_first() -> None:
    mention, near, far = Link(0, 10, "a"), Link(2, 10, "a"), Link(8, 20, "a")
    assert matched([mention], [far, near]) == {mention: near}


def test_touching_spans_and_other_entities_share_nothing() -> None:
    assert matched([Link(0, 5, "a")], [Link(5, 9, "a"), Link(0, 5, "b")]) == {}


def test_a_mention_gives_way_so_that_another_finds_a_link() -> None:
    long, short = Link(0, 10, "a"), Link(0, 4, "a")
    left, right = Link(0, 5, "a"), Link(6, 10, "a")
    assert matched([long, short], [left, right]) == {long: right, short: left}


@given(SETS, SETS)
def test_as_many_are_matched_as_can_be_each_once(gold: list[Link], links: list[Link]) -> None:
    found = matched(gold, links)
    assert len(found) == most(gold, links)
    assert len(set(found.values())) == len(found)
    assert all(one.entity == other.entity and shared(one, other) > 0 for one, other in found.items())
    assert len(found) >= len(set(gold) & set(links))


@given(SETS, SETS)
def test_the_order_of_what_is_matched_is_no_matter(gold: list[Link], links: list[Link]) -> None:
    assert matched(gold[::-1], sorted(links)) == matched(sorted(gold), links[::-1])
