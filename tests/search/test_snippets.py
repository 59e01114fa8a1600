"""The best stretch of a paragraph."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.model import Span
from cpec_tui.search.snippets import Snippet, snippet

TEXTS = st.one_of(
    st.lists(st.text("abé\u0301。", min_size=1, max_size=12), max_size=30).map(" ".join),
    st.text("ab \u0301•-—中", max_size=120),
    st.integers(0, 200).map(lambda length: "x" * length),
)


@st.composite
def texts_with_highlights(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, list(zip(edges[::2], edges[1::2], strict=False))


@settings(max_examples=300, deadline=None)
@given(given_text=texts_with_highlights(), width=st.integers(1, 90))
def test_a_snippet_is_a_stretch_of_the_text_with_as_many_whole_highlights_as_fit(
    given_text: tuple[str, list[Span]], width: int
) -> None:
    text, highlights = given_text
    cut = snippet(text, highlights, width)
    assert 0 <= cut.start <= cut.end <= len(text)
    assert cut.end - cut.start <= width
    assert cut.cut_after == (cut.end < len(text))
    first = cut.start if not cut.cut_before else 0
    assert not text[:first].strip("•‣◦▪●○∙·*–—- ")
    whole = [(start, end) for start, end in highlights if cut.start <= start and end <= cut.end]
    reachable = [(start, end) for start, end in highlights if start >= _first(text)]
    assert len(whole) >= max((_fitting(reachable, start, width) for start, _ in reachable), default=0)


def _first(text: str) -> int:
    """Where the text begins after the marker of a list item."""
    return snippet(text, [], len(text)).start


def _fitting(highlights: list[Span], start: int, width: int) -> int:
    return sum(1 for one, end in highlights if start <= one and end <= start + width)


@settings(max_examples=200, deadline=None)
@given(words=st.lists(st.text("abc", min_size=1, max_size=8), min_size=10, max_size=40), at=st.integers(0, 9))
def test_words_are_not_cut(words: list[str], at: int) -> None:
    text = " ".join(words)
    start = len(" ".join(words[:at])) + bool(at)
    cut = snippet(text, [(start, start + len(words[at]))], 40)
    assert cut.start == 0 or text[cut.start - 1] == " "
    assert cut.end == len(text) or text[cut.end] == " "
    assert cut.start <= start < cut.end


def test_a_short_text_is_shown_whole() -> None:
    assert snippet("copper and gold", [], 40) == Snippet(0, 15, False, False)
    assert snippet("", [], 40) == Snippet(0, 0, False, False)


def test_the_marker_of_a_list_item_is_left_out_but_not_a_minus() -> None:
    assert snippet("• copper", [], 40) == Snippet(2, 8, False, False)
    assert snippet("– copper", [], 40).start == 2
    assert snippet("-5 degrees", [], 40).start == 0
    assert snippet("— — —", [], 40) == Snippet(2, 5, False, False)


def test_some_text_before_the_first_highlight_is_kept() -> None:
    text = "x " * 50 + "copper" + " y" * 50
    cut = snippet(text, [(100, 106)], 60)
    assert text[cut.start : cut.end].startswith("x x")
    assert 85 <= cut.start <= 100


def test_the_stretch_with_most_highlights_wins_and_of_equal_ones_the_first() -> None:
    text = "gold " + "x " * 100 + "gold copper " + "x " * 100 + "gold copper"
    first, second = text.index("gold copper"), text.rindex("gold copper")
    highlights = [(0, 4), (first, first + 4), (first + 5, first + 11), (second, second + 4), (second + 5, second + 11)]
    cut = snippet(text, highlights, 40)
    assert cut.start <= first < first + 11 <= cut.end
    assert cut.cut_before
    assert cut.cut_after


def test_a_highlight_longer_than_the_width_is_shown_from_its_beginning() -> None:
    text = "a " + "x" * 100 + " b"
    assert snippet(text, [(2, 102)], 20).start == 2


def test_accents_stay_with_their_letters() -> None:
    text = "e\u0301" * 60
    for at in range(0, 120, 2):
        cut = snippet(text, [(at, at + 2)], 33)
        assert not unicodedata.combining(text[cut.start])
        assert cut.end == len(text) or not unicodedata.combining(text[cut.end])
