"""Discovery through the library: the catalog's texts, mentions and words, and the concordance of each candidate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cpec_tui.answers import CandidateSort
from cpec_tui.errors import NotFoundError
from cpec_tui.library import Library
from cpec_tui.library_discovery import Wanted
from tests.corpora import ENTITIES, built_library, make_corpus

OLD = """\
---
title: old
date: 2020
---

In spring the Harbour Board of all Aldport met at Highcliff in the rain.

Later in Highcliff the Harbour Board (HB) spoke of Redhil and of copper.
"""
NEW = """\
---
title: new
date: 2024
---

This year nobody at Highcliff saw what HB had in mind for Westland.
"""
SOURCES = {"old.txt": OLD, "new.txt": NEW}


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Library]:
    library = built_library(make_corpus(tmp_path / "corpus", SOURCES), tmp_path / "built")
    yield library
    library.close()


def test_candidates_come_with_true_totals_and_the_newest_places_first(found: Library) -> None:
    answer = found.discover(wanted=Wanted(lines=2))
    by_name = {one.name: one for one in answer.candidates}
    assert answer.total == len(answer.candidates) == len(by_name)
    assert {"Harbour Board", "Highcliff", "Redhil"} <= by_name.keys()
    assert not {"Aldport", "Westland", "Copper", "copper"} & by_name.keys()
    cliff = by_name["Highcliff"]
    assert (cliff.occurrences, cliff.documents) == (3, 2)
    assert [place.address for place in cliff.places] == ["new#p2", "old#p2"]
    for place in cliff.places:
        text = found.document(place.address).paragraphs[0].text
        assert text[place.start : place.end] == place.surface == "Highcliff"
        assert text.startswith(place.before, place.start - len(place.before))
        assert text.startswith(place.after, place.end)


def test_a_definition_and_a_near_spelling_are_told(found: Library) -> None:
    by_name = {one.name: one for one in found.discover().candidates}
    board = by_name["Harbour Board"]
    assert (board.long, board.short, board.occurrences, board.sort) == (
        "Harbour Board",
        "HB",
        4,
        CandidateSort.ACRONYMS,
    )
    suggestion = by_name["Redhil"].suggestion
    assert suggestion is not None
    assert suggestion.entity == "redhill"
    assert [one.name for one in found.discover(wanted=Wanted(CandidateSort.VARIANTS)).candidates] == ["Redhil"]


def test_limit_minimum_and_what_is_ignored_choose_among_them(found: Library) -> None:
    answer = found.discover(wanted=Wanted(limit=1, lines=0))
    assert len(answer.candidates) == 1
    assert answer.total > 1
    assert answer.candidates[0].places == ()
    assert {one.name for one in found.discover(wanted=Wanted(minimum=3)).candidates} == {"Harbour Board", "Highcliff"}
    ignored = Wanted(ignored=frozenset({"highcliff"}))
    assert "Highcliff" not in {one.name for one in found.discover(wanted=ignored).candidates}


def test_only_what_holds_a_text_in_one_of_its_forms_is_listed(found: Library) -> None:
    for text, name in (("CLIFF", "Highcliff"), ("hb", "Harbour Board"), ("bour bo", "Harbour Board")):
        answer = found.discover(wanted=Wanted(holding=text))
        assert ([one.name for one in answer.candidates], answer.total) == ([name], 1)
    assert found.discover(wanted=Wanted(holding="zzz")).total == 0


def test_a_document_and_a_query_restrict_what_is_counted(found: Library) -> None:
    (cliff,) = (one for one in found.discover(doc="new").candidates if one.name == "Highcliff")
    assert (cliff.occurrences, cliff.documents) == (1, 1)
    answer = found.discover("@redhill OR rain")
    assert (answer.paragraphs, answer.explained) == (1, "@redhill OR rain")
    assert {place.address for one in answer.candidates for place in one.places} == {"old#p2"}
    assert found.discover("rain", doc="new").total == 0
    assert found.discover("nofield:x").fatal
    with pytest.raises(NotFoundError):
        found.discover(doc="gone")


def test_paragraphs_are_read_once_for_a_generation(found: Library) -> None:
    told: list[tuple[int, int]] = []
    found.discover(listen=lambda done, total: told.append((done, total)))
    assert told
    assert all(total == 5 for _, total in told)
    told.clear()
    found.discover(listen=lambda done, total: told.append((done, total)))
    assert told == []


def test_a_new_entity_covers_its_candidate(found: Library) -> None:
    assert "Highcliff" in {one.name for one in found.discover().candidates}
    added = ENTITIES + "- id: highcliff\n  kind: place\n  name: Highcliff\n"
    (found.corpus.root / "index/entities/all.yaml").write_text(added, encoding="utf-8")
    found.build()
    assert "Highcliff" not in {one.name for one in found.discover().candidates}


def test_a_corpus_without_entities_offers_its_names(tmp_path: Path) -> None:
    library = built_library(make_corpus(tmp_path / "corpus", SOURCES, entities=None), tmp_path / "built")
    names = {one.name for one in library.discover().candidates}
    assert {"Aldport", "Highcliff", "Westland", "Redhil", "Harbour Board"} == names
    library.close()


def test_whoever_listens_may_end_it(found: Library) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        found.discover(listen=stop)
    assert found.discover().total
