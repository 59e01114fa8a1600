"""Saved searches in a query: what is put in means what it means alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.entities.searches import SavedSearches
from cpec_tui.model import SavedSearch
from cpec_tui.search.explain import explain
from cpec_tui.search.parser import parse
from cpec_tui.search.saved import Asked, names_in, put_in, renamed_in
from tests.search.samples import queries

SAVED = {
    "mines": "copper OR gold",
    "harbour-2": "the harbour of Aldport",
    "both": ":mines :harbour-2",
    "open": '(copper "gold mine',
    "odd": "sorce:x",
    "nothing": "()",
    "circle": "x :round",
    "round": ":circle",
}


def asked(query: str, saved: dict[str, str] | None = None, *, typing: bool = False) -> Asked:
    searches = SAVED if saved is None else saved
    return put_in(query, lambda: SavedSearches(tuple(SavedSearch(*item) for item in searches.items())), typing=typing)


def understood(query: str) -> str:
    return explain(parse(asked(query).text).root)


def test_a_name_alone_is_its_query() -> None:
    found = asked(":Mines")
    assert found.text.strip() == "copper OR gold"
    assert found.alone == SavedSearch("mines", "copper OR gold")
    assert (found.notes, found.fatal) == ((), False)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (":mines zinc", "(copper OR gold) AND zinc"),
        ("-:mines zinc", "NOT (copper OR gold) AND zinc"),
        ("zinc NOT :mines", "zinc AND NOT (copper OR gold)"),
        ("+:mines zinc", "(copper OR gold) AND zinc"),
        ("(zinc OR :mines) tin", "(zinc OR copper OR gold) AND tin"),
        (":both zinc", "(copper OR gold) AND harbour AND aldport AND zinc"),
        (":open zinc", 'copper AND "gold mine" AND zinc'),
        (":nothing zinc", "zinc"),
    ],
)
def test_a_name_is_a_part_as_if_it_stood_in_brackets(query: str, expected: str) -> None:
    assert understood(query) == expected


@pytest.mark.parametrize(
    "query", ['":mines"', "title::mines", "12:mines", ":mines,", "re:/a :mines b/", ": mines", "::"]
)
def test_what_is_no_name_stays(query: str) -> None:
    assert asked(query) == Asked(query, query=query)


def test_what_is_left_out_of_a_part_is_said() -> None:
    assert any(note.startswith("in :harbour-2: ") for note in asked(":harbour-2 zinc").notes)
    assert asked(":harbour-2").notes == ()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (":mnes", "did you mean `:mines`?"),
        (":harbour", "did you mean `:harbour-2`?"),
        (":xyzzy zinc", "saved are :mines, :harbour-2, :both, :open, :odd and 3 more"),
        (":circle", ":circle → :round → :circle"),
    ],
)
def test_a_name_that_cannot_be_put_in_is_told(query: str, said: str) -> None:
    found = asked(query)
    assert (found.text, found.fatal) == ("", True)
    assert said in found.notes[-1]


def test_without_any_saved_search_it_is_said_how_to_save_one() -> None:
    assert "--save" in asked(":mines", {}).notes[0]


def test_half_a_name_is_no_mistake_while_it_is_typed() -> None:
    found = asked("zinc :min", typing=True)
    assert (found.text, found.fatal) == ("", False)
    assert ":mines" in found.notes[0]
    assert asked(":min zinc", typing=True).fatal
    assert asked(":xyz", typing=True).fatal
    assert asked(":min").fatal


def test_a_saved_word_is_no_unfinished_one() -> None:
    text = asked(":mines", typing=True).text
    assert explain(parse(text, typing=True).root) == "copper OR gold"


def test_a_part_that_cannot_be_understood_is_told_by_the_parser() -> None:
    assert "(not understood)" in understood(":odd zinc")


def test_searches_that_grow_without_end_are_refused() -> None:
    doubling = {f"a{number}": f":a{number + 1} :a{number + 1}" for number in range(20)} | {"a20": "copper"}
    assert len(asked(":a0", doubling).text) < 2_100
    long = {"a": "copper " * 250, "b": ":a :a :a"}
    assert "characters" in asked(":b", long).notes[-1]
    deep = {f"a{number}": f"x :a{number + 1}" for number in range(2000)}
    assert "deep" in asked(":a0", deep).notes[-1]
    assert asked(":mines " * 5000).fatal


@settings(max_examples=150, deadline=None)
@given(saved=queries, query=st.sampled_from([":it", ":it zinc", "zinc OR :it", "NOT :it tin", "(:it) tin", ":it :it"]))
def test_whatever_is_saved_means_the_same_as_a_part(saved: str, query: str) -> None:
    if parse(saved).root is None or not saved.strip():
        return
    alone = explain(parse(asked(":it", {"it": saved}).text).root)
    assert alone == explain(parse(saved).root)
    whole = explain(parse(asked(query, {"it": saved}).text).root)
    assert whole == explain(parse(query.replace(":it", f"({alone})")).root)


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet='ab :-+!()"/re\\', max_size=30), typing=st.booleans())
def test_any_text_is_put_up_with(text: str, typing: bool) -> None:
    found = asked(text, {"a": "copper", "b": ':a "gold'}, typing=typing)
    assert found.fatal <= bool(found.notes)


def test_names_are_found_and_renamed_only_where_they_are_names() -> None:
    query = ':a -:A ":a" title::a (:b OR :a)'
    assert names_in(query) == ["a", "A", "b", "a"]
    assert renamed_in(query, "a", "new") == ':new -:new ":a" title::a (:b OR :new)'


@pytest.mark.parametrize("typed", ["\ud800 :mines", "\ud800 copper", ":nobody\udfff", "\ud800"])
def test_half_a_character_is_replaced_once_for_whoever_asks(typed: str) -> None:
    found = asked(typed)
    assert found.query == typed.replace("\ud800", "?").replace("\udfff", "?")
    assert "\ud800" not in found.text + "".join(found.notes)
