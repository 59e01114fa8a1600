"""Building in a child process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cpec_tui import platform
from cpec_tui.built import manifest as manifests
from cpec_tui.built import wire
from cpec_tui.built.building import build
from cpec_tui.built.child import ChildBuild, build_in_child
from cpec_tui.built.progress import Progress, Published, Rename, Report
from cpec_tui.corpus import Corpus
from cpec_tui.errors import BuiltIndexError, CorpusError, Problem, ReadingError, Severity
from cpec_tui.library import Library
from tests.built.states import answers, answers_of_a_fresh_build
from tests.corpora import make_corpus

PATIENCE = 60.0
PROBLEM = Problem("yaml", Severity.ERROR, "index/corpus.yaml", 7, "this is not YAML", "mend it")
REPORT = Report(
    1, 2, 3, 4, 5, 6, 7, (("seeds/ä.txt", "broken", "mend it"),), 0.5, (Rename("a", "b", "a.txt", "b.txt", "…"),)
)


@pytest.fixture
def many(tmp_path: Path) -> Corpus:
    """Enough documents for a first build to publish some before the end."""
    return make_corpus(tmp_path / "corpus", {f"d{number:04}.txt": f"Copper {number}" for number in range(400)})


def test_a_child_builds_what_this_process_would(corpus: Corpus, tmp_path: Path) -> None:
    library = Library.at(corpus, tmp_path / "built")
    events: list[Progress | Published] = []
    report = build_in_child(corpus, library.folder, listen=events.append)
    assert report is not None
    assert (report.documents, report.added) == (2, 2)
    stages = dict.fromkeys(one.stage for one in events if isinstance(one, Progress))
    assert list(stages) == ["looking at the files", "reading", "writing"]
    assert [one for one in events if isinstance(one, Published)] == [Published(1, 2, 2, False)]
    assert library.open()
    assert answers(library) == answers_of_a_fresh_build(corpus, tmp_path / "fresh")
    library.close()


def test_what_was_published_early_can_be_opened_while_the_child_goes_on(many: Corpus, tmp_path: Path) -> None:
    library = Library.at(many, tmp_path / "built")
    totals: list[int] = []
    with ChildBuild(many, library.folder) as child:
        for event in child:
            if isinstance(event, Published):
                assert library.open()
                totals.append(library.search("copper").total)
        child.close(PATIENCE)
    assert totals[0] in {100, 400}
    assert totals[-1] == 400
    library.close()


def test_a_cancelled_child_keeps_what_is_done_and_gives_no_report(many: Corpus, tmp_path: Path) -> None:
    library = Library.at(many, tmp_path / "built")
    asked: list[None] = []

    def reading(event: Progress | Published) -> None:
        if isinstance(event, Published):
            asked.append(None)

    report = build_in_child(many, library.folder, listen=reading, cancelled=lambda: bool(asked))
    manifest = manifests.current(library.folder)
    assert manifest is not None
    # The child may have been done before it heard of it.
    assert (report is None) == manifest.partial
    assert manifest.covered >= 100


def test_a_child_cancelled_at_once_publishes_nothing(corpus: Corpus, tmp_path: Path) -> None:
    with ChildBuild(corpus, tmp_path / "built") as child:
        child.cancel()
        assert not [event for event in child if isinstance(event, Report)]
        child.close(PATIENCE)
    assert manifests.current(tmp_path / "built") is None


def test_closing_from_another_thread_ends_the_waiting(many: Corpus, tmp_path: Path) -> None:
    child = ChildBuild(many, tmp_path / "built")
    closers: list[threading.Thread] = []
    for _ in child:
        if not closers:
            closers.append(threading.Thread(target=child.close, args=(PATIENCE,)))
            closers[0].start()
    closers[0].join(PATIENCE)
    assert not closers[0].is_alive()
    child.close()


def test_a_busy_built_index_is_said_so(corpus: Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "built"
    platform.make_private_folder(folder)
    with platform.exclusive_lock(folder / manifests.LOCK), pytest.raises(platform.Busy) as caught:
        build_in_child(corpus, folder)
    assert caught.value.holder == os.getpid()


def test_a_corpus_that_cannot_be_used_is_the_same_error(corpus: Corpus, tmp_path: Path) -> None:
    (corpus.index / "corpus.yaml").write_text("title: [")
    with pytest.raises(CorpusError) as here:
        build(corpus, tmp_path / "built")
    with pytest.raises(CorpusError) as there:
        build_in_child(corpus, tmp_path / "built")
    assert str(there.value) == str(here.value)
    assert there.value.problems == here.value.problems


def test_a_folder_that_cannot_be_used_is_the_same_error(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "built").write_text("a file")
    with pytest.raises(BuiltIndexError, match="folder"):
        build_in_child(corpus, tmp_path / "built")


def test_a_child_that_is_killed_is_an_error_and_the_next_build_goes_on(many: Corpus, tmp_path: Path) -> None:
    with ChildBuild(many, tmp_path / "built") as child:
        os.kill(child.pid, signal.SIGKILL)
        with pytest.raises(BuiltIndexError, match=r"ended: signal 9\. what was indexed"):
            list(child)
    report = build_in_child(many, tmp_path / "built")
    assert report is not None
    assert report.documents == 400


def test_a_child_that_crashes_says_how(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONWARNINGS", "default")
    (tmp_path / "sitecustomize.py").write_text("import cpec_tui.built.building as b\nb.build = None\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(BuiltIndexError, match="exit code 1, TypeError"):
        build_in_child(corpus, tmp_path / "built")


def test_modules_in_the_current_folder_do_not_disturb_a_child(corpus: Corpus, tmp_path: Path, home: Path) -> None:
    (home / "json.py").write_text("raise SystemExit('hijacked')")
    assert build_in_child(corpus, tmp_path / "built") is not None


def test_the_parent_s_death_stops_a_child(many: Corpus, tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from cpec_tui.built.child import ChildBuild;"
        "from cpec_tui.corpus import Corpus; build = ChildBuild(Corpus(Path(sys.argv[1])), Path(sys.argv[2]));"
        "next(iter(child)); os.write(1, b'%d' % child.pid); os._exit(1)"
    )
    command = [sys.executable, "-c", code, str(many.root), str(tmp_path / "built")]
    subprocess.run(command, stdout=subprocess.PIPE, check=False, timeout=PATIENCE)
    # The orphan frees the lock when it is done; until then we are told that it holds it.
    lock = tmp_path / "built" / manifests.LOCK
    waiting = threading.Event()
    for _ in range(int(PATIENCE * 50)):
        if platform.lock_holder(lock) is None:
            break
        waiting.wait(0.02)
    report = build_in_child(many, tmp_path / "built")
    assert report is not None
    assert report.documents == 400


@pytest.mark.parametrize("event", [Progress("reading", 1, 2, 3, 0.25), Published(1, 2, 3, True), REPORT])
def test_events_survive_the_wire(event: wire.Event) -> None:
    line = wire.event_line(event)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert wire.read_line(line) == event


def test_ends_survive_the_wire() -> None:
    with pytest.raises(platform.Busy) as busy:
        wire.read_line(wire.end_line(platform.Busy(7)))
    assert busy.value.holder == 7
    with pytest.raises(CorpusError, match="no\ncorpus") as corpus:
        wire.read_line(wire.end_line(CorpusError("no\ncorpus", "make one", (PROBLEM,))))
    assert corpus.value.hint == "make one"
    assert corpus.value.problems == (PROBLEM,)
    with pytest.raises(wire.Interrupted):
        wire.read_line(wire.end_line(KeyboardInterrupt()))
    with pytest.raises(BuiltIndexError):
        wire.read_line(wire.end_line(BuiltIndexError("full")))
    with pytest.raises(Exception, match="unread"):
        wire.read_line(wire.end_line(ReadingError("unread")))
