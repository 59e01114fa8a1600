"""Steps made whole or not at all, undone and done again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cpec_tui import corpus as corpora
from cpec_tui.corpus import Corpus
from cpec_tui.curating.files import Files
from cpec_tui.curating.journal import Journal
from cpec_tui.curating.steps import Done
from cpec_tui.curating.workbench import Edit, Workbench
from cpec_tui.errors import CurationError, YamlError
from cpec_tui.yamledit import append

ONE, TWO = "index/one.yaml", "index/two.yaml"


@pytest.fixture
def bench(corpus: Corpus) -> Workbench:
    return Workbench(corpus)


def adding(item: str) -> Edit:
    return lambda text: append(text or "", (), item).text


def content(corpus: Corpus, file: str) -> bytes | None:
    path = corpus.root / file
    return path.read_bytes() if path.exists() else None


def test_a_step_changes_its_files_and_says_which(bench: Workbench, corpus: Corpus) -> None:
    done = bench.make("both", {ONE: adding("a"), TWO: adding("b")})
    assert (done.description, done.files) == ("both", (corpus.root / ONE, corpus.root / TWO))
    assert (content(corpus, ONE), content(corpus, TWO)) == (b"- a\n", b"- b\n")


def test_steps_are_undone_byte_by_byte_and_done_again(bench: Workbench, corpus: Corpus) -> None:
    (corpus.root / ONE).write_bytes(b"\xef\xbb\xbf- x # c\r\n")
    bench.make("first", {ONE: adding("a"), TWO: adding("b")})
    bench.make("second", {ONE: adding("c")})
    assert bench.undo().description == "second"
    assert content(corpus, ONE) == b"\xef\xbb\xbf- x # c\r\n- a\r\n"
    assert bench.undo().files == (corpus.root / ONE, corpus.root / TWO)
    assert (content(corpus, ONE), content(corpus, TWO)) == (b"\xef\xbb\xbf- x # c\r\n", None)
    with pytest.raises(CurationError, match="nothing to undo"):
        bench.undo()
    assert [bench.redo().description for _ in range(2)] == ["first", "second"]
    assert content(corpus, ONE) == b"\xef\xbb\xbf- x # c\r\n- a\r\n- c\r\n"
    with pytest.raises(CurationError, match="nothing to do again"):
        bench.redo()


def test_what_can_be_undone_is_known_to_the_next_session(bench: Workbench, corpus: Corpus) -> None:
    bench.make("first", {ONE: adding("a")})
    later = Workbench(corpus)
    last = later.history().last
    assert last is not None
    assert last.description == "first"
    later.undo()
    assert content(corpus, ONE) is None


def test_a_file_that_was_changed_since_is_not_undone(bench: Workbench, corpus: Corpus) -> None:
    bench.make("both", {ONE: adding("a"), TWO: adding("b")})
    (corpus.root / TWO).write_bytes(b"- mine\n")
    with pytest.raises(CurationError, match=r"`both` stays: index/two\.yaml was changed since"):
        bench.undo()
    assert (content(corpus, ONE), content(corpus, TWO)) == (b"- a\n", b"- mine\n")


def test_what_was_taken_back_by_hand_counts_as_undone(bench: Workbench, corpus: Corpus) -> None:
    bench.make("both", {ONE: adding("a"), TWO: adding("b")})
    (corpus.root / TWO).unlink()
    bench.undo()
    assert (content(corpus, ONE), content(corpus, TWO)) == (None, None)
    assert bench.history().next is not None


def test_an_edit_that_fails_changes_nothing(bench: Workbench, corpus: Corpus) -> None:
    (corpus.root / TWO).write_bytes(b"a: b\n")
    with pytest.raises(YamlError):
        bench.make("both", {ONE: adding("a"), TWO: adding("b")})
    (corpus.root / TWO).write_bytes(b"\xff")
    with pytest.raises(CurationError, match="not UTF-8"):
        bench.make("both", {ONE: adding("a"), TWO: adding("b")})
    with pytest.raises(CurationError, match="nothing would change"):
        bench.make("none", {ONE: lambda text: text or ""} if (corpus.root / ONE).write_bytes(b"") == 0 else {})
    assert bench.history().last is None


def test_a_file_that_changes_while_it_is_edited_is_left_alone(bench: Workbench, corpus: Corpus) -> None:
    def meddled_with(text: str | None) -> str:
        (corpus.root / ONE).write_bytes(b"- mine\n")
        return "- a\n"

    with pytest.raises(CurationError, match="changed meanwhile"):
        bench.make("one", {ONE: meddled_with})
    assert content(corpus, ONE) == b"- mine\n"
    assert bench.history().last is None


def test_a_step_that_fails_half_way_is_taken_back(
    bench: Workbench, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Files.replace

    def failing(self: Files, file: str, old: bytes | None, new: bytes | None) -> None:
        if file == TWO:
            raise CurationError("disk full")
        replace(self, file, old, new)

    monkeypatch.setattr(Files, "replace", failing)
    with pytest.raises(CurationError, match="disk full"):
        bench.make("both", {ONE: adding("a"), TWO: adding("b")})
    assert content(corpus, ONE) is None
    assert bench.history().last is None


def test_what_cannot_be_noted_is_not_done(bench: Workbench, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(self: Journal, history: object) -> None:
        raise CurationError("no room")

    monkeypatch.setattr(Journal, "write", failing)
    with pytest.raises(CurationError, match="no room"):
        bench.make("one", {ONE: adding("a")})
    assert content(corpus, ONE) is None


def test_a_corpus_of_a_newer_format_is_not_edited(bench: Workbench, corpus: Corpus) -> None:
    path = corpus.index / "corpus.yaml"
    path.write_text(path.read_text().replace("format: 1", "format: 2"))
    operations: list[Callable[[], Done]] = [lambda: bench.make("one", {ONE: adding("a")}), bench.undo, bench.redo]
    for operation in operations:
        with pytest.raises(CurationError, match="newer than this program") as caught:
            operation()
        assert "install a newer cpec-tui" in caught.value.hint


def test_the_installed_corpus_is_not_edited(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    installed = corpus.root.rename(tmp_path / "shipped")
    monkeypatch.setattr(corpora, "_PACKAGE", tmp_path)
    with pytest.raises(CurationError, match="read-only"):
        Workbench(Corpus(installed)).make("one", {ONE: adding("a")})
