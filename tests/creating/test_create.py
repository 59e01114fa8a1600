"""A new corpus is there whole, or nothing of it is; nothing that was there is touched."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus, shipped_root
from cpec_tui.creating import Created, create, loose_files, sources
from cpec_tui.entities import loading
from cpec_tui.errors import CorpusError, UsageError
from cpec_tui.model import Proof
from tests.corpora import make_corpus


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder of documents, two deep, with a hidden file."""
    folder = tmp_path / "documents"
    (folder / "letters").mkdir(parents=True)
    (folder / "report.txt").write_bytes(b"A report.\r\n")
    (folder / "letters" / "1924.txt").write_text("Dear harbour master,")
    (folder / ".hidden").write_text("nobody")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def problems_of(created: Created) -> list[str]:
    return [str(problem) for problem in loading.load(created.corpus).problems]


def test_a_new_corpus_passes_its_check(tmp_path: Path) -> None:
    created = create(tmp_path / "a" / "sea-ports")
    assert created.corpus == Corpus(tmp_path / "a" / "sea-ports")
    assert problems_of(created) == []
    assert (created.corpus.root / "seeds").is_dir()
    assert set(tree(created.corpus.root)) == set(created.made)
    assert created.made[:3] == ("index/corpus.yaml", "index/documents.yaml", "index/entities/example.yaml")


def test_the_title_is_that_of_the_folder_unless_given(tmp_path: Path) -> None:
    assert loading.load(create(tmp_path / "sea-ports").corpus).config.title == "sea ports"
    title = 'Ports: "Aldport" [sic] #1\n \x1b NO – 港'
    created = create(tmp_path / "other", title=title)
    assert loading.load(created.corpus).config.title == created.title == 'Ports: "Aldport" [sic] #1 ␛ NO – 港'


def test_it_knows_the_kinds_of_the_shipped_corpus_and_nothing_else_of_it(tmp_path: Path) -> None:
    shipped = loading.load(Corpus(shipped_root())).config
    config = loading.load(create(tmp_path / "ports").corpus).config
    assert (config.kinds, config.inverses) == (shipped.kinds, shipped.inverses)
    assert (config.short_title, config.languages, config.residue) == ("ports", (), ())


def test_the_examples_hold_when_their_marks_are_taken_away(tmp_path: Path) -> None:
    created = create(tmp_path / "ports")
    for name in ("entities/example.yaml", "documents.yaml", "corpus.yaml"):
        path = created.corpus.index / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        examples = ("- id", "  ", "letters/", "residue:")
        uncommented = (
            line[2:] if line.startswith(tuple("# " + start for start in examples)) else line for line in lines
        )
        path.write_text("".join(uncommented), encoding="utf-8")
    curated = loading.load(created.corpus)
    assert [str(problem) for problem in curated.problems] == []
    assert [entity.id for entity in curated.entities] == ["brook-mining"]
    assert curated.documents["letters/1924-05-11"].date == "1924-05-11"
    assert curated.config.residue == (r"\(opens in a new tab\)",)


def test_documents_are_copied_with_their_folders_bytes_and_times(documents: Path, tmp_path: Path) -> None:
    os.utime(documents / "report.txt", ns=(1_000_000_000, 2_000_000_000))
    created = create(tmp_path / "new", documents=documents)
    assert tree(created.corpus.seeds) == {"report.txt": b"A report.\r\n", "letters/1924.txt": b"Dear harbour master,"}
    assert (created.corpus.seeds / "report.txt").stat().st_mtime_ns == 2_000_000_000
    assert (created.copied, created.bytes, created.skipped) == (2, 31, ())


def test_links_are_not_followed_and_named(documents: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (documents / "circle").symlink_to(documents)
    (documents / "out").symlink_to(tmp_path / "secret.txt")
    (documents / "nowhere").symlink_to(tmp_path / "gone")
    os.mkfifo(documents / "pipe")
    created = create(tmp_path / "new", documents=documents)
    assert created.copied == 2
    assert {one.path: one.reason for one in created.skipped} == {
        "circle": "a link to another place in this folder",
        "nowhere": "a link that leads nowhere",
        "out": "a link that leads out of the folder",
        "pipe": "it is no regular file (a device, pipe or socket)",
    }
    assert not any(one.failed for one in created.skipped)


def test_a_document_that_cannot_be_read_is_named_and_the_rest_is_copied(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = sources.find(documents)[0]
    monkeypatch.setattr(sources, "find", lambda *args, **options: (found, []))
    (documents / "report.txt").unlink()
    created = create(tmp_path / "new", documents=documents)
    assert [(one.path, one.failed) for one in created.skipped] == [("report.txt", True)]
    assert created.copied == 1


def test_the_folder_itself_may_hold_the_documents(documents: Path) -> None:
    before = tree(documents)
    created = create(documents, documents=documents)
    assert created.copied == 2
    assert {path: content for path, content in tree(documents).items() if path in before} == before


def test_a_corpus_inside_the_folder_of_documents_does_not_copy_itself(documents: Path) -> None:
    (documents / "mine").mkdir()
    (documents / "mine" / "notes.txt").write_text("notes")
    assert create(documents / "mine", documents=documents).copied == 2


def test_of_another_corpus_the_sources_are_copied(tmp_path: Path) -> None:
    other = make_corpus(tmp_path / "other")
    assert set(tree(create(tmp_path / "new", documents=other.root).corpus.seeds)) == {"harbour.txt", "mine.txt"}


def test_sources_that_are_there_stay(tmp_path: Path) -> None:
    (tmp_path / "ports" / "seeds").mkdir(parents=True)
    (tmp_path / "ports" / "seeds" / "a.txt").write_text("mine")
    created = create(tmp_path / "ports", documents=tmp_path / "ports" / "seeds")
    assert tree(created.corpus.seeds) == {"a.txt": b"mine"}
    assert created.copied == 0


def test_curated_files_that_are_there_stay(tmp_path: Path) -> None:
    index = tmp_path / "ports" / "index"
    (index / "entities").mkdir(parents=True)
    (index / "documents.yaml").write_text("# mine\n")
    (index / "entities" / "people.yaml").write_text("# mine\n")
    created = create(tmp_path / "ports")
    assert created.kept == ("index/documents.yaml",)
    assert "index/documents.yaml" not in created.made
    assert (index / "documents.yaml").read_text() == "# mine\n"
    assert problems_of(created) == []


def test_a_corpus_is_never_made_over_another(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "ports")
    before = tree(corpus.root)
    with pytest.raises(CorpusError, match="is a corpus already"):
        create(corpus.root)
    assert tree(corpus.root) == before


def test_no_source_is_overwritten(documents: Path, tmp_path: Path) -> None:
    (tmp_path / "ports" / "seeds").mkdir(parents=True)
    (tmp_path / "ports" / "seeds" / "report.txt").write_text("mine")
    with pytest.raises(CorpusError, match=r"report\.txt is there already"):
        create(tmp_path / "ports", documents=documents)
    assert tree(tmp_path / "ports") == {"seeds/report.txt": b"mine"}


@pytest.mark.parametrize("in_the_way", ["ports", "ports/index", "ports/index/schema", "ports/seeds"])
def test_a_file_where_a_folder_must_be_is_told(tmp_path: Path, in_the_way: str) -> None:
    (tmp_path / in_the_way).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / in_the_way).write_text("file")
    before = tree(tmp_path)
    with pytest.raises(CorpusError, match=r"no folder"):
        create(tmp_path / "ports")
    assert tree(tmp_path) == before


def test_nothing_is_written_through_a_link(documents: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "ports").mkdir()
    (tmp_path / "ports" / "seeds").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CorpusError, match="seeds is a link"):
        create(tmp_path / "ports", documents=documents)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_of_documents_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such folder"):
        create(tmp_path / "new", documents=tmp_path / "gone")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("exists", [False, True])
def test_a_full_disk_leaves_nothing_behind(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: bool
) -> None:
    place = tmp_path / "new" / "deep"
    if exists:
        place.mkdir(parents=True)
        (place / "own.txt").write_text("own")
    before = tree(tmp_path)

    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(CorpusError, match="No space left on device"):
        create(place, documents=documents)
    assert tree(tmp_path) == before
    assert (tmp_path / "new").exists() is exists


def test_moves_that_were_done_are_undone_when_one_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "ports"
    place.mkdir()
    rename = Path.rename

    def fail_for_seeds(self: Path, target: Path) -> Path:
        if target == place / "seeds":
            raise OSError(errno.EACCES, "Permission denied", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_for_seeds)
    with pytest.raises(CorpusError, match="Permission denied"):
        create(place)
    assert list(place.iterdir()) == []


def test_an_interrupt_leaves_nothing_behind(documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sources, "copy", interrupt)
    with pytest.raises(KeyboardInterrupt):
        create(tmp_path / "new", documents=documents)
    assert not (tmp_path / "new").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["documents"]


def test_the_shipped_entities_come_along_with_references_for_quotations(tmp_path: Path) -> None:
    created = create(tmp_path / "new", shipped_entities=True)
    shipped = loading.load(Corpus(shipped_root())).entities
    curated = loading.load(created.corpus)
    assert [str(problem) for problem in curated.problems if problem.severity.value == "error"] == []
    assert created.entities == len(shipped) == len(curated.entities)
    for before, after in zip(shipped, curated.entities, strict=True):
        assert (after.id, after.kind, after.name, after.aliases) == (
            before.id,
            before.kind,
            before.name,
            before.aliases,
        )
        assert (after.summary, after.relations, after.ids) == (before.summary, before.relations, before.ids)
        assert [fact.text for fact in after.facts] == [fact.text for fact in before.facts]
        assert [fact.according_to for fact in after.facts] == [fact.according_to for fact in before.facts]
        assert all(fact.proof is not Proof.QUOTED for fact in after.facts)
        assert [bool(fact.references) for fact in after.facts] == [
            bool(fact.references or fact.evidence) for fact in before.facts
        ]


def test_files_outside_seeds_and_index_are_counted(tmp_path: Path) -> None:
    assert loose_files(tmp_path / "gone") == 0
    (tmp_path / "letters").mkdir()
    for name in ("letters/a.txt", "b.txt", ".hidden"):
        (tmp_path / name).write_text("x")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "c.txt").write_text("x")
    assert loose_files(tmp_path) == 2
