"""Entities are found by name, alias and summary, with typing mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library
from cpec_tui.model import EntityHit
from cpec_tui.search.cards import CardIndex, Found, ranked
from tests.search.conftest import Made

ENTITIES = """\
- {id: saindak, kind: place, name: Saindak, aliases: [Saindak Copper-Gold Project], summary: A mine in the desert.}
- {id: kp, kind: place, name: Khyber Pakhtunkhwa, aliases: [KP, KPK]}
- {id: khyber-pass, kind: place, name: Khyber Pass}
- {id: mcc, kind: organisation, name: Metallurgical Corporation of China, summary: It operates Saindak and digs copper.}
- {id: china, kind: place, name: China}
- {id: mining-parks, kind: place, name: Mining industry parks}
"""
TEXTS = ("China and China again.", "Khyber Pakhtunkhwa lies there.", "Saindak is operated by someone.")


@pytest.fixture(scope="module")
def library(made: Made) -> Library:
    return made(*TEXTS, entities=ENTITIES)


def found(library: Library, query: str, *, typing: bool = False) -> list[str]:
    return [entity.id for entity in library.search(query, typing=typing).entities]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("saindak", ["saindak", "mcc"]),
        ("saindk", ["saindak", "mcc"]),
        ("siandak", ["saindak", "mcc"]),
        ("Saindaak", ["saindak", "mcc"]),
        ("khyber pakhtunkwa", ["kp", "khyber-pass"]),
        ("KPK", ["kp"]),
        ("khyber-pass", ["khyber-pass"]),
        ('"khyber pass"', ["khyber-pass"]),
        ('"pass khyber"', ["khyber-pass"]),
        ('"corporation of china"', ["mcc"]),
        ("china", ["china", "mcc"]),
        ("who operates saindak", ["saindak", "mcc"]),
        ("operating diggers desert", []),
        ("operate copper", ["saindak", "mcc"]),
        ("mines", ["mining-parks", "saindak"]),
        ("pakh*", ["kp"]),
        ("chna~1", ["china", "mcc"]),
        ("@kp", ["kp"]),
        ("the of", []),
        ("-saindak", []),
        ("kp -saindak", ["kp"]),
        ("zzzzzz", []),
        ("kind:place", ["china", "kp", "saindak", "khyber-pass", "mining-parks"]),
        ("kind:place desert", ["saindak"]),
        ("date:2024", []),
    ],
)
def test_entities_are_found_best_first(library: Library, query: str, ids: list[str]) -> None:
    assert found(library, query) == ids


def test_every_beginning_of_a_name_finds_the_entity_while_typing(library: Library) -> None:
    for name in ("saindak", "khyber pakhtunkhwa", "metallurgical corporation"):
        for length in range(1, len(name) + 1):
            assert any(one in found(library, name[:length], typing=True) for one in ("saindak", "kp", "mcc"))


def test_a_slip_in_what_is_typed_so_far_does_not_lose_the_entity(library: Library) -> None:
    assert found(library, "pakhtukh", typing=True) == ["kp"]
    assert found(library, "metalurgic", typing=True) == ["mcc"]
    assert found(library, "chna", typing=True)[0] == "china"


def test_a_word_that_the_text_has_is_spelled_right(library: Library) -> None:
    assert found(library, "lies") == []


def test_a_name_without_a_letter_harms_nothing() -> None:
    hits = [EntityHit("star", "★", "place", 3)]
    assert ranked(hits, Found({"star": 1.0}, {}), "kind:place") == hits


def test_the_list_is_cut_but_its_total_is_true(library: Library) -> None:
    page = library.search("kind:place", entity_limit=2)
    assert [entity.id for entity in page.entities] == ["china", "kp"]
    assert page.entities_total == 5


def test_only_the_nearest_spellings_count(made: Made) -> None:
    entities = "- {id: saindak, kind: place, name: Saindak}\n- {id: saindal, kind: place, name: Saindal}\n"
    library = made("Nothing is named.", entities=entities)
    assert found(library, "saindakx") == ["saindak"]
    assert found(library, "saindaq") == ["saindak", "saindal"]


def test_whose_name_is_the_query_comes_first_whatever_is_mentioned_more() -> None:
    hits = [EntityHit("khyber", "Khyber", "place", 9000), EntityHit("pass", "The Pass", "place", 0, ("Khyber Pass",))]
    closeness = Found({"khyber": 3.0, "pass": 3.0}, {"khyber": 1.0, "pass": 1.0})
    assert [hit.id for hit in ranked(hits, closeness, "khyber pass")] == ["pass", "khyber"]
    assert [hit.id for hit in ranked(hits, closeness, "pass khyber")] == ["khyber", "pass"]


def test_equal_entities_come_by_name_and_then_by_id() -> None:
    hits = [EntityHit(entity, "Hub", "place", 0) for entity in ("b", "a")] + [EntityHit("c", "Ab Hub", "place", 0)]
    scores = Found(dict.fromkeys("abc", 1.0), {"hub": 1.0, "ab": 1.0})
    assert [hit.id for hit in ranked(hits, scores, "x")] == ["c", "a", "b"]


def test_a_damaged_card_index_says_how_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(BuiltIndexError, match=r"the card index in .* is damaged"):
        CardIndex(tmp_path)
