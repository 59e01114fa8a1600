"""A built index that is damaged while the explorer is open: it is told, made anew, and answers again."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from cpec_tui.built import manifest as manifests
from cpec_tui.built.progress import Published
from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library
from tests.built.attacks import OVERWRITING, Damage, flip, flip_and_keep_the_time, names
from tests.built.states import in_force
from tests.built.test_large_files import spoiled_by_the_disk
from tests.tui.builds import REPORT, Builds
from tests.tui.driving import WIDE, driving

NOTICED = [damage for damage in OVERWRITING if damage is not flip_and_keep_the_time]


def built_anew(library: Library) -> Callable[[], None]:
    """What a build does about the damage."""

    def build() -> None:
        other = Library(library.corpus, library.folder)
        other.build()
        other.close()

    return build


@pytest.mark.parametrize("damage", NOTICED, ids=names)
async def test_a_question_to_a_damaged_built_index_has_it_built_anew(
    own_ports: Callable[[], Library], builds: Builds, damage: Damage
) -> None:
    library = own_ports()
    async with driving(library, WIDE) as reader:
        await reader.type("coal")
        found = reader.ids()
        damage(library.folder / in_force(library).catalog, random.Random(1))
        await reader.search("copper")
        assert "is damaged" in reader.notice
        assert len(builds.made) == 1
        # However often it is asked meanwhile.
        await reader.search("coal")
        assert len(builds.made) == 1
        builds.say(built_anew(library), Published(2, 3, 3, False), REPORT)
        builds.end()
        await reader.until(lambda: "up to date" in reader.screen()[0])
        await reader.settle()
        assert (reader.ids(), reader.notice) == (found, "")


async def test_what_cannot_be_built_anew_is_told_and_not_tried_again_and_again(
    own_ports: Callable[[], Library], builds: Builds
) -> None:
    library = own_ports()
    async with driving(library, WIDE) as reader:
        flip(library.folder / in_force(library).catalog, random.Random(1))
        await reader.type("copper")
        builds.say(BuiltIndexError("no space is left", "make room"))
        builds.wait()
        await reader.until(lambda: "no space is left" in reader.notice)
        await reader.type(" coal")
        assert len(builds.made) == 1


@pytest.mark.usefixtures("polled")
async def test_what_the_disk_spoiled_of_a_large_one_is_found_while_nobody_asks(
    own_ports: Callable[[], Library], builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifests, "_DIGEST_AT_OPEN", 0)
    monkeypatch.setattr(manifests, "_SMALL", 0)
    library = own_ports()
    library.build(rebuild=True)
    library.close()
    spoiled_by_the_disk(library.folder, in_force(library).catalog, 5)
    async with driving(library, WIDE) as reader:
        await reader.until(lambda: len(builds.made) == 1)
        assert "is damaged" in reader.notice
        builds.say(built_anew(library), Published(3, 3, 3, False), REPORT)
        builds.end()
        await reader.until(lambda: "up to date" in reader.screen()[0])
        await reader.settle()
        assert reader.notice == ""
