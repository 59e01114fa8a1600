"""``cpec-tui search`` with saved searches, lists, recordings and likeness; ``searches``; ``history``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.entities.searches import load_searches
from cpec_tui.model import SavedSearch
from tests.cli.conftest import Shell

MINE = "Redhill silver mine\n\n• The mine lies in Westland, with copper.\n"


def addresses(shell: Shell, *args: str) -> list[str]:
    return [hit["address"] for hit in shell("search", *args, "--json").json["hits"]]


# Saved searches


def test_a_query_is_saved_asked_renamed_and_taken_away(ask: Shell, corpus: Corpus) -> None:
    answer = ask("search", "copper", "OR", "zebra", "--save", "ores", "--note", "weekly", "--order", "newest")
    assert answer.code == 0
    assert "saved search :ores: copper OR zebra" in answer.err
    assert load_searches(corpus).all == (SavedSearch("ores", "copper OR zebra", "weekly", "newest"),)
    assert addresses(ask, ":ores") == addresses(ask, "copper", "--order", "newest") == ["harbour#p3", "mine#p1"]
    assert addresses(ask, ":ores", "--order", "rank") == addresses(ask, "copper") == ["mine#p1", "harbour#p3"]
    assert ask("searches", "--rename", ":ores", "metals", "--json").json == {"from": "ores", "to": "metals"}
    assert ask("search", ":ores").code == 2
    assert ask("search", "--unsave", "metals", "--json").json == {"unsaved": "metals"}
    assert ask("searches").code == 1


def test_a_query_that_finds_nothing_is_saved_and_one_that_is_not_understood_is_not(ask: Shell, corpus: Corpus) -> None:
    assert ask("search", "zebra", "--save", "stripes").code == 1
    assert ask("search", "sorce:x", "--save", "odd").code == 2
    assert ask("search", ":nowhere copper", "--save", "lost").code == 2
    assert [one.name for one in load_searches(corpus).all] == ["stripes"]


def test_mistakes_are_told_before_anything_is_printed(ask: Shell) -> None:
    ask("search", "copper", "--save", "ores")
    answer = ask("search", "gold", "--save", "ores")
    assert (answer.code, answer.out) == (3, "")
    assert "is taken" in answer.err
    assert ask("search", "--unsave", "ors").code == 1
    assert "did you mean `:ores`?" in ask("search", ":ors").err


def test_saving_needs_no_new_built_index(ask: Shell) -> None:
    ask("search", "copper", "--save", "ores")
    assert "updating" not in ask("search", ":ores").err


def test_check_tells_what_is_wrong_with_them(ask: Shell, corpus: Corpus) -> None:
    corpus.searches_file.write_text("- name: a\n  query: sorce:x\n  oder: rank\n", encoding="utf-8")
    answer = ask("check")
    assert answer.code == 1
    assert "index/searches.yaml:1: search a cannot be asked: no field `sorce`" in answer.out
    assert "index/searches.yaml:3: unknown key `oder`" in answer.out


def test_what_is_new_is_counted_until_it_was_seen(ask: Shell, corpus: Corpus) -> None:
    ask("search", "copper", "--save", "ores")
    (first,) = ask("searches", "--json").json["searches"]
    assert (first["total"], first["new"], first["seen"]) == (2, 2, None)
    assert ":ores is seen" in ask("search", ":ores", "--seen").err
    (corpus.seeds / "news.txt").write_text("Copper went up.\n", encoding="utf-8")
    (found,) = ask("searches", "ores", "--json").json["searches"]
    assert (found["total"], found["new"], found["new_addresses"]) == (3, 1, ["news#p1"])
    assert found["seen"] == "2025-03-01T12:00:00Z"
    assert ":ores + news#p1" in ask("searches", "ores", "--seen").out
    assert ask("searches", "--json").json["searches"][0]["new"] == 0


def test_seen_belongs_to_a_saved_search_alone(ask: Shell) -> None:
    ask("search", "copper", "--save", "ores")
    assert ask("search", "copper", "--seen").code == 2
    assert ask("search", ":ores gold", "--seen").code == 2


def test_a_saved_search_that_cannot_be_asked_is_listed_with_the_reason(ask: Shell, corpus: Corpus) -> None:
    corpus.searches_file.write_text("- {name: odd, query: 'sorce:x'}\n- {name: ores, query: copper}\n")
    answer = ask("searches", "--seen")
    assert answer.code == 2
    assert "no field `sorce`" in answer.err
    assert ":ores\t2\t2" in answer.out
    corpus.searches_file.write_text("- {name\n")
    assert ask("searches").code == 3


# Lists of queries


def test_a_list_is_asked_whole_and_mistakes_are_told_at_their_lines(ask: Shell, tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text('"copper"\n{"query": "zebra", "name": "z"}\n{"qery": "x"}\n"kind:persn"\n"mine"\n')
    answer = ask("search", "--batch", path, "--json")
    assert answer.code == 2
    assert [(one["line"], one["total"], one["understood"]) for one in answer.json_lines] == [
        (1, 2, True),
        (2, 0, True),
        (3, 0, False),
        (4, 0, False),
        (5, 4, True),
    ]
    assert f"{path}:3: unknown key `qery`" in answer.err
    assert f"{path}:4: no kind `persn`" in answer.err


@pytest.mark.parametrize(("text", "code"), [("copper\nzebra\n", 0), ("zebra\nxyzzy\n", 1), ("# no\n", 2)])
def test_the_exit_code_of_a_list(ask: Shell, tmp_path: Path, text: str, code: int) -> None:
    path = tmp_path / "list.txt"
    path.write_text(text)
    assert ask("search", "--batch", path).code == code


def test_a_list_that_cannot_be_read_is_told(ask: Shell, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9\n")
    for name in ("nowhere.txt", ".", "latin.txt"):
        answer = ask("search", "--batch", tmp_path / name)
        assert answer.code == 2
        assert answer.out == ""


# Recorded runs


def test_a_recorded_run_is_compared_with_now(ask: Shell, corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    answer = ask("search", "copper", "--limit", "1", "--record", path)
    assert answer.code == 0
    assert "recorded in" in answer.err
    written = json.loads(path.read_text())
    assert [one["address"] for one in written["addresses"]] == ["mine#p1", "harbour#p3"]
    assert written["time"] == "2025-03-01T12:00:00Z"
    same = ask("search", "--rerun", path)
    assert same.code == 0
    assert same.out == (
        "copper: 2 paragraphs at 2025-03-01T12:00:00Z, 2 now\n"
        "0 came, 0 changed, 0 went, 2 the same; the built index is the same\n"
    )
    (corpus.seeds / "mine.txt").write_text(MINE, encoding="utf-8")
    other = ask("search", "--rerun", path)
    assert other.code == 1
    assert other.out.splitlines()[1:] == [
        "1 came, 0 changed, 1 went, 1 the same; the built index is another one",
        "+ mine#p2",
        "- mine#p1",
    ]
    found = ask("search", "--rerun", path, "--json").json
    assert (found["came"], found["changed"], found["went"], found["same"]) == (["mine#p2"], [], ["mine#p1"], 1)
    assert not found["same_built_index"]


def test_a_run_that_cannot_be_written_or_read_is_told(ask: Shell, tmp_path: Path) -> None:
    assert ask("search", "copper", "--record", tmp_path / "no" / "run.json").code == 2
    assert ask("search", "--rerun", tmp_path / "nowhere.json").code == 2
    assert ask("search", "sorce:x", "--record", tmp_path / "run.json").code == 2
    assert not (tmp_path / "run.json").exists()


# More like one, and facets


def test_paragraphs_like_one_come_page_by_page(ask: Shell) -> None:
    whole = addresses(ask, "--like", "mine#p1")
    assert "mine#p1" not in whole
    assert addresses(ask, "--like", "mine#p1", "--limit", "1", "--offset", "1") == whole[1:2]
    assert ask("search", "--like", "nowhere#p1").code == 1


def test_facets_stand_beside_the_hits(ask: Shell) -> None:
    found = ask("search", "copper", "--facets", "--json").json
    assert found["hits"]
    assert found["facets"]["publishers"] == [
        {"value": "Harbour Gazette", "label": "Harbour Gazette", "count": 1, "narrows": 'publisher:"Harbour Gazette"'}
    ]
    assert (found["facets"]["unpublished"], found["facets"]["totals"]["documents"]) == (1, 2)
    assert "publishers\t1\tHarbour Gazette" in ask("search", "copper", "--facets").out


def test_facets_stand_beside_what_is_like_a_paragraph(ask: Shell) -> None:
    found = ask("search", "--like", "mine#p1", "--facets", "--json").json
    assert sum(one["count"] for one in found["facets"]["documents"]) == found["total"] > 0
    assert {one["narrows"] for one in found["facets"]["entities"]} == {""}
    assert "documents\t" in ask("search", "--like", "mine#p1", "--facets").out


def test_what_documents_do_not_say_is_a_facet_to_narrow_by(ask: Shell) -> None:
    assert "publishers\t1\t(not said)\t-has:publisher" in ask("search", "copper", "--facets").out
    assert ask("search", "copper", "-has:publisher", "--json").json["total"] == 1


# One thing at a time


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("copper", "--like", "mine#p1"),
        ("--like", "mine#p1", "--unsave", "x"),
        ("--like", "mine#p1", "--save", "x"),
        ("--batch", "x", "--facets"),
        ("--rerun", "x", "--record", "y"),
        ("copper", "--note", "x"),
    ],
)
def test_what_does_not_go_together_is_told(ask: Shell, args: tuple[str, ...]) -> None:
    answer = ask("search", *args)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


# History


def test_queries_are_listed_with_what_they_found(ask: Shell) -> None:
    assert ask("history").code == 1
    ask("search", "copper")
    ask("search", "zebra")
    ask("search", "sorce:x")
    assert ask("history").out == ("2025-03-01T12:00:00Z\t0\t0\tzebra\n2025-03-01T12:00:00Z\t2\t2\tcopper\n")
    found = ask("history", "--limit", "1", "--json").json
    assert found["total"] == 2
    assert found["queries"] == [{"query": "zebra", "total": 0, "entities_total": 0, "at": "2025-03-01T12:00:00Z"}]
    assert ask("history", "--clear").code == 0
    assert ask("history", "--json").json == {"total": 0, "queries": []}


def test_a_private_query_leaves_nothing(ask: Shell, home: Path) -> None:
    ask("search", "copper", "--private")
    assert not (home / "state").exists()


def test_history_can_be_off(ask: Shell, home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.yaml").write_text("history: off\n")
    ask("search", "copper")
    assert ask("history").code == 1
    assert not (home / "state").exists()


def test_a_history_that_cannot_be_written_stops_no_search(ask: Shell, home: Path) -> None:
    (home / "state").write_text("in the way")
    answer = ask("search", "copper")
    assert answer.code == 0
    assert "cannot be written" in answer.err


def test_doctor_knows_where_it_is(ask: Shell) -> None:
    ask("search", "copper")
    state = next(place for place in ask("doctor", "--json").json["places"] if place["name"] == "state")
    assert state["files"] == 1
    assert "past queries" in state["purpose"]
