"""``cpec-tui eval``."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from cpec_tui.library import Library
from tests.cli.conftest import Shell
from tests.measuring.making import gold_file, marked

GOLD = [
    marked("a", "[Ada Brook:brook] saw [COPPER:copper] at [Aldport:aldport]; [Brook:brook] left for [Zedland:zed]."),
    marked("b", "[Stone:sas] of [Westland:westland] is the name of a man: [Zed:]. Redhill"),
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(gold_file(*GOLD))
    return path


def test_people_read_scores_and_every_miss_in_its_place(ask: Shell, gold: Path) -> None:
    answer = ask("eval", gold)
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[:2] == [
        "2 documents · 6 mentions judged · 6 links",
        "names not in the gazetteer: 2 mentions (zed 1, without an id 1)",
    ]
    assert lines[3].split("\t") == ["measure", "precision", "recall", "F1", "right", "false", "missed"]
    assert lines[4].split("\t")[1:] == ["0.833 [0.500, 1.000]"] * 3 + ["5", "1", "1"]
    missed = lines.index("Missed: 1")
    assert lines[missed + 1 :] == [
        " b 0-5 @sas: nothing found",
        "     … «Stone» of Westland is the name of a ma …",
        "",
        "Linked falsely: 1",
        " b 45-52 @redhill: spurious",
        "     … land is the name of a man: Zed. «Redhill» …",
    ]


def test_lists_are_cut_and_their_true_length_is_said(ask: Shell, gold: Path) -> None:
    answer = ask("eval", gold, "--limit", "1", "--only-kind", "person", "--only-kind", "place")
    assert "of kind person, place" in answer.out
    assert "left out: 2 mentions of other entities" in answer.out
    gold.write_bytes(gold_file(*(marked(str(one), "[Bill:brook], [Bob:sas], [Zed:x], [Zoe:y]") for one in range(3))))
    cut = ask("eval", gold, "--limit", "1").out
    for said in ("Missed: the first 1 of 6", "Forms with errors: the first 1 of 2", "(x 3, 1 more id)"):
        assert said in cut
    assert "Bill" not in ask("eval", gold, "--limit", "0").out


def test_every_entity_has_a_score_on_demand(ask: Shell, gold: Path) -> None:
    assert "@brook" not in ask("eval", gold, "--limit", "0").out
    assert "@brook\t1.000" in ask("eval", gold, "--by-entity", "--limit", "0").out


@pytest.mark.usefixtures("at_a_terminal")
def test_people_at_a_terminal_get_tables(ask: Shell, gold: Path) -> None:
    answer = ask("eval", gold)
    assert "───" in answer.out
    assert "measure\t" not in answer.out


def test_only_listed_ids_are_judged(ask: Shell, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "ids.txt").write_text("# persons\nbrook  # Ada\n\nzed\nzoe\n", encoding="utf-8")
    answer = ask("eval", gold, "--only-ids", tmp_path / "ids.txt", "--json")
    assert (answer.json["scope"], answer.json["judged"]) == ({"kinds": None, "ids": 3}, 2)
    assert answer.json["not_in_gazetteer"]["ids"] == {"zed": 1}
    assert "not in the gazetteer, but in" in answer.err
    assert "zed and 1 more" in answer.err
    assert "only entities of 3 ids" in ask("eval", gold, "--only-ids", tmp_path / "ids.txt").out


@pytest.mark.parametrize(("least", "code"), [("0.83", 0), ("0.84", 1)])
def test_the_exit_code_says_whether_f1_is_reached(ask: Shell, gold: Path, least: str, code: int) -> None:
    answer = ask("eval", gold, "--min-f1", least, "--json")
    assert answer.code == code
    assert answer.json["measures"]["strict"]["tp"] == 5
    assert ("strict F1 is 0.8333, and 0.84 was asked for" in answer.err) == bool(code)


def test_nothing_to_judge_reaches_nothing(ask: Shell, gold: Path) -> None:
    gold.write_bytes(gold_file(marked("a", "nothing [Zed:]")))
    answer = ask("eval", gold, "--min-f1", "0")
    assert (answer.code, answer.err) == (1, "nothing was judged, and 0 was asked for\n")
    assert "measure\t" in answer.out


def test_a_run_is_kept_and_another_compared_with_it(ask: Shell, gold: Path, tmp_path: Path) -> None:
    kept = tmp_path / "run.json"
    printed = ask("eval", gold, "--save", kept, "--json")
    assert json.loads(kept.read_text(encoding="utf-8")) == printed.json
    again = ask("eval", gold, "--compare", kept)
    assert "strict\t0.833\t0.833\t+0.000\t1.000" in again.out
    assert "p: approximate randomisation" in again.out
    assert ask("eval", gold, "--compare", kept, "--json").json["comparison"]["same"] == 2
    gold.write_bytes(gold_file(GOLD[0], marked("c", "[Stone:sas]")))
    other = ask("eval", gold, "--compare", kept)
    assert "no p: " in other.out
    assert "1 document the same; 1 only in the earlier run, 1 only in this run" in other.out


def test_what_changed_is_listed(ask: Shell, gold: Path, tmp_path: Path) -> None:
    kept = tmp_path / "run.json"
    before = ask("eval", gold, "--json").json
    before["missed"] = [before["missed"][0] | {"start": 1}]
    before["false_links"] = [before["false_links"][0] | {"start": 1}]
    kept.write_text(json.dumps(before), encoding="utf-8")
    out = ask("eval", gold, "--compare", kept).out
    for said in ("Newly right: 1", "Newly wrong: 1", "No longer linked falsely: 1", "Newly linked falsely: 1"):
        assert said in out
    assert "@sas: then nothing found" in out


def test_gold_is_taken_from_standard_input(ask: Shell, gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(gold.read_bytes())))
    assert ask("eval", "-", "--json").json["judged"] == 6
    monkeypatch.setattr(sys, "stdin", None)
    assert "there is no standard input" in ask("eval", "-").err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gone.jsonl"], "there is no file gone.jsonl"),
        (["."], ". cannot be read"),
        (["gold.jsonl", "--only-kind", "persn"], "there is no kind `persn`\n          did you mean `person`?"),
        (["gold.jsonl", "--only-kind", "x"], "the kinds are place, person"),
        (["gold.jsonl", "--only-ids", "gone.txt"], "there is no file gone.txt"),
        (["gold.jsonl", "--only-ids", "empty.txt"], "empty.txt has no id in it"),
        (["gold.jsonl", "--only-ids", "latin.txt"], "latin.txt is not UTF-8"),
        (["gold.jsonl", "--compare", "empty.txt"], "empty.txt is no saved run"),
        (["gold.jsonl", "--save", "gone/run.json"], "gone/run.json cannot be written"),
        (["gold.jsonl", "--min-f1", "1.5"], "--min-f1"),
        (["bad.jsonl"], "bad.jsonl:2: no JSON"),
    ],
)
def test_wrong_use_is_told(
    ask: Shell, gold: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(gold.parent)
    Path("empty.txt").write_text("# nothing\n")
    Path("latin.txt").write_bytes(b"\xe4\n")
    Path("bad.jsonl").write_bytes(gold.read_bytes().splitlines()[0] + b"\n{\n")
    answer = ask("eval", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_the_line_ends_of_a_text_do_not_tear_a_line(ask: Shell, gold: Path) -> None:
    gold.write_bytes(gold_file(marked("a", "[Bill:brook]\n\n\x1b and \nothers")))
    assert "     … «Bill» ␛ and others …" in ask("eval", gold).out


def test_an_ambiguous_mention_is_listed_with_whose_it_may_be(ask: Shell, gold: Path, library: Library) -> None:
    more = library.corpus.index / "entities" / "more.yaml"
    more.write_text("- {id: blue, kind: person, name: Blue}\n- {id: blue-town, kind: place, name: Blue}\n")
    gold.write_bytes(gold_file(marked("a", "[Blue:blue] and [Blue:]")))
    out = ask("eval", gold).out
    assert "1 mention judged · 0 links · 2 ambiguous" in out
    assert " a 0-4 @blue: ambiguous; there: “Blue” @blue or @blue-town" in out
    assert " a 9-13 @blue or @blue-town; annotated: “Blue” (not in the gazetteer)" in out


def test_a_gold_id_is_never_taken_for_a_name_and_leads_to_where_it_was_merged(
    ask: Shell, library: Library, gold: Path
) -> None:
    entities = library.corpus.index / "entities" / "all.yaml"
    merged = "- {id: ada-old, kind: person, name: Ada Old, merged_into: brook}\n"
    entities.write_text(entities.read_text(encoding="utf-8") + merged, encoding="utf-8")
    gold.write_bytes(gold_file(marked("a", "[Ada Brook:ada-old] in [Aldport:Aldport] and [Zed:zed]")))
    found = ask("eval", gold, "--json").json
    assert found["entities"]["brook"]["tp"] == 1
    assert found["not_in_gazetteer"]["ids"] == {"Aldport": 1, "zed": 1}
