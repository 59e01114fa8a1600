"""Which text engine a corpus gets, and what is said of that."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.built import choosing
from cpec_tui.built.choosing import LARGE, Choice, chosen
from cpec_tui.corpus import Corpus
from cpec_tui.errors import Severity
from cpec_tui.library import Library
from cpec_tui.search import engines
from cpec_tui.search.engines import EngineName
from tests.built.states import answers, in_force
from tests.corpora import CORPUS_YAML, built_library, make_corpus
from tests.engines import corpus_yaml, needs_tantivy


def has_all(name: EngineName) -> bool:
    return True


def has_whoosh(name: EngineName) -> bool:
    return name == "whoosh"


def use(library: Library, yaml: str) -> None:
    """Build with another corpus.yaml."""
    (library.corpus.index / "corpus.yaml").write_text(yaml, encoding="utf-8")
    library.build()


def test_auto_takes_tantivy_when_the_corpus_is_large_and_says_so() -> None:
    assert chosen("auto", LARGE - 1, None, has_all) == Choice("whoosh")
    large = chosen("auto", LARGE, None, has_all)
    assert large.name == "tantivy"
    assert "Tantivy answers" in large.said


def test_auto_does_not_change_its_mind_for_a_few_documents() -> None:
    assert chosen("auto", LARGE - 1, "tantivy", has_all).name == "tantivy"
    assert chosen("auto", LARGE - 1, "whoosh", has_all).name == "whoosh"
    assert chosen("auto", LARGE // 2, "tantivy", has_all).name == "whoosh"


def test_without_tantivy_a_large_corpus_gets_a_hint() -> None:
    assert chosen("auto", LARGE - 1, None, has_whoosh).said == ""
    large = chosen("auto", LARGE, None, has_whoosh)
    assert large.name == "whoosh"
    assert "pip install 'cpec-tui[tantivy]'" in large.said


def test_an_engine_that_is_named_is_taken_whatever_the_size() -> None:
    assert chosen("whoosh", 10 * LARGE, "tantivy", has_all) == Choice("whoosh")
    assert chosen("tantivy", 1, None, has_all) == Choice("tantivy")


def test_tantivy_that_is_asked_for_but_not_installed_is_a_problem_and_whoosh_answers(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    (corpus.index / "corpus.yaml").write_text(corpus_yaml("tantivy"), encoding="utf-8")
    library = built_library(corpus, tmp_path / "built")
    (problem,) = [one for one in library.problems() if one.code == "engine-not-installed"]
    assert (problem.severity, problem.path) == (Severity.WARNING, "index/corpus.yaml")
    assert problem.line == corpus_yaml("tantivy").count("\n")
    assert "pip install 'cpec-tui[tantivy]'" in problem.hint
    assert library.overview().engine == "whoosh"
    assert "not installed" in library.overview().advice
    assert library.search("copper").total == 2
    library.close()


def test_another_word_for_the_engine_is_an_error(library: Library) -> None:
    use(library, f"{CORPUS_YAML}engine: lucene\n")
    (problem,) = library.problems()
    assert problem.severity is Severity.ERROR
    assert "engine" in problem.message
    assert library.overview().engine == "whoosh"


@needs_tantivy
def test_another_engine_answers_the_same_without_reading_anything_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, catalog = answers(library), in_force(library).catalog
    monkeypatch.setattr("cpec_tui.reading.registry.read_source", None)
    for engine in ("tantivy", "whoosh"):
        use(library, f"{CORPUS_YAML}engine: {engine}\n")
        assert library.overview().engine == engine
        assert answers(library) == before
    assert in_force(library).catalog != catalog


@needs_tantivy
def test_an_engine_takes_over_and_goes_on_in_one_build(library: Library) -> None:
    (library.corpus.seeds / "harbour.txt").unlink()
    make_corpus(library.corpus.root, {"third.txt": "Copper again.\n"}, corpus_yaml=corpus_yaml("tantivy"))
    library.build()
    assert [hit.address for hit in library.search("copper").hits] == ["mine#p1", "third#p1"]
    use(library, corpus_yaml("whoosh"))
    assert [hit.address for hit in library.search("copper").hits] == ["mine#p1", "third#p1"]


@needs_tantivy
def test_an_index_of_an_engine_that_is_gone_is_made_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = answers(library)
    use(library, corpus_yaml("tantivy"))
    library.close()
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    assert not library.open()
    library.build()
    assert library.overview().engine == "whoosh"
    assert answers(library)["found"] == before["found"]


@needs_tantivy
def test_an_index_of_another_version_of_tantivy_is_made_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    use(library, corpus_yaml("tantivy"))
    before = answers(library)
    library.close()
    monkeypatch.setattr("cpec_tui.search.tantivy_schema.SHAPE", 99)
    assert not library.open()
    library.build()
    assert library.overview().engine == "tantivy"
    assert answers(library) == before


def test_paragraphs_are_estimated_by_the_bytes_of_sources() -> None:
    assert choosing.estimated(34_000_000) == 100_000
