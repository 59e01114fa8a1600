"""index/searches.yaml: what can be used of it, and what is wrong with the rest, at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui import yamlfile
from cpec_tui.corpus import Corpus
from cpec_tui.entities.search_problems import problems_in, search_problems
from cpec_tui.entities.searches import is_name, load_searches, searches_in
from cpec_tui.errors import YamlError
from cpec_tui.folding import lookup_key
from cpec_tui.model import SavedSearch

GOOD = """\
# What we follow
- name: mines
  query: copper OR "gold mine"
  note: for the weekly report
  order: newest
- {name: 港口_2, query: harbour}
"""


def write(corpus: Corpus, text: str | bytes) -> None:
    content = text if isinstance(text, bytes) else text.encode("utf-8")
    corpus.searches_file.write_bytes(content)


def told(corpus: Corpus, text: str | bytes) -> list[tuple[str, int]]:
    write(corpus, text)
    return [(problem.code, problem.line) for problem in search_problems(corpus)]


def test_a_search_has_all_that_is_written(corpus: Corpus) -> None:
    write(corpus, GOOD)
    saved = load_searches(corpus)
    assert saved.all == (
        SavedSearch("mines", 'copper OR "gold mine"', "for the weekly report", "newest"),
        SavedSearch("港口_2", "harbour"),
    )
    assert [search.line for search in saved.all] == [2, 6]
    assert search_problems(corpus) == []


def test_a_name_is_found_whatever_its_capitals_are(corpus: Corpus) -> None:
    write(corpus, GOOD)
    saved = load_searches(corpus)
    assert saved.named("MINES") is saved.all[0]
    assert saved.named("mine") is None


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n"])
def test_without_searches_nothing_is_wrong(corpus: Corpus, text: str | None) -> None:
    if text is not None:
        write(corpus, text)
    assert load_searches(corpus).all == ()
    assert search_problems(corpus) == []


MISTAKES = {
    "no name": ("- query: copper\n", [("bad-value", 1)]),
    "no query": ("- name: a\n  query:\n- {name: b, query: c}\n", [("bad-value", 2)]),
    "a name of two words": ('- {name: "two words", query: c}\n', [("bad-value", 1)]),
    "a name with a colon": ('- {name: ":a", query: c}\n', [("bad-value", 1)]),
    "an unknown key": ("- name: a\n  query: c\n  qery: d\n", [("unknown-key", 3)]),
    "an unknown order": ("- name: a\n  query: c\n  order: best\n", [("bad-value", 3)]),
    "a name twice": ("- {name: a, query: c}\n- {name: A, query: d}\n", [("duplicate-search", 2)]),
    "no list": ("a: copper\n", [("not-a-list", 1)]),
    "no mapping": ("- copper\n", [("bad-value", 1)]),
    "a key twice": ("- name: a\n  query: c\n  query: d\n", [("duplicate-key", 3)]),
    "no YAML": ("- {name: a\n", [("yaml", 2)]),
    "no text": (b"\xff\xfe", [("yaml", 1)]),
}


@pytest.mark.parametrize(("text", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_every_mistake_is_told_at_its_line(corpus: Corpus, text: str, expected: list[tuple[str, int]]) -> None:
    assert told(corpus, text) == expected


def test_what_is_wrong_is_left_out_and_the_rest_is_used(corpus: Corpus) -> None:
    write(corpus, "- {name: a, query: c, order: best, qery: d}\n- {name: b}\n- x\n- {name: A, query: e}\n")
    assert load_searches(corpus).all == (SavedSearch("a", "c"),)


def test_a_file_that_cannot_be_read_says_why(corpus: Corpus) -> None:
    write(corpus, "- {name: a\n")
    assert "index/searches.yaml:2: " in load_searches(corpus).trouble
    corpus.searches_file.unlink()
    corpus.searches_file.mkdir()
    assert "no regular file" in load_searches(corpus).trouble
    assert [problem.code for problem in search_problems(corpus)] == ["unreadable"]


texts = st.sampled_from(["a", "A", "two words", "-x", "港", "", "copper", "rank", "best", ":a", "a.b", "1"])
entries = st.dictionaries(st.sampled_from(["name", "query", "note", "order", "odd"]), texts, max_size=5)


@settings(max_examples=150, deadline=None)
@given(listed=st.lists(entries, max_size=4))
def test_what_has_no_mistakes_is_used_and_what_is_used_has_name_and_query(listed: list[dict[str, str]]) -> None:
    text = "".join(f"- {{{', '.join(f'{key}: {value!r}' for key, value in entry.items())}}}\n" for entry in listed)
    try:
        value = yamlfile.parse(text)
    except YamlError:
        return
    found = list(searches_in(value))
    assert all(is_name(one.name) and one.query for one in found)
    assert len({lookup_key(one.name) for one in found}) == len(found)
    if not problems_in(value):
        assert len(found) == len(listed)


def test_nothing_is_built_from_searches(corpus: Corpus, tmp_path: Path) -> None:
    assert corpus.searches_file not in corpus.curated_files()
