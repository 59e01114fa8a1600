"""An empty answer says which part emptied it."""

from __future__ import annotations

import pytest

from cpec_tui.library import Library
from tests.search.conftest import Made


@pytest.mark.parametrize(
    ("query", "warning"),
    [
        ("quays copper", "no paragraph has all of it: 2 without `quays`, 1 without `copper`"),
        ("mine visited xyzzy", "no paragraph has all of it: 1 without `xyzzy`"),
        ("copper -mine", "no paragraph has all of it: 2 without `NOT mine`"),
        ("copper date:1999", "no paragraph has all of it: 2 without `date:1999`"),
        ("quays (mining OR railway)", "no paragraph has all of it: 4 without `quays`, 1 without `mining OR railway`"),
        ("quays brook silver", "no paragraph has all of it, nor all but one part: try fewer words, or OR between them"),
        ("xyzzy zyxxy", "no paragraph has all of it, nor all but one part: try fewer words, or OR between them"),
        ("NOT (mine OR aldport)", "every paragraph has `mine OR aldport`"),
    ],
)
def test_the_part_without_which_there_would_be_hits_is_named(ports: Library, query: str, warning: str) -> None:
    page = ports.search(query)
    assert page.total == 0
    assert warning in page.warnings


def test_an_answer_gets_no_advice(ports: Library) -> None:
    assert ports.search("copper mine").warnings == ()


def test_advice_about_a_long_query_is_short(made: Made) -> None:
    library = made("one two three", "four five six")
    (warning,) = library.search(f'one four "{"two " * 60}"~999 two').warnings[-1:]
    assert len(warning) < 240


def test_an_empty_corpus_says_what_is_missing(made: Made) -> None:
    library = made(sources={}, entities="[]")
    page = library.search("copper")
    assert page.total == 0
    assert "there is no text to search in: put sources into the corpus's seeds folder" in page.warnings
