"""The files of recorded runs: named, found, written and put up with."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.errors import UsageError
from cpec_tui.library import Library
from cpec_tui.repeating.recording import read_run, record
from cpec_tui.repeating.runs import file_named, free_name, recorded_runs, runs_folder, write_run
from tests.repeating.making import LATER, NOON


def test_a_bare_name_stands_in_the_folder_of_runs_and_a_path_in_the_working_folder(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert file_named(corpus, "ores") == runs_folder(corpus) / "ores.json"
    assert file_named(corpus, "[x] é.txt") == runs_folder(corpus) / "[x] é.txt"
    assert file_named(corpus, "./ores") == tmp_path / "ores.json"
    assert file_named(corpus, "~/ores.json") == tmp_path / "me" / "ores.json"
    assert file_named(corpus, "/ores") == Path("/ores.json")


@pytest.mark.parametrize("name", ["..", ".", "/", "runs/", "a\0b", "~nobody-of-that-name/x"])
def test_what_can_be_no_file_is_refused(corpus: Corpus, name: str) -> None:
    with pytest.raises(UsageError):
        file_named(corpus, name)


def test_the_proposed_name_is_that_of_no_file_there(library: Library) -> None:
    corpus = library.corpus
    assert free_name(corpus, "copper OR gold") == "copper-or-gold.json"
    assert free_name(corpus, "??") == "search.json"
    assert len(free_name(corpus, "gold " * 90)) < 80
    write_run(file_named(corpus, "Copper.json"), record(library, "copper", NOON))
    assert free_name(corpus, "copper") == "copper-2.json"


def test_runs_are_found_in_both_folders_the_newest_first(library: Library, tmp_path: Path) -> None:
    corpus, run = library.corpus, record(library, "copper", NOON)
    aside = tmp_path / "aside"
    write_run(file_named(corpus, "old"), run)
    write_run(aside / "new.json", replace(run, time="2025-03-08T09:30:00Z"))
    (aside / "other.json").write_text('{"format": 1, "rows": []}')
    (aside / "folder.json").mkdir()
    (aside / "broken.json").write_text('{"format": 1, "program": "x"}')
    found = recorded_runs(corpus, aside)
    assert [one.path.name for one in found] == ["new.json", "old.json", "broken.json"]
    assert found[1].run == run
    assert "broken.json is no recorded run" in found[2].trouble
    assert [one.path.name for one in recorded_runs(corpus)] == ["old.json"]


def test_where_there_is_no_folder_there_are_no_runs(corpus: Corpus, tmp_path: Path) -> None:
    assert recorded_runs(corpus, tmp_path / "nowhere") == []


def test_a_run_is_written_as_the_command_line_writes_it(library: Library, tmp_path: Path) -> None:
    run = record(library, "copper", LATER)
    write_run(tmp_path / "deep" / "run.json", run)
    assert read_run(tmp_path / "deep" / "run.json") == run
    text = (tmp_path / "deep" / "run.json").read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


def test_where_nothing_can_be_written_it_is_said(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    run = record(library, "copper", NOON)
    for path in (tmp_path / "file" / "run.json", tmp_path, tmp_path / ("x" * 300)):
        with pytest.raises(UsageError, match="cannot be written"):
            write_run(path, run)
