"""The file of entity cards: every word finds the cards that have it, and no damage is read as if it were whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.folding import tokens
from cpec_tui.model import Alias, Entity
from cpec_tui.search.card_file import read_cards, write_cards

ENTITIES = [
    Entity("hub", "place", "Hub", (Alias("Hub Chowki"), Alias("حب"))),
    Entity("hub-dam", "place", "Dam of Hub", summary="A dam. It holds water, water."),
    Entity("bare", "place", "★"),
]


def test_every_word_finds_the_cards_that_have_it(tmp_path: Path) -> None:
    write_cards(tmp_path / "cards", ENTITIES)
    ids, names, summaries = read_cards(tmp_path / "cards")
    assert ids == [one.id for one in ENTITIES]
    for found, texts in (
        (names, [" ".join((one.name, one.id, *(alias.text for alias in one.aliases))) for one in ENTITIES]),
        (summaries, [one.summary for one in ENTITIES]),
    ):
        assert found.words == sorted({word for text in texts for word in tokens(text)})
        for word in (*found.words, "a", "zzz", ""):
            assert list(found.cards_with(word)) == [n for n, text in enumerate(texts) if word in tokens(text)]


def test_no_entities_make_a_file_too(tmp_path: Path) -> None:
    write_cards(tmp_path / "cards", [])
    ids, names, summaries = read_cards(tmp_path / "cards")
    assert (list(ids), list(names.words), list(summaries.words)) == ([], [], [])
    assert names.cards_with("hub") == ()


def test_other_cards_have_a_file_of_another_name(tmp_path: Path) -> None:
    for folder, entities in (("one", ENTITIES), ("same", ENTITIES), ("other", ENTITIES[1:])):
        write_cards(tmp_path / folder, entities)
    one, same, other = ([path.name for path in (tmp_path / name).iterdir()] for name in ("one", "same", "other"))
    assert one == same != other


def test_a_file_that_was_cut_anywhere_is_refused(tmp_path: Path) -> None:
    write_cards(tmp_path, ENTITIES)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError):  # noqa: PT011
            read_cards(tmp_path)
