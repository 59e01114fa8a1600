"""The standing order of paragraphs, kept document by document."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.catalog.counting import in_time
from cpec_tui.catalog.standing import Places, dump
from tests.corpora import built_library, make_corpus


def test_one_document_stands_behind_the_other_whatever_their_rows() -> None:
    found = Places.of_runs([(5, 2), (1, 3)])
    assert list(found.rows()) == [5, 6, 1, 2, 3]
    assert [found.of(row) for row in found.rows()] == [0, 1, 2, 3, 4]
    assert found.end == 7


def test_no_document_has_no_places() -> None:
    assert list(Places(b"").rows()) == []
    assert Places(dump([])).end == 0


@settings(max_examples=80, deadline=None)
@given(sizes=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 6)), max_size=8), data=st.data())
def test_every_row_has_the_place_at_which_it_comes(sizes: list[tuple[int, int]], data: st.DataObject) -> None:
    runs, row = [], 0
    for removed, paragraphs in sizes:
        row += removed  # Rows of a document that is gone have no place.
        runs.append((row, paragraphs))
        row += paragraphs
    shuffled = data.draw(st.permutations(runs))
    found = Places(dump(shuffled))
    rows = [row for first, count in shuffled for row in range(first, first + count)]
    assert list(found.rows()) == rows
    assert list(map(found.of, rows)) == list(range(len(rows)))


def test_what_is_kept_is_right_after_every_update(tmp_path: Path) -> None:
    sources = {
        f"{name}.txt": f"---\ndate: {date}\n---\n\nGold.\n\nTin.\n" for name, date in zip("bca", "312", strict=True)
    }
    corpus = make_corpus(tmp_path / "corpus", {**sources, "empty.txt": "", "plain.txt": "Tin.\n"}, entities=None)
    library = built_library(corpus, tmp_path / "built")

    def check() -> None:
        catalog = library._open.catalog
        documents = in_time(catalog.document_rows, newest_first=True)
        assert list(catalog.places.rows()) == [
            row for one in documents for row in range(one.first, one.first + one.paragraphs)
        ]

    check()
    (corpus.seeds / "new.txt").write_text("---\ndate: 2025-01-01\n---\n\nGold.\n", encoding="utf-8")
    (corpus.seeds / "c.txt").unlink()
    library.build()
    check()
    (corpus.index / "documents.yaml").write_text("plain: {date: 2026-01-01}\n", encoding="utf-8")
    library.build()
    assert library.search("tin").hits[0].doc == "plain"
    check()
    library.close()
