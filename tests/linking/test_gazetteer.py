"""The compiled gazetteer."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from cpec_tui.linking.forms import pattern_of, spelling_of
from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.model import Alias, Kind
from tests.linking.texts import KINDS, entity, texts


@settings(max_examples=100, deadline=None)
@given(texts())
def test_the_pattern_of_a_text_keeps_every_offset(text: str) -> None:
    assert len(pattern_of(text)) == len(text)


def test_aliases_without_a_letter_to_find_are_left_out() -> None:
    gazetteer = Gazetteer([entity("-", " ", "\u00ad", "Xi")], KINDS)
    assert [(start, end) for start, end, _ in gazetteer.find(["- Xi -"])[0]] == [(2, 4)]


def test_the_spelling_of_an_alias_is_canonical() -> None:
    assert spelling_of(" Jose\u0301  Marti\u0301- ") == "José Martí"


def test_the_digest_changes_with_what_decides_links_and_with_nothing_else() -> None:
    one = entity("Hub", Alias("Hub", needs=("port",)), key="hub")
    digest = Gazetteer([one], KINDS).digest
    assert Gazetteer([replace(one, summary="A town.", line=7)], KINDS).digest == digest
    assert Gazetteer([replace(one, aliases=(Alias("Hub", needs=("town",)),))], KINDS).digest != digest
    assert Gazetteer([one], {"person": Kind("person", "person", "persons", case="any")}).digest != digest
    assert Gazetteer([], KINDS).digest != digest
