"""``cpec-tui index``."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui import platform
from cpec_tui.built import manifest
from cpec_tui.built.progress import Report
from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from tests.cli.conftest import Shell


def test_it_tells_what_it_did(shell: Shell, corpus: Corpus, tmp_path: Path) -> None:
    home = ("--corpus", corpus.root, "--built-index", tmp_path / "b")
    answer = shell("index", "--json", *home)
    assert (answer.code, answer.err) == (0, "")
    report = answer.json
    assert report.pop("seconds") > 0
    assert report == {
        "documents": 2,
        "paragraphs": 6,
        "entities": 6,
        "mentions": 15,
        "added": 2,
        "changed": 0,
        "removed": 0,
        "failed": [],
        "renamed": [],
        "evidence": {"exact": 1, "moved": 0, "ambiguous": 0, "changed": 0, "elsewhere": 0, "lost": 0},
        "engine": "whoosh",
        "advice": None,
    }
    assert shell("index", *home).out.startswith("2 documents · 6 paragraphs · 6 entities · 15 mentions\n0 added, ")


def test_what_is_to_be_said_of_the_engine_is_said_once_a_build(
    ask: Shell, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = Report(2, 6, 6, 15, 0, 0, 0, (), 0.1, advice="Tantivy would be quicker")
    monkeypatch.setattr("cpec_tui.cli.index_command.update", lambda library, rebuild: report)
    assert ask("index").err.count("Tantivy would be quicker") == 1
    assert ask("index", "--json").json["advice"] == "Tantivy would be quicker"


def test_what_became_of_quotations_is_said_when_one_is_not_where_it_was(ask: Shell, corpus: Corpus) -> None:
    assert "evidence" not in ask("index", "--rebuild").err
    (corpus.seeds / "harbour.txt").write_text("The harbour\n\nNothing is known of it.\n")
    assert "evidence: 1 lost\n" in ask("index").err
    assert ask("index", "--json").json["evidence"]["lost"] == 1


def test_a_source_that_fails_is_named_and_the_others_are_indexed(ask: Shell, corpus: Corpus) -> None:
    (corpus.seeds / "binary.txt").write_bytes(b"\x7fELF\x00\x00\x01\x02" * 99)
    (corpus.index / "entities" / "more.yaml").write_text("- 1\n- 2\n")
    answer = ask("index")
    assert answer.code == 1
    assert answer.out.startswith("2 documents")
    assert "seeds/binary.txt: " in answer.err
    assert "2 problems in index/: see cpec-tui check" in answer.err
    failed = ask("index", "--json", "--rebuild").json["failed"]
    assert [set(one) for one in failed] == [{"path", "reason", "hint"}]


def test_a_renamed_source_is_told_with_what_to_write(ask: Shell, corpus: Corpus) -> None:
    (corpus.seeds / "harbour.txt").rename(corpus.seeds / "haven.txt")
    assert ask("index").err.startswith(
        "seeds/harbour.txt is now seeds/haven.txt; to keep its addresses working add to index/documents.yaml:\n"
        "haven:\n  former_ids: [harbour]\n"
    )
    assert "\nhaven:\n  former_ids: [harbour]\n" in ask("check").out
    (corpus.seeds / "haven.txt").rename(corpus.seeds / "port.txt")
    assert ask("index", "--json").json["renamed"] == [{"from": "haven", "to": "port"}]


def test_one_program_indexes_at_a_time(ask: Shell, library: Library) -> None:
    with platform.exclusive_lock(library.folder / manifest.LOCK):
        answer = ask("index")
    assert answer.code == 3
    assert "another program (process " in answer.err


def test_a_first_interrupt_asks_the_build_to_stop_and_keeps_what_is_done(
    ask: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    import signal

    from cpec_tui.built import child

    asked: list[bool] = []

    def build(*args: object, cancelled: object, **options: object) -> None:
        assert callable(cancelled)
        asked.append(cancelled())
        signal.raise_signal(signal.SIGINT)
        asked.append(cancelled())

    monkeypatch.setattr(child, "build_in_child", build)
    answer = ask("index")
    assert asked == [False, True]
    assert answer.code == 130
    assert "interrupted" in answer.err
