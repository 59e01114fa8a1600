"""What can be undone, kept outside the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.curating.journal import MOST, History, Journal, journal_file
from cpec_tui.curating.steps import Change, Step
from cpec_tui.errors import CurationError


def step(name: str) -> Step:
    return Step(name, (Change.between("index/a.yaml", b"a", f"{name} \ufeff\r\n".encode()),))


def test_steps_are_kept_as_they_are(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "undo.json")
    history = History().with_step(step("é")).with_step(step("b")).moved(-1)
    journal.write(history)
    assert journal.read() == history
    assert (tmp_path / "undo.json").stat().st_mode & 0o077 == 0


def test_a_new_step_forgets_what_was_undone_and_what_lies_far_back() -> None:
    history = History()
    for number in range(MOST + 1):
        history = history.with_step(step(str(number)))
    assert (len(history.steps), history.done, history.steps[0].description) == (MOST, MOST, "1")
    again = history.moved(-2).with_step(step("new"))
    assert [one.description for one in again.steps[-2:]] == [str(MOST - 2), "new"]
    assert again.next is None


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"version": 9}', '{"version": 1, "done": 1, "steps": [{}]}', "\ud800"]
)
def test_a_journal_that_cannot_be_read_counts_as_empty(tmp_path: Path, content: str) -> None:
    (tmp_path / "undo.json").write_bytes(content.encode("utf-8", "surrogatepass"))
    assert Journal(tmp_path / "undo.json").read() == History()


def test_a_journal_is_outside_the_corpus_and_of_one_corpus(corpus: Corpus, home: Path) -> None:
    assert journal_file(corpus).is_relative_to(home / "state")
    assert journal_file(corpus) != journal_file(Corpus(corpus.root.parent))


def test_two_programs_do_not_write_at_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "deep" / "undo.json")
    with journal.locked(), pytest.raises(CurationError, match="another cpec-tui"), journal.locked():
        pass
    with journal.locked():
        pass


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    journal = Journal(tmp_path / "file" / "undo.json")
    with pytest.raises(CurationError, match="cannot be kept"), journal.locked():
        pass
    with pytest.raises(CurationError, match="cannot be kept"):
        journal.write(History())
