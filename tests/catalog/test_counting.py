"""Rows by the document that they belong to."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.catalog.counting import DocumentIndex, DocumentRows, by_document
from cpec_tui.catalog.rowset import RowSet


@settings(max_examples=80, deadline=None)
@given(sizes=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 6)), max_size=8), data=st.data())
def test_each_row_is_found_in_its_document(sizes: list[tuple[int, int]], data: st.DataObject) -> None:
    documents, of_row, row = [], {}, 0
    for number, (removed, paragraphs) in enumerate(sizes):
        row += removed  # Rows of a document that is gone are nobody's.
        documents.append(DocumentRows(f"d{number}", "", None, row, paragraphs))
        of_row.update(dict.fromkeys(range(row, row + paragraphs), f"d{number}"))
        row += paragraphs
    rows = data.draw(st.sets(st.sampled_from(sorted(of_row)))) if of_row else set()
    shuffled = data.draw(st.permutations(documents))
    found = [(document.id, row) for document, its in by_document(shuffled, rows) for row in its]
    place = {document.id: at for at, document in enumerate(shuffled)}
    assert found == sorted(((of_row[row], row) for row in rows), key=lambda pair: (place[pair[0]], pair[1]))


def test_few_and_many_rows_are_counted_by_document() -> None:
    index = DocumentIndex.of_documents(
        [DocumentRows("b", "", None, 5, 20), DocumentRows("a", "", None, 1, 3), DocumentRows("c", "", None, 30, 4)]
    )
    for rows, counted in (([24, 2, 5], {1: 1, 0: 2}), ([1, 3, *range(5, 25)], {1: 2, 0: 20})):
        assert dict(index.counted(rows, RowSet.of(rows))) == counted
    assert list(index.rows_of([2, 1])) == [1, 2, 3, 30, 31, 32, 33]
