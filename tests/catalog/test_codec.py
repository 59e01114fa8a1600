"""Model data as JSON and back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.catalog import codec
from cpec_tui.model import Entity, Kind, Metadata, OffsetRun

_NUMBERS = st.integers(0, 1 << 40)
_TEXTS = st.dictionaries(st.text(), st.text(), max_size=3)
_LINES = st.dictionaries(st.text(), st.integers(0, 9), max_size=3)


@settings(max_examples=40, deadline=None)
@given(st.builds(Entity, ids=_TEXTS, lines=_LINES))
def test_cards_come_back_as_they_were(entity: Entity) -> None:
    loaded = codec.load_entity(codec.dump_entity(entity))
    assert (loaded, loaded.lines) == (entity, entity.lines)


@settings(max_examples=40, deadline=None)
@given(st.builds(Metadata, other=_TEXTS, origins=_TEXTS))
def test_metadata_comes_back_as_it_was(metadata: Metadata) -> None:
    assert codec.load_metadata(codec.dump_metadata(metadata)) == metadata


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(OffsetRun, _NUMBERS, _NUMBERS, st.integers(1, 9))).map(tuple))
def test_offset_runs_come_back_as_they_were(runs: tuple[OffsetRun, ...]) -> None:
    assert codec.load_runs(codec.dump_runs(runs)) == runs


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(_NUMBERS, _NUMBERS)).map(tuple))
def test_spans_come_back_as_they_were(spans: tuple[tuple[int, int], ...]) -> None:
    assert codec.load_spans(codec.dump_spans(spans)) == spans


@settings(max_examples=40, deadline=None)
@given(st.lists(st.from_type(Kind)).map(tuple))
def test_kinds_come_back_as_they_were(kinds: tuple[Kind, ...]) -> None:
    assert codec.load_kinds(codec.dump_kinds(kinds)) == kinds
