"""What a Whoosh segment keeps of its paragraphs comes back as it was given, and those that are alike together."""

from __future__ import annotations

from array import array
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.filedb.structfile import StructFile

from cpec_tui.search.whoosh_rows import RowColumn, RowValue, SegmentRows


def kept(values: list[RowValue]) -> array[int]:
    """The numbers that are written for ``values``."""
    file = BytesIO()
    writer = RowColumn().writer(StructFile(file))
    for number, value in enumerate(values):
        writer.add(number, value.pack())
    writer.finish(len(values))
    content = file.getvalue()
    numbers: array[int] = StructFile(BytesIO(content)).get_array(0, "I", len(content) // 4)
    return numbers


VALUES = st.builds(RowValue, st.just(0), st.integers(0, 9), st.integers(0, 2))


@settings(max_examples=100, deadline=None)
@given(given=st.lists(VALUES, max_size=20), step=st.integers(1, 3), first=st.integers(0, 5), data=st.data())
def test_values_come_back_and_so_do_the_rows_that_are_alike(
    given: list[RowValue], step: int, first: int, data: st.DataObject
) -> None:
    rows = data.draw(st.permutations(range(first, first + step * len(given), step)))
    if data.draw(st.booleans()):
        rows = sorted(rows)
    values = [one._replace(row=row) for one, row in zip(given, rows, strict=True)]
    read = SegmentRows(kept(values), len(values))
    assert list(read) == [one.pack() for one in values]
    assert read.words() == sum(one.length for one in values)
    alike = {key: list(found) for key, found in read.by_key()}
    keys = {one.length << 2 | one.code for one in values}
    assert alike == {
        key: sorted(one.row for one in values if one.length << 2 | one.code == key) for key in sorted(keys)
    }


def test_what_was_cut_or_belongs_to_another_segment_is_refused() -> None:
    numbers = kept([RowValue(3, 5, 0), RowValue(4, 2, 1), RowValue(9, 2, 1)])
    for length in range(len(numbers)):
        with pytest.raises(ValueError, match="do not fit"):
            SegmentRows(numbers[:length], 3)
    with pytest.raises(ValueError, match="do not fit"):
        SegmentRows(numbers, 2)


def test_a_document_without_a_row_is_not_written() -> None:
    writer = RowColumn().writer(StructFile(BytesIO()))
    with pytest.raises(ValueError, match="has no row"):
        writer.add(1, RowValue(0, 1, 0).pack())
