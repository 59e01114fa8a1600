"""Words are found in a stream of numbers as in a list."""

from __future__ import annotations

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.search.passages import Stream, Text, as_bytes

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
    following = None if then is None else frozenset(map(as_bytes, then))
    assert stream.places(frozenset(map(as_bytes, words))) == text.places(words)
    assert stream.runs(list(map(as_bytes, run)), following) == text.runs(run, then)
    part = stream.cut(2, cut)
    assert part.named == text.cut(2, cut).named
    assert part.places(frozenset(map(as_bytes, words))) == text.cut(2, cut).places(words)


def test_many_words_are_looked_for_as_few_are() -> None:
    stream = Stream(array("I", [5, 300, 7, 5]).tobytes())
    assert stream.places(frozenset(map(as_bytes, range(100)))) == [0, 2, 3]
    assert stream.places(frozenset({as_bytes(5), as_bytes(300)})) == [0, 1, 3]
