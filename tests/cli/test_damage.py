"""Commands on a damaged built index: it is built anew, or refused in a line; never a traceback."""

from __future__ import annotations

import random
import struct

import pytest

from cpec_tui.built import manifest as manifests
from cpec_tui.library import Library
from tests.built.attacks import DAMAGES, Damage, files_of, flip, names
from tests.built.states import answers, in_force
from tests.built.test_large_files import spoiled_by_the_disk
from tests.cli.conftest import Shell


@pytest.mark.parametrize("damage", DAMAGES, ids=names)
@pytest.mark.usefixtures("child_process")
def test_a_damaged_built_index_is_built_anew_and_answers(ask: Shell, library: Library, damage: Damage) -> None:
    said = answers(library)
    library.close()
    chance = random.Random(names(damage))
    damage(library.folder / chance.choice(files_of(library.folder)), chance)
    answer = ask("search", "copper", "--json")
    assert (answer.code, answer.json["total"]) == (0, 2)
    assert not answer.err or answer.err.endswith("; building it anew\n")
    assert library.open()
    assert answers(library) == said


@pytest.mark.usefixtures("child_process")
def test_damage_that_a_command_runs_into_is_refused_and_the_next_one_builds_anew(
    ask: Shell, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = library.folder / in_force(library).catalog

    def into_damage(*_: object, **__: object) -> None:
        flip(path, random.Random(1))
        raise struct.error("unpack requires a buffer of 4 bytes")

    with monkeypatch.context() as patch:
        patch.setattr("cpec_tui.library_search.Searcher.page", into_damage)
        answer = ask("search", "copper", "--json")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == (
        f"cpec-tui: the built index in {library.folder} is damaged: {path.name} was changed\n"
        "          ask again: it is built anew from the sources then\n"
    )
    answer = ask("search", "copper", "--json")
    assert (answer.code, answer.json["total"]) == (0, 2)
    assert answer.err.endswith("; building it anew\n")


@pytest.fixture
def spoiled(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A large built index that the disk spoiled."""
    monkeypatch.setattr(manifests, "_DIGEST_AT_OPEN", 0)
    monkeypatch.setattr(manifests, "_SMALL", 0)
    library.build(rebuild=True)
    library.close()
    spoiled_by_the_disk(library.folder, in_force(library).catalog, 5)
    return library


@pytest.mark.usefixtures("child_process")
def test_index_reads_all_of_a_large_one_and_builds_it_anew_when_it_is_damaged(ask: Shell, spoiled: Library) -> None:
    catalog = in_force(spoiled).catalog
    answer = ask("index", "--json")
    assert (answer.code, answer.json["added"]) == (0, 2)
    assert answer.err.splitlines()[0].endswith(f"is damaged: {catalog} was changed; building it anew")
    assert ask("index", "--json").json["added"] == 0


def test_doctor_reads_all_of_a_large_one_and_says_so(ask: Shell, spoiled: Library) -> None:
    said = ask("doctor", "--json").json["built_index"]
    assert said["state"] == "damaged"
    assert f"{in_force(spoiled).catalog} was changed" in said["said"]
