"""Words are found in a stream of numbers as in a list."""

from __future__ import annotations

from array import array
from collections.abc import Hashable

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.search.passages import Stream, Text

NUMBERS = st.lists(st.sampled_from([0, 1, 2, 256, 1 << 16, 1 << 24]), max_size=12)
SOME = st.frozensets(st.sampled_from([0, 1, 256, 1 << 24]), max_size=3)
NAMED = st.lists(
    st.builds(lambda at, length: (at, at + length, "e", "k"), st.integers(0, 8), st.integers(1, 3)), max_size=3
)


@settings(max_examples=200, deadline=None)
@given(
    numbers=NUMBERS, words=SOME, run=NUMBERS.filter(bool), then=st.none() | SOME, named=NAMED, cut=st.integers(0, 12)
)
def test_a_stream_is_looked_through_as_a_text_is(
    numbers: list[int],
    words: frozenset[int],
    run: list[int],
    then: frozenset[int] | None,
    named: list[tuple[int, int, str, str]],
    cut: int,
) -> None:
    stream, text = Stream(array("I", numbers).tobytes(), named), Text(numbers, named)
    assert stream.places(words) == text.places(words)
    counts_as: dict[Hashable, str] = {word: str(word % 3) for word in words}
    assert stream.counted(counts_as) == text.counted(counts_as)
    assert stream.runs(run, then) == text.runs(run, then)
    part = stream.cut(2, cut)
    assert part.named == text.cut(2, cut).named
    assert part.places(words) == text.cut(2, cut).places(words)


def test_many_words_are_looked_for_as_few_are() -> None:
    stream = Stream(array("I", [5, 300, 7, 5]).tobytes())
    assert stream.places(frozenset(range(100))) == [0, 2, 3]
    assert stream.places(frozenset({5, 300})) == [0, 1, 3]


def test_few_words_are_looked_for_in_a_long_stream_as_in_a_short_one() -> None:
    stream = Stream(array("I", [7, *[1 << 24, 1 << 16] * 100, 256, 5, 7]).tobytes())
    assert stream.places(frozenset({7, 5})) == [0, 202, 203]
    assert stream.counted({7: "a", 5: "b"}) == [(0, "a"), (202, "b"), (203, "a")]
