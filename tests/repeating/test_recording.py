"""Recorded runs: all that answered, and what differs when it is asked again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from cpec_tui.answers import Order
from cpec_tui.errors import UsageError
from cpec_tui.library import Library
from cpec_tui.repeating.recording import Difference, Run, as_json, read_run, record, rerun
from tests.corpora import MINE
from tests.repeating.making import LATER, NOON, add
from tests.search.samples import queries


def kept(run: Run, path: Path) -> Run:
    path.write_text(json.dumps(as_json(run)), encoding="utf-8")
    return read_run(path)


def addresses(found: Difference) -> tuple[list[str], ...]:
    """What came, changed, went and is the same."""
    return tuple([one.address for one in answers] for answers in (found.came, found.changed, found.went, found.same))


def test_a_run_is_read_as_it_was_recorded(library: Library, tmp_path: Path) -> None:
    run = record(library, "copper OR the harbour", NOON, Order.OLDEST)
    assert kept(run, tmp_path / "run.json") == run
    assert run.time == "2025-03-01T12:00:00Z"
    hits = library.search("copper OR the harbour", order=Order.OLDEST).hits
    assert [one.address for one in run.answers] == [hit.address for hit in hits]


def test_its_keys_are_an_interface(library: Library) -> None:
    written = as_json(record(library, "copper", NOON))
    assert list(written) == [
        *("format", "program", "query", "asked", "explained", "order", "corpus", "built_index", "time"),
        *("total", "entities_total", "warnings", "addresses"),
    ]
    assert set(written["built_index"]) == {"generation", "digest", "partial"}
    assert written["addresses"][0].keys() == {"address", "digest"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries)
def test_nothing_differs_where_nothing_changed(library: Library, query: str) -> None:
    run = record(library, query, NOON)
    assert len(run.answers) == run.total == library.search(query).total
    found = rerun(library, run, LATER)
    assert found.is_none
    assert found.same_built_index
    assert found.same == run.answers


def test_what_came_and_what_went_is_told(library: Library) -> None:
    run = record(library, "copper", NOON)
    add(library, "mine.txt", MINE.replace("copper", "silver"))
    add(library, "news.txt", "Copper went up.\n")
    found = rerun(library, run, LATER)
    assert addresses(found) == (["news#p1"], [], ["mine#p1"], ["harbour#p3"])
    assert not found.same_built_index
    assert not found.is_none


def test_what_has_another_text_at_its_place_and_answers_still_is_changed(library: Library) -> None:
    run = record(library, "copper", NOON)
    add(library, "mine.txt", MINE.replace("Redhill copper mine", "The copper mine of Redhill"))
    add(library, "news.txt", "Copper went up.\n")
    (library.corpus.seeds / "mine.txt").rename(library.corpus.seeds / "pit.txt")
    (library.corpus.index / "documents.yaml").write_text("pit: {former_ids: mine}\n")
    library.build()
    found = rerun(library, run, LATER)
    assert addresses(found) == (["news#p1"], ["pit#p1"], [], ["harbour#p3"])


def test_another_number_of_a_paragraph_is_no_difference(library: Library) -> None:
    run = record(library, "mining", NOON)
    add(library, "mine.txt", MINE.replace("• The mine", "Something before.\n\n• The mine"))
    found = rerun(library, run, LATER)
    assert found.is_none
    assert "mine#p4" in addresses(found)[3]


def test_a_renamed_document_is_no_difference(library: Library) -> None:
    run = record(library, "copper", NOON)
    (library.corpus.seeds / "mine.txt").rename(library.corpus.seeds / "pit.txt")
    (library.corpus.index / "documents.yaml").write_text("pit: {former_ids: mine}\n")
    library.build()
    assert rerun(library, run, LATER).is_none


def test_a_built_index_made_anew_of_the_same_files_is_the_same(library: Library) -> None:
    run = record(library, "copper", NOON)
    library.build(rebuild=True)
    assert library.built_state.generation > run.built.generation
    assert rerun(library, run, LATER).same_built_index


def test_what_a_saved_search_was_then_is_asked_again(library: Library) -> None:
    file = library.corpus.searches_file
    file.write_text("- {name: it, query: copper}\n")
    run = record(library, ":it", NOON)
    assert (run.query, run.asked) == (":it", "copper")
    file.write_text("- {name: it, query: harbour}\n")
    assert rerun(library, run, LATER).is_none


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b"\xff", b'{"format": 1, "query": 5}', b'{"format": 2}', b"[" * 100_000]
)
def test_a_file_that_holds_no_run_is_told(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "run.json"
    path.write_bytes(text)
    with pytest.raises(UsageError, match=r"run\.json"):
        read_run(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_run(tmp_path / "nowhere.json")
