"""Lists of queries: read line by line, each counted."""

from __future__ import annotations

import pytest

from cpec_tui.library import Library
from cpec_tui.repeating.batch import Listed, count, queries_in


def test_a_text_file_has_a_query_a_line() -> None:
    assert list(queries_in("# ours\n\ncopper OR gold\n  mine  \n", "q.txt")) == [
        Listed(3, "copper OR gold"),
        Listed(4, "mine"),
    ]


def test_yaml_gives_names() -> None:
    text = '# ours\n- copper\n- name: ores\n  query: "copper: gold"\n  note: weekly\n'
    assert list(queries_in(text, "q.yml")) == [Listed(2, "copper"), Listed(3, "copper: gold", "ores")]


def test_json_lines_give_names() -> None:
    text = '# ours\n"copper"\n\n{"name": "ores", "query": "copper gold"}\n'
    assert list(queries_in(text, "q.JSONL")) == [Listed(2, "copper"), Listed(4, "copper gold", "ores")]


@pytest.mark.parametrize(
    ("text", "name", "line", "said"),
    [
        ('"copper"\n{copper\n', "q.jsonl", 2, "not JSON"),
        ('"a"\n5\n', "q.jsonl", 2, "a query is a text"),
        ('{"qery": "a"}\n', "q.jsonl", 1, "unknown key `qery`"),
        ('{"name": "a"}\n', "q.jsonl", 1, "`query` is missing"),
        ('{"name": 5, "query": "a"}\n', "q.jsonl", 1, "`name` is no text"),
        ("[" * 100_000, "q.jsonl", 1, "not JSON"),
        ("a: b\n", "q.yaml", 1, "no list"),
        ("- a\n- [b]\n", "q.yaml", 2, "a query is a text"),
        ("- {a\n", "q.yaml", 2, ""),
    ],
)
def test_a_mistake_is_told_at_its_line(text: str, name: str, line: int, said: str) -> None:
    wrong = [one for one in queries_in(text, name) if one.mistake]
    assert [one.line for one in wrong] == [line]
    assert said in wrong[0].mistake


@pytest.mark.parametrize("name", ["q.txt", "q.yaml", "q.jsonl"])
def test_an_empty_list_has_no_queries(name: str) -> None:
    assert list(queries_in("# nothing\n", name)) == []


def test_counts_are_those_of_the_search_and_its_facets(library: Library) -> None:
    found = count(library, Listed(1, "copper"))
    page, facets = library.search("copper"), library.facets("copper")
    assert (found.total, found.entities_total) == (page.total, page.entities_total)
    assert (found.documents, found.entities_named) == (facets.totals["documents"], facets.totals["entities"])
    assert (found.first, found.last, found.undated) == ("2024", "2024", 1)
    assert found.found
    assert not found.fatal


def test_a_query_that_cannot_be_asked_counts_nothing(library: Library) -> None:
    for listed in (Listed(1, "sorce:x"), Listed(1, ":nowhere"), Listed(1, "()"), Listed(1, mistake="odd")):
        found = count(library, listed)
        assert found.fatal
        assert found.warnings
        assert not found.found
