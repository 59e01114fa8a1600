"""Finding a text or a pattern in one document."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.folding import fold
from cpec_tui.model import Span
from cpec_tui.tui import finding
from cpec_tui.tui.finding import Findings, find
from cpec_tui.tui.steps import Stop
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


def test_more_places_than_are_kept_are_counted_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 3)
    for wanted in ("a", "re:a"):
        for text, total in ((("aaa",), 3), (("aa", "aa"), 4), (("aaaa", "", "aa", "a"), 7)):
            found = find(document(*text).paragraphs, wanted)
            assert (len(found.places), found.total, found.problem) == (3, total, "")
    assert find(document("aaaaaaaaa").paragraphs, "aa").total == 4


def test_the_count_is_said_with_the_place_where_one_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    view = document("Tea, tea", "none", "more tea")

    def said(wanted: str, at: int) -> str:
        return Findings.of(view, wanted, find(view.paragraphs, wanted)).said(at)

    assert (said("tea", 0), said("tea", 2), said("tea", -1)) == ("1/3", "3/3", "–/3")
    assert (said("zzz", -1), said(" ", -1)) == ("not found", "")
    assert said("re:(", -1).startswith("this is no pattern: ")
    monkeypatch.setattr(finding, "MOST", 2)
    assert (said("tea", 0), said("re:tea", -1)) == ("1/2 of 3", "–/2 of 3")


def test_a_pattern_that_is_stopped_says_how_often_it_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "SECONDS", 0.02)
    view = document("aab", "a" * 40 + "b")
    found = find(view.paragraphs, "re:/(a|a)+$|aab/")
    assert Findings.of(view, "re:/(a|a)+$|aab/", found).said(0) == "1/1 · stopped after 0 s, 1 paragraphs searched"


def test_one_stands_at_a_place_at_its_very_span_only() -> None:
    view = document("Tea, tea", "none", "more tea")
    findings = Findings.of(view, "tea", find(view.paragraphs, "tea"))
    assert findings.marks == {1: ((0, 3), (5, 8)), 3: ((5, 8),)}
    assert [findings.steps_at(*place).at for place in ((1, (5, 8)), (1, None), (1, (2, 3)), (2, None))] == [
        1,
        -1,
        -1,
        -1,
    ]

    def following(ordinal: int, span: Span | None) -> Stop | None:
        steps = findings.steps_at(ordinal, span).step(1)
        return steps.present if steps else None

    assert following(1, None) == Stop("doc", 1, (0, 3))
    assert following(1, (2, 3)) == Stop("doc", 1, (5, 8))
    assert following(2, None) == Stop("doc", 3, (5, 8))
    assert following(3, (5, 8)) is None


def test_what_is_found_first_stands_in_the_same_paragraph_or_after_it_else_at_the_beginning() -> None:
    view = document("Tea", "none", "more tea", "none")
    findings = Findings.of(view, "tea", find(view.paragraphs, "tea"))
    assert [findings.first_from(ordinal) for ordinal in (1, 2, 3, 4)] == [
        Stop("doc", 1, (0, 3)),
        Stop("doc", 3, (5, 8)),
        Stop("doc", 3, (5, 8)),
        Stop("doc", 1, (0, 3)),
    ]
    assert Findings.of(view, "zzz", find(view.paragraphs, "zzz")).first_from(1) is None


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
