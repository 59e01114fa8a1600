"""Phrases and proximity on streams of numbers."""

from __future__ import annotations

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.search.positions import has_phrase, has_phrase_going_on, near_windows

NUMBERS = st.lists(st.sampled_from([0, 1, 2, 256, 1 << 16, 1 << 24]), max_size=12)


@settings(max_examples=200, deadline=None)
@given(stream=NUMBERS, words=NUMBERS.filter(bool), last=st.frozensets(st.sampled_from([0, 1, 256]), max_size=2))
def test_a_phrase_is_found_where_its_words_stand_and_nowhere_between_them(
    stream: list[int], words: list[int], last: frozenset[int]
) -> None:
    packed = array("I", stream).tobytes()
    places = [at for at in range(len(stream)) if stream[at : at + len(words)] == words]
    assert has_phrase(packed, words) == bool(places)
    following = {number for at in places for number in stream[at + len(words) : at + len(words) + 1]}
    assert has_phrase_going_on(packed, words, last) == bool(following & last)


@settings(max_examples=200, deadline=None)
@given(
    words=st.lists(st.sampled_from(["a", "b", "c", None]), max_size=14),
    wanted=st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=4),
    distance=st.integers(0, 8),
)
def test_near_windows_are_all_stretches_that_hold_the_words_and_no_shorter_one(
    words: list[str | None], wanted: list[str], distance: int
) -> None:
    def holds(first: int, last: int) -> bool:
        inside = words[first : last + 1]
        return all(inside.count(word) >= wanted.count(word) for word in wanted)

    expected = [
        (first, last)
        for first in range(len(words))
        for last in range(first, len(words))
        if holds(first, last) and not holds(first + 1, last) and not holds(first, last - 1)
        if last - first + 1 - len(wanted) <= distance
    ]
    assert list(near_windows(words, wanted, distance)) == expected
