"""Linking anew: only where something may link otherwise, and just as if all had been linked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.linking.linker import Linker
from cpec_tui.model import Mention, Paragraph
from cpec_tui.search.engines import EngineName
from tests.corpora import ENTITIES, built_library, make_corpus
from tests.engines import each_engine

VERDICT = "- {verdict: reject, entity: westland, form: Westland, scope: %s, document: %s}\n"


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the documents that are linked, as they are."""
    seen: list[str] = []
    link = Linker.link

    def noted(self: Linker, paragraphs: Sequence[Paragraph], doc: str | None = None) -> list[list[Mention]]:
        seen.append(doc or "")
        return link(self, paragraphs, doc)

    monkeypatch.setattr(Linker, "link", noted)
    return seen


def named(corpus: Corpus, folder: Path) -> list[tuple[str, str, int, int]]:
    library = built_library(corpus, folder)
    found = [(e.id, one.doc, one.start, one.end) for e in library.entities() for one in library.mention_places(e.id)]
    library.close()
    return sorted(found)


@each_engine
@pytest.mark.parametrize(
    ("entities", "documents"),
    [
        (ENTITIES.replace("  name: copper\n", "  name: copper\n  aliases: [rail]\n"), ["harbour"]),
        (ENTITIES.replace("  name: copper\n", "  name: copper\n  aliases: [zinc]\n"), []),
        (ENTITIES + "- {id: may, kind: place, name: May}\n", ["mine"]),
        (ENTITIES.replace("  name: copper\n", "  name: copper\n  summary: Red.\n"), []),
    ],
)
def test_only_documents_with_a_changed_form_are_linked_anew(
    tmp_path: Path, linked: list[str], entities: str, documents: list[str], engine: EngineName
) -> None:
    corpus = make_corpus(tmp_path / "corpus", engine=engine)
    named(corpus, tmp_path / "built")
    (corpus.index / "entities" / "all.yaml").write_text(entities)
    linked.clear()
    grown = named(corpus, tmp_path / "built")
    assert linked == documents
    assert grown == named(corpus, tmp_path / "fresh")


@pytest.mark.parametrize("alias", ["People's Bank", "Sankt-Gallen", "ñandú", "中国", "M-5", "R&D"])
def test_forms_of_odd_words_are_found_anew(tmp_path: Path, alias: str) -> None:
    text = "The People’s Bank, SANKT GALLEN, a ñandú, 在中国, the M5 and R&D.\n"
    corpus = make_corpus(tmp_path / "corpus", {"odd.txt": text, "mine.txt": "Zinc.\n"}, entities=ENTITIES)
    before = named(corpus, tmp_path / "built")
    odd = ENTITIES.replace("name: copper\n", f'name: copper\n  aliases: ["{alias}"]\n')
    (corpus.index / "entities" / "all.yaml").write_text(odd, encoding="utf-8")
    grown = named(corpus, tmp_path / "built")
    assert len(grown) == len(before) + 1
    assert grown == named(corpus, tmp_path / "fresh")


@each_engine
@pytest.mark.parametrize(("scope", "documents"), [("document", ["mine"]), ("corpus", ["harbour", "mine"])])
def test_a_verdict_links_anew_where_it_holds(
    tmp_path: Path, linked: list[str], scope: str, documents: list[str], engine: EngineName
) -> None:
    corpus = make_corpus(tmp_path / "corpus", engine=engine)
    named(corpus, tmp_path / "built")
    verdict = VERDICT % (scope, "mine") if scope == "document" else VERDICT.replace(", document: %s", "") % scope
    (corpus.index / "verdicts.yaml").write_text(verdict)
    linked.clear()
    grown = named(corpus, tmp_path / "built")
    assert linked == documents
    assert ("westland", "mine") not in {place[:2] for place in grown}
    assert grown == named(corpus, tmp_path / "fresh")


@each_engine
def test_a_source_that_comes_with_a_new_alias_is_linked_with_it(
    tmp_path: Path, linked: list[str], engine: EngineName
) -> None:
    corpus = make_corpus(tmp_path / "corpus", engine=engine)
    named(corpus, tmp_path / "built")
    (corpus.index / "entities" / "all.yaml").write_text(
        ENTITIES.replace("name: copper\n", "name: copper\n  aliases: [zinc]\n")
    )
    (corpus.seeds / "new.txt").write_text("Zinc in Westland.\n")
    grown = named(corpus, tmp_path / "built")
    assert ("copper", "new") in {place[:2] for place in grown}
    assert grown == named(corpus, tmp_path / "fresh")


@each_engine
def test_another_version_of_the_rules_links_everything_anew(
    tmp_path: Path, linked: list[str], monkeypatch: pytest.MonkeyPatch, engine: EngineName
) -> None:
    corpus = make_corpus(tmp_path / "corpus", engine=engine)
    named(corpus, tmp_path / "built")
    monkeypatch.setattr("cpec_tui.built.generation.LINKER_VERSION", 10_000)
    linked.clear()
    named(corpus, tmp_path / "built")
    assert sorted(linked) == ["harbour", "mine"]
