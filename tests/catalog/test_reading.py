"""A catalog as it is read: counts, order, rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cpec_tui.built import manifest as manifests
from cpec_tui.catalog.reading import Catalog
from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library
from cpec_tui.model import Role, Status
from tests.built.states import check_counts
from tests.corpora import built_library, make_corpus

SOURCES = {
    "old.txt": "---\ndate: 2020\n---\n\nStone and Sons (SAS) dug. SAS dug more.\n\nCopper of Westland.\n",
    "new.txt": "---\ndate: 2024-05-06\n---\n\nSAS and Stone and Sons.\n\nSAS again.\n",
    "undated.txt": "Nothing\n\nSAS only, or the other SAS?\n",
}
ENTITIES = """\
- {id: westland, kind: place, name: Westland}
- {id: sas, kind: organisation, name: Stone and Sons, aliases: [SAS]}
- {id: airline, kind: organisation, name: Sky and Sea, aliases: [SAS]}
- {id: stone, kind: mineral, name: stone}
- {id: copper, kind: mineral, name: copper}
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    found = built_library(make_corpus(tmp_path / "corpus", SOURCES, entities=ENTITIES), tmp_path / "built")
    yield found
    found.close()


@pytest.fixture
def catalog(library: Library) -> Iterator[Catalog]:
    manifest = manifests.current(library.folder)
    assert manifest is not None
    found = Catalog(library.folder / manifest.catalog)
    yield found
    found.close()


def test_counts_on_cards_are_those_of_the_texts(library: Library) -> None:
    check_counts(library)
    sas, airline = library.card("sas"), library.card("airline")
    assert (sas.mentions, sas.documents, sas.ambiguous) == (6, 2, 2)
    assert (airline.mentions, airline.documents, airline.ambiguous) == (0, 0, 2)


def test_mentions_come_newest_document_first_then_in_reading_order(library: Library) -> None:
    assert [(one.address, one.start) for one in library.mentions("sas")] == [
        ("new#p1", 0),
        ("new#p1", 8),
        ("new#p2", 0),
        ("old#p1", 0),
        ("old#p1", 16),
        ("old#p1", 26),
    ]


def test_rows_of_an_entity_and_a_kind_count_linked_mentions(catalog: Catalog) -> None:
    assert sorted(catalog.rows_of_entity("sas").values()) == [1, 2, 3]
    assert catalog.rows_of_entity("airline") == {}
    assert sum(catalog.rows_of_kind("organisation").values()) == 6
    # The stone in "Stone and Sons" is nested, and counts.
    assert sum(catalog.rows_of_kind("mineral").values()) == 3


def test_a_document_is_a_run_of_rows(catalog: Catalog) -> None:
    assert [document.id for document in catalog.document_rows] == catalog.document_ids()
    for document in catalog.document_rows:
        rows = range(document.first, document.first + document.paragraphs)
        expected = {row: (document.id, ordinal) for ordinal, row in enumerate(rows, 1)}
        found = {row: (one.doc, one.ordinal) for row, one in catalog.paragraphs(list(rows)).items()}
        assert found == expected


def test_an_entity_has_each_row_that_mentions_it_once(catalog: Catalog) -> None:
    found = {entity.id: list(entity.rows) for entity in catalog.entity_rows}
    every = [row for document in catalog.document_rows for row in range(document.first, document.first + 9)]
    texts = {row: paragraph.text for row, paragraph in catalog.paragraphs(every).items()}
    expected: dict[str, list[int]] = {}
    for row, mentions in catalog.mentions(texts).items():
        for entity in {one.entity for one in mentions if one.status is Status.LINKED and one.entity}:
            expected.setdefault(entity, []).append(row)
    assert {entity: sorted(rows) for entity, rows in found.items()} == {
        entity: sorted(rows) for entity, rows in expected.items()
    }
    assert "sas" in found


def test_totals_are_those_of_the_tables(catalog: Catalog) -> None:
    assert catalog.totals() == {"documents": 3, "paragraphs": 6, "entities": 5, "mentions": 10, "failed": 0}


def test_documents_are_found_by_the_days_their_dates_may_mean(catalog: Catalog) -> None:
    def between(first: str, last: str) -> list[str]:
        numbers = catalog.documents_between(first, last)
        return sorted(one.id for one in catalog.documents() if one.number in numbers)

    assert between("2020-07-01", "2020-07-01") == ["old"]
    assert between("2024-05-06", "2024-05-06") == ["new"]
    assert between("2024-05-07", "2030-01-01") == []
    assert catalog.undated() == 1


def test_paragraphs_are_found_by_row_and_by_place(catalog: Catalog) -> None:
    row = catalog.row_of("undated", 1)
    assert row is not None
    paragraph = catalog.paragraphs([row])[row]
    assert (paragraph.doc, paragraph.ordinal, paragraph.role, paragraph.text) == ("undated", 1, Role.TITLE, "Nothing")
    assert catalog.row_of("undated", 9) is None
    assert catalog.row_of("nothing", 1) is None


def test_a_document_answers_to_its_former_id(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "corpus", documents_yaml="mine: {former_ids: [pit]}\n")
    library = built_library(corpus, tmp_path / "built")
    assert library.document("pit#p1").doc == "mine"
    library.close()


def test_more_rows_than_fit_one_query_are_all_found(tmp_path: Path) -> None:
    text = "\n\n".join(f"Paragraph {number} on copper." for number in range(1201))
    library = built_library(make_corpus(tmp_path / "corpus", {"long.txt": text}), tmp_path / "built")
    assert len(list(library.mentions("copper"))) == 1201
    page = library.search("copper", limit=1201)
    assert len(page.hits) == page.total == 1201
    library.close()


def test_what_is_no_catalog_is_said_so(tmp_path: Path) -> None:
    for content in (b"", b"garbage" * 100):
        path = tmp_path / "catalog.sqlite"
        path.write_bytes(content)
        with pytest.raises(BuiltIndexError, match="damaged"):
            Catalog(path)
    with pytest.raises(BuiltIndexError, match="damaged"):
        Catalog(tmp_path / "nothing.sqlite")
