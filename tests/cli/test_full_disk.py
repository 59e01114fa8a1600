"""Commands on a full disk: said in words, with code 3, and nothing is lost; what is indexed goes on answering."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.search.engines import EngineName
from tests.built.full_disk import fill, small_file_system
from tests.built.states import write
from tests.cli.conftest import Shell
from tests.corpora import built_library, make_corpus
from tests.engines import each_engine


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: EngineName) -> Iterator[Path]:
    """A small file system that holds all that is written; the corpus was changed since, and it is full."""
    disk = tmp_path / "disk"
    with small_file_system(disk, 8192) as why:
        if why:
            pytest.skip(why)
        corpus = make_corpus(disk / "corpus", engine=engine)
        built_library(corpus, disk / "built").close()
        write(corpus, "new.txt", "Zinc is shipped at Aldport.\n")
        for variable, folder in (("CORPUS", "corpus"), ("BUILT_INDEX", "built"), ("STATE", "state"), ("DATA", "data")):
            monkeypatch.setenv(f"CPEC_TUI_{variable}", str(disk / folder))
        fill(disk, 0)
        yield disk


def everything(disk: Path) -> dict[str, bytes]:
    """All files of the reader's own, and what lies about beside them."""
    files = (path for path in disk.rglob("*") if path.is_file() and "built" not in path.parts)
    return {path.relative_to(disk).as_posix(): path.read_bytes() for path in files if path.name != "ballast"}


@each_engine
@pytest.mark.usefixtures("child_process")
def test_what_is_indexed_answers_and_what_hinders_the_update_is_told(shell: Shell, disk: Path) -> None:
    answer = shell("search", "copper", "--json")
    assert (answer.code, answer.json["total"]) == (0, 2)
    assert answer.err.splitlines()[1].endswith(
        "cannot be written: No space left on device. check space and permissions there; the old one stays in use;"
        " answering from what is indexed"
    )
    (disk / "ballast").unlink()
    assert shell("search", "zinc", "--json").json["total"] == 1


@each_engine
@pytest.mark.parametrize("arguments", [("index",), ("index", "--rebuild")], ids=len)
@pytest.mark.usefixtures("child_process")
def test_a_build_that_finds_no_space_is_refused_in_words(shell: Shell, disk: Path, arguments: tuple[str, ...]) -> None:
    answer = shell(*arguments)
    assert (answer.code, answer.out) == (3, "")
    assert "cannot be written: No space left on device" in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("search", "copper", "--no-update", "--record", "run.json"), "run.json cannot be written: No space left"),
        (("search", "copper", "--no-update", "--save", "cu"), "No space left on device"),
        (("init", "other"), "the corpus cannot be made"),
        (("init", "other", "--gazetteer", "cpec"), "the corpus cannot be made"),
    ],
)
@pytest.mark.usefixtures("child_process")
def test_what_cannot_be_written_is_refused_in_words_and_leaves_nothing_behind(
    shell: Shell, disk: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(disk)
    before = everything(disk)
    answer = shell(*arguments)
    assert (answer.code, answer.out) == (3, "")
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert {name: content for name, content in everything(disk).items() if not name.endswith(".lock")} == before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [("keys",), ("keys", "--json"), ("doctor", "--json"), ("--help",)])
def test_output_that_cannot_be_written_is_told_and_no_traceback_follows(
    corpus: Corpus, arguments: tuple[str, ...]
) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "cpec_tui", *arguments]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, cwd=corpus.root)
    assert done.returncode == 3
    assert done.stderr.decode() == "cpec-tui: reading or writing failed: No space left on device\n"
