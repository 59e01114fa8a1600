"""Patterns: what they need, what they find, and when they stop."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.built.generation import Generation
from cpec_tui.folding import tokens
from cpec_tui.library import Library
from cpec_tui.search.patterns import needed_letters, pattern_spans, search_texts
from cpec_tui.search.query import Pattern
from cpec_tui.search.searched import Limit
from tests.search.conftest import Made

TEXTS = ("The ML-1 line and ML-2.", "Mining of copper, 40 tonnes.", "Café and naïve; 中国 x")


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("copper", ["copper"]),
        ("Copper mine", ["copper", "mine"]),
        ("coppers?", ["copper"]),
        ("coppe+r mines", ["coppe", "mines"]),
        (r"\bmine\b", ["mine"]),
        ("[mn]ine.*shaft", ["ine", "shaft"]),
        ("mine{3}abc", ["min", "abc"]),
        ("(mine)+shaft", ["shaft"]),
        ("mine|shaft", []),
        ("(?i)mine", []),
        (r"\x41mine", []),
        (r"\g<name>mine", []),
        (r"ML-\d", []),
        ("mine*", ["min"]),
    ],
)
def test_the_letters_that_every_match_needs_are_known(pattern: str, letters: list[str]) -> None:
    assert needed_letters(pattern) == letters


PIECES = ["min", "e", "s?", "x*", "(a|b)", "[mn]", ".", " ", "{2}", "+", r"\w", r"\-", "shaft", "^", r"\b"]
STRETCHES = ["min", "mine", "mines", "shaft", "minee", " ", "-", "a", "b", "MINE", "n"]


@settings(max_examples=300, deadline=None)
@given(pattern=st.lists(st.sampled_from(PIECES)).map("".join), text=st.lists(st.sampled_from(STRETCHES)).map("".join))
def test_what_matches_has_a_word_with_the_letters_needed(pattern: str, text: str) -> None:
    try:
        match = regex.search(pattern, text, regex.IGNORECASE)
    except regex.error:
        return
    if match:
        words = tokens(match.group())
        assert all(any(letters in word for word in words) for letters in needed_letters(pattern))


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        (r"re:/ML-\d/", ["ML-1", "ML-2"]),
        ("re:/ml-[0-9]/", []),
        ("re:/ml-[0-9]/i", ["ML-1", "ML-2"]),
        (r"re:/\d+ tonnes/", ["40 tonnes"]),
        ("re:/naïve/", ["naïve"]),
        (r"re:/\p{Han}+/", ["中国"]),
        ("re:/,/ copper", ["copper", ","]),
        ("copper -re:/tonnes/", []),
        ("line -re:/tonnes/", ["line"]),
        ("re:/zzz/ OR re:/Café/", ["Café"]),
        ("re:/(?=copper)/", []),
    ],
)
def test_a_pattern_is_searched_in_the_text_as_it_is_shown(made: Made, query: str, marked: list[str]) -> None:
    hits = made(*TEXTS).search(query).hits
    assert [hit.text[start:end] for hit in hits for start, end in hit.highlights] == marked


def test_a_match_without_a_letter_is_a_hit_and_marks_nothing(made: Made) -> None:
    (hit,) = made(*TEXTS).search("re:/(?=copper)/").hits
    assert hit.highlights == ()


def ticking() -> Iterator[float]:
    """A clock that goes on by a quarter of a second each time it is looked at."""
    return (0.25 * tick for tick in count())


def test_a_search_stops_when_its_time_is_over(generation: Generation) -> None:
    ticks = ticking()
    rows = generation.catalog.all_rows()
    assert len(rows) > 3
    found = search_texts(generation.catalog, Pattern(".", "", (0, 1)), rows, Limit(lambda: next(ticks), 1.0))
    assert (found.rows, found.left, found.wanted) == (frozenset(rows[:3]), rows[3:], len(rows))


@pytest.fixture
def hurried(ports: Library) -> Iterator[Library]:
    """The small corpus under a clock on which a second is four looks."""
    ticks = ticking()
    library = Library(ports.corpus, ports.folder, clock=lambda: next(ticks))
    assert library.open()
    yield library
    library.close()


def test_a_search_that_stopped_says_how_far_it_came(hurried: Library) -> None:
    page = hurried.search("re:/./")
    paragraphs = hurried.overview().paragraphs
    assert page.total == 3
    assert page.warnings == (f"`re:/./` stopped after 1 s, 3 of {paragraphs} paragraphs searched",)
    assert hurried.search("re:/./").warnings == page.warnings


@pytest.mark.parametrize(
    "query", ["NOT re:/zz/", "-re:/g.l/", "-zzzz -re:/zz/", "NOT (re:/zz/ OR zzzz)", "NOT in:document(re:/zz/)"]
)
def test_not_leaves_out_what_there_was_no_time_to_search(hurried: Library, ports: Library, query: str) -> None:
    page = hurried.search(query, limit=1000)
    (stopped,) = (one for one in page.warnings if "stopped" in one)
    assert stopped.endswith("3 of 6 paragraphs searched: NOT leaves out the others, too")
    assert {hit.address for hit in page.hits} < {hit.address for hit in ports.search(query, limit=1000).hits}


def test_patterns_of_one_query_share_the_time(hurried: Library) -> None:
    page = hurried.search("re:/./ OR re:/../")
    assert [one.partition(",")[0] for one in page.warnings] == [
        "`re:/./` stopped after 0.5 s",
        "`re:/../` stopped after 0.5 s",
    ]


def test_only_what_else_answers_is_searched(hurried: Library) -> None:
    page = hurried.search("gold re:/./")
    assert page.total == 1
    assert not page.warnings


def test_a_match_that_takes_forever_is_given_up() -> None:
    endless = Pattern("(a|aa|aaa|b?a)*c$", "", (0, 1))
    assert list(pattern_spans(endless, "a" * 20)) == []
