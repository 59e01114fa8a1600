"""Built indexes too large to be read at every opening: damage is found all the same, and what is whole is not read."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cpec_tui.built import checks
from cpec_tui.built import manifest as manifests
from cpec_tui.errors import DamagedError
from cpec_tui.library import Library
from tests.built.attacks import DAMAGES, Damage, files_of, flip, flip_and_keep_the_time, names
from tests.built.states import answers, in_force, write
from tests.corpora import MINE
from tests.engines import each_engine


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifests, "_DIGEST_AT_OPEN", 0)
    monkeypatch.setattr(manifests, "_SMALL", 0)


@pytest.fixture
def large(everything_is_large: None, library: Library) -> Iterator[Library]:
    """A library whose files were read once."""
    library.build(rebuild=True)
    yield library
    library.close()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were read wholly."""
    found: list[Path] = []
    digest_of = manifests.digest_of

    def noted(path: Path) -> str:
        found.append(path)
        return digest_of(path)

    monkeypatch.setattr(manifests, "digest_of", noted)
    return found


@each_engine
def test_what_a_build_has_just_written_is_not_read_again_to_be_opened(large: Library, read: list[Path]) -> None:
    large.open()
    assert read == []
    write(large.corpus, "mine.txt", f"{MINE}\nMore of copper.\n")
    large.build()
    written = len(read)
    large.open()
    assert len(read) == written
    assert large.search("more").total == 1


@each_engine
def test_a_built_index_that_was_copied_is_read_once(large: Library, read: list[Path]) -> None:
    manifest = in_force(large)
    (large.folder / checks.FILE).unlink()
    large.open()
    assert len(read) == len(manifest.files)
    large.open()
    assert len(read) == len(manifest.files)


def test_a_file_that_was_only_touched_is_read_and_trusted_again(large: Library, read: list[Path]) -> None:
    path = large.folder / in_force(large).catalog
    os.utime(path)
    large.open()
    assert read == [path]


def test_bytes_that_were_overwritten_behind_an_old_date_are_noticed(large: Library) -> None:
    flip_and_keep_the_time(large.folder / in_force(large).catalog, random.Random(3))
    with pytest.raises(DamagedError, match=r"catalog-\d+.sqlite was changed"):
        large.open()


@each_engine
@pytest.mark.parametrize("damage", DAMAGES, ids=names)
def test_any_damaged_file_is_noticed_and_mended_by_a_build(large: Library, damage: Damage) -> None:
    said = answers(large)
    for number, name in enumerate(files_of(large.folder)):
        if not (large.folder / name).exists() or name.name == manifests.POINTER:
            continue
        large.close()
        in_use = name.as_posix() in in_force(large).files or name.name == in_force(large).name
        damage(large.folder / name, random.Random(number))
        if in_use:
            with pytest.raises(DamagedError):
                large.open()
        large.build()
        assert answers(large) == said, name


@pytest.mark.parametrize("content", ["", "[]", "{}", "null", "[" * 100_000, '{"catalog-000002.sqlite": [1, 2]}'])
def test_notes_that_cannot_be_read_only_cost_time(large: Library, content: str) -> None:
    said = answers(large)
    (large.folder / checks.FILE).write_text(content, encoding="utf-8")
    flip(large.folder / in_force(large).catalog, random.Random(1))
    with pytest.raises(DamagedError):
        large.open()
    large.build()
    (large.folder / checks.FILE).write_text(content, encoding="utf-8")
    assert large.open()
    assert answers(large) == said


def test_notes_that_cannot_be_written_keep_nobody_from_opening(large: Library) -> None:
    (large.folder / checks.FILE).unlink()
    (large.folder / checks.FILE).mkdir()
    assert large.open()
    assert large.search("copper").total == 2


def spoiled_by_the_disk(folder: Path, name: str, seed: int) -> None:
    """Damage that the system knows nothing of: what was noted is made to fit."""
    flip_and_keep_the_time(folder / name, random.Random(seed))
    written = checks.known(folder)[name]
    seal = checks.seal_of(folder / name, checks.Written(written.size, written.mtime_ns, written.digest))
    checks.note(folder, checks.known(folder) | {name: seal})


def test_what_the_disk_spoiled_is_found_by_who_reads_all_and_then_mended(large: Library) -> None:
    said = answers(large)
    large.close()
    manifest = in_force(large)
    spoiled_by_the_disk(large.folder, manifest.catalog, 5)
    manifests.verify(large.folder, manifest)
    with pytest.raises(DamagedError, match="was changed"):
        manifests.examine(large.folder)
    # From now on nobody trusts it.
    with pytest.raises(DamagedError, match="was changed"):
        large.open()
    large.build()
    assert answers(large) == said


@each_engine
def test_what_the_disk_spoiled_is_not_taken_over_into_another_file(large: Library) -> None:
    base = in_force(large)
    name = max((one for one in base.files if one.startswith(base.text)), key=lambda one: base.files[one].size)
    merged = replace(base, text="text-000099", files={})
    shutil.copytree(large.folder / base.text, large.folder / merged.text)
    (large.folder / merged.text / Path(name).name).unlink()
    manifests.publish(large.folder, merged, base)
    manifests.publish(large.folder, base, None)
    spoiled_by_the_disk(large.folder, name, 5)
    with pytest.raises(DamagedError, match="was changed"):
        manifests.publish(large.folder, merged, base)
    (large.folder / name).unlink()
    with pytest.raises(DamagedError, match="is missing"):
        manifests.publish(large.folder, merged, base)


def test_opening_wholly_reads_what_is_noted_as_whole(large: Library) -> None:
    spoiled_by_the_disk(large.folder, in_force(large).catalog, 5)
    with pytest.raises(DamagedError, match="was changed"):
        large.open(wholly=True)


def test_examining_a_built_index_that_a_writer_replaces_finds_nothing(
    large: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = in_force(large)
    large.build(rebuild=True)
    large.build(rebuild=True)
    in_force_now = manifests.current
    told = iter([manifest])
    monkeypatch.setattr(manifests, "current", lambda folder: next(told, None) or in_force_now(folder))
    manifests.examine(large.folder)
