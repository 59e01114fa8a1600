"""Entities and kinds asked for by id or name."""

from __future__ import annotations

import pytest

from cpec_tui.built.generation import Generation
from cpec_tui.search.asked import asked_entities, asked_kinds, entities_meant, kinds_meant
from cpec_tui.search.parser import parse
from cpec_tui.search.query import Entity, Kind


@pytest.mark.parametrize(
    ("name", "unfinished", "ids"),
    [
        ("sas", False, ["sas"]),
        ("stone and sons", False, ["sas"]),
        ("stone-and-sons", False, ["sas"]),
        ("ada brook", False, ["brook"]),
        ("stone", False, []),
        ("stone", True, ["sas"]),
        ("re", True, ["redhill"]),
        ("ada-b", True, ["brook"]),
        ("", True, ["westland", "aldport", "redhill", "sas", "brook", "copper"]),
        ("zz", True, []),
    ],
)
def test_an_entity_is_meant_by_id_or_name(generation: Generation, name: str, unfinished: bool, ids: list[str]) -> None:
    assert entities_meant(generation.catalog, Entity(name, (0, 1), unfinished)) == ids


@pytest.mark.parametrize(
    ("name", "unfinished", "kinds"),
    [
        ("place", False, ["place"]),
        ("places", False, ["place"]),
        ("p", False, []),
        ("p", True, ["place", "person"]),
        ("zz", True, []),
    ],
)
def test_a_kind_is_meant_by_name_or_plural(
    generation: Generation, name: str, unfinished: bool, kinds: list[str]
) -> None:
    assert kinds_meant(generation.catalog, Kind(name, (0, 1), unfinished)) == kinds


def test_what_stands_after_not_is_not_asked_for(generation: Generation) -> None:
    query = parse("(@sas OR kind:place) -@copper -kind:person")
    assert asked_entities(generation.catalog, query) == {"sas"}
    assert asked_kinds(generation.catalog, query) == {"place"}
