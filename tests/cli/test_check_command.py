"""``cpec-tui check``."""

from __future__ import annotations

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.curating import Curator
from cpec_tui.library import Library
from tests.cli.conftest import Shell
from tests.curating.half_made import ONE, TWO, leave_half_made


def test_a_sound_corpus_passes(ask: Shell) -> None:
    answer = ask("check")
    assert (answer.code, answer.out) == (0, "0 errors, 0 warnings\n")


def test_every_problem_is_told_at_once_with_its_line(ask: Shell, corpus: Corpus) -> None:
    (corpus.index / "entities" / "all.yaml").write_text("- {id: a, kind: plce, name: A}\n- {id: b, name: B}\n")
    (corpus.index / "documents.yaml").write_text("nowhere: {titel: x}\n")
    answer = ask("check")
    assert answer.code == 1
    assert (
        "error: index/entities/all.yaml:1: entity a: no kind `plce` in corpus.yaml; did you mean `place`?" in answer.out
    )
    assert "error: index/entities/all.yaml:2: " in answer.out
    assert "error: index/documents.yaml:1: unknown key `titel` in nowhere" in answer.out
    assert "warning: index/documents.yaml:1: there is no document `nowhere`" in answer.out
    problems = ask("check", "--json").json["problems"]
    assert problems[0].keys() == {"code", "severity", "path", "line", "message", "hint"}
    assert [problem["severity"] for problem in problems] == ["error", "error", "error", "warning"]


@pytest.mark.parametrize(
    ("text", "line", "said"), [("format: 1\ntitle: [\n", 3, "not YAML"), ("format: 1\n", 1, "title: this is missing")]
)
def test_a_corpus_file_that_cannot_be_used_fails_the_check_with_its_line(
    ask: Shell, corpus: Corpus, text: str, line: int, said: str
) -> None:
    (corpus.index / "corpus.yaml").write_text(text)
    answer = ask("check", "--json")
    assert answer.code == 1
    (problem,) = answer.json["problems"]
    assert (problem["path"], problem["line"]) == ("index/corpus.yaml", line)
    assert said in problem["message"]


def test_a_corpus_of_a_newer_format_fails_the_check(ask: Shell, corpus: Corpus) -> None:
    (corpus.index / "corpus.yaml").write_text("format: 99\ntitle: x\n")
    answer = ask("check", "--json")
    assert answer.code == 1
    assert "newer cpec-tui" in answer.json["problems"][0]["hint"]


def test_a_source_that_cannot_be_read_fails_the_check(ask: Shell, corpus: Corpus) -> None:
    (corpus.seeds / "binary.txt").write_bytes(b"\x7fELF\x00\x00\x01\x02" * 99)
    answer = ask("check", "--json")
    assert answer.code == 1
    assert [(one["code"], one["path"]) for one in answer.json["problems"]] == [
        ("unreadable-source", "seeds/binary.txt")
    ]


def test_a_folder_that_is_no_corpus_cannot_be_checked(shell: Shell, corpus: Corpus) -> None:
    assert shell("check", "--corpus", corpus.seeds).code == 3


def test_an_edit_that_a_crash_left_half_made_is_an_error_until_it_is_put_right(ask: Shell, library: Library) -> None:
    leave_half_made(library.corpus)
    answer = ask("check")
    assert answer.code == 1
    assert answer.out.splitlines()[0] == (
        f"error: {ONE}: the edit `coal and Moss` was interrupted: it is made in {ONE} and not in {TWO};"
        " undo in the explorer takes it back"
    )
    Curator(library.corpus).undo()
    assert ask("check").code == 0
