"""Edits that die at any moment, or whose disk is full: each file is the old one or the new one, and nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.curating import Curator
from cpec_tui.curating.journal import journal_file
from cpec_tui.curating.workbench import Edit, Workbench
from cpec_tui.entities import loading
from cpec_tui.errors import CurationError
from cpec_tui.yamledit import Value, append
from tests.built.killing import DONE, KILLED, REFUSED, UNTOUCHED, dead_at, refused_at, writing

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

ONE, TWO = "index/entities/all.yaml", "index/entities/people.yaml"
Files = Mapping[str, bytes | None]
COAL: dict[str, Value] = {"id": "coal", "kind": "mineral", "name": "coal"}
MOSS: dict[str, Value] = {"id": "moss", "kind": "person", "name": "Moss"}


@pytest.fixture
def two_files(corpus: Corpus) -> Corpus:
    """A corpus whose entities stand in two files; the second is a link to one elsewhere in the corpus."""
    kept = corpus.index / "kept"
    kept.mkdir()
    (kept / "people.txt").write_text("- {id: may, kind: person, name: May Brook}\n", encoding="utf-8")
    (corpus.root / TWO).symlink_to(Path("..") / "kept" / "people.txt")
    return corpus


def files(corpus: Corpus) -> Files:
    return {name: (corpus.root / name).read_bytes() for name in (ONE, TWO)}


def put_back(corpus: Corpus, old: Files) -> None:
    """As it was before: the files, and nothing to be undone."""
    for name, content in old.items():
        (corpus.root / name).write_bytes(content or b"")
    journal_file(corpus).unlink(missing_ok=True)


def in_both(corpus: Corpus) -> object:
    """An edit of both files."""
    return Curator(corpus).edit("coal and Moss", {ONE: adding(COAL), TWO: adding(MOSS)})


def adding(item: dict[str, Value]) -> Edit:
    return lambda text: append(text or "", (), item).text


def left_over(corpus: Corpus) -> list[Path]:
    """What writers that died left in the folders that hold the files."""
    folders = (corpus.root, journal_file(corpus).parent)
    return [path for folder in folders for path in folder.rglob(".*.tmp")]


def check_state(corpus: Corpus, old: Files, new: Files) -> str:
    """Each file is whole, and a mixture is known as one and mended by undoing; which it was."""
    found = files(corpus)
    assert all(found[name] in (old[name], new[name]) for name in found)
    assert (corpus.root / TWO).is_symlink()
    bench = Workbench(corpus)
    half = bench.half_made()
    if found in (old, new):
        assert half is None
        return "old" if found == old else "new"
    assert half is not None
    assert (half.made, half.not_made) == ((ONE,), (TWO,)) or (half.made, half.not_made) == ((TWO,), (ONE,))
    with pytest.raises(CurationError, match="was interrupted"):
        Curator(corpus).add_alias("brook", "Brooky")
    bench.undo()
    assert files(corpus) == old
    bench.redo()
    assert files(corpus) == new
    return "half"


def test_an_edit_of_two_files_that_dies_at_any_call_leaves_each_old_or_new_and_is_mended(two_files: Corpus) -> None:
    corpus, old = two_files, files(two_files)
    in_both(corpus)
    new = files(corpus)
    assert all(old[name] != new[name] for name in old)
    states: list[str] = []
    for call in count(1):
        put_back(corpus, old)
        code = dead_at(partial(in_both, corpus), call, writing)
        states.append(check_state(corpus, old, new))
        if code == DONE:
            break
        assert code == KILLED
    assert set(states) == {"old", "half", "new"}
    assert states[-1] == "new"


def test_undoing_and_doing_again_that_dies_at_any_call_is_mended_too(two_files: Corpus) -> None:
    corpus, old = two_files, files(two_files)
    in_both(corpus)
    new, journal = files(corpus), journal_file(corpus).read_bytes()
    Curator(corpus).undo()
    undone = journal_file(corpus).read_bytes()
    for move, before, kept in (("undo", new, journal), ("redo", old, undone)):
        states: list[str] = []
        for call in count(1):
            put_back(corpus, before)
            journal_file(corpus).write_bytes(kept)
            code = dead_at(getattr(Curator(corpus), move), call, writing)
            states.append(check_state(corpus, old, new))
            if code == DONE:
                break
        assert set(states) == {"old", "half", "new"}, move


def test_what_a_dead_edit_was_writing_is_no_card_and_is_cleared_away_by_the_next(two_files: Corpus) -> None:
    corpus, old = two_files, files(two_files)
    found: list[Path] = []
    for call in count(1):
        put_back(corpus, old)
        code = dead_at(partial(in_both, corpus), call, writing)
        found += left_over(corpus)
        assert not loading.load(corpus).problems
        if Workbench(corpus).half_made() is not None:
            Curator(corpus).undo()
        if files(corpus) == old:
            in_both(corpus)
        Curator(corpus).undo()
        assert left_over(corpus) == []
        if code == DONE:
            break
    assert {path.name.split(".")[1] for path in found} == {"all", "people", corpus.key}


def test_a_disk_that_is_full_at_any_call_leaves_all_files_old_and_is_told(two_files: Corpus) -> None:
    corpus, old = two_files, files(two_files)
    in_both(corpus)
    new = files(corpus)
    for call in count(1):
        put_back(corpus, old)
        code = refused_at(partial(in_both, corpus), call)
        assert code in (REFUSED, DONE, UNTOUCHED)
        assert files(corpus) == (old if code == REFUSED else new)
        assert Workbench(corpus).half_made() is None
        if code != REFUSED:
            assert Curator(corpus).undo().description == "coal and Moss"
            assert files(corpus) == old
        if code == UNTOUCHED:
            break
    assert call > 20


def test_an_edit_of_one_file_that_dies_at_any_call_leaves_the_old_or_the_new(two_files: Corpus) -> None:
    corpus, old = two_files, files(two_files)
    for call in count(1):
        put_back(corpus, old)
        code = dead_at(lambda: Curator(corpus).add_alias("brook", "Brooky"), call, writing)
        found = files(corpus)
        assert found[TWO] == old[TWO]
        if found != old:
            assert Curator(corpus).undo().description == "alias Brooky of Ada Brook"
        assert files(corpus) == old
        if code == DONE:
            break
