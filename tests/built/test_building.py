"""Building: each layer is made anew only when its own inputs change."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from cpec_tui.built import building
from cpec_tui.built import manifest as manifests
from cpec_tui.built.building import build
from cpec_tui.built.progress import Progress, Published
from cpec_tui.corpus import Corpus
from cpec_tui.errors import CorpusError
from cpec_tui.library import Library
from cpec_tui.reading import registry
from cpec_tui.search import whoosh_segments
from cpec_tui.search.engines import EngineName
from tests.built.states import answers, answers_of_a_fresh_build, check_counts, check_line, in_force, write
from tests.corpora import CORPUS_YAML, ENTITIES, HARBOUR, MINE, built_library, make_corpus
from tests.engines import each_engine


def counts(library: Library) -> tuple[int, int, int]:
    report = library.build()
    return report.added, report.changed, report.removed


@pytest.fixture
def read_paths(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of all sources that are read, as it happens."""
    paths: list[str] = []
    read = registry.read_source

    def noted(content: bytes, doc_id: str, path: str, *rest: object) -> object:
        paths.append(path)
        return read(content, doc_id, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(registry, "read_source", noted)
    return paths


def test_a_build_reports_what_it_did(corpus: Corpus, tmp_path: Path) -> None:
    report = build(corpus, tmp_path / "built")
    assert (report.added, report.changed, report.removed) == (2, 0, 0)
    assert (report.documents, report.paragraphs, report.entities, report.failed) == (2, 6, 6, ())
    assert report.mentions > 0


@each_engine
def test_nothing_to_do_publishes_nothing(library: Library, read_paths: list[str]) -> None:
    before = in_force(library)
    assert counts(library) == (0, 0, 0)
    assert in_force(library) == before
    assert read_paths == []


@each_engine
def test_only_new_and_changed_sources_are_read(library: Library, read_paths: list[str]) -> None:
    write(library.corpus, "mine.txt", MINE + "\nMore copper.\n")
    write(library.corpus, "new/rail.txt", "The railway\n\nIt leads from Redhill to Aldport.\n")
    assert counts(library) == (1, 1, 0)
    assert sorted(read_paths) == ["mine.txt", "new/rail.txt"]
    assert {hit.address for hit in library.search("copper").hits} >= {"mine#p4"}
    assert [hit.address for hit in library.search("railway").hits] == ["new/rail#p1"]


@each_engine
def test_removed_sources_leave_nothing_behind(library: Library) -> None:
    (library.corpus.seeds / "mine.txt").unlink()
    assert counts(library) == (0, 0, 1)
    assert library.search("visited").total == 0
    assert [one.address for one in library.mentions("brook")] == []
    assert library.card("brook").mentions == 0


@each_engine
def test_a_folder_of_sources_that_is_gone_empties_nothing(library: Library) -> None:
    seeds = library.corpus.seeds
    seeds.rename(seeds.with_name("elsewhere"))
    before = in_force(library)
    with pytest.raises(CorpusError, match="seeds is missing"):
        library.build()
    assert in_force(library) == before
    assert library.search("visited").total > 0
    seeds.mkdir()
    assert counts(library) == (0, 0, 2)


def test_a_renamed_source_is_one_removed_and_one_added(library: Library) -> None:
    (library.corpus.seeds / "mine.txt").rename(library.corpus.seeds / "pit.txt")
    assert counts(library) == (1, 0, 1)
    assert {one.doc for one in library.mentions("brook")} == {"pit"}


def test_a_touched_source_is_compared_by_content_and_not_read_again(library: Library, read_paths: list[str]) -> None:
    os.utime(library.corpus.seeds / "mine.txt", ns=(1, 1))
    assert library.changes().changed == ("mine.txt",)
    assert counts(library) == (0, 0, 0)
    assert read_paths == []
    assert not library.changes().any


def test_a_second_file_of_the_same_name_changes_both_ids(library: Library) -> None:
    write(library.corpus, "mine.text", "Another mine\n\nIt is closed.\n")
    library.build()
    assert [one.id for one in library.documents()] == ["harbour", "mine.text", "mine.txt"]


@each_engine
def test_curating_touches_neither_text_nor_sources(library: Library, read_paths: list[str]) -> None:
    text = in_force(library).text
    entities = library.corpus.index / "entities" / "all.yaml"
    entities.write_text(ENTITIES + "- {id: rail, kind: place, name: rail}\n", encoding="utf-8")
    stages: list[str] = []
    library.build(listen=lambda progress: stages.append(progress.stage))
    assert in_force(library).text == text
    assert read_paths == []
    assert "linking" in stages
    assert [one.surface for one in library.mentions("rail")] == ["rail"]


def test_what_decides_no_link_links_nothing_anew(library: Library) -> None:
    entities = library.corpus.index / "entities" / "all.yaml"
    entities.write_text(ENTITIES.replace("builds quays", "builds piers"), encoding="utf-8")
    stages: list[str] = []
    library.build(listen=lambda progress: stages.append(progress.stage))
    assert "linking" not in stages
    assert "piers" in library.card("sas").entity.summary


@each_engine
def test_documents_yaml_corrects_metadata_without_reading(library: Library, read_paths: list[str]) -> None:
    (library.corpus.index / "documents.yaml").write_text("mine: {title: The pit, date: 2020-01-02}\n", encoding="utf-8")
    library.build()
    assert [(one.title, one.date) for one in library.documents()] == [
        ("The harbour of Aldport", "2024-06"),
        ("The pit", "2020-01-02"),
    ]
    (library.corpus.index / "documents.yaml").unlink()
    library.build()
    assert library.documents()[1].title == "Redhill copper mine"
    assert read_paths == []


def test_new_residue_patterns_read_everything_anew(library: Library, read_paths: list[str]) -> None:
    (library.corpus.index / "corpus.yaml").write_text(CORPUS_YAML + "residue: [by rail]\n", encoding="utf-8")
    library.build()
    assert sorted(read_paths) == ["harbour.txt", "mine.txt"]
    assert any(one.residue for one in library.document("harbour").paragraphs)


@each_engine
@pytest.mark.parametrize("seed", range(4))
def test_growing_gives_what_a_build_from_nothing_gives(corpus: Corpus, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    library = built_library(corpus, tmp_path / "built")
    edits: list[Callable[[], object]] = [
        lambda: write(
            corpus, f"d{chance.randrange(4)}.txt", chance.choice((HARBOUR, MINE, "Gold\n\nSAS. Ada Brook.\n"))
        ),
        lambda: write(corpus, f"sub/e{chance.randrange(2)}.txt", f"Mining {chance.random()}\n\nCopper of Westland.\n"),
        lambda: chance.choice(sorted(corpus.seeds.rglob("*.txt"))).unlink(),
        lambda: write(corpus, "empty.txt", chance.choice(("", "  \n", "text, after all"))),
        lambda: (corpus.index / "entities" / "all.yaml").write_text(
            ENTITIES + f"- {{id: gold, kind: mineral, name: {chance.choice(('gold', 'silver', 'the'))}}}\n",
            encoding="utf-8",
        ),
        lambda: (corpus.index / "documents.yaml").write_text(
            f"mine: {{date: 20{chance.randrange(10, 30)}}}\n", encoding="utf-8"
        ),
    ]
    for step in range(4):
        for edit in chance.sample(edits, 2):
            if any(corpus.seeds.rglob("*.txt")):
                edit()
        library.build()
        assert answers(library) == answers_of_a_fresh_build(corpus, tmp_path / f"fresh{step}")
        check_counts(library)
        check_line(library)
        assert not library.changes().any
    library.close()


@each_engine
def test_a_row_is_never_used_twice(tmp_path: Path, engine: EngineName) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"a.txt": "Zebra stripes", "b.txt": "Quartz"}, engine=engine)
    library = built_library(corpus, tmp_path / "built")
    for number in range(5):
        # The last rows go and come back with other words: what was noted of them must not be said of these.
        write(corpus, "b.txt", ("Yellow", "Quartz")[number % 2] + f" {number}")
        library.build()
    assert [hit.doc for hit in library.search("q*").hits] == []
    assert [hit.doc for hit in library.search("y*").hits] == ["b"]
    library.close()


@each_engine
def test_what_was_noted_of_removed_rows_does_not_pile_up(tmp_path: Path, engine: EngineName) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"a.txt": "Zebra stripes"}, engine=engine)
    library = built_library(corpus, tmp_path / "built")
    for number in range(6):
        write(corpus, "a.txt", f"Zebra {number}")
        library.build()
        assert library._generation is not None
        assert len(library._generation.catalog.rows_beginning("z")) <= 2
    library.close()


@each_engine
def test_a_first_build_publishes_what_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: EngineName
) -> None:
    monkeypatch.setattr(building, "FIRST_PARTIAL", 2)
    corpus = make_corpus(
        tmp_path / "corpus", {f"d{number:02}.txt": f"Copper {number}" for number in range(40)}, engine=engine
    )
    library = Library.at(corpus, tmp_path / "built")
    seen: list[Published] = []
    totals: list[tuple[int, tuple[str, ...]]] = []

    def look(published: Published) -> None:
        seen.append(published)
        assert library.open()
        page = library.search("copper")
        totals.append((page.total, page.warnings))

    build(corpus, library.folder, published=look)
    assert [(one.covered, one.sources, one.partial) for one in seen] == [(2, 40, True), (8, 40, True), (40, 40, False)]
    assert [total for total, _ in totals] == [2, 8, 40]
    assert "indexed so far: 2 of 40 files" in totals[0][1]
    assert totals[-1][1] == ()
    library.close()


def test_nothing_is_published_early_when_the_rest_comes_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "FIRST_PARTIAL", 2)
    corpus = make_corpus(tmp_path / "corpus", {f"d{number}.txt": "Copper" for number in range(5)})
    seen: list[Published] = []
    build(corpus, tmp_path / "built", published=seen.append)
    assert [(one.covered, one.partial) for one in seen] == [(5, False)]


def test_a_partial_built_index_reports_no_problems_of_what_is_not_read_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "FIRST_PARTIAL", 1)
    corpus = make_corpus(tmp_path / "corpus", {"a.txt": "Anything", "harbour.txt": HARBOUR, "z.txt": "Zebra"})
    library = Library.at(corpus, tmp_path / "built")
    problems: list[int] = []

    def look(published: Published) -> None:
        library.open()
        problems.append(len(library.problems()))

    build(corpus, library.folder, published=look)
    assert problems == [0, 0]
    library.close()


@each_engine
@pytest.mark.parametrize("rebuild", [True, False])
def test_a_complete_built_index_stays_until_the_new_one_is_whole(
    library: Library, monkeypatch: pytest.MonkeyPatch, rebuild: bool
) -> None:
    monkeypatch.setattr(building, "FIRST_PARTIAL", 1)
    for path in library.corpus.seeds.iterdir():
        write(library.corpus, path.name, path.read_text(encoding="utf-8") + "\nMore of it.\n")
    seen: list[Published] = []
    build(library.corpus, library.folder, rebuild=rebuild, published=seen.append)
    assert [one.partial for one in seen] == [False]


def test_progress_tells_stage_files_and_paragraphs(corpus: Corpus, tmp_path: Path) -> None:
    told: list[Progress] = []
    ticks = iter(range(1000))
    build(corpus, tmp_path / "built", listen=told.append, clock=lambda: float(next(ticks)))
    assert [one.stage for one in told] == ["looking at the files", "reading", "reading", "reading", "writing"]
    assert [(one.files, one.of, one.paragraphs) for one in told[1:]] == [(0, 2, 0), (1, 2, 3), (2, 2, 6), (2, 2, 6)]
    assert [one.seconds for one in told] == sorted(one.seconds for one in told)


def test_a_corpus_that_cannot_be_used_leaves_the_built_index_alone(library: Library) -> None:
    before = in_force(library)
    (library.corpus.index / "corpus.yaml").write_text("title: [", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"corpus\.yaml"):
        library.build()
    assert in_force(library) == before


@pytest.mark.parametrize(
    "broken", ["- id: [", "- 1\n- 2\n", "\x00", "nothing: here", "- {id: a, kind: nokind, name: A}\n"]
)
def test_text_stays_searchable_when_an_entity_file_is_broken(tmp_path: Path, broken: str) -> None:
    library = built_library(make_corpus(tmp_path / "corpus", entities=broken), tmp_path / "built")
    assert library.search("copper").total == 2
    assert library.problems()
    library.close()


@each_engine
def test_generations_are_swept_but_for_the_one_before(library: Library) -> None:
    for number in range(3):
        write(library.corpus, "mine.txt", f"{MINE}\nRound {number}.\n")
        library.build()
    manifest = in_force(library)
    names = {path.name for path in library.folder.iterdir()}
    numbers = (manifest.generation - 1, manifest.generation)
    parts = {f"{part}-{number:06}{end}" for number in numbers for part, end in _PARTS}
    assert names == {manifests.POINTER, manifests.LOCK, manifest.cards, *parts}


_PARTS = (("manifest", ".json"), ("text", ""), ("catalog", ".sqlite"))


@each_engine
def test_a_changed_source_leaves_the_cards_as_they_are_and_reads_no_old_file_of_the_text_index(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = in_force(library)
    read: list[str] = []
    digest_of = manifests.digest_of

    def noted(path: Path) -> str:
        read.append(path.name)
        return digest_of(path)

    write(library.corpus, "mine.txt", f"{MINE}\nAnother paragraph.\n")
    monkeypatch.setattr(whoosh_segments, "_QUICKLY_MERGED", -1)
    monkeypatch.setattr(manifests, "verify", lambda folder, manifest, *, wholly=False: None)
    monkeypatch.setattr(manifests, "digest_of", noted)
    library.build()
    after = in_force(library)
    kept = _text_files(before) & _text_files(after)
    assert kept
    assert not {name for name, _ in kept} & set(read)
    assert after.cards == before.cards
    monkeypatch.undo()
    manifests.verify(library.folder, after)


def _text_files(manifest: manifests.Manifest) -> set[tuple[str, str]]:
    """The files of its text index, by name and digest."""
    files = manifest.files.items()
    return {(Path(name).name, file.digest) for name, file in files if name.startswith(f"{manifest.text}/")}
