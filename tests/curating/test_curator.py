"""What the program does to curated files."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.curating import Curator, evidence_for
from cpec_tui.entities.loading import load
from cpec_tui.errors import CurationError, NotFoundError
from cpec_tui.model import Alias, Evidence, Fact, Reference
from tests.corpora import ENTITIES


def changed(path: Path, old: str = ENTITIES) -> list[str]:
    """The lines taken away and put in."""
    compared = difflib.ndiff(old.split("\n"), path.read_text(encoding="utf-8").split("\n"))
    return [line for line in compared if line[0] in "+-"]


def test_a_new_entity_goes_to_the_file_of_its_kind(curator: Curator, corpus: Corpus, cards: Path) -> None:
    done = curator.add_entity("place", "Karot Dam", ["Karot", Alias("KD", type="acronym"), "Karot Dam"])
    assert (done.description, done.files, done.entity) == ("new place Karot Dam (karot-dam)", (cards,), "karot-dam")
    assert changed(cards) == [
        "+ - id: karot-dam",
        "+   kind: place",
        "+   name: Karot Dam",
        "+   aliases:",
        "+     - Karot",
        "+     - text: KD",
        "+       type: acronym",
    ]
    assert load(corpus).entities[-1].aliases == (Alias("Karot"), Alias("KD", type="acronym"))


def test_a_kind_without_a_file_gets_one(corpus: Corpus, curator: Curator) -> None:
    (corpus.index / "entities" / "all.yaml").unlink()
    done = curator.add_entity("person", "Ada Brook")
    (path,) = done.files
    assert path == corpus.index / "entities" / "persons.yaml"
    assert path.read_text() == (
        "# yaml-language-server: $schema=../schema/entities.schema.json\n\n"
        "- id: ada-brook\n  kind: person\n  name: Ada Brook\n"
    )
    curator.undo()
    assert not path.exists()


def test_an_id_is_taken_once(curator: Curator, corpus: Corpus) -> None:
    (corpus.index / "entities" / "unfit.yaml").write_text("- id: karot-dam\n")
    assert curator.add_entity("place", "Karot Dam").entity == "karot-dam-2"
    with pytest.raises(CurationError, match="`sas` is taken"):
        curator.add_entity("place", "Sas", entity="sas")
    with pytest.raises(CurationError, match="no entity id"):
        curator.add_entity("place", "Sas", entity="S!")


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("plcae", "A", "there is no kind"),
        ("place", "\x1b]0;x\x07", "control character"),
        ("place", " ", "is empty"),
        ("place", "—", "no letter and no digit"),
    ],
)
def test_what_is_no_entity_is_refused(curator: Curator, cards: Path, kind: str, name: str, said: str) -> None:
    with pytest.raises(CurationError, match=said):
        curator.add_entity(kind, name)
    assert changed(cards) == []


@pytest.mark.parametrize("name", ["[/bold] x", "- a: b # c", "null", "'\"x", "{a: *b}", "\u200fسی پیک", "100% & more"])
def test_any_other_name_comes_back_as_it_was(curator: Curator, corpus: Corpus, name: str) -> None:
    curator.add_entity("place", name, [f"{name} 2"])
    curator.add_alias("aldport", name)
    entities = {entity.id: entity for entity in load(corpus).entities}
    (new,) = set(entities) - {"westland", "aldport", "redhill", "sas", "brook", "copper"}
    assert (entities[new].name, entities[new].other_names) == (name, (f"{name} 2",))
    assert entities["aldport"].other_names == (name,)


def test_an_alias_is_added_with_its_rules(curator: Curator, corpus: Corpus, cards: Path) -> None:
    done = curator.add_alias("sas", Alias("Stone", type="short", needs=("aldport",), within="paragraph"))
    assert done.description == "alias Stone of Stone and Sons"
    assert changed(cards) == [
        "-   aliases: [SAS]",
        "+   aliases: [SAS, {text: Stone, type: short, needs: [aldport], within: paragraph}]",
    ]
    curator.add_alias("westland", "The West")
    assert "  name: Westland\n  aliases: [The West]\n- id: aldport\n" in cards.read_text()
    assert load(corpus).problems == ()
    curator.undo()
    curator.undo()
    assert cards.read_text() == ENTITIES


@pytest.mark.parametrize("alias", ["SAS", "Stone and Sons", " SAS "])
def test_an_alias_that_is_there_is_refused(curator: Curator, alias: str) -> None:
    with pytest.raises(CurationError, match="is a name of Stone and Sons already"):
        curator.add_alias("sas", alias)


def test_the_name_may_stand_once_more_with_rules(curator: Curator, corpus: Corpus) -> None:
    curator.add_alias("copper", Alias("copper", case="exact"))
    assert load(corpus).problems == ()


def test_an_alias_that_the_check_refuses_is_not_written(curator: Curator, cards: Path) -> None:
    with pytest.raises(CurationError, match="case"):
        curator.add_alias("sas", Alias("Stone", case="loud"))
    assert changed(cards) == []


def test_faults_that_a_card_has_already_do_not_hinder(curator: Curator, cards: Path) -> None:
    cards.write_text(ENTITIES.replace("  name: Westland\n", "  name: Westland\n  colour: green\n"))
    curator.add_alias("westland", "The West")
    assert "  aliases: [The West]\n  colour: green\n" in cards.read_text()


def test_an_unknown_entity_is_told(curator: Curator) -> None:
    with pytest.raises(NotFoundError, match=r"there is no entity `sass`.*did you mean `sas`"):
        curator.add_alias("sass", "x")


def test_a_fact_is_added_with_its_proof(curator: Curator, corpus: Corpus, cards: Path) -> None:
    proof = evidence_for("Its quays were rebuilt by Stone and Sons (SAS).", 4, 22, "harbour", 2)
    done = curator.add_fact("aldport", Fact("It was rebuilt", "2024", evidence=(proof,)))
    assert done.description == "fact of Aldport: It was rebuilt"
    assert changed(cards) == [
        "+   facts:",
        "+     - text: It was rebuilt",
        "+       date: 2024",
        "+       evidence:",
        "+         - document: harbour",
        "+           text: quays were rebuilt",
        '+           before: "Its "',
        '+           after: " by Stone and Sons (SAS)."',
        "+           address: harbour#p2",
    ]
    assert load(corpus).entities[1].facts == (Fact("It was rebuilt", "2024", evidence=(proof,)),)


def test_a_fact_is_referenced_and_stands_once(curator: Curator, corpus: Corpus) -> None:
    fact = Fact("It is old", according_to="the mayor", references=(Reference("Gazette", "https://g.example/#1"),))
    curator.add_fact("sas", fact)
    assert load(corpus).entities[3].facts[1] == fact
    with pytest.raises(CurationError, match="has that fact already"):
        curator.add_fact("sas", Fact("It  is old"))


def test_evidence_is_added_to_a_fact(curator: Curator, corpus: Corpus) -> None:
    done = curator.add_evidence("sas", 0, Evidence("mine", "Stone and Sons"))
    assert done.description == "evidence for fact 1 of Stone and Sons"
    assert [one.document for one in load(corpus).entities[3].facts[0].evidence] == ["harbour", "mine"]
    with pytest.raises(CurationError, match="that quotation already"):
        curator.add_evidence("sas", 0, Evidence("mine", "Stone and Sons"))
    with pytest.raises(CurationError, match="has no fact 2"):
        curator.add_evidence("sas", 1, Evidence("mine", "Stone and Sons"))


def test_evidence_is_added_to_a_fact_by_what_it_says(curator: Curator, corpus: Corpus) -> None:
    said = load(corpus).entities[3].facts[0].text
    done = curator.add_evidence("sas", said, Evidence("mine", "Stone and Sons"))
    assert done.description == "evidence for fact 1 of Stone and Sons"
    with pytest.raises(CurationError, match="does not have that fact any more"):
        curator.add_evidence("sas", "It was never said", Evidence("mine", "Stone and Sons"))


def test_a_quotation_takes_thirty_two_characters_around_it() -> None:
    found = evidence_for("a" * 40 + "quoted" + "b" * 40, 40, 46, "d", 3)
    assert found == Evidence("d", "quoted", "a" * 32, "b" * 32, "d#p3")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (None, "# yaml-language-server: $schema=schema/documents.schema.json\n\nharbour:\n  former_ids: [a/b]\n"),
        ("harbour:\n  title: H\n", "harbour:\n  title: H\n  former_ids: [a/b]\n"),
        ("harbour:\n  former_ids: x\n", "harbour:\n  former_ids:\n    - x\n    - a/b\n"),
        ("a/b:  # c\n  title: H\n", "harbour:  # c\n  title: H\n  former_ids: [a/b]\n"),
        ("\ufeffmine: {}\r\n", "\ufeffmine: {}\r\nharbour:\r\n  former_ids: [a/b]\r\n"),
    ],
)
def test_a_document_gets_a_former_id(curator: Curator, corpus: Corpus, old: str | None, new: str) -> None:
    path = corpus.index / "documents.yaml"
    if old is not None:
        path.write_bytes(old.encode())
    done = curator.set_former_id("harbour", "a/b")
    assert (done.description, done.files) == ("harbour had the id a/b", (path,))
    assert path.read_bytes().decode() == new
    assert load(corpus).former_ids["a/b"] == "harbour"
    with pytest.raises(CurationError, match="already"):
        curator.set_former_id("harbour", "a/b")


def test_a_former_id_of_another_document_is_refused(curator: Curator, corpus: Corpus) -> None:
    path = corpus.index / "documents.yaml"
    path.write_text("mine:\n  former_ids: a\nb:\n  title: B\nharbour:\n  title: H\n")
    with pytest.raises(CurationError, match="a former id of mine"):
        curator.set_former_id("harbour", "a")
    with pytest.raises(CurationError, match="both"):
        curator.set_former_id("harbour", "b")


def test_lists_of_any_kind_are_added_to_and_taken_from(curator: Curator, corpus: Corpus) -> None:
    file, path = "index/verdicts.yaml", corpus.index / "verdicts.yaml"
    curator.append_item(file, {"verdict": "reject", "text": "Hub"}, "Hub rejected", "# Verdicts\n")
    curator.append_item(file, {"verdict": "accept", "text": "Hub"}, "Hub accepted")
    assert path.read_text() == "# Verdicts\n\n- verdict: reject\n  text: Hub\n\n- verdict: accept\n  text: Hub\n"
    curator.remove_item(file, {"verdict": "reject", "text": "Hub"}, "verdict on Hub taken back")
    assert path.read_text() == "# Verdicts\n\n- verdict: accept\n  text: Hub\n"
    with pytest.raises(CurationError, match="is not in"):
        curator.remove_item(file, {"verdict": "reject"}, "x")
    last = curator.history().last
    assert last is not None
    assert last.description == "verdict on Hub taken back"
    assert [curator.undo().description for _ in range(3)][-1] == "Hub rejected"
    assert not path.exists()
    assert curator.redo().description == "Hub rejected"
