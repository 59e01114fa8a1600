"""Searches saved, renamed and taken away: one step each, every other byte as it was."""

from __future__ import annotations

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.curating import Curator
from cpec_tui.entities.searches import HEAD, load_searches
from cpec_tui.errors import CurationError, NotFoundError
from cpec_tui.library import Library
from cpec_tui.model import SavedSearch
from cpec_tui.repeating.saving import change, keeping_seen, rename, save, unsave
from cpec_tui.repeating.seen import ask, mark
from tests.repeating.making import NOON

WRITTEN = """\
# Ours
- name: mines   # the first
  query: copper OR gold

- {name: both, query: ":mines harbour"}
"""


@pytest.fixture
def curator(corpus: Corpus) -> Curator:
    return Curator(corpus)


def text_of(corpus: Corpus) -> str:
    return corpus.searches_file.read_text(encoding="utf-8")


def test_the_first_search_makes_the_file(curator: Curator, corpus: Corpus) -> None:
    search = SavedSearch("mines", 'copper "gold mine"', "weekly", "newest")
    done = save(curator, corpus, search)
    assert done.description == 'saved search :mines: copper "gold mine"'
    assert text_of(corpus).startswith(HEAD)
    assert load_searches(corpus).all == (search,)
    curator.undo()
    assert not corpus.searches_file.exists()


@pytest.mark.parametrize("query", ["a: b", "- x", '"x', "#x", "x # y", "yes", "NOT x", "@sas*", "'", "港"])
def test_any_query_is_read_back_as_it_was(curator: Curator, corpus: Corpus, query: str) -> None:
    save(curator, corpus, SavedSearch("it", query))
    assert load_searches(corpus).all == (SavedSearch("it", query),)


def test_all_else_in_the_file_stays(curator: Curator, corpus: Corpus) -> None:
    corpus.searches_file.write_text(WRITTEN, encoding="utf-8")
    save(curator, corpus, SavedSearch("new", "zinc"))
    assert text_of(corpus).startswith(WRITTEN)
    unsave(curator, corpus, ":new")
    assert text_of(corpus) == WRITTEN
    unsave(curator, corpus, "both")
    assert "# the first" in text_of(corpus)
    assert [one.name for one in load_searches(corpus).all] == ["mines"]


@pytest.mark.parametrize("name", ["two words", "", "-x", "a:b", "MINES"])
def test_a_name_that_cannot_be_used_or_is_taken_is_refused(curator: Curator, corpus: Corpus, name: str) -> None:
    corpus.searches_file.write_text(WRITTEN, encoding="utf-8")
    with pytest.raises(CurationError):
        save(curator, corpus, SavedSearch(name, "zinc"))
    with pytest.raises(CurationError):
        rename(curator, corpus, "both", name)
    assert text_of(corpus) == WRITTEN


def test_an_empty_query_is_refused(curator: Curator, corpus: Corpus) -> None:
    with pytest.raises(CurationError):
        save(curator, corpus, SavedSearch("it", "  "))


def test_a_search_that_another_asks_for_stays(curator: Curator, corpus: Corpus) -> None:
    corpus.searches_file.write_text(WRITTEN, encoding="utf-8")
    with pytest.raises(CurationError, match="a part of :both"):
        unsave(curator, corpus, "mines")


def test_a_new_name_goes_wherever_the_old_one_is_asked_for(curator: Curator, corpus: Corpus) -> None:
    corpus.searches_file.write_text(WRITTEN, encoding="utf-8")
    done = rename(curator, corpus, ":Mines", ":ores")
    assert done.description == "saved search :mines is now :ores, also in :both"
    assert load_searches(corpus).all == (SavedSearch("ores", "copper OR gold"), SavedSearch("both", ":ores harbour"))
    assert "# the first" in text_of(corpus)
    rename(curator, corpus, "ores", "Ores")
    curator.undo()
    curator.undo()
    assert text_of(corpus) == WRITTEN


def test_name_query_and_note_are_changed_in_one_step(curator: Curator, corpus: Corpus) -> None:
    corpus.searches_file.write_text(WRITTEN, encoding="utf-8")
    done = change(curator, corpus, "mines", SavedSearch("ores", " zinc: 5 ", "weekly"))
    assert done.description == "saved search :mines is now :ores, also in :both, and changed"
    assert (
        text_of(corpus)
        == """\
# Ours
- name: ores   # the first
  query: "zinc: 5"
  note: weekly

- {name: both, query: ":ores harbour"}
"""
    )
    change(curator, corpus, "ores", SavedSearch("ores", "zinc: 5", " "))
    assert "note" not in text_of(corpus)
    curator.undo()
    curator.undo()
    assert text_of(corpus) == WRITTEN


def test_a_note_is_put_into_a_search_on_one_line(curator: Curator, corpus: Corpus) -> None:
    corpus.searches_file.write_text(WRITTEN, encoding="utf-8")
    done = change(curator, corpus, "both", SavedSearch("both", ":mines harbour", "a: b, [sic]"))
    assert done.description == "saved search :both changed"
    assert load_searches(corpus).all[1].note == "a: b, [sic]"
    assert text_of(corpus).startswith(WRITTEN.partition("- {name")[0])


def test_a_search_that_leads_back_to_itself_does_so_under_its_new_name(curator: Curator, corpus: Corpus) -> None:
    corpus.searches_file.write_text('- {name: it, query: ":it x"}\n', encoding="utf-8")
    rename(curator, corpus, "it", "loop")
    assert load_searches(corpus).all == (SavedSearch("loop", ":loop x"),)


@pytest.mark.parametrize(("name", "query"), [("two words", "zinc"), ("BOTH", "zinc"), ("mines", "  ")])
def test_a_change_that_cannot_be_is_refused_whole(curator: Curator, corpus: Corpus, name: str, query: str) -> None:
    corpus.searches_file.write_text(WRITTEN, encoding="utf-8")
    with pytest.raises(CurationError):
        change(curator, corpus, "mines", SavedSearch(name, query, "new"))
    assert text_of(corpus) == WRITTEN


def test_what_was_seen_goes_with_the_name_also_when_that_is_undone(library: Library) -> None:
    corpus, curator = library.corpus, Curator(library.corpus)
    corpus.searches_file.write_text("- {name: it, query: copper}\n", encoding="utf-8")
    mark(library, library.saved_searches(), NOON)
    for step, name in (
        (lambda: rename(curator, corpus, "it", "ores"), "ores"),
        (curator.undo, "it"),
        (curator.redo, "ores"),
    ):
        keeping_seen(corpus, step)
        found = ask(library, library.saved_searches()[0])
        assert (found.search.name, found.seen, found.new) == (name, "2025-03-01T12:00:00Z", ())


def test_of_another_search_under_a_name_that_was_used_nothing_was_seen(library: Library) -> None:
    corpus, curator = library.corpus, Curator(library.corpus)
    save(curator, corpus, SavedSearch("it", "copper"))
    mark(library, library.saved_searches(), NOON)
    unsave(curator, corpus, "it")
    save(curator, corpus, SavedSearch("It", "harbour"))
    assert ask(library, library.saved_searches()[0]).seen is None


def test_an_unknown_name_is_told_with_the_nearest(curator: Curator, corpus: Corpus) -> None:
    corpus.searches_file.write_text(WRITTEN, encoding="utf-8")
    with pytest.raises(NotFoundError, match="did you mean `:mines`"):
        unsave(curator, corpus, "mnes")
    with pytest.raises(NotFoundError, match="searches"):
        rename(curator, corpus, "xyzzy", "a")


def test_a_file_that_cannot_be_read_is_left_alone(curator: Curator, corpus: Corpus) -> None:
    corpus.searches_file.write_text("- {name: a\n", encoding="utf-8")
    with pytest.raises(CurationError, match=r"searches\.yaml:2"):
        save(curator, corpus, SavedSearch("it", "zinc"))
    assert text_of(corpus) == "- {name: a\n"
