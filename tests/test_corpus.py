"""A corpus on disk."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.corpus import (
    Corpus,
    document_ids,
    find_corpus,
    open_corpus,
    own_copy_root,
    scan_sources,
    shipped_root,
)
from cpec_tui.errors import CorpusError
from tests.corpora import make_corpus


def seeds(root: Path, *paths: str) -> Corpus:
    """A corpus with an empty file at each of ``paths`` under ``seeds/``."""
    return make_corpus(root, dict.fromkeys(paths, ""))


def paths(corpus: Corpus) -> list[str]:
    return [source.path for source in scan_sources(corpus)[0]]


def refused(corpus: Corpus) -> list[tuple[str, str]]:
    """(path, first word of the reason) of everything that is no source."""
    return [(one.path, one.reason) for one in scan_sources(corpus)[1]]


# Finding and opening


def test_a_corpus_is_opened_by_its_folder(corpus: Corpus) -> None:
    assert open_corpus(corpus.root) == corpus
    assert (corpus.seeds.name, corpus.index.name, corpus.is_shipped) == ("seeds", "index", False)


def test_links_to_a_corpus_lead_to_the_same_one(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(corpus.root)
    assert open_corpus(tmp_path / "link") == corpus


def test_a_folder_that_is_no_corpus_is_told_and_one_is_offered(tmp_path: Path) -> None:
    folder = tmp_path / "my texts"
    folder.mkdir()
    with pytest.raises(CorpusError, match=r"is no corpus: it has no index/corpus\.yaml") as caught:
        open_corpus(folder)
    assert caught.value.hint == f"make one there with: cpec-tui init '{folder}'"


def test_a_corpus_file_that_is_no_file_makes_no_corpus(tmp_path: Path) -> None:
    (tmp_path / "index" / "corpus.yaml").mkdir(parents=True)
    with pytest.raises(CorpusError, match="is no corpus"):
        open_corpus(tmp_path)


@pytest.mark.parametrize(("name", "said"), [("file", "is not a folder"), ("none", "cannot be opened: No such file")])
def test_what_is_no_folder_is_told(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CorpusError, match=said) as caught:
        open_corpus(tmp_path / name)
    assert caught.value.hint


def test_a_link_in_a_circle_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(CorpusError, match="cannot be opened"):
        open_corpus(tmp_path / "loop")


def test_the_corpus_named_comes_first(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = make_corpus(tmp_path / "other")
    monkeypatch.setenv("CPEC_TUI_CORPUS", str(other.root))
    assert find_corpus(corpus.root, other.root) == corpus
    assert find_corpus(None, corpus.root) == other


def test_without_a_name_the_nearest_corpus_upwards_is_meant(corpus: Corpus) -> None:
    deep = corpus.seeds / "a" / "b"
    deep.mkdir(parents=True)
    assert find_corpus(None, deep) == corpus


def test_the_current_folder_is_where_the_search_begins(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus.seeds)
    assert find_corpus(None) == corpus


def test_without_any_corpus_the_shipped_one_is_meant_or_the_users_copy_of_it(tmp_path: Path) -> None:
    found = find_corpus(None, tmp_path)
    assert (found.root, found.is_shipped) == (shipped_root(), True)
    copy = make_corpus(own_copy_root())
    assert find_corpus(None, tmp_path) == copy


def test_a_current_folder_that_was_removed_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert find_corpus(None).is_shipped


def test_an_environment_variable_that_leads_nowhere_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPEC_TUI_CORPUS", str(tmp_path / "none"))
    with pytest.raises(CorpusError, match="none"):
        find_corpus(None)


def test_the_key_of_a_corpus_is_safe_in_a_path_and_tells_folders_apart(tmp_path: Path) -> None:
    keys = [Corpus(tmp_path / name).key for name in ("a", "b", "中 文/..", "x" * 99, "../a")]
    assert len(set(keys)) == 5
    assert all(key.isascii() and "/" not in key and key.strip(".") and len(key) < 60 for key in keys)
    assert Corpus(tmp_path / "a").key == Corpus(tmp_path / "a").key
    assert Corpus(Path("/")).key.startswith("corpus-")


def test_curated_files_are_corpus_documents_verdicts_and_entities_in_order(corpus: Corpus) -> None:
    for name in ("b.yaml", "a.yml", ".hidden.yaml", "notes.txt"):
        (corpus.index / "entities" / name).write_text("")
    assert [corpus.relative(path) for path in corpus.curated_files()] == [
        "index/corpus.yaml",
        "index/documents.yaml",
        "index/verdicts.yaml",
        "index/entities/a.yml",
        "index/entities/all.yaml",
        "index/entities/b.yaml",
    ]


def test_without_entities_there_are_the_two_others(tmp_path: Path) -> None:
    assert len(Corpus(tmp_path).curated_files()) == 3


def test_paths_are_shown_relative_to_the_corpus_in_letters_that_can_be_stored(corpus: Corpus, tmp_path: Path) -> None:
    assert corpus.relative(tmp_path / "else") == str(tmp_path / "else")
    assert corpus.relative(corpus.root / os.fsdecode(b"caf\xe9.yaml")) == r"caf\xe9.yaml"


# Sources


def test_sources_are_found_in_folders_ordered_by_path(tmp_path: Path) -> None:
    corpus = seeds(tmp_path / "c", "b.txt", "a/c.txt", "a.txt", "a/b/d", "-x.txt", "with space.txt")
    assert paths(corpus) == ["-x.txt", "a.txt", "a/b/d", "a/c.txt", "b.txt", "with space.txt"]
    source = scan_sources(corpus)[0][1]
    status = (corpus.seeds / "a.txt").stat()
    assert (source.absolute, source.size, source.mtime_ns) == (corpus.seeds / "a.txt", 0, status.st_mtime_ns)


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    corpus = seeds(tmp_path / "c", ".git/config", ".DS_Store", "a/.b.txt", "a/c.txt")
    assert (paths(corpus), refused(corpus)) == (["a/c.txt"], [])


def test_without_seeds_a_corpus_is_empty(tmp_path: Path) -> None:
    assert scan_sources(Corpus(tmp_path)) == ([], [])


def test_seeds_that_are_no_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "seeds").write_text("")
    assert refused(Corpus(tmp_path)) == [(".", "the folder cannot be read: Not a directory")]
    (tmp_path / "seeds").unlink()
    (tmp_path / "seeds").symlink_to("nowhere")
    assert refused(Corpus(tmp_path)) == [(".", "the folder cannot be read: No such file or directory")]


def test_what_is_no_file_is_told_and_the_others_are_found(tmp_path: Path) -> None:
    corpus = seeds(tmp_path / "c", "a.txt")
    os.mkfifo(corpus.seeds / "pipe")
    (corpus.seeds / "broken").symlink_to("nowhere")
    (corpus.seeds / "self").symlink_to("self")
    assert paths(corpus) == ["a.txt"]
    assert refused(corpus) == [
        ("broken", "it cannot be looked at: No such file or directory"),
        ("pipe", "it is no regular file (a device, pipe or socket)"),
        ("self", "it cannot be looked at: Too many levels of symbolic links"),
    ]
    assert all(one.hint for one in scan_sources(corpus)[1])


def test_links_to_files_and_folders_outside_are_followed(tmp_path: Path) -> None:
    corpus = seeds(tmp_path / "c", "a.txt")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "b.txt").write_text("")
    (corpus.seeds / "more").symlink_to(tmp_path / "outside")
    (corpus.seeds / "link.txt").symlink_to(tmp_path / "outside" / "b.txt")
    assert (paths(corpus), refused(corpus)) == (["a.txt", "link.txt", "more/b.txt"], [])


def test_a_folder_that_links_lead_to_as_well_is_read_once_where_it_is(tmp_path: Path) -> None:
    corpus = seeds(tmp_path / "c", "m/a.txt")
    for link in ("a-link", "z-link", "m/loop"):
        (corpus.seeds / link).symlink_to(corpus.seeds if link == "m/loop" else corpus.seeds / "m")
    assert paths(corpus) == ["m/a.txt"]
    assert sorted(refused(corpus)) == [
        ("a-link", "a link leads to a folder that is read already: m"),
        ("m/loop", "a link leads to a folder that is read already: ."),
        ("z-link", "a link leads to a folder that is read already: m"),
    ]


@pytest.mark.parametrize("above", ["/", "..", "../.."])
def test_a_link_to_a_folder_that_the_corpus_lies_in_is_not_followed(tmp_path: Path, above: str) -> None:
    corpus = seeds(tmp_path / "c", "m/a.txt")
    (corpus.seeds / "m" / "up").symlink_to((corpus.seeds / above).resolve())
    assert paths(corpus) == ["m/a.txt"]
    assert refused(corpus) == [("m/up", "a link leads to a folder that this corpus lies in")]


def test_folders_within_folders_end_no_walk(tmp_path: Path) -> None:
    deep = "/".join("d" * 600)
    assert paths(seeds(tmp_path / "c", f"{deep}/a.txt")) == [f"{deep}/a.txt"]


def test_names_that_are_no_utf8_are_spelled_out_and_stay_apart(tmp_path: Path) -> None:
    corpus = seeds(tmp_path / "c", r"caf\xe9.txt")
    for name in (b"caf\xe9.txt", b"caf\xe8.txt"):
        Path(os.fsdecode(os.fsencode(corpus.seeds) + b"/" + name)).write_text("")
    found = paths(corpus)
    assert found == [r"caf\xe8.txt", r"caf\xe9.txt", r"caf\xe9.txt~2"]
    assert all(path.isascii() for path in found)


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = seeds(tmp_path / "c", "a/b.txt", "c.txt")
    scandir = os.scandir

    def forbidden(path: Path) -> object:
        if path.name == "a":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", forbidden)
    assert paths(corpus) == ["c.txt"]
    assert refused(corpus) == [("a", "the folder cannot be read: Permission denied")]


# Document ids


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        (["a.txt"], ["a"]),
        (["a/b.c/d.txt"], ["a/b.c/d"]),
        (["a.txt", "a.md", "b.txt"], ["a.txt", "a.md", "b"]),
        (["a.txt", "a"], ["a.txt", "a"]),
        (["v1.2 report"], ["v1.2 report"]),
        (["v1.2", "a.7z"], ["v1.2", "a"]),
        ([".txt", "a.", "..txt"], [".txt", "a.", "..txt"]),
        (["a.extension"], ["a.extension"]),
        (["e\u0301.txt"], ["\u00e9"]),
        (["e\u0301.txt", "\u00e9.txt"], ["\u00e9.txt", "\u00e9.txt~2"]),
        (["a.md", "a.txt", "a.txt.md"], ["a.md", "a.txt", "a.txt~2"]),
        (["x#p3.txt"], ["x#p3"]),
    ],
)
def test_the_id_is_the_path_without_its_extension_unless_two_would_be_the_same(
    given: list[str], ids: list[str]
) -> None:
    assert document_ids(given) == dict(zip(given, ids, strict=True))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["a", "b", ".", "/", "txt", "e\u0301", "\u00e9", "~2"]), min_size=1).map("".join),
        unique=True,
    )
)
def test_ids_are_unique_and_do_not_depend_on_the_order(given_paths: list[str]) -> None:
    ids = document_ids(given_paths)
    assert len(set(ids.values())) == len(ids) == len(given_paths)
    assert document_ids(given_paths[::-1]) == ids
