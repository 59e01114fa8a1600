"""Two words are found near each other in the bytes of a stream as they are in its words."""

from __future__ import annotations

from array import array
from collections.abc import Hashable

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.search.pairs import pair_test
from cpec_tui.search.passages import Stream
from cpec_tui.search.placing import Bag, Mentioned, OneOf, Window, holds

# Numbers whose bytes are also found across the border of two others.
NUMBER = st.sampled_from([0, 1, 10, 256, 257, 1 << 16, 1 << 24])
SOME = st.frozensets(NUMBER, min_size=1, max_size=3)


@settings(max_examples=400, deadline=None)
@given(numbers=st.lists(NUMBER, max_size=12), one=SOME, other=SOME, distance=st.integers(0, 5), ordered=st.booleans())
def test_a_window_of_two_words_is_found(
    numbers: list[int], one: frozenset[int], other: frozenset[int], distance: int, ordered: bool
) -> None:
    window = Window((OneOf(one), OneOf(other)), distance, ordered)
    stands = pair_test(window)
    assert stands is not None
    stream = array("I", numbers).tobytes()
    assert stands(stream) == holds(window, Stream(stream))


@settings(max_examples=400, deadline=None)
@given(numbers=st.lists(NUMBER, max_size=12), one=SOME, other=SOME, distance=st.integers(0, 5))
def test_two_words_in_any_order_are_found(
    numbers: list[int], one: frozenset[int], other: frozenset[int], distance: int
) -> None:
    for wanted in (("one", "other"), ("one", "one")):
        forms: dict[Hashable, str] = {**dict.fromkeys(one, "one"), **dict.fromkeys(other - one, wanted[1])}
        bag = Bag(forms, wanted, distance)
        stands = pair_test(bag)
        stream = array("I", numbers).tobytes()
        assert stands is None if not set(wanted) <= set(forms.values()) else stands is not None
        assert stands is None or stands(stream) == holds(bag, Stream(stream))


def test_names_and_more_than_two_words_are_left_to_others() -> None:
    word = OneOf(frozenset({1}))
    assert pair_test(Window((word, word, word), 3, ordered=False)) is None
    assert pair_test(Window((word, Mentioned(frozenset({"sas"}), frozenset())), 3, ordered=False)) is None
    assert pair_test(word) is None
    assert pair_test(Window((word, OneOf(frozenset(range(100)))), 3, ordered=False)) is None
