"""Web residue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import regex

from cpec_tui.errors import CorpusError
from cpec_tui.reading.residue import ResidueFinder, compiled, merged


def test_every_pattern_is_found_and_overlaps_are_merged() -> None:
    finder = ResidueFinder((r"\(opens[^)]*\)", r"in a new tab\)\."))
    text = "China Daily (opens in a new tab). And more (opens)."
    assert [text[slice(*span)] for span in finder.spans(text)] == ["(opens in a new tab).", "(opens)"]


def test_a_pattern_that_matches_nothing_at_all_places_marks_nothing() -> None:
    assert ResidueFinder(("x*",)).spans("abc") == ()


def test_without_patterns_nothing_is_residue() -> None:
    assert ResidueFinder().spans("(opens in a new tab)") == ()


def test_the_digest_changes_with_the_patterns() -> None:
    assert len({ResidueFinder(patterns).digest for patterns in ((), ("a",), ("a", "b"), ("a\0b",), ("b", "a"))}) == 4


@pytest.mark.parametrize("pattern", ["(", "[a", "a{2,1}", "(?P<n", "*"])
def test_a_pattern_that_is_none_is_an_error_that_names_it(pattern: str) -> None:
    with pytest.raises(CorpusError, match="no regular expression") as caught:
        ResidueFinder((pattern,))
    assert f"`{pattern}`" in caught.value.message
    assert "corpus.yaml" in caught.value.hint


@pytest.mark.parametrize("kind", [ValueError, OverflowError, RecursionError])
def test_whatever_the_compiler_says_of_a_pattern_is_the_same_error(
    monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    def fails(pattern: str) -> object:
        raise kind("cannot")

    monkeypatch.setattr(regex, "compile", fails)
    with pytest.raises(ValueError, match="no regular expression: cannot"):
        compiled("a")


class _Slow:
    """A pattern that finds one stretch, then takes too long."""

    def __init__(self) -> None:
        self.asked = 0

    def finditer(self, text: str, timeout: float) -> Iterator[Any]:
        assert timeout > 0
        self.asked += 1
        yield regex.match("a", "a")
        raise TimeoutError


def test_a_pattern_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = _Slow()
    quick = regex.compile("b")
    monkeypatch.setattr(regex, "compile", lambda pattern: slow if pattern == "slow" else quick)
    finder = ResidueFinder(("slow", "quick"))
    assert finder.spans("ab") == ((1, 2),)
    assert finder.spans("bb") == ((0, 2),)
    assert finder.given_up == ("slow",)
    assert slow.asked == 1


def test_spans_are_merged_in_order() -> None:
    assert merged([(5, 6), (0, 2), (2, 3), (1, 2), (4, 4)]) == ((0, 3), (5, 6))
