"""Curated files replaced whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cpec_tui import platform, yamlfile
from cpec_tui.corpus import Corpus
from cpec_tui.curating.files import Files
from cpec_tui.errors import CurationError

FILE = "index/entities/all.yaml"


@pytest.fixture
def files(corpus: Corpus) -> Files:
    return Files(corpus)


def test_a_file_is_replaced_and_keeps_its_permissions(files: Files, cards: Path) -> None:
    cards.chmod(0o640)
    files.replace(FILE, cards.read_bytes(), b"[]\n")
    assert cards.read_bytes() == b"[]\n"
    assert stat.S_IMODE(cards.stat().st_mode) == 0o640
    assert [path.name for path in cards.parent.iterdir()] == ["all.yaml"]


def test_a_file_that_changed_meanwhile_is_left_alone(files: Files, cards: Path) -> None:
    old = cards.read_bytes()
    cards.write_bytes(b"# mine\n")
    with pytest.raises(CurationError, match="changed meanwhile"):
        files.replace(FILE, old, b"[]\n")
    assert cards.read_bytes() == b"# mine\n"


def test_a_file_is_made_with_its_folder_and_taken_away(files: Files, corpus: Corpus) -> None:
    files.replace("index/more/new.yaml", None, b"[]\n")
    assert (corpus.index / "more" / "new.yaml").read_bytes() == b"[]\n"
    files.replace("index/more/new.yaml", b"[]\n", None)
    assert files.read("index/more/new.yaml") is None


def test_a_link_inside_the_corpus_stays_one(files: Files, cards: Path) -> None:
    real = cards.rename(cards.with_name("real.yml"))
    cards.symlink_to(real.name)
    files.replace(FILE, real.read_bytes(), b"[]\n")
    assert cards.is_symlink()
    assert real.read_bytes() == b"[]\n"


def test_a_link_out_of_the_corpus_is_refused(files: Files, cards: Path, tmp_path: Path) -> None:
    outside = cards.rename(tmp_path / "outside.yaml")
    cards.symlink_to(outside)
    with pytest.raises(CurationError, match="leads out of the corpus"):
        files.replace(FILE, outside.read_bytes(), b"[]\n")
    with pytest.raises(CurationError, match="leads out of the corpus"):
        files.read("../outside.yaml")


def test_a_folder_of_curated_files_may_be_a_link(files: Files, corpus: Corpus, tmp_path: Path) -> None:
    corpus.index.rename(tmp_path / "elsewhere")
    corpus.index.symlink_to(tmp_path / "elsewhere")
    files.replace("index/new.yaml", None, b"[]\n")
    assert (tmp_path / "elsewhere" / "new.yaml").exists()


def test_a_link_to_itself_is_told(files: Files, cards: Path) -> None:
    cards.unlink()
    cards.symlink_to(cards.name)
    with pytest.raises(CurationError):
        files.read(FILE)


def test_what_is_no_file_or_too_large_is_refused(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CurationError, match="no regular file"):
        files.read("index/entities")
    monkeypatch.setattr("cpec_tui.curating.files.MAX_BYTES", 3)
    with pytest.raises(CurationError, match="larger than"):
        files.read(FILE)
    assert yamlfile.MAX_BYTES > 3


def test_a_write_protected_file_is_refused(files: Files, cards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(CurationError, match="write-protected"):
        files.replace(FILE, cards.read_bytes(), b"")


def test_a_full_disk_leaves_the_file_as_it_was(files: Files, cards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes, mode: int | None = None) -> None:
        raise OSError(28, "No space left on device")

    old = cards.read_bytes()
    monkeypatch.setattr(platform, "write_atomically", full)
    with pytest.raises(CurationError, match="No space left") as caught:
        files.replace(FILE, old, b"")
    assert "as it was" in caught.value.hint
    assert cards.read_bytes() == old
