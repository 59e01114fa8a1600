"""What comes first: news of indexing is taken up in order, and no stale answer comes after a newer one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.message import Message

from cpec_tui.built.progress import Progress, Published
from cpec_tui.library import Library
from cpec_tui.tui import layout, looking
from cpec_tui.tui.desk import Desk
from cpec_tui.tui.facet_rows import facet_rows
from cpec_tui.tui.indexer import Indexer
from cpec_tui.tui.layout import Layout
from cpec_tui.tui.widgets.lines import HeadLine
from cpec_tui.tui.widgets.row_list import RowList
from cpec_tui.tui.widgets.source import SourcePane
from tests.corpora import built_library
from tests.tui.builds import REPORT, Builds
from tests.tui.driving import WIDE, Driver, driving
from tests.tui.gates import Gate


@pytest.fixture
def news(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the reader is shown, one after the other."""
    told: list[str] = []

    def tell(owner: type, name: str, what: Callable[..., str]) -> None:
        do = getattr(owner, name)

        def done(*args: Any, **options: Any) -> Any:
            told.append(what(*args))
            return do(*args, **options)

        monkeypatch.setattr(owner, name, done)

    tell(Desk, "take", lambda desk, opened: f"generation of {opened.overview.documents} documents")
    tell(RowList, "show", lambda pane, rows: f"{pane.id}: {rows[0].id if rows else ''}")
    tell(SourcePane, "go_to", lambda pane, *where: f"source: {pane.view.doc}")
    tell(HeadLine, "show_state", lambda head, state, key: f"head: {state}")
    return told


def heard(reader: Driver) -> list[type[Message]]:
    """The kinds of the indexer's messages, in order."""
    ours = (Indexer.Progressed, Indexer.HasPublished, Indexer.Ended)
    return [type(one) for one in dict.fromkeys(one for one in reader.heard if isinstance(one, ours))]


def with_more(library: Library, name: str = "new") -> Callable[[], None]:
    """One more document; returns what has it indexed."""
    (library.corpus.seeds / f"{name}.txt").write_text("News\n\nCopper was found.\n", encoding="utf-8")
    return lambda: built_library(library.corpus, library.folder.parent).close()


@pytest.mark.parametrize("at_work", [False, True])
async def test_a_generation_is_taken_up_then_results_are_new_then_all_is_up_to_date(
    own_ports: Callable[[], Library], builds: Builds, news: list[str], at_work: bool
) -> None:
    library = own_ports()
    said = (Progress("reading", 1, 1, 2, 0.1), with_more(library), Published(2, 4, 4, False), REPORT)
    async with driving(library, WIDE) as reader:
        await reader.search("found")
        news.clear()
        builds.say(*said[:-1])
        if at_work:
            with reader.library_at_work():
                builds.say(REPORT)
                builds.end()
                await reader.until(lambda: Indexer.Ended in heard(reader))
        else:
            await reader.until(lambda: "new#p2" in reader.ids())
            builds.say(REPORT)
            builds.end()
        await reader.until(lambda: news[-1:] == ["head: up to date"])
        await reader.settle()
        assert heard(reader) == [Indexer.Progressed, Indexer.HasPublished, Indexer.Ended]
        assert [one for one in news if one.split(":")[0] in ("head", "results") or "generation" in one] == [
            "head: reading 1 of 1 files",
            "generation of 4 documents",
            "results: new#p2",
            "head: up to date",
        ]


async def test_generations_published_one_after_the_other_are_never_taken_up_backwards(
    own_ports: Callable[[], Library], builds: Builds, news: list[str]
) -> None:
    library = own_ports()
    first = with_more(library)

    def more() -> None:
        with_more(library, "newest")()

    async with driving(library, WIDE) as reader:
        news.clear()
        with reader.library_at_work():
            builds.say(first, Published(2, 4, 4, True), more, Published(3, 5, 5, False), REPORT)
            builds.end()
        await reader.until(lambda: news[-1:] == ["head: up to date"])
        await reader.settle()
        assert [one for one in news if "generation" in one] == ["generation of 5 documents"]
        assert "document newest" in reader.ids()


# Stale answers


async def test_results_of_an_older_query_are_not_shown_after_those_of_a_newer_one(
    harbour: Library, news: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, Library, "search", lambda library, text, **options: text == "copper")
    async with driving(harbour) as reader:
        news.clear()
        reader.box.value = "copper"
        await reader.until(gate.reached.is_set)
        reader.box.value = "dear"
        await reader.pilot.pause()
        gate.opened.set()
        await reader.settle()
        assert [one for one in news if one.startswith("results")] == ["results: letter#p2"]


async def test_a_card_asked_for_earlier_is_not_shown_after_a_later_one(
    harbour: Library, news: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(harbour) as reader:
        gate = Gate(monkeypatch, looking, "open_card", lambda library, entity, **options: entity == "copper")
        news.clear()
        reader.box.value = "@copper "
        await reader.until(gate.reached.is_set)
        reader.explorer.go(reader.desk.open_entity("ada"))
        await reader.pilot.pause()
        gate.opened.set()
        await reader.settle()
        assert reader.open_card == "ada"
        assert len([one for one in news if one.startswith("card")]) == 1


async def test_facets_of_an_older_query_are_not_shown_after_those_of_a_newer_one(
    harbour: Library, news: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(harbour) as reader:
        await reader.search("ship")
        await reader.press("enter", "4")
        gate = Gate(monkeypatch, Library, "facets", lambda library, text, **options: text == "copper")
        news.clear()
        reader.box.value = "copper"
        await reader.until(gate.reached.is_set)
        reader.box.value = "dear"
        await reader.pilot.pause()
        gate.opened.set()
        await reader.settle()
        assert len([one for one in news if one.startswith("facets")]) == 1
        assert "years 2025" in reader.ids(reader.explorer.facets)
        assert "years 2024" not in reader.ids(reader.explorer.facets)


async def test_a_document_that_takes_long_is_not_shown_after_one_that_was_opened_later(
    harbour: Library, news: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "_INLINE", 0)
    async with driving(harbour) as reader:
        gate = Gate(monkeypatch, Layout, "of", lambda paragraphs, width: "letter" in paragraphs[0].text)
        news.clear()
        reader.box.value = "dear"
        await reader.until(gate.reached.is_set)
        reader.explorer.go(reader.desk.open_document("mine"))
        await reader.until(lambda: reader.source.view is not None)
        gate.opened.set()
        await reader.settle()
        assert {one for one in news if one.startswith("source")} == {"source: mine"}
        assert reader.at == ("mine", 1)


async def test_a_query_that_cannot_be_understood_leaves_the_facets_of_the_rows_that_stay(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(harbour) as reader:
        await reader.search("ship")
        await reader.press("enter", "4")
        gate = Gate(monkeypatch, Library, "facets", lambda library, text, **options: text == "copper")
        reader.box.value = "copper"
        await reader.until(gate.reached.is_set)
        reader.box.value = "copper re:/[/"
        await reader.pilot.pause()
        gate.opened.set()
        await reader.settle()
        assert reader.desk.query != reader.desk.asking.answered == "copper"
        assert {one.doc for one in reader.desk.hits.stops} == {hit.doc for hit in harbour.search("copper").hits}
        assert reader.ids(reader.explorer.facets) == [
            row.id for row in facet_rows(harbour.facets("copper", typing=True))
        ]
