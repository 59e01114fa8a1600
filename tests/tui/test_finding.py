"""Finding a text or a pattern in one document."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.folding import fold
from cpec_tui.tui import finding
from cpec_tui.tui.finding import find
from tests.tui.texts import document, texts

PARAGRAPHS = document("Café de Flore – the café", "Nothing here", "CAFE-BAR: caf\u00e9").paragraphs


def places(wanted: str) -> list[tuple[int, str]]:
    found = find(PARAGRAPHS, wanted)
    assert found.problem == ""
    return [(ordinal, PARAGRAPHS[ordinal - 1].text[slice(*span)]) for ordinal, span in found.places]


def test_case_accents_and_dashes_do_not_count() -> None:
    assert places("cafe") == [(1, "Café"), (1, "café"), (3, "CAFE"), (3, "café")]
    assert places("cafe\u0301") == places("CAFÉ") == places("cafe")
    assert places("flore - THE") == [(1, "Flore – the")]
    assert places("tea") == places("") == places("  ") == []


def test_a_pattern_is_found_with_and_without_slashes() -> None:
    assert places("re:/caf./") == places("re:caf.") == [(1, "Café"), (1, "café"), (3, "CAFE"), (3, "café")]
    assert places(r"re:/\bb\w+/") == [(3, "BAR")]


def test_what_is_found_without_a_letter_is_no_place() -> None:
    assert places("re:/x*/") == places("re://") == places("re:") == []


@pytest.mark.parametrize("pattern", ["(", "[", "a**b", r"\p{nothing}", "(?P<n", "a{5,2}", "*"])
def test_a_mistake_in_a_pattern_is_told(pattern: str) -> None:
    found = find(PARAGRAPHS, f"re:{pattern}")
    assert found.places == ()
    assert found.problem.startswith("this is no pattern: ")


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:(?:a{999}){999}){999}",
        "a{999999999}",
        "(?R)",
        "(a(?1))",
        "(?P<n>a(?&n))",
        "(?P<n>a(?P>n))",
        "(" * 900,
        "x" * 10**6,
    ],
)
def test_a_pattern_that_would_take_all_memory_is_not_tried(pattern: str) -> None:
    found = find(PARAGRAPHS, f"re:{pattern}")
    assert found.places == ()
    assert found.problem.startswith("this pattern ")


def test_a_pattern_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "SECONDS", 0.02)
    found = find(document("aab", "a" * 40 + "b").paragraphs, "re:/(a|a)+$|aab/")
    assert found.places == ((1, (0, 3)),)
    assert found.problem == "stopped after 0 s, 1 paragraphs searched"


def test_more_places_than_can_be_shown_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 3)
    for wanted in ("a", "re:a"):
        assert len(find(document("aaa").paragraphs, wanted).places) == 3
        assert find(document("aaa").paragraphs, wanted).problem == ""
        assert len(find(document("aa", "aa").paragraphs, wanted).places) == 3
        assert "the first" in find(document("aa", "aa").paragraphs, wanted).problem


def test_places_are_grouped_by_paragraph() -> None:
    assert find(PARAGRAPHS, "cafe").by_ordinal() == {1: ((0, 4), (20, 24)), 3: ((0, 4), (10, 14))}


@given(texts(12), texts(3))
@settings(max_examples=80, deadline=None)
def test_every_place_holds_what_was_looked_for(text: str, wanted: str) -> None:
    found = find(document(text).paragraphs, "x" + wanted)
    for ordinal, (start, end) in found.places:
        assert ordinal == 1
        assert fold(text[start:end]) == fold(find_form("x" + wanted))


@given(st.text(max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_pattern_at_all_raises(pattern: str) -> None:
    find(PARAGRAPHS, f"re:{pattern}")


def find_form(wanted: str) -> str:
    """``wanted`` composed, as the texts are."""
    import unicodedata

    return unicodedata.normalize("NFC", wanted)
