"""``cpec-tui discover``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.corpora import make_corpus

SOURCES = {
    "a.txt": "It is said that the Harbour Board (HB) met at Highcliff, and that \x1b[31mHB met Lowcliff.\n",
    "b.txt": "It is said that nobody at Highcliff knew of this before the rain came.\n",
}


@pytest.fixture
def discover(shell: Shell, tmp_path: Path) -> Shell:
    corpus = make_corpus(tmp_path / "other", SOURCES)
    where = ("--corpus", corpus.root, "--built-index", tmp_path / "built-other")
    return lambda *args: shell("discover", *args, *where)


def test_names_come_with_their_counts_and_concordance(discover: Shell) -> None:
    answer = discover("--plain")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[0].split("\t")[:4] == ["Harbour Board", "2", "1", "acronyms"]
    assert "HB = Harbour Board" in lines[0]
    assert any(line.startswith("\tb#p") and "«Highcliff»" in line for line in lines)
    assert "\x1b" not in answer.out
    assert "3 names without an entity" in answer.err


def test_json_says_all_of_a_candidate(discover: Shell) -> None:
    answer = discover("--json", "--limit", "1", "--lines", "1").json
    score = answer["candidates"][0].pop("score")
    assert score > 0
    assert answer == {
        "query": "",
        "explained": "",
        "warnings": [],
        "total": 3,
        "paragraphs": 2,
        "candidates": [
            {
                "name": "Harbour Board",
                "key": "harbour board",
                "kind": "acronyms",
                "occurrences": 2,
                "documents": 1,
                "nested": 0,
                "forms": [{"text": "HB", "occurrences": 1}, {"text": "Harbour Board", "occurrences": 1}],
                "definition": {"long": "Harbour Board", "short": "HB"},
                "known": [],
                "suggestion": None,
                "places": [
                    {
                        "address": "a#p1",
                        "start": 20,
                        "end": 33,
                        "surface": "Harbour Board",
                        "before": "It is said that the ",
                        "after": " (HB) met at Highcliff, and that \x1b[31mHB met Lowcliff.",
                    }
                ],
            }
        ],
    }


def test_options_choose(discover: Shell) -> None:
    assert [one["name"] for one in discover("--json", "--kind", "names").json["candidates"]] == [
        "Highcliff",
        "Lowcliff",
    ]
    assert [one["name"] for one in discover("--json", "--min", "2", "--kind", "acronyms").json["candidates"]] == [
        "Harbour Board"
    ]
    assert [one["name"] for one in discover("--json", "--doc", "b").json["candidates"]] == ["Highcliff"]
    assert [one["name"] for one in discover("--json", "rain").json["candidates"]] == ["Highcliff"]
    assert "the first 1 of 3 names" in discover("--limit", "1").err


def test_nothing_found_and_wrong_queries_have_their_exit_codes(discover: Shell) -> None:
    assert discover("--min", "99").code == 1
    answer = discover("nofield:x")
    assert answer.code == 2
    assert "nofield" in answer.err
    assert discover("--doc", "gone").code == 1


@pytest.mark.usefixtures("at_a_terminal")
def test_people_get_a_heading_and_one_column_of_names(discover: Shell) -> None:
    answer = discover("--kind", "names")
    assert "Highcliff  2 in 2 documents" in answer.out
    columns = {line.index("Highcliff") for line in answer.out.splitlines() if "Highcliff" in line and "#p" in line}
    assert len(columns) == 1
