"""Writing Whoosh indexes, and reading back what engines need of each paragraph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from whoosh import index

from cpec_tui.errors import BuiltIndexError
from cpec_tui.model import Role
from cpec_tui.search.whoosh_rows import RowValue
from cpec_tui.search.whoosh_writer import WhooshWriter


def write(folder: Path, *numbers: int, remove: tuple[int, ...] = (), paragraphs: int = 3) -> None:
    """Add documents whose paragraphs have rows 10 × number and on, in an index that is made when it is missing."""
    writer = WhooshWriter(folder, create=not folder.exists())
    before = index.open_dir(str(folder)).doc_count()
    for number in remove:
        writer.remove(number)
    for number in numbers:
        writer.add(number, 10 * number, [(Role.BODY, ["word", f"w{number}"])] * paragraphs)
    writer.commit(before + paragraphs * (len(numbers) - len(remove)))


def rows(folder: Path) -> list[RowValue]:
    reader: Any = index.open_dir(str(folder)).reader()
    with reader:
        found: list[RowValue] = []
        for leaf, _ in reader.leaf_readers():
            kept = leaf.column_reader("row", translate=False)
            found += [RowValue(kept.row(one), kept.keys[one] >> 2, kept.keys[one] & 3) for one in leaf.all_doc_ids()]
        return found


def test_rows_lengths_and_weights_come_back(tmp_path: Path) -> None:
    writer = WhooshWriter(tmp_path / "text", create=True)
    writer.add(0, 7, [(Role.TITLE, ["a"]), (Role.HEADING, []), (Role.BODY, ["b"] * 5)])
    writer.commit(3)
    assert rows(tmp_path / "text") == [RowValue(7, 1, 2), RowValue(8, 0, 1), RowValue(9, 5, 0)]


def test_rows_survive_merging_and_removal(tmp_path: Path) -> None:
    folder = tmp_path / "text"
    for number in range(12):
        write(folder, number)
    write(folder, 20, remove=(3, 7))
    expected = [10 * number + place for number in (*range(12), 20) if number not in (3, 7) for place in range(3)]
    assert sorted(value.row for value in rows(folder)) == expected
    assert len(list(folder.glob("*.trm"))) < 12


def test_a_count_that_does_not_fit_is_an_error(tmp_path: Path) -> None:
    writer = WhooshWriter(tmp_path / "text", create=True)
    writer.add(0, 0, [(Role.BODY, ["a"])])
    with pytest.raises(BuiltIndexError, match="1 paragraphs instead of 2"):
        writer.commit(2)


def test_nothing_is_seen_of_what_was_cancelled(tmp_path: Path) -> None:
    folder = tmp_path / "text"
    write(folder, 1)
    writer = WhooshWriter(folder, create=False)
    writer.add(2, 20, [(Role.BODY, ["a"])])
    writer.remove(1)
    writer.cancel()
    writer.cancel()
    assert [value.row for value in rows(folder)] == [10, 11, 12]


def test_a_folder_that_is_no_index_cannot_be_grown(tmp_path: Path) -> None:
    with pytest.raises(BuiltIndexError, match="damaged"):
        WhooshWriter(tmp_path, create=False)
