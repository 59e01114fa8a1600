"""``cpec-tui index --watch``."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cpec_tui import platform
from cpec_tui.built import following
from cpec_tui.built.caretaker import Caretaker
from cpec_tui.built.child_process import KeptChild
from cpec_tui.built.progress import Report, Tidied
from cpec_tui.cli import session, watching
from cpec_tui.corpus import Corpus
from cpec_tui.errors import CpecError, DamagedError
from cpec_tui.library import Library
from tests.built.states import write
from tests.cli.conftest import Shell
from tests.corpora import CORPUS_YAML

ROOT = Path(__file__).parents[2]
Happening = Callable[[], object]


@pytest.fixture
def happen(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has these things happen one after the other while the corpus is followed; then somebody types ctrl+c."""

    def happen(*happenings: Happening) -> None:
        def looks(corpus: Corpus, stop: threading.Event) -> Iterator[None]:
            for happening in happenings:
                happening()
                yield
            raise KeyboardInterrupt

        monkeypatch.setattr(following, "looks", looks)

    return happen


def test_every_build_is_told_in_a_line(ask: Shell, corpus: Corpus, happen: Callable[..., None]) -> None:
    happen(
        lambda: write(corpus, "rail.txt", "The railway\n\nIt leads to Aldport.\n"),
        lambda: None,
        (corpus.seeds / "mine.txt").unlink,
    )
    answer = ask("index", "--watch")
    assert answer.code == 130
    assert [line.rpartition(" in ")[0] for line in answer.out.splitlines()] == [
        "2 documents · 6 paragraphs · 6 entities · 15 mentions · 0 added, 0 changed, 0 removed",
        "3 documents · 8 paragraphs · 6 entities · 16 mentions · 1 added, 0 changed, 0 removed",
        "2 documents · 5 paragraphs · 6 entities · 10 mentions · 0 added, 0 changed, 1 removed",
    ]
    assert answer.err == "watching seeds/ and index/: ctrl+c ends it\n"


def test_for_programs_every_build_is_an_object(ask: Shell, corpus: Corpus, happen: Callable[..., None]) -> None:
    happen((corpus.seeds / "mine.txt").unlink)
    first, second = ask("index", "--watch", "--json", "--rebuild").json_lines
    assert (first["added"], second["removed"]) == (2, 1)


def test_what_hinders_a_build_is_said_and_the_next_change_tried(
    ask: Shell, corpus: Corpus, happen: Callable[..., None]
) -> None:
    corpus_yaml = "../index/corpus.yaml"
    happen(
        lambda: write(corpus, corpus_yaml, "format: 1\ntitle: [\n"),
        lambda: None,
        lambda: write(corpus, corpus_yaml, CORPUS_YAML),
    )
    answer = ask("index", "--watch")
    assert len(answer.out.splitlines()) == 2
    assert answer.err.count("cpec-tui: ") == 1
    assert "index/corpus.yaml" in answer.err


def test_another_program_is_waited_for(
    ask: Shell, happen: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[Happening] = [_busy, _busy]

    def update_when_free(library: Library, *, rebuild: bool, kept: KeptChild) -> Report:
        if ends:
            ends.pop()()
        return session.update(library, rebuild=rebuild)

    monkeypatch.setattr(watching, "update", update_when_free)
    monkeypatch.setattr(watching, "_BUSY_SECONDS", 0.0)
    happen()
    answer = ask("index", "--watch")
    assert ends == []
    assert answer.err.count("another program (process 4711) is indexing: waiting for it") == 1
    assert len(answer.out.splitlines()) == 1


def test_after_a_while_without_changes_it_is_tidied(
    ask: Shell, corpus: Corpus, happen: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    outcomes: list[Tidied | CpecError] = [Tidied(3, 700), DamagedError("a file was changed", "it is built anew")]

    class Looking(Caretaker):
        """Says at once what comes of it."""

        def look(self) -> None:
            looked.append("looked")
            self._told(outcomes.pop(0))

        def give_way(self) -> None:
            looked.append("gave way")

        def note_change(self) -> None:
            looked.append("changed")

        def close(self) -> None:
            looked.append("closed")

    monkeypatch.setattr(watching, "Caretaker", Looking)
    happen(lambda: None, lambda: None, lambda: None, (corpus.seeds / "mine.txt").unlink)
    answer = ask("index", "--watch")
    built = ["gave way", "changed"]
    # Damage is mended by a build, without any change.
    assert looked == [*built, "looked", "looked", *built, *built, "closed"]
    assert len(answer.out.splitlines()) == 3
    assert answer.err.splitlines()[1:] == [
        "tidied the built index",
        "cpec-tui: a file was changed",
        "          it is built anew",
    ]


def _busy() -> None:
    raise platform.Busy(4711)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is sent to a process")
def test_it_follows_the_folder_and_ends_quietly_at_ctrl_c(corpus: Corpus, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cpec_tui", "index", "--watch", "--json", "--corpus", str(corpus.root)]
    process = subprocess.Popen(
        [*command, "--built-index", str(tmp_path / "built")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    patience = threading.Timer(60, process.kill)
    patience.start()
    try:
        assert json.loads(process.stdout.readline())["added"] == 2
        write(corpus, "rail.txt", "The railway\n\nIt leads to Aldport.\n")
        assert json.loads(process.stdout.readline())["added"] == 1
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    finally:
        patience.cancel()
        process.kill()
    assert (process.returncode, out, err) == (130, "", "watching seeds/ and index/: ctrl+c ends it\n")
