"""Edits of curated files from the explorer: told, indexed at once, undone; on a copy where the corpus is read-only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cpec_tui.corpus import Corpus, own_copy_root
from cpec_tui.curating.curator import Curator
from cpec_tui.curating.steps import Done
from cpec_tui.library import Library
from tests.curating.half_made import leave_half_made
from tests.tui.builds import Builds
from tests.tui.driving import driving


def alias(curator: Curator) -> Done:
    return curator.add_alias("sas", "The Stones")


async def test_an_edit_is_told_and_undone_and_done_again_each_indexed_at_once(
    own_ports: Callable[[], Library], builds: Builds
) -> None:
    library = own_ports()
    cards = library.corpus.index / "entities" / "all.yaml"
    async with driving(library) as reader:
        await reader.press("tab", "u")
        assert "Undo: there is nothing to undo" in reader.said
        reader.explorer.curate(alias)
        await reader.settle()
        assert reader.said == "alias The Stones of Stone and Sons · u undoes it"
        assert "The Stones" in cards.read_text(encoding="utf-8")
        builds.end()
        await reader.until(lambda: not reader.explorer.indexer.is_running)
        await reader.press("u")
        assert reader.said == "undone: alias The Stones of Stone and Sons · U does it again"
        assert "The Stones" not in cards.read_text(encoding="utf-8")
        builds.end()
        await reader.until(lambda: not reader.explorer.indexer.is_running)
        await reader.press("U")
        assert reader.said == "done again: alias The Stones of Stone and Sons"
        builds.end()
        assert len(builds.made) == 3


async def test_an_edit_made_while_a_build_goes_on_is_indexed_by_the_next(
    own_ports: Callable[[], Library], builds: Builds
) -> None:
    async with driving(own_ports()) as reader:
        await reader.press("tab", "R")
        reader.explorer.curate(alias)
        await reader.settle()
        builds.end()
        await reader.until(lambda: len(builds.made) == 2)
        builds.end()
        await reader.settle()
        assert len(builds.made) == 2


async def test_an_edit_that_cannot_be_made_says_why_and_nothing_is_indexed(
    own_ports: Callable[[], Library], builds: Builds
) -> None:
    async with driving(own_ports()) as reader:
        reader.explorer.curate(lambda curator: curator.add_alias("sas", "SAS"))
        await reader.settle()
        assert reader.said == "`SAS` is a name of Stone and Sons already"
        assert not builds.made


async def test_what_was_changed_by_hand_since_is_not_undone(own_ports: Callable[[], Library], builds: Builds) -> None:
    library = own_ports()
    cards = library.corpus.index / "entities" / "all.yaml"
    async with driving(library) as reader:
        reader.explorer.curate(alias)
        await reader.settle()
        cards.write_text(cards.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
        await reader.press("tab", "u")
        assert "all.yaml was changed since" in reader.said
        assert cards.read_text(encoding="utf-8").endswith("# mine\n")
        builds.end()


async def test_what_the_last_session_did_can_be_undone(own_ports: Callable[[], Library], builds: Builds) -> None:
    Curator(own_ports().corpus).add_alias("sas", "The Stones")
    async with driving(own_ports()) as reader:
        builds.end()  # The alias is news to the built index.
        await reader.press("tab", "u")
        assert reader.said.startswith("undone: alias The Stones")
        builds.end()


async def test_a_corpus_that_came_with_the_program_is_copied_and_the_errand_goes_on_there(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Corpus, "is_read_only", property(lambda corpus: True))
    done: list[str] = []
    async with driving(harbour) as reader:
        reader.explorer.on_own_files("edit", lambda: done.append("here"))
        await reader.settle()
        assert "read-only" in reader.shown()
        await reader.press("y")
        assert not done
        assert reader.app.return_value == Corpus(own_copy_root())
        assert reader.app.explorer.next_errand == "edit"


async def test_an_edit_that_a_crash_left_half_made_is_told_and_undone(
    own_ports: Callable[[], Library], builds: Builds
) -> None:
    library = own_ports()
    cards = library.corpus.index / "entities" / "all.yaml"
    before = cards.read_bytes()
    leave_half_made(library.corpus)
    async with driving(library) as reader:
        assert "the edit `coal and Moss` was interrupted: it is made in index/entities/all.yaml" in reader.said
        assert reader.said.endswith(" · u undoes it")
        reader.explorer.curate(alias)
        await reader.settle()
        assert "was interrupted" in reader.said
        await reader.press("tab", "u")
        assert reader.said == "undone: coal and Moss · U does it again"
        assert cards.read_bytes() == before
        builds.end()
