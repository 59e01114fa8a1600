"""What quick open and the list of places offer."""

from __future__ import annotations

from cpec_tui.library import Library
from cpec_tui.tui.history import Place
from cpec_tui.tui.quick_open import MOST, best, candidates, matching, place_rows

NAMES = [
    ("khyber pakhtunkhwa", "kp"),
    ("kp", "kp"),
    ("pakistan", "pakistan"),
    ("balochistan", "balochistan"),
    ("united states", "us"),
    ("us", "us"),
    ("pakistan afghanistan border", "border"),
]


def test_what_begins_so_comes_before_what_holds_it_and_that_before_what_is_spelled_nearly_so() -> None:
    assert best("pak", NAMES) == ["pakistan", "border", "kp"]
    assert best("khyber paktunkwa", NAMES) == ["kp"]
    assert best("balochstan", NAMES)[0] == "balochistan"


def test_letters_in_their_order_are_enough_from_the_beginning_of_a_word_on() -> None:
    assert best("pkstn", NAMES)[0] == "pakistan"
    assert best("khpak", NAMES) == ["kp"]
    assert best("akst", NAMES) == []


def test_case_accents_and_hyphens_do_not_count() -> None:
    assert best("PAKISTÁN-Afgh", NAMES)[0] == "border"


def test_a_short_name_that_happens_to_stand_in_what_is_typed_is_not_meant() -> None:
    assert best("industry", NAMES) == []
    assert best("us", NAMES)[0] == "us"


def test_each_is_offered_once_and_not_more_than_can_be_looked_through() -> None:
    assert best("k", NAMES).count("kp") == 1
    many = [(f"name {number}", str(number)) for number in range(500)]
    assert len(best("name", many)) == len(best("", many)) == MOST
    assert best("", NAMES) == ["kp", "pakistan", "balochistan", "us", "border"]


def test_nothing_is_offered_for_what_is_like_nothing() -> None:
    assert best("zzzzzz", NAMES) == []


def test_entities_are_offered_by_any_name_and_documents_by_title(library: Library) -> None:
    assert matching(library, "SAS")[0].id == "@sas"
    assert [row.id for row in matching(library, "harbour of")] == ["document harbour"]
    assert {row.id for row in matching(library, "")} >= {"@sas", "@westland", "document harbour", "document mine"}


def test_candidates_are_narrowed_by_what_is_typed(library: Library) -> None:
    assert [row.id for row in candidates(library, ("brook", "sas"), "")] == ["@sas", "@brook"]
    assert [row.id for row in candidates(library, ("brook", "sas"), "ada")] == ["@brook"]


def test_places_are_offered_by_name_with_their_paragraph() -> None:
    places = [Place("source", "doc", 3, name="A title"), Place("results"), Place("card", card="kp")]
    shown = [(row.id, [line.text.split() for line in row.lines(40)]) for row in place_rows(places, "")]
    assert shown == [("0", [["A", "title", "¶3"]]), ("1", [["the", "results"]]), ("2", [["@kp"]])]
    assert [row.id for row in place_rows(places, "TITLE")] == ["0"]
