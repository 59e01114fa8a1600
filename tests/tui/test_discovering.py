"""The list of names that no entity covers: where they stand, and what is made of them by one key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.curating.ignoring import Ignored, ignored_file
from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library
from cpec_tui.tui.discoverer import Discoverer
from cpec_tui.tui.screens.discover import Discover
from cpec_tui.tui.settings import Settings
from cpec_tui.tui.widgets.candidate_list import CandidateList
from cpec_tui.tui.widgets.row_list import RowList
from tests.corpora import built_library, make_corpus
from tests.tui.builds import Builds
from tests.tui.conftest import on_clock
from tests.tui.curating_desk import card_file, indexed
from tests.tui.driving import LARGE, NARROW, SMALL, WIDE, Driver, driving, texts
from tests.tui.worlds import MINUTES, NEWS


def names(reader: Driver) -> CandidateList:
    """The list of names."""
    assert isinstance(reader.app.screen, Discover)
    return reader.app.screen.query_one(CandidateList)


def stands(reader: Driver) -> RowList:
    """Where the highlighted name stands."""
    return reader.app.screen.query_one("#stands", RowList)


async def discover(reader: Driver, name: str = "") -> None:
    """Open the list, and go to a name."""
    await reader.press("tab", "D")
    if name:
        await reader.go_to_row(name, names(reader))


async def test_names_are_listed_with_their_counts_and_each_with_where_it_stands(unknown_names: Library) -> None:
    async with driving(unknown_names, LARGE) as reader:
        await discover(reader)
        assert set(reader.ids(names(reader))) == {"harbour board", "highcliff", "redhil"}
        assert "1 Names · 3" in reader.shown()
        await reader.go_to_row("harbour board", names(reader))
        row = names(reader).highlighted
        assert row is not None
        assert [" ".join(line.split()) for line in texts([row])] == ["Harbour Board 4 in 2", "HB"]
        assert "4 occurrences in 2 documents" in reader.shown()
        assert reader.highlighted(stands(reader)) == "news#p2:39"
        assert (
            " ".join(texts(stands(reader).rows, 80)[4].split())
            == "Highcliff saw what HB had in mind for Westland. news ¶2"
        )


async def test_enter_leads_to_the_place_and_back_leads_to_the_same_row_of_the_list(unknown_names: Library) -> None:
    async with driving(unknown_names, WIDE) as reader:
        await discover(reader, "highcliff")
        await reader.press("enter")
        assert not reader.is_laid_over()
        assert (reader.at, reader.source.current, reader.focus) == (("news", 2), (20, 29), "source")
        await reader.press("backspace")
        assert reader.highlighted(names(reader)) == "highcliff"
        await reader.press("2", "down", "enter")
        assert reader.at == ("minutes", 2)
        await reader.press("D")
        assert reader.highlighted(names(reader)) == "highcliff"
        assert reader.highlighted(stands(reader)).startswith("minutes#p2")
        await reader.press("D")
        assert (reader.at, reader.is_laid_over()) == (("minutes", 2), False)
        await reader.press("ctrl+o")
        assert "discovered names" in reader.shown()


async def test_the_filter_and_the_lists_narrow_and_who_comes_back_finds_them(unknown_names: Library) -> None:
    async with driving(unknown_names, SMALL) as reader:
        await discover(reader)
        await reader.press("/")
        await reader.type("BOARD")
        assert reader.ids(names(reader)) == ["harbour board"]
        await reader.press("enter", "D", "D")
        assert reader.ids(names(reader)) == ["harbour board"]
        await reader.press("escape")
        assert len(names(reader).rows) == 3
        lists = {}
        for shelf in ("names", "acronyms", "variants", "never offered", "all"):
            await reader.press("s")
            assert f"[{shelf}]" in reader.shown()
            lists[shelf] = [row.id for row in names(reader).rows if row.selectable]
        assert lists == {
            "names": ["highcliff"],
            "acronyms": ["harbour board"],
            "variants": ["redhil"],
            "never offered": [],
            "all": lists["all"],
        }
        await reader.press("/")
        await reader.type("zzz")
        assert "Nothing here holds “zzz”." in reader.shown()
        await reader.press("escape", "escape", "escape")
        assert not reader.is_laid_over()


async def test_a_name_becomes_an_entity_and_an_acronym_an_alias_of_what_it_stands_for(
    unknown_names: Library, builds: Builds
) -> None:
    async with driving(unknown_names, WIDE) as reader:
        await discover(reader, "harbour board")
        await reader.press("a")
        await reader.type("organisation")
        await reader.press("enter", "enter")
        assert reader.said == "new organisation Harbour Board (harbour-board) · u undoes it"
        card = "- id: harbour-board\n  kind: organisation\n  name: Harbour Board\n  aliases:"
        assert f"{card}\n    - text: HB\n      type: acronym\n" in card_file(unknown_names)
        assert set(reader.ids(names(reader))) == {"highcliff", "redhil"}
        assert reader.highlighted(names(reader)) != ""
        await indexed(reader, builds)
        assert set(reader.ids(names(reader))) == {"highcliff", "redhil"}
        await reader.press("escape", "D")
        assert set(reader.ids(names(reader))) == {"highcliff", "redhil"}


async def test_what_was_made_of_a_name_and_undone_is_offered_again_at_once(
    unknown_names: Library, builds: Builds
) -> None:
    async with driving(unknown_names, WIDE) as reader:
        await discover(reader, "highcliff")
        await reader.press("+", "enter", "enter")
        await indexed(reader, builds)
        assert "highcliff" not in reader.ids(names(reader))
        for key, is_offered in (("u", True), ("U", False), ("u", True)):
            await reader.press(key)
            assert ("highcliff" in reader.ids(names(reader))) is is_offered
            await indexed(reader, builds)
        await reader.press("D", "D")
        assert "highcliff" in reader.ids(names(reader))


async def test_another_spelling_becomes_an_alias_of_the_entity_that_is_suggested_first(
    unknown_names: Library, builds: Builds
) -> None:
    async with driving(unknown_names, WIDE) as reader:
        await discover(reader, "redhil")
        assert "Redhill?" in reader.shown()
        await reader.press("=")
        assert reader.highlighted(reader.chooser) == "@redhill"
        await reader.press("enter")
        assert reader.said == "alias Redhil of Redhill · u undoes it"
        assert "Redhil" in card_file(unknown_names)
        assert "redhil" not in reader.ids(names(reader))
        builds.end()


@pytest.mark.parametrize("key", ["x", "-"])
async def test_a_name_is_never_offered_again_until_it_is_taken_back(unknown_names: Library, key: str) -> None:
    async with driving(unknown_names, WIDE) as reader:
        await discover(reader, "highcliff")
        await reader.press(key)
        assert reader.said.startswith("“Highcliff” is not offered again")
        assert "highcliff" not in reader.ids(names(reader))
    assert list(Ignored(ignored_file(unknown_names.corpus)).names()) == ["highcliff"]
    again = Library(unknown_names.corpus, unknown_names.folder)
    async with driving(again, WIDE) as reader:
        await discover(reader)
        assert "highcliff" not in reader.ids(names(reader))
        await reader.press("s", "s", "s", "s")
        assert reader.ids(names(reader)) == ["highcliff"]
        await reader.press(key)
        assert reader.said == "“Highcliff” is offered again"
        await reader.press("s")
        assert "highcliff" in reader.ids(names(reader))


async def test_the_list_opens_at_once_tells_how_far_it_is_and_is_given_up_when_one_leaves(
    unknown_names: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, told = Held(), []

    def held(library: Library, query: str = "", *, listen: Callable[[int, int], None], **asked: Any) -> Any:
        listen(1_000, 4_000)
        reading.begun.set()
        asyncio.run_coroutine_threadsafe(reading.go_on.wait(), reading.loop).result()
        try:
            listen(2_000, 4_000)
        except BaseException as error:
            told.append(type(error).__name__)
            raise

    monkeypatch.setattr(Library, "discover", held)
    async with driving(unknown_names, WIDE) as reader:
        await reader.press("tab")
        await reader.key("D")
        await reader.until(lambda: isinstance(reader.app.screen, Discover))
        await reader.until(lambda: "1,000 of 4,000 paragraphs read" in reader.shown())
        assert "The corpus is looked through." in reader.shown()
        await reader.key("escape")
        await reader.until(lambda: not reader.is_laid_over())
        reading.go_on.set()
        await reader.until(lambda: told == ["OvertakenError"])


class Held:
    """Keeps another thread waiting."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()


async def test_what_hinders_the_look_is_told(unknown_names: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(library: Library, **asked: Any) -> Any:
        raise BuiltIndexError("it is damaged", "build it anew")

    monkeypatch.setattr(Library, "discover", fails)
    async with driving(unknown_names, WIDE) as reader:
        await discover(reader)
        assert "it is damaged" in reader.shown()


async def test_a_click_looks_at_a_name_and_a_click_on_a_place_leads_there(unknown_names: Library) -> None:
    async with driving(unknown_names, LARGE) as reader:
        await discover(reader)
        await reader.drag(reader.place_of("Highcliff", names(reader)))
        assert reader.highlighted(names(reader)) == "highcliff"
        await reader.drag(reader.place_of("acronyms", reader.app.screen))
        assert reader.ids(names(reader)) == ["harbour board"]
        await reader.drag(reader.place_of("what HB had", stands(reader)))
        assert (reader.at, reader.is_laid_over()) == (("news", 2), False)


async def test_where_there_is_little_room_the_places_stand_below_the_names(unknown_names: Library) -> None:
    async with driving(unknown_names, NARROW) as reader:
        await discover(reader)
        assert stands(reader).region.y > names(reader).region.y
        await reader.resize(*WIDE)
        assert stands(reader).region.y == names(reader).region.y


async def test_it_survives_any_size_and_has_no_signs_that_a_poor_terminal_lacks(unknown_names: Library) -> None:
    async with driving(unknown_names, NARROW, Settings(ascii=True)) as reader:
        await discover(reader)
        await reader.press("s", "s", "s")
        assert all(line.isascii() for line in reader.screen())
        for size in ((20, 6), (1, 1), WIDE):
            await reader.resize(*size)
        assert reader.highlighted(names(reader)) == "redhil"


async def test_help_says_what_the_keys_do_there(unknown_names: Library) -> None:
    async with driving(unknown_names, WIDE) as reader:
        await discover(reader)
        await reader.press("?")
        assert reader.ids(reader.chooser)[0] == "title Among discovered names"
        await reader.type("never")
        assert texts([row for row in reader.chooser.rows if row.id == "ignore"], 100)[0].startswith("x or -")
        await reader.press("escape")
        assert isinstance(reader.app.screen, Discover)


async def test_on_the_installed_corpus_a_copy_begins_with_the_list(
    unknown_names: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Corpus, "is_read_only", property(lambda corpus: True))
    async with driving(unknown_names, WIDE) as reader:
        await discover(reader, "highcliff")
        await reader.press("a")
        assert "read-only" in reader.shown()
        await reader.press("y")
        assert reader.app.explorer.next_errand == "discover"


async def test_nothing_to_be_discovered_is_said(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await discover(reader)
        assert "Every name here has an entity." in reader.shown()
        await reader.press("a", "=", "x", "enter")
        assert isinstance(reader.app.screen, Discover)


async def test_a_corpus_without_entities_says_how_to_begin_and_the_first_is_made_there(
    tmp_path: Path, builds: Builds
) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"minutes.txt": MINUTES, "news.txt": NEWS}, entities=None)
    built_library(corpus, tmp_path / "built").close()
    library = on_clock(corpus, tmp_path / "built")
    async with driving(library, WIDE) as reader:
        assert "D lists the names" in reader.shown()
        await discover(reader, "harbour board")
        await reader.press("a", "enter", "enter")
        assert reader.said.startswith("new place Harbour Board (harbour-board)")
        await indexed(reader, builds)
        await reader.press("escape")
        assert "1 entity" in reader.screen()[0]


async def test_the_discoverer_stays_at_its_generation_until_it_is_to_look_anew(unknown_names: Library) -> None:
    from cpec_tui.library_discovery import Wanted

    discoverer = Discoverer(unknown_names.corpus, unknown_names.folder)
    try:
        first = await discoverer.discover(Wanted(), print, anew=True)
        cards = unknown_names.corpus.index / "entities" / "all.yaml"
        cards.write_text(cards.read_text() + "- {id: cliff, kind: place, name: Highcliff}\n", encoding="utf-8")
        unknown_names.build()
        held = await discoverer.discover(Wanted(), print, anew=False)
        anew = await discoverer.discover(Wanted(), print, anew=True)
    finally:
        discoverer.close()
        unknown_names.close()
    assert (held.total, anew.total) == (first.total, first.total - 1)
