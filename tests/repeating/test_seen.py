"""What is new in a saved search since it was seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.library import Library
from cpec_tui.model import SavedSearch
from cpec_tui.repeating.seen import ask, mark, recall, renamed, seen_file
from tests.corpora import MINE, built_library, make_corpus
from tests.repeating.making import LATER, NOON, add

COPPER = SavedSearch("ores", "copper")


def new(library: Library, search: SavedSearch = COPPER) -> list[str]:
    return [one.address for one in ask(library, search).new]


def test_before_it_was_seen_everything_is_new(library: Library) -> None:
    found = ask(library, COPPER)
    assert (found.total, found.documents, found.seen) == (2, 2, None)
    assert len(found.new) == 2


def test_what_came_since_is_new(library: Library) -> None:
    mark(library, [COPPER], NOON)
    assert new(library) == []
    add(library, "news.txt", "Copper went up.\n")
    assert new(library) == ["news#p1"]
    assert ask(library, COPPER).seen == "2025-03-01T12:00:00Z"
    mark(library, [COPPER], LATER)
    assert new(library) == []
    assert ask(library, COPPER).seen == "2025-03-08T09:30:00Z"


def test_a_paragraph_with_another_number_is_not_new(library: Library) -> None:
    mark(library, [COPPER], NOON)
    add(library, "mine.txt", MINE.replace("\n\n", "\n\nSomething else before.\n\n", 1).replace("Redhill", "Redhill", 1))
    assert new(library) == []


def test_a_changed_paragraph_is_new(library: Library) -> None:
    mark(library, [COPPER], NOON)
    add(library, "mine.txt", MINE.replace("Redhill copper mine", "The copper mine of Redhill"))
    assert new(library) == ["mine#p1"]


def test_the_same_text_once_more_is_new(library: Library) -> None:
    add(library, "news.txt", "Copper went up.\n\nIt did.\n")
    mark(library, [COPPER], NOON)
    add(library, "news.txt", "Copper went up.\n\nIt did.\n\nCopper went up.\n")
    assert new(library) == ["news#p3"]


def test_a_renamed_document_is_not_new(library: Library) -> None:
    mark(library, [COPPER], NOON)
    (library.corpus.seeds / "mine.txt").rename(library.corpus.seeds / "pit.txt")
    library.build()
    assert new(library) == ["pit#p1"]
    (library.corpus.index / "documents.yaml").write_text("pit: {former_ids: mine}\n")
    library.build()
    assert new(library) == []


def test_each_search_and_each_corpus_has_its_own(library: Library, tmp_path: Path) -> None:
    mark(library, [COPPER], NOON)
    assert new(library, SavedSearch("quays", "quays")) == ["harbour#p2"]
    other = built_library(make_corpus(tmp_path / "other"), tmp_path / "built")
    assert len(new(other)) == 2
    other.close()


def test_what_was_seen_goes_with_a_new_name(library: Library) -> None:
    mark(library, [COPPER], NOON)
    renamed(library.corpus, "Ores", "metals")
    assert new(library, SavedSearch("metals", "copper")) == []
    assert len(new(library)) == 2


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "[]",
        "{}",
        '{"version": 2}',
        '{"version": 1, "searches": {"ores": {"at": 1}}}',
        '{"version":1,"searches":[]}',
    ],
)
def test_a_file_that_cannot_be_used_counts_as_nothing(library: Library, kept: str) -> None:
    path = seen_file(library.corpus)
    path.parent.mkdir(parents=True)
    path.write_text(kept)
    assert recall(library.corpus) == {}
    mark(library, [COPPER], NOON)
    assert new(library) == []


def test_a_search_that_cannot_be_asked_says_why(library: Library) -> None:
    found = ask(library, SavedSearch("odd", "sorce:x"))
    assert found.fatal
    assert found.warnings
    assert found.new == ()


def test_the_texts_themselves_are_not_kept(library: Library) -> None:
    mark(library, [COPPER], NOON)
    assert "copper" not in seen_file(library.corpus).read_text().lower()
