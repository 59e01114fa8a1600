"""Loading the curated files: every problem of every file at once, and the rest is used."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.entities.loading import curated_digest, load, load_config
from cpec_tui.errors import CorpusError, Severity
from cpec_tui.model import Alias, Entity, Evidence, Fact, Kind, Metadata, Reference, Relation
from tests.corpora import make_corpus
from tests.entities.curating import Loader, only, told

WHOLE = """\
- id: sas
  kind: organisation
  name: Stone and  Sons
  aliases:
    - SAS
    - {text: Stone, type: short, lang: en, case: exact, boundary: word, needs: quay, not_before: [age]}
    - {text: 石, boundary: none, not_after: a, only_after: [sas, the firm]}
  summary: >-
    A firm
    that builds.
  facts:
    - text: It rebuilt the quays.
      date: 2024-06
      according_to: the Gazette
      evidence: {document: harbour, text: "quays  were", before: "Its ", after: " rebuilt", address: "harbour#p2"}
      references: [{title: A book, url: "https://example.org", date: 1999}]
    - text: It is large.
  relations:
    - {type: operator of, to: redhill, role: owner, from: 2001, until: 2024-02-29}
  ids: {wikidata: Q1}
- {id: redhill, kind: place, name: Redhill}
"""


def test_every_field_of_a_card_is_read(loaded: Loader) -> None:
    curated = loaded(WHOLE)
    assert curated.problems == ()
    assert curated.entities[0] == Entity(
        id="sas",
        kind="organisation",
        name="Stone and Sons",
        aliases=(
            Alias("SAS"),
            Alias("Stone", "short", "en", "exact", "word", ("quay",), ("age",)),
            Alias("石", boundary="none", not_after=("a",), only_after=("sas", "the firm")),
        ),
        summary="A firm that builds.",
        facts=(
            Fact(
                "It rebuilt the quays.",
                "2024-06",
                "the Gazette",
                (Evidence("harbour", "quays  were", "Its ", " rebuilt", "harbour#p2"),),
                (Reference("A book", "https://example.org", "1999"),),
            ),
            Fact("It is large."),
        ),
        relations=(Relation("operator of", "redhill", "owner", "2001", "2024-02-29"),),
        ids={"wikidata": "Q1"},
        source="index/entities/all.yaml",
        line=1,
    )


def test_the_parts_of_a_card_know_their_lines(loaded: Loader) -> None:
    card, other = loaded(WHOLE).entities
    assert card.line_of("kind") == 2
    assert [card.line_of("aliases", number) for number in range(3)] == [5, 6, 7]
    assert card.line_of("facts", 0, "evidence", 0) == 15
    assert card.line_of("facts", 1, "evidence", 0) == 17
    assert (card.line_of("relations", 0, "to"), card.line_of("relations", 9)) == (19, 1)
    assert (other.line, other.line_of("kind"), other.line_of("aliases", 0)) == (21, 21, 21)


def test_lines_are_right_though_a_part_before_is_left_out(loaded: Loader) -> None:
    (card,) = loaded("- id: a\n  kind: place\n  name: A\n  aliases:\n    - text:\n    - B\n    - C\n").entities
    assert [(alias.text, card.line_of("aliases", number)) for number, alias in enumerate(card.aliases)] == [
        ("B", 6),
        ("C", 7),
    ]


def test_corpus_yaml_is_read(loaded: Loader) -> None:
    config = loaded(
        corpus="format: 1\ntitle: Ports\nlanguages: en\nresidue: '\\(x\\)'\n"
        "kinds:\n  - {name: place, colour: green, glyph: '▲', schema: Address, case: any}\n"
        "  - name: person\n    label: Person\n"
        "relation_types: {name: part of, inverse: has part}\n"
    ).config
    assert (config.title, config.short_title, config.languages, config.residue) == (
        "Ports",
        "Ports",
        ("en",),
        (r"\(x\)",),
    )
    assert config.kinds == (
        Kind("place", "place", "places", "green", "▲", "Address", "any"),
        Kind("person", "Person", "Persons"),
    )
    assert config.inverses == {"part of": "has part"}


def test_documents_yaml_is_read(loaded: Loader) -> None:
    curated = loaded(
        documents="mine:\n  title: The  mine\n  date: 2020\n  tags: a\n  former_ids: [old, e\u0301]\n  note: hm\n"
        "e\u0301x:\n"
    )
    assert curated.problems == ()
    assert curated.documents == {
        "mine": Metadata(
            title="The mine",
            date="2020",
            tags=("a",),
            other={"note": "hm"},
            origins=dict.fromkeys(("title", "date", "tags"), "documents.yaml"),
        ),
        "\u00e9x": Metadata(),
    }
    assert curated.document_lines == {"mine": 1, "\u00e9x": 7}
    assert curated.former_ids == {"old": "mine", "\u00e9": "mine"}


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n", "[]"])
def test_files_may_be_missing_or_empty(loaded: Loader, text: str | None) -> None:
    curated = loaded(text, documents=None if text == "[]" else text)
    assert (curated.entities, curated.documents, curated.problems) == ((), {}, ())


def test_every_problem_of_every_file_is_told_at_once_in_order(loaded: Loader) -> None:
    curated = loaded(
        "- id: a\n  kind: place\n  nmae: A\n- 12\n- id: b\n  kind: plce\n  name: B\n",
        corpus="format: 1\ntitle: x\nkinds:\n  - {name: place, color: red}\n",
        documents="mine: {date: 2024-13}\n",
    )
    assert [str(problem) for problem in curated.problems] == [
        "index/corpus.yaml:4: unknown key `color` in kinds 1; did you mean `colour`?",
        "index/documents.yaml:1: mine › date: no such date: write YYYY, YYYY-MM or YYYY-MM-DD; found `2024-13`",
        "index/entities/all.yaml:1: entity a › name: this is missing; add it",
        "index/entities/all.yaml:3: unknown key `nmae` in entity a; did you mean `name`?",
        "index/entities/all.yaml:4: item 2 is no entity: found `12`; an entity has id, kind and name",
        "index/entities/all.yaml:6: entity b: no kind `plce` in corpus.yaml; did you mean `place`?",
    ]
    assert [entity.id for entity in curated.entities] == ["b"]


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        ("- id: [", "yaml", 1, "not YAML"),
        ("- id: a\n  kind: &x b", "yaml", 2, "anchors"),
        ("nothing: here", "not-a-list", 1, "found a mapping"),
        ("words", "not-a-list", 1, "found `words`"),
    ],
)
def test_an_entity_file_that_cannot_be_read_is_told_with_its_line(
    loaded: Loader, text: str, code: str, line: int, said: str
) -> None:
    problem = only(loaded(text))
    assert (problem.code, problem.line, problem.severity) == (code, line, Severity.ERROR)
    assert said in problem.message
    assert problem.hint


def test_the_other_files_are_read_when_one_cannot_be(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "corpus", {})
    (corpus.index / "entities" / "broken.yaml").write_text("- id: [")
    (corpus.index / "entities" / "more.yml").write_text("- {id: more, kind: place, name: More}\n")
    curated = load(corpus)
    assert [problem.path for problem in curated.problems] == ["index/entities/broken.yaml"]
    assert {"westland", "more"} <= {entity.id for entity in curated.entities}


def test_a_list_of_numbers_is_told_item_by_item(loaded: Loader) -> None:
    curated = loaded("- 1\n- 2\n-\n- [3]\n")
    assert [message for _, _, message in told(curated)] == [
        "item 1 is no entity: found `1`",
        "item 2 is no entity: found `2`",
        "item 3 is no entity: found nothing",
        "item 4 is no entity: found a list",
    ]


def test_a_repeated_key_is_told_and_the_first_counts(loaded: Loader) -> None:
    curated = loaded("- id: a\n  kind: place\n  name: A\n  name: B\n- {id: c, kind: place, name: C}\n")
    assert told(curated) == [("duplicate-key", 4, "the key `name` stands twice (first in line 3): the first counts")]
    assert [entity.name for entity in curated.entities] == ["A", "C"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "the file is empty"),
        ("- a", 1, "no mapping of keys: found a list"),
        ("words", 1, "no mapping of keys: found `words`"),
        ("title: [", 1, "not YAML"),
        ("format: 1", 1, "title: this is missing"),
        ("title: x", 1, "format: this is missing"),
        ("format: 1\ntitle:", 2, "title: this is empty"),
        ("format: one\ntitle: x", 1, "format: `one` is not known here"),
        ("format: '" + "9" * 5000 + "'\ntitle: x", 1, "is not known here"),
        ("format: 0\ntitle: x", 1, "format: `0` is not known here"),
    ],
)
def test_a_corpus_file_that_cannot_be_used_is_an_error_with_its_line(
    loaded: Loader, text: str, line: int, said: str
) -> None:
    with pytest.raises(CorpusError) as caught:
        loaded(corpus=text)
    problem = caught.value.problems[0]
    assert (problem.path, problem.line) == ("index/corpus.yaml", line)
    assert said in problem.message
    assert said in caught.value.message


def test_a_corpus_file_that_vanished_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cannot be read: No such file"):
        load_config(Corpus(tmp_path))


def test_a_newer_format_is_told_and_what_is_known_of_it_is_used(loaded: Loader) -> None:
    curated = loaded(corpus="format: 2\ntitle: Ports\nkinds:\n  - name: place\n    shape: round\n")
    assert [(problem.code, problem.line) for problem in curated.problems] == [("newer-format", 1), ("unknown-key", 5)]
    assert "install a newer cpec-tui" in curated.problems[0].hint
    assert curated.config.title == "Ports"
    assert [kind.name for kind in curated.config.kinds] == ["place"]


def test_names_declared_twice_are_told_and_the_first_counts(loaded: Loader) -> None:
    curated = loaded(
        corpus="format: 1\ntitle: x\nkinds:\n  - {name: place, colour: red}\n  - {name: place, colour: blue}\n"
        "relation_types:\n  - {name: part of, inverse: has part}\n  - name: part of\n"
    )
    assert told(curated) == [
        ("duplicate-name", 5, "kinds: `place` is declared twice"),
        ("duplicate-name", 8, "relation_types: `part of` is declared twice"),
    ]
    assert [kind.colour for kind in curated.config.kinds] == ["red"]
    assert curated.config.inverses == {"part of": "has part"}


@pytest.mark.parametrize("pattern", ["(", "[a"])
def test_a_residue_pattern_that_is_none_is_told_and_the_others_are_used(loaded: Loader, pattern: str) -> None:
    curated = loaded(corpus=f"format: 1\ntitle: x\nresidue:\n  - good\n  - '{pattern}'\n")
    problem = only(curated)
    assert (problem.line, problem.message.startswith("residue 2: no regular expression: ")) == (5, True)
    assert curated.config.residue == ("good",)


@pytest.mark.parametrize(("glyph", "said"), [("ab", "that can be seen"), ("\\a", "that can be seen"), ("中", "narrow")])
def test_a_glyph_must_take_one_cell_and_a_kind_is_kept_without_it(loaded: Loader, glyph: str, said: str) -> None:
    curated = loaded(corpus=f'format: 1\ntitle: x\nkinds:\n  - name: place\n    glyph: "{glyph}"\n')
    problem = only(curated)
    assert (problem.line, said in problem.message) == (5, True)
    assert [(kind.name, kind.glyph) for kind in curated.config.kinds] == [("place", "◆")]


@pytest.mark.parametrize(("text", "found"), [("- a", "a list"), ("words", "`words`")])
def test_documents_must_be_a_mapping(loaded: Loader, text: str, found: str) -> None:
    problem = only(loaded(documents=text))
    assert (problem.code, problem.line) == ("not-a-mapping", 1)
    assert problem.message.endswith(f"found {found}")


def test_an_entry_that_is_no_mapping_is_told_and_the_others_are_used(loaded: Loader) -> None:
    curated = loaded(documents="a: words\nb: {title: B}\n")
    assert told(curated) == [("bad-value", 1, "a: a mapping of keys is wanted, found `words`")]
    assert list(curated.documents) == ["b"]
    assert curated.document_lines == {"a": 1, "b": 2}


def test_a_former_id_of_two_documents_is_told_and_the_first_counts(loaded: Loader) -> None:
    curated = loaded(documents="a: {former_ids: [old]}\nb:\n  former_ids:\n    - older\n    - old\n")
    assert told(curated) == [("duplicate-former-id", 5, "document b: the former id `old` is one of a too")]
    assert curated.former_ids == {"old": "a", "older": "b"}


def test_a_former_id_that_a_described_document_has_is_told_and_dropped(loaded: Loader) -> None:
    curated = loaded(documents="a: {former_ids: [b]}\nb: {title: B}\n")
    assert (only(curated).code, only(curated).severity) == ("taken-former-id", Severity.WARNING)
    assert curated.former_ids == {}


def test_a_file_that_may_not_be_read_is_told(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    read_text = Path.read_text

    def forbidden(self: Path, encoding: str | None = None) -> str:
        if self.name == "all.yaml":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return read_text(self, encoding=encoding)

    monkeypatch.setattr(Path, "read_text", forbidden)
    problem = only(load(corpus))
    assert (problem.code, problem.path, problem.line) == ("unreadable", "index/entities/all.yaml", 0)
    assert "Permission denied" in problem.message


def test_what_is_no_file_among_the_entities_is_told_and_not_waited_for(corpus: Corpus) -> None:
    (corpus.index / "entities" / "folder.yaml").mkdir()
    os.mkfifo(corpus.index / "entities" / "pipe.yaml")
    (corpus.index / "documents.yaml").symlink_to("nowhere")
    curated = load(corpus)
    assert [(problem.path, "cannot be read" in problem.message) for problem in curated.problems] == [
        ("index/documents.yaml", True),
        ("index/entities/folder.yaml", True),
        ("index/entities/pipe.yaml", True),
    ]
    assert len(curated.entities) == 6


def test_the_digest_changes_with_any_byte_and_any_file(corpus: Corpus) -> None:
    seen = {curated_digest(corpus)}
    (corpus.index / "documents.yaml").write_text("{}")
    seen.add(curated_digest(corpus))
    (corpus.index / "documents.yaml").write_text("{} ")
    seen.add(curated_digest(corpus))
    (corpus.index / "entities" / "all.yaml").rename(corpus.index / "entities" / "b.yaml")
    seen.add(curated_digest(corpus))
    (corpus.index / "notes.yaml").write_text("no curated file")
    assert len(seen | {curated_digest(corpus)}) == 4


def test_the_digest_does_not_fail_on_a_file_that_cannot_be_read(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: Path) -> bytes:
        raise OSError(errno.EIO, "no")

    before = curated_digest(corpus)
    monkeypatch.setattr(Path, "read_bytes", fails)
    assert curated_digest(corpus) != before
