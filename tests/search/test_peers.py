"""What people type into search boxes: what it means here, and what it finds."""

from __future__ import annotations

import pytest

from cpec_tui.library import Library
from tests.search.conftest import Made

SOURCES = {
    "fox.txt": "---\ntitle: Second\ndate: 2024-06\n---\n\nThe quick brown fox jumps over the lazy dog.\n",
    "red.txt": "---\ntitle: Second\ndate: 2024\n---\n\nA quick red fox runs, quickly.\n",
    "slow.txt": "---\ntitle: Third\ndate: 2025-02-03\n---\n\nThe fox they say is a bit more slow than quick.\n",
    "dawn.txt": "---\ntitle: Fourth\n---\n\nDawn breaks over an a/b test in the harbour.\n",
}
ALL = {"fox", "red", "slow", "dawn"}


@pytest.fixture(scope="module")
def foxes(made: Made) -> Library:
    return made(sources=SOURCES)


@pytest.mark.parametrize(
    ("typed", "understood", "documents"),
    [
        ("quick -brown", "quick AND NOT brown", {"red", "slow"}),
        ('"fox quick"~5', '"fox quick"~5', {"fox", "red"}),
        ('"quick fox"~5', '"quick fox"~5', {"fox", "red"}),
        ('"fox quick"~8', '"fox quick"~8', {"fox", "red", "slow"}),
        ('"brown fox"', '"brown fox"', {"fox"}),
        ('"fox brown"', '"fox brown"', set()),
        ('"over the lazy"', '"over the lazy"', {"fox"}),
        ('"over a lazy"', '"over a lazy"', set()),
        ("quic~", "quic~1", {"fox", "red", "slow"}),
        ("quic~1", "quic~1", {"fox", "red", "slow"}),
        ("quik~1", "quik~1", {"fox", "red", "slow"}),
        ("uick~1", "uick~1", set()),
        ("sorce:dawn", "sorce:dawn (not understood)", set()),
        ("source:dawn", "source:dawn", {"dawn"}),
        ("the", "the", {"fox", "slow", "dawn"}),
        ("the fox", "fox", {"fox", "red", "slow"}),
        ("()", "", set()),
        ("::", "", set()),
        ("a/b", '"a b"', {"dawn"}),
        ("(quick", "quick", {"fox", "red", "slow"}),
        ('"quick', '"quick"', {"fox", "red", "slow"}),
        ("AND quick", "quick", {"fox", "red", "slow"}),
        ("NOT OR foobar", "foobar", set()),
        ("NOT OR quick", "quick", {"fox", "red", "slow"}),
        ("[/red]", "red", {"red"}),
        ("\x1b[31mred\x1b[0m", '"31mred 0m"', set()),
        ("*", "", set()),
        ("-", "", set()),
        ('"', "", set()),
        ("~", "", set()),
        ("@", "", set()),
        ("kind:", "", set()),
        ("date:2024-13", "date:2024-13 (not understood)", set()),
        ("date:>=2024", "date:>=2024", {"fox", "red", "slow"}),
        ("date:2024..2025-02", "date:2024..2025-02", {"fox", "red", "slow"}),
        ("date:2024-06", "date:2024-06", {"fox", "red"}),
        ("date:2024-07", "date:2024-07", {"red"}),
        ("fox OR dawn", "fox OR dawn", ALL),
        ("fox or dawn", "fox AND dawn", set()),
        ("run jump OR break", "(run AND jump) OR break", {"dawn"}),
        ("run", "run", {"red"}),
        ('"run"', '"run"', set()),
        ("QUICK FOX", "quick AND fox", {"fox", "red", "slow"}),
        ("fox NEAR/0 brown", "fox NEAR/0 brown", {"fox"}),
        ("fox PRE/5 brown", "fox PRE/5 brown", set()),
        ("brown PRE/0 fox", "brown PRE/0 fox", {"fox"}),
        ("(brown OR red) PRE/0 fox", "(brown OR red) PRE/0 fox", {"fox", "red"}),
        ("who jumps?", "jumps", {"fox"}),
        ("qu?ck f*x", "qu?ck AND f*x", {"fox", "red", "slow"}),
        ('"the qu?ck br*"', '"the qu?ck br*"', {"fox"}),
        ("re:/quick[a-z]+/", "re:/quick[a-z]+/", {"red"}),
        ("-re:/[Qq]uick/ fox", "NOT re:/[Qq]uick/ AND fox", set()),
        ("in:document(fox second) dog", "in:document(fox AND second) AND dog", {"fox"}),
        ("has:date", "has:date", {"fox", "red", "slow"}),
        ("-has:date harbour", "NOT has:date AND harbour", {"dawn"}),
        ("is:title", "is:title", ALL),
    ],
)
def test_a_query_means_and_finds(foxes: Library, typed: str, understood: str, documents: set[str]) -> None:
    page = foxes.search(typed)
    assert page.explained == understood
    assert {hit.doc for hit in page.hits} == documents
    assert page.total == len(page.hits)
    assert documents or page.warnings


@pytest.mark.parametrize(
    ("typed", "warning"),
    [
        ("sorce:dawn", "no field `sorce`: did you mean `source`?"),
        ("the", "`the` is a stop word: searched only because nothing else is asked for"),
        ("the fox", "`the` is a stop word: left out (inside quotation marks they count)"),
        ("()", "() is empty: left out"),
        ("::", "`::` holds no word: left out"),
        ("(quick", "a bracket is not closed yet"),
        ('"quick', "a quotation mark is not closed yet"),
        ("AND quick", "AND has nothing before it: left out"),
        ("NOT OR foobar", "NOT has nothing after it: left out"),
        ("date:>=2024", "1 document has no date: left out by date:>=2024"),
        ("fox or dawn", "no paragraph has all of it: 3 without `dawn`, 1 without `fox`"),
    ],
)
def test_what_is_odd_about_a_query_is_said(foxes: Library, typed: str, warning: str) -> None:
    assert warning in foxes.search(typed).warnings
