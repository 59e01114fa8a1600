"""Searches are kept under a name, listed with what is new in them, asked again and taken away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.events import MouseDown, MouseUp

from cpec_tui.corpus import Corpus
from cpec_tui.entities.searches import is_name, load_searches
from cpec_tui.library import Library
from cpec_tui.model import SavedSearch
from cpec_tui.tui.kept_rows import name_for
from cpec_tui.tui.screens.kept import KeptSearches
from cpec_tui.tui.widgets.lines import FootLine
from cpec_tui.tui.widgets.row_list import RowList
from tests.tui.builds import Builds
from tests.tui.driving import Driver, driving, texts

Own = Callable[[], Library]


def kept(library: Library) -> tuple[SavedSearch, ...]:
    """What the file holds."""
    return load_searches(library.corpus).all


async def keep(reader: Driver, query: str, name: str = "") -> None:
    """Keep a query under a name, else under the one that is proposed."""
    await reader.search(query)
    await reader.press("enter", "S")
    if name:
        await reader.press("ctrl+u")
        await reader.type(name)
    await reader.press("enter")


@pytest.mark.parametrize(
    ("query", "taken", "name"),
    [
        ("copper OR gold", [], "copper-or-gold"),
        ("copper", ["Copper", "copper-2"], "copper-3"),
        ("@sas kind:place", [], "sas-kind-place"),
        ("??", ["search"], "search-2"),
        ("gold " * 20, [], "gold-gold-gold-gold-gold-gold"),
        ("x" * 90, [], "x" * 30),
    ],
)
def test_the_proposed_name_is_made_of_the_words_and_is_free(query: str, taken: list[str], name: str) -> None:
    assert name_for(query, taken) == name
    assert is_name(name)


async def test_a_search_is_kept_under_the_proposed_name_with_its_order_and_undone(
    own_ports: Own, builds: Builds
) -> None:
    library = own_ports()
    async with driving(library) as reader:
        await reader.search("copper OR gold")
        await reader.press("enter", "s", "S")
        assert "copper-or-gold" in reader.shown()
        await reader.press("enter")
        assert reader.said == "saved search :copper-or-gold: copper OR gold · u undoes it"
        assert kept(library) == (SavedSearch("copper-or-gold", "copper OR gold", order="newest"),)
        await reader.press("u")
        assert kept(library) == ()
        assert not reader.explorer.indexer.is_running


async def test_a_name_of_ones_own_holds_at_once(own_ports: Own) -> None:
    library = own_ports()
    async with driving(library) as reader:
        await keep(reader, "copper OR gold", "ores")
        assert kept(library) == (SavedSearch("ores", "copper OR gold"),)
        await reader.search(":ores rail")
        assert [one for one in reader.ids() if "#" in one] == ["harbour#p3"]


async def test_what_is_no_name_or_taken_is_told_and_asked_for_again(own_ports: Own) -> None:
    library = own_ports()
    async with driving(library) as reader:
        await keep(reader, "copper", "two words")
        assert reader.said.startswith("`two words` is no name for a search")
        assert "two words" in reader.shown()
        await reader.press("ctrl+u")
        await reader.type("ores")
        await reader.press("enter")
        await keep(reader, "gold", "ORES")
        assert reader.said.startswith("`:ores` is taken")
        await reader.press("escape")
        assert not reader.is_laid_over()
        assert [one.query for one in kept(library)] == ["copper"]


async def test_an_empty_box_is_the_reason_why_nothing_can_be_kept(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.press("tab", "S")
        assert not reader.is_laid_over()
        assert reader.said == "Keep this search: the search box is empty: ask for something first"


async def test_on_the_installed_corpus_the_same_question_is_asked_in_the_copy(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Corpus, "is_read_only", property(lambda corpus: True))
    async with driving(harbour) as reader:
        await reader.search("copper")
        await reader.press("enter", "S")
        assert "read-only" in reader.shown()
        await reader.press("y")
        explorer = reader.app.explorer
        assert (explorer.next_errand, explorer.last_place and explorer.last_place.query) == ("keep-search", "copper")


# The list

KEPT = """\
- {name: ores, query: copper OR gold, note: every week}
- {name: rails, query: rail, order: newest}
- {name: odd, query: ":nothing"}
"""


@pytest.fixture
def with_searches(own_ports: Own) -> Library:
    """A library on a corpus of the test's own in which three searches are kept."""
    library = own_ports()
    library.corpus.searches_file.write_text(KEPT, encoding="utf-8")
    return library


def listed(reader: Driver) -> list[str]:
    """The lines of the list."""
    assert isinstance(reader.app.screen, KeptSearches)
    return [" ".join(line.split()) for line in texts(reader.app.screen.query_one(RowList).rows)]


async def test_the_list_is_there_at_once_and_fills_with_what_each_finds(with_searches: Library) -> None:
    async with driving(with_searches) as reader:
        await reader.press("tab")
        with reader.library_at_work():
            await reader.key("L")
            await reader.until(lambda: bool(listed(reader)))
            assert listed(reader)[:2] == [":ores …", "copper OR gold · every week"]
        await reader.settle()
        assert listed(reader)[::2] == [
            ":ores 5 paragraphs · not seen yet",
            ":rails 1 paragraph · not seen yet",
            ":odd cannot be asked",
        ]
        assert "- take away" in reader.shown()


async def test_one_is_asked_by_its_name_in_its_order(with_searches: Library) -> None:
    async with driving(with_searches) as reader:
        await reader.press("tab", "L", "down", "enter")
        assert not reader.is_laid_over()
        assert (reader.box.value, reader.focus) == (":rails", "results")
        assert [one for one in reader.ids() if "#" in one] == ["harbour#p3"]
        assert "newest first" in reader.shown()
        await reader.press("s", "L", "down", "enter")
        assert "newest first" in reader.shown()


async def test_what_was_marked_as_seen_is_new_no_more(with_searches: Library) -> None:
    async with driving(with_searches) as reader:
        await reader.press("tab", "L", "V")
        assert reader.said == ":ores is seen"
        assert listed(reader)[0] == ":ores 5 paragraphs"
        await reader.press("escape")
        assert not reader.is_laid_over()


async def test_one_that_cannot_be_asked_is_not_seen_and_the_reason_is_told(with_searches: Library) -> None:
    async with driving(with_searches) as reader:
        await reader.press("tab", "L", "end", "V")
        assert "there is no saved search `:nothing`" in reader.said


async def test_on_the_installed_corpus_one_is_taken_away_in_the_copy(
    with_searches: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Corpus, "is_read_only", property(lambda corpus: True))
    async with driving(with_searches) as reader:
        await reader.press("tab", "L", "-")
        assert "read-only" in reader.shown()
        await reader.press("n", "-", "y")
        assert reader.app.explorer.next_errand == "kept-searches"
        assert len(kept(with_searches)) == 3


@pytest.mark.parametrize("key", ["-", "x"])
async def test_one_is_taken_away_and_comes_back_when_that_is_undone(
    with_searches: Library, builds: Builds, key: str
) -> None:
    async with driving(with_searches) as reader:
        await reader.press("tab", "L", key)
        assert reader.said == "saved search :ores taken away · u undoes it"
        assert [one.name for one in kept(with_searches)] == ["rails", "odd"]
        assert listed(reader)[0] == ":rails 1 paragraph · not seen yet"
        await reader.press("u")
        assert listed(reader)[0] == ":ores 5 paragraphs · not seen yet"
        assert not reader.explorer.indexer.is_running


async def answer(reader: Driver, *fields: str) -> None:
    """Fill the fields in and answer."""
    for number, text in enumerate(fields):
        if number:
            await reader.press("tab")
        await reader.press("end", "ctrl+u")
        await reader.type(text)
    await reader.press("enter")


async def test_one_gets_another_name_query_and_note_and_has_the_old_ones_when_that_is_undone(
    with_searches: Library,
) -> None:
    file = with_searches.corpus.searches_file
    file.write_text(KEPT.replace(":nothing", ":ores rail"), encoding="utf-8")
    before = file.read_bytes()
    async with driving(with_searches) as reader:
        await reader.search(":ores rail")
        await reader.press("enter", "L", "V", "e")
        assert "every week" in reader.shown()
        await answer(reader, ":metals", "copper", "a: [b]")
        assert reader.said == "saved search :ores is now :metals, also in :odd, and changed · u undoes it"
        assert listed(reader)[:2] == [":metals 5 paragraphs", "copper · a: [b]"]
        assert [one.query for one in kept(with_searches)] == ["copper", "rail", ":metals rail"]
        assert not reader.explorer.indexer.is_running
        await reader.press("u")
        assert file.read_bytes() == before
        assert listed(reader)[0] == ":ores 5 paragraphs"
        await reader.press("escape")
        assert reader.box.value == ":metals rail"
        assert "there is no saved search `:metals`" in reader.notice


async def test_what_cannot_be_is_told_and_asked_for_again_with_what_was_typed(with_searches: Library) -> None:
    before = with_searches.corpus.searches_file.read_bytes()
    async with driving(with_searches) as reader:
        await reader.press("tab", "L", "e")
        await answer(reader, "RAILS", "zinc", "mine")
        assert reader.said.startswith("`:rails` is taken")
        assert all(text in reader.shown() for text in ("RAILS", "zinc", "mine"))
        await answer(reader, "ores", "", "")
        assert reader.said.startswith("an empty query is not kept")
        await reader.press("escape")
        assert isinstance(reader.app.screen, KeptSearches)
        assert with_searches.corpus.searches_file.read_bytes() == before


async def test_what_is_left_as_it_is_is_no_edit(with_searches: Library) -> None:
    async with driving(with_searches) as reader:
        await reader.press("tab", "L", "e", "down", "up", "enter")
        assert reader.said == ""
        assert isinstance(reader.app.screen, KeptSearches)


async def test_what_a_query_asks_for_changes_with_the_search(with_searches: Library) -> None:
    async with driving(with_searches) as reader:
        await reader.search(":ores rail")
        await reader.press("enter", "L", "e", "tab")
        await reader.press("end", "ctrl+u")
        await reader.type("Aldport")
        await reader.press("enter", "escape")
        assert [one for one in reader.ids() if "#" in one] == []


async def test_the_list_is_narrowed_by_a_part_of_name_query_or_note(with_searches: Library) -> None:
    async with driving(with_searches) as reader:
        await reader.press("tab", "L", "/")
        for wanted, names in (("RAI", [":rails"]), ("gold", [":ores"]), ("weekly", []), ("every", [":ores"])):
            await reader.press("ctrl+u")
            await reader.type(wanted)
            assert [line.split()[0] for line in listed(reader)[::2]] == (names or ["No"])
        await reader.press("enter", "-")
        assert reader.said.startswith("saved search :ores taken away")
        assert listed(reader) == ["No kept search holds “every”."]
        await reader.press("escape")
        assert [line.split()[0] for line in listed(reader)[::2]] == [":rails", ":odd"]
        await reader.press("/", "escape")
        assert reader.is_laid_over()
        await reader.press("escape")
        assert not reader.is_laid_over()


async def test_help_says_what_the_keys_do_in_the_list(with_searches: Library) -> None:
    async with driving(with_searches) as reader:
        await reader.press("tab", "L", "?")
        assert "Among kept searches" in reader.shown()
        assert "Take away. Keep the search no longer." in reader.shown()
        await reader.press("escape")
        assert isinstance(reader.app.screen, KeptSearches)


async def test_the_foot_of_the_list_is_clicked(with_searches: Library) -> None:
    async with driving(with_searches) as reader:
        await reader.press("tab", "L")
        foot = reader.app.screen.query_one(FootLine)
        await reader.mouse(MouseDown, place := reader.place_of("e change", foot))
        await reader.mouse(MouseUp, place)
        assert "─ Change :ores" in reader.shown()


async def test_on_the_installed_corpus_one_is_changed_in_the_copy(
    with_searches: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Corpus, "is_read_only", property(lambda corpus: True))
    async with driving(with_searches) as reader:
        await reader.press("tab", "L", "e")
        assert "read-only" in reader.shown()


@pytest.mark.parametrize(("text", "said"), [("", "No search is kept yet."), ("- {", "cannot be read")])
async def test_no_search_and_a_file_that_cannot_be_read_are_told(own_ports: Own, text: str, said: str) -> None:
    library = own_ports()
    library.corpus.searches_file.write_text(text, encoding="utf-8")
    async with driving(library) as reader:
        await reader.press("tab", "L", "-", "V", "e", "W", "enter")
        assert said in reader.shown()
