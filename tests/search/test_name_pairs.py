"""Two names are found near each other in all paragraphs at once as they are in each."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.catalog.nameplaces import NamePlaces, name_places, together
from cpec_tui.catalog.word_reading import Named
from cpec_tui.search.name_pairs import rows_with_pairs
from cpec_tui.search.passages import Stream
from cpec_tui.search.placing import Bag, Mentioned, OneOf, Window, holds

_KINDS = {"gwadar": "place", "china": "place", "sas": "organisation"}
_NAMED = st.builds(
    lambda first, words, entity: (first, first + words, entity, _KINDS[entity]),
    st.integers(0, 12),
    st.integers(1, 3),
    st.sampled_from([*_KINDS]),
)
_PARAGRAPHS = st.dictionaries(st.integers(0, 9), st.lists(_NAMED, max_size=6), max_size=5)
_ASKED = st.builds(
    Mentioned,
    st.frozensets(st.sampled_from([*_KINDS]), max_size=1),
    st.frozensets(st.sampled_from(["place", "organisation", "person"]), max_size=2),
)


@settings(max_examples=500, deadline=None)
@given(paragraphs=_PARAGRAPHS, one=_ASKED, other=_ASKED, distance=st.integers(0, 8), ordered=st.booleans())
def test_the_rows_are_those_in_which_two_names_stand(
    paragraphs: dict[int, list[Named]], one: Mentioned, other: Mentioned, distance: int, ordered: bool
) -> None:
    def places_of(entities: AbstractSet[str], kinds: AbstractSet[str]) -> NamePlaces:
        return together([_places(paragraphs, entities, frozenset()), _places(paragraphs, frozenset(), kinds)])

    window = Window((one, other), distance, ordered)
    expected = frozenset(row for row, named in paragraphs.items() if holds(window, Stream(b"", named)))
    assert rows_with_pairs(window, places_of) == expected


def test_words_and_more_than_two_names_are_left_to_others() -> None:
    name, word = Mentioned(frozenset({"sas"}), frozenset()), OneOf(frozenset({1}))
    for placed in (name, Window((name, word), 3, ordered=False), Window((name, name, name), 3, ordered=False)):
        assert rows_with_pairs(placed, lambda entities, kinds: together([])) is None
    assert rows_with_pairs(Bag({}, (), 1), lambda entities, kinds: together([])) is None


def _places(paragraphs: dict[int, list[Named]], entities: AbstractSet[str], kinds: AbstractSet[str]) -> NamePlaces:
    found = [
        (row, first, past)
        for row, named in paragraphs.items()
        for first, past, entity, kind in named
        if entity in entities or kind in kinds
    ]
    if not found:
        return together([])
    rows, starts, ends = (",".join(map(str, column)) for column in zip(*found, strict=True))
    return name_places(rows, starts, ends)
