"""Tidying what many small updates leave: the same answers in fewer segments, and nothing where nothing is gained."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Collection, Iterator
from itertools import count
from pathlib import Path

import pytest

from cpec_tui import platform
from cpec_tui.built import manifest as manifests
from cpec_tui.built.building import build
from cpec_tui.built.progress import Tidied
from cpec_tui.built.tidying import tidy
from cpec_tui.catalog import compacting
from cpec_tui.errors import BuiltIndexError, DamagedError
from cpec_tui.library import Library
from cpec_tui.search.engines import EngineName
from tests.built.attacks import flip_and_keep_the_time
from tests.built.killing import DONE, KILLED, REFUSED, UNTOUCHED, calls_of, dead_at, refused_at, writing
from tests.built.states import answers, answers_of_a_fresh_build, in_force, write
from tests.built.wearing import easily_worn, segments, wear_out
from tests.engines import ENGINES

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> EngineName:
    name: EngineName = request.param
    return name


@pytest.fixture
def worn(library: Library, engine: EngineName, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library worn by updates, and open."""
    easily_worn(monkeypatch)
    wear_out(library, engine)
    assert library.open()
    yield library
    library.close()


def state_of(folder: Path) -> dict[Path, int]:
    """When which file was written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.name != manifests.LOCK}


def test_segments_become_one_without_removed_paragraphs_and_answers_stay(worn: Library, engine: EngineName) -> None:
    before, said = segments(worn, engine), answers(worn)
    assert sum(one.removed for one in before)
    done = tidy(worn.folder)
    assert done.segments >= len([one for one in before if one.removed])
    assert done.paragraphs
    assert not sum(one.removed for one in segments(worn, engine))
    assert len(segments(worn, engine)) < len(before)
    # Who has the generation before open goes on with it, and finds the same in the new one.
    assert worn.has_moved_on
    assert answers(worn) == said
    assert worn.open()
    assert answers(worn) == said == answers_of_a_fresh_build(worn.corpus, worn.folder.with_name("fresh"))


def test_what_is_tidy_is_not_touched_again(worn: Library) -> None:
    tidy(worn.folder)
    before = state_of(worn.folder)
    assert tidy(worn.folder) == Tidied()
    assert state_of(worn.folder) == before
    # And nothing that was built seems out of date.
    assert worn.open()
    assert not worn.changes().any
    generation = in_force(worn).generation
    build(worn.corpus, worn.folder)
    assert in_force(worn).generation == generation


def test_updates_go_on_from_what_was_tidied(worn: Library, engine: EngineName) -> None:
    tidy(worn.folder)
    write(worn.corpus, "rail.txt", "The railway\n\nIt leads from Redhill to Aldport.\n")
    (worn.corpus.seeds / "d1.txt").unlink()
    report = build(worn.corpus, worn.folder)
    assert (report.added, report.changed, report.removed) == (1, 0, 1)
    assert worn.open()
    assert answers(worn) == answers_of_a_fresh_build(worn.corpus, worn.folder.with_name("fresh"))


def test_a_folder_with_nothing_in_force_stays_as_it_is(tmp_path: Path) -> None:
    assert tidy(tmp_path / "built") == Tidied()
    assert not (tmp_path / "built").exists()
    (tmp_path / "built").mkdir(mode=0o700)
    assert tidy(tmp_path / "built") == Tidied()
    assert list((tmp_path / "built").iterdir()) == []


def test_a_small_wear_is_left(library: Library, engine: EngineName) -> None:
    wear_out(library, engine, 2)
    before = state_of(library.folder)
    assert tidy(library.folder) == Tidied()
    assert state_of(library.folder) == before


def test_another_program_that_builds_is_not_disturbed(worn: Library) -> None:
    before = state_of(worn.folder)
    with platform.exclusive_lock(worn.folder / manifests.LOCK), pytest.raises(platform.Busy):
        tidy(worn.folder)
    assert state_of(worn.folder) == before


def test_stopped_at_any_step_it_leaves_everything_as_it_was(worn: Library) -> None:
    before, generation = state_of(worn.folder), in_force(worn)
    for step in count():
        try:
            tidy(worn.folder, stop=_after(step))
        except KeyboardInterrupt:
            assert {path: state_of(worn.folder).get(path) for path in before} == before
            assert in_force(worn) == generation
            assert not (worn.folder / "work").exists()
        else:
            break
    assert step > 5
    assert in_force(worn).generation == generation.generation + 1


def test_a_catalog_that_is_empty_to_a_large_part_is_compacted(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compacting, "LEAST_PAGES", 10)
    path = write(library.corpus, "large.txt", "\n\n".join(f"Copper number {n} of very many." for n in range(2000)))
    build(library.corpus, library.folder)
    path.unlink()
    build(library.corpus, library.folder)
    assert library.open()
    said = answers(library)
    before = (library.folder / in_force(library).catalog).stat().st_size
    with pytest.raises(KeyboardInterrupt):
        tidy(library.folder, stop=_after(2))
    assert tidy(library.folder).compacted
    assert (library.folder / in_force(library).catalog).stat().st_size < before / 2
    assert library.open()
    assert answers(library) == said == answers_of_a_fresh_build(library.corpus, library.folder.with_name("fresh"))
    assert tidy(library.folder) == Tidied()


@pytest.mark.parametrize("part", ["catalog", "text"])
def test_what_the_disk_spoiled_unnoticed_is_not_taken_over(
    worn: Library, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifests, "_DIGEST_AT_OPEN", 0)
    monkeypatch.setattr(manifests, "_SMALL", 0)
    build(worn.corpus, worn.folder)
    assert worn.open()
    said = answers(worn)
    generation = in_force(worn)
    spoiled = max(
        (worn.folder / name for name in generation.files if name.startswith(getattr(generation, part))),
        key=lambda path: path.stat().st_size,
    )
    flip_and_keep_the_time(spoiled, random.Random(1))
    with pytest.raises(DamagedError, match="was changed"):
        tidy(worn.folder)
    assert in_force(worn) == generation
    build(worn.corpus, worn.folder)
    assert worn.open()
    assert answers(worn) == said


def check_at_some_writings(worn: Library, tidied_until: Callable[[int], int], ends: Collection[int]) -> None:
    """Whatever happens at one of several writings, it comes to one of ``ends`` and leaves the same answers."""
    said, chance = answers(worn), random.Random(1)
    last = _calls_in_a_copy(worn)
    for number in sorted(chance.sample(range(1, last), 8)):
        assert tidied_until(number) in ends
        assert worn.open()
        assert answers(worn) == said, number


@needs_fork
def test_killed_at_any_writing_it_leaves_the_same_answers(worn: Library) -> None:
    said = answers(worn)
    check_at_some_writings(worn, lambda number: dead_at(lambda: tidy(worn.folder), number, writing), (KILLED, DONE))
    tidy(worn.folder)
    assert worn.open()
    assert answers(worn) == said


@needs_fork
def test_without_space_it_says_so_and_leaves_the_same_answers(worn: Library) -> None:
    ends = (REFUSED, DONE, UNTOUCHED)
    check_at_some_writings(worn, lambda number: refused_at(lambda: tidy(worn.folder), number), ends)


def _after(times: int) -> Callable[[], bool]:
    """What says so many times that nobody wants it to stop, and then that somebody does."""
    asked = iter([False] * times)
    return lambda: next(asked, True)


def _calls_in_a_copy(library: Library) -> int:
    copied = library.folder.with_name("copied")
    shutil.copytree(library.folder, copied)
    return calls_of(lambda: tidy(copied), writing)


def test_a_folder_that_others_can_write_is_not_touched(worn: Library) -> None:
    worn.folder.chmod(0o777)
    with pytest.raises(BuiltIndexError, match="cannot be trusted"):
        tidy(worn.folder)
    worn.folder.chmod(0o700)
