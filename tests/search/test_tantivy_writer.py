"""Writing Tantivy indexes: counted, replaced and never changed in place."""

from __future__ import annotations

import errno
import random
from pathlib import Path

import pytest

from cpec_tui import platform
from cpec_tui.catalog.rowset import rows_in
from cpec_tui.errors import BuiltIndexError
from cpec_tui.model import Role
from cpec_tui.search import tantivy_meta
from cpec_tui.search.bm25f import key_of
from cpec_tui.search.engines import TextWriter, open_writer, segments_in
from cpec_tui.search.tantivy_rows import RowFile
from cpec_tui.search.wear import Segment
from tests.engines import needs_tantivy

pytestmark = needs_tantivy


def writer(folder: Path) -> TextWriter:
    return open_writer("tantivy", folder, create=not folder.exists())


def write(folder: Path, *numbers: int, remove: tuple[int, ...] = (), paragraphs: int = 3) -> None:
    """Add documents whose paragraphs have rows 10 × number and on, in an index that is made when it is missing."""
    before = RowFile(folder).count if folder.exists() else 0
    open_one = writer(folder)
    for number in remove:
        open_one.remove(number)
    for number in numbers:
        open_one.add(number, 10 * number, [(Role.BODY, ["word", f"w{number}"])] * paragraphs)
    open_one.commit(before + paragraphs * (len(numbers) - len(remove)))


def rows(folder: Path) -> list[int]:
    return rows_in(RowFile(folder).bits())


def test_rows_lengths_and_weights_come_back(tmp_path: Path) -> None:
    one = writer(tmp_path / "text")
    one.add(0, 7, [(Role.TITLE, ["a"]), (Role.HEADING, []), (Role.BODY, ["b"] * 5)])
    one.commit(3)
    table = RowFile(tmp_path / "text")
    keys = table.keys()
    assert rows_in(table.bits()) == [7, 8, 9]
    assert list(keys) == [0] * 7 + [key_of(1, 2), key_of(0, 1), key_of(5, 0)]
    assert (table.count, table.average) == (3, 2.0)


def test_what_was_begun_to_be_written_is_there_after_the_commit(tmp_path: Path) -> None:
    one = writer(tmp_path / "text")
    one.begin_commit()
    for number in range(2):
        one.add(number, 10 * number, [(Role.BODY, ["a"])] * 3)
        one.begin_commit()
        one.commit(3 * (number + 1))
    assert rows(tmp_path / "text") == [0, 1, 2, 10, 11, 12]


def test_what_goes_wrong_in_the_background_is_raised_by_the_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = pytest.importorskip("cpec_tui.search.tantivy_writer")

    def no_space(writer: object) -> None:
        raise ValueError("An IO error occurred: 'No space left on device (os error 28)'")

    monkeypatch.setattr(module, "_write", no_space)
    one = writer(tmp_path / "text")
    one.add(0, 0, [(Role.BODY, ["a"])])
    one.begin_commit()
    with pytest.raises(OSError, match="No space left") as caught:
        one.commit(1)
    assert caught.value.errno == errno.ENOSPC


def test_what_is_written_in_the_background_can_be_cancelled(tmp_path: Path) -> None:
    folder = tmp_path / "text"
    one = writer(folder)
    one.add(0, 0, [(Role.BODY, ["a"])])
    one.begin_commit()
    one.cancel()
    platform.remove_tree(folder)
    assert not folder.exists()


def test_beginnings_are_as_many_for_every_word(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = pytest.importorskip("cpec_tui.search.tantivy_schema")
    monkeypatch.setattr(schema, "_MOST_REMEMBERED", 3)
    beginnings = schema.Beginnings()
    for words in ([], ["a"], ["an", "a", "an"], ["antimony", "anthracite", "ore", "o", "zinc", "ore"]):
        found = beginnings.of(words).split()
        assert len(found) == 3 * len(words)
        assert set(found) - {"."} == {word[:length] for word in words for length in (1, 2, 3)}


def test_rows_survive_many_updates_and_segments_are_merged(tmp_path: Path) -> None:
    folder = tmp_path / "text"
    for number in range(30):
        write(folder, number)
    write(folder, 40, remove=(3, 7))
    assert rows(folder) == [10 * one + at for one in (*range(30), 40) if one not in (3, 7) for at in range(3)]
    assert len(list(folder.glob("*.term"))) < 12


def test_a_document_that_was_just_added_can_be_removed_again(tmp_path: Path) -> None:
    one = writer(tmp_path / "text")
    one.add(1, 10, [(Role.BODY, ["a"])] * 2)
    one.add(2, 20, [(Role.BODY, ["b"])])
    one.remove(1)
    one.commit(1)
    assert rows(tmp_path / "text") == [20]


def test_a_count_that_does_not_fit_is_an_error(tmp_path: Path) -> None:
    one = writer(tmp_path / "text")
    one.add(0, 0, [(Role.BODY, ["a"])])
    with pytest.raises(BuiltIndexError, match="1 paragraphs instead of 2"):
        one.commit(2)


def test_nothing_is_seen_of_what_was_cancelled(tmp_path: Path) -> None:
    folder = tmp_path / "text"
    write(folder, 1)
    one = writer(folder)
    one.add(2, 20, [(Role.BODY, ["a"])])
    one.remove(1)
    one.cancel()
    one.cancel()
    assert rows(folder) == [10, 11, 12]
    write(folder, 3)
    assert rows(folder) == [10, 11, 12, 30, 31, 32]


def test_files_that_another_generation_shares_are_never_written_to(tmp_path: Path) -> None:
    folder, shared = tmp_path / "text", tmp_path / "shared"
    write(folder, *range(5))
    shared.mkdir()
    before = {}
    for path in folder.iterdir():
        if not path.name.endswith(".lock"):
            platform.link_or_copy(path, shared / path.name)
            before[path.name] = path.read_bytes()
    for number in range(10, 30):
        write(folder, number, remove=(number - 10,) if number < 15 else ())
    assert {path.name: path.read_bytes() for path in shared.iterdir()} == before
    assert rows(shared) == [10 * one + at for one in range(5) for at in range(3)]


def test_a_folder_that_is_no_index_cannot_be_grown(tmp_path: Path) -> None:
    with pytest.raises(BuiltIndexError, match="damaged"):
        open_writer("tantivy", tmp_path, create=False)


@pytest.mark.parametrize(
    "said",
    [
        "An IO error occurred: 'No space left on device (os error 28) at path \"/a: b/.tmpohSsr1\"'",
        "In a thread: 'io::Error: Os { code: 28, kind: StorageFull, message: \"No space left on device\" }'",
    ],
)
def test_what_the_system_refuses_is_told_in_the_words_of_the_system(said: str) -> None:
    from cpec_tui.search import tantivy_writer

    with pytest.raises(OSError, match="No space left") as caught, tantivy_writer._told():
        raise ValueError(said)
    assert (caught.value.errno, caught.value.strerror) == (28, "No space left on device")


def test_its_segments_and_what_stands_in_each_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "text"
    write(folder, 1, 2, 3)
    write(folder, 4, remove=(2,))
    assert segments_in("tantivy", folder) == [Segment(6, 3), Segment(3, 0)]
    one = writer(folder)
    assert sorted(one.rows_in([0])) == [10, 11, 12, 30, 31, 32]
    assert sorted(one.rows_in([1])) == [40, 41, 42]
    assert sorted(one.rows_in([1, 0])) == rows(folder)
    one.cancel()


def test_a_document_can_be_written_anew_and_its_old_segment_goes(tmp_path: Path) -> None:
    folder = tmp_path / "text"
    write(folder, 1, 2)
    write(folder, 3, remove=(1,))
    write(folder, 2, remove=(2,))
    assert all(not one.removed for one in segments_in("tantivy", folder))
    assert rows(folder) == [20, 21, 22, 30, 31, 32]


def test_after_any_updates_no_file_is_left_that_is_not_in_use(tmp_path: Path) -> None:
    folder, chance = tmp_path / "text", random.Random(1)
    write(folder, *range(10))
    there = set(range(10))
    for number in range(10, 40):
        gone = tuple(chance.sample(sorted(there), chance.randrange(3)))
        write(folder, number, remove=gone)
        there = there - set(gone) | {number}
        assert not tantivy_meta.has_garbage(folder, tantivy_meta.segments(folder)), number
    (folder / f"{'0' * 32}.term").touch()
    assert tantivy_meta.has_garbage(folder, tantivy_meta.segments(folder))
    (folder / f"{'0' * 32}.term").unlink()
    (folder / f"{tantivy_meta.segments(folder)[0].name}.7.del").touch()
    assert tantivy_meta.has_garbage(folder, tantivy_meta.segments(folder))


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"segments": [{}]}', '{"segments": 3}', "[" * 100_000])
def test_what_is_no_list_of_segments_is_damage(tmp_path: Path, content: str) -> None:
    (tmp_path / "meta.json").write_text(content)
    with pytest.raises(BuiltIndexError, match="damaged"):
        segments_in("tantivy", tmp_path)
