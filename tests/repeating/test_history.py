"""Past queries: kept in order, bounded, and put up with in any state."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.errors import CurationError
from cpec_tui.model import ResultPage
from cpec_tui.repeating import history
from cpec_tui.repeating.history import MOST, PastQuery, forget, history_file, note, past_queries
from tests.repeating.making import LATER, NOON


def page(query: str, total: int = 2) -> ResultPage:
    return ResultPage(query, query, total, 1, 0.0, False, (), (), ())


def test_the_newest_query_comes_first(corpus: Corpus) -> None:
    note(corpus, page("copper"), NOON)
    note(corpus, page("“gold” 港", 0), LATER)
    assert past_queries(corpus) == [
        PastQuery("“gold” 港", 0, 1, "2025-03-08T09:30:00Z"),
        PastQuery("copper", 2, 1, "2025-03-01T12:00:00Z"),
    ]


def test_of_the_same_query_several_times_in_a_row_the_last_counts(corpus: Corpus) -> None:
    for query, total in (("a", 1), ("b", 1), ("b", 2), ("a", 3)):
        note(corpus, page(query, total), NOON)
    assert [(one.query, one.total) for one in past_queries(corpus)] == [("a", 3), ("b", 2), ("a", 1)]


def test_only_the_last_ones_are_kept(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_SHORT", 0)
    for number in range(MOST + 300):
        note(corpus, page(f"query {number}"), NOON)
    assert len(history_file(corpus).read_bytes().splitlines()) < MOST + 252
    found = past_queries(corpus)
    assert len(found) == MOST
    assert found[0].query == f"query {MOST + 299}"


def test_lines_that_cannot_be_read_are_passed_over(corpus: Corpus) -> None:
    note(corpus, page("copper"), NOON)
    with open(history_file(corpus), "ab") as file:
        file.write(b'\xff\n{"query": 1}\n[]\n{"query":"x","total":"y","entities_total":0,"at":""}\n{"half')
    assert [one.query for one in past_queries(corpus)] == ["copper"]


def test_an_empty_query_is_not_kept(corpus: Corpus) -> None:
    note(corpus, page("  "), NOON)
    assert past_queries(corpus) == []


def test_it_is_nobody_elses_to_read(corpus: Corpus) -> None:
    note(corpus, page("copper"), NOON)
    assert history_file(corpus).stat().st_mode & 0o077 == 0


def test_it_can_be_forgotten(corpus: Corpus) -> None:
    assert not forget(corpus)
    note(corpus, page("copper"), NOON)
    assert forget(corpus)
    assert past_queries(corpus) == []


def test_where_nothing_can_be_written_it_is_said(corpus: Corpus, home: Path) -> None:
    (home / "state").write_text("in the way")
    with pytest.raises(CurationError):
        note(corpus, page("copper"), NOON)
    assert past_queries(corpus) == []
