"""Damage to the files of a library that is open: what cannot be answered rightly any more is refused as damage."""

from __future__ import annotations

import os
import random
import shutil
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cpec_tui.built import checks, held
from cpec_tui.built.held import HeldFiles
from cpec_tui.errors import CpecError, DamagedError, NotFoundError
from cpec_tui.library import Library
from cpec_tui.library_damage import telling_damage
from tests.built.attacks import OVERWRITING, Damage, files_of, flip, flip_and_keep_the_time, names
from tests.built.states import answers, in_force
from tests.engines import each_engine


@each_engine
@pytest.mark.parametrize("damage", OVERWRITING, ids=names)
def test_a_file_overwritten_under_an_open_library_is_noticed_before_it_is_asked(
    library: Library, damage: Damage
) -> None:
    said = answers(library)
    for number in range(len(in_force(library).files)):
        name = sorted(in_force(library).files)[number]
        damage(library.folder / name, random.Random(1))
        # Bytes behind the time that they had before are found by those who read all.
        if damage is not flip_and_keep_the_time:
            with pytest.raises(DamagedError, match="was changed"):
                library.search("copper")
        with pytest.raises(DamagedError, match="was changed"):
            library.check_files()
        with pytest.raises(DamagedError, match="was changed"):
            library.documents()
        library.build()
        assert answers(library) == said, name


@each_engine
def test_files_that_vanish_under_an_open_library_are_not_missed(library: Library) -> None:
    said = answers(library)
    shutil.rmtree(library.folder)
    assert answers(library) == said
    assert library.open()
    assert answers(library) == said
    library.build()
    assert answers(library) == said


@each_engine
def test_a_file_that_is_only_touched_goes_on_answering(library: Library) -> None:
    said = answers(library)
    for name in files_of(library.folder):
        os.utime(library.folder / name)
    assert answers(library) == said


def test_a_file_that_another_one_takes_the_place_of_is_found_at_the_next_opening(library: Library) -> None:
    said = answers(library)
    path = library.folder / in_force(library).catalog
    path.unlink()
    path.write_bytes(b"x" * 4096)
    assert answers(library) == said
    with pytest.raises(DamagedError):
        library.open()


ODD_ERRORS = [
    EOFError("over"),
    struct.error("unpack requires a buffer of 4 bytes"),
    MemoryError(),
    KeyError("meta"),
    UnicodeDecodeError("utf-8", b"x", 0, 1, "no"),
    RecursionError(),
    OSError(5, "Input/output error"),
    type("PanicException", (BaseException,), {})("a panic"),
]


@pytest.mark.parametrize("error", ODD_ERRORS, ids=names)
def test_whatever_damaged_files_lead_to_is_told_as_damage(
    library: Library, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("cpec_tui.library.built_state", fail)
    # Nothing is wrong with the files: it is a mistake of the program's own, and looks like one.
    with pytest.raises(type(error)):
        _ = library.built_state
    flip_unseen(library)
    with pytest.raises(DamagedError, match="was changed"):
        _ = library.built_state


def flip_unseen(library: Library) -> None:
    """Damage that only reading finds."""
    path = library.folder / in_force(library).catalog
    written = in_force(library).files[path.name]
    flip(path, random.Random(2))
    os.utime(path, ns=(written.mtime_ns, written.mtime_ns))


def test_damage_found_while_answers_are_taken_one_by_one_is_told(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Iterator[object]:
        yield 1
        raise struct.error

    monkeypatch.setattr("cpec_tui.library.mentions_at", broken)
    flip_unseen(library)
    mentions = library.mentions("sas")
    first: object = next(mentions)
    assert first == 1
    with pytest.raises(DamagedError, match="was changed"):
        next(mentions)


def test_a_wish_to_end_is_not_held_against_the_files(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[HeldFiles] = []
    monkeypatch.setattr(HeldFiles, "check_all", read.append)
    for wish in (KeyboardInterrupt, GeneratorExit, SystemExit):

        def end(*_: object, wish: type[BaseException] = wish) -> None:
            raise wish

        monkeypatch.setattr("cpec_tui.library.built_state", end)
        with pytest.raises(wish):
            _ = library.built_state
    with pytest.raises(NotFoundError):
        library.document("nowhere")
    assert read == []


def test_what_is_known_of_large_files_is_forgotten_when_one_is_damaged(library: Library) -> None:
    checks.note(library.folder, {})
    flip_unseen(library)
    with pytest.raises(DamagedError):
        library.check_files()
    assert not (library.folder / checks.FILE).exists()


def test_the_door_keeps_what_it_says_of_itself() -> None:
    class Door:
        @property
        def title(self) -> str:
            """What it is called."""
            return "door"

        def ask(self, *, loud: bool = False) -> str:
            """Ask."""
            return "LOUD" if loud else "asked"

        def check_files(self) -> None:
            raise AssertionError

    told = telling_damage(Door)
    assert told is Door
    assert (Door.ask.__doc__, Door.title.__doc__) == ("Ask.", "What it is called.")
    assert (Door().ask(loud=True), Door().title) == ("LOUD", "door")


ASKED: list[Callable[[Library], object]] = [
    lambda library: library.search("copper"),
    lambda library: library.facets("copper"),
    lambda library: library.matches("co*"),
    lambda library: library.card("sas"),
    lambda library: list(library.mentions("sas")),
    lambda library: library.documents(),
    lambda library: library.entities(),
    lambda library: library.discover(),
    lambda library: library.problems(),
    lambda library: library.answering("copper"),
]


@each_engine
@pytest.mark.parametrize("seed", range(20))
def test_no_question_to_a_spoiled_library_ends_in_anything_but_an_answer_or_a_plain_refusal(
    library: Library, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    # As if the system told nothing of it: the questions themselves run into the damage.
    monkeypatch.setattr(held._File, "is_touched", lambda file: False)
    name = chance.choice(sorted(in_force(library).files))
    path: Path = library.folder / name
    for _ in range(20):
        flip(path, chance)
    for ask in ASKED:
        try:
            ask(library)
        except CpecError:
            continue
        except Exception as error:
            monkeypatch.undo()
            with pytest.raises(DamagedError):
                library.check_files()
            raise AssertionError(f"{name}: {error!r}") from error
