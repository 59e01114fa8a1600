"""Results and mentions arranged: sorted, grouped, narrowed by facets; links that lead out."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.answers import Facets
from cpec_tui.library import Library
from cpec_tui.tui.facet_rows import facet_rows
from tests.corpora import built_library, make_corpus
from tests.tui.driving import LARGE, MIDDLE, NARROW, WIDE, Driver, ListeningApp, driving, texts
from tests.tui.worlds import ENTITIES, SOURCES

WIKIDATA = "https://www.wikidata.org/wiki/Q1"


def addresses(reader: Driver) -> list[str]:
    """The paragraphs among the results."""
    return [row for row in reader.ids() if "#p" in row]


async def test_results_are_sorted_by_rank_and_date(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("copper")
        ranked = addresses(reader)
        await reader.press("enter", "s")
        assert reader.said == "results: newest first"
        assert addresses(reader)[:2] == ["letter#p2", "harbour#p3"]
        assert "1 Results · 7 · newest first" in reader.shown()
        await reader.press("s")
        assert addresses(reader)[:2] == ["harbour#p3", "harbour#p40"]
        await reader.press("s")
        assert (reader.said, addresses(reader)) == ("results: best first", ranked)


async def test_results_are_grouped_by_document_with_their_number(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("copper")
        await reader.press("enter", "d")
        assert reader.said == "results grouped by document"
        groups = [row for row in reader.results.rows if row.id.startswith("group ")]
        assert [row.id for row in groups] == ["group mine", "group harbour", "group letter"]
        assert texts(groups[1:2], 40)[0].split()[-3:] == ["2024-06", "·", "2"]
        assert not groups[0].selectable
        await reader.press("d")
        assert not any(row.startswith("group ") for row in reader.ids())


async def test_mentions_on_the_card_are_sorted_by_what_stands_beside_them(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("copper")
        await reader.press("enter", "enter")

        def places() -> list[str]:
            return [row for row in reader.ids(reader.card) if "#p" in row]

        by_place = places()
        await reader.press("s")
        assert reader.said == "mentions sorted by what stands before"
        assert sorted(places()) == sorted(by_place)
        assert places() != by_place
        await reader.press("s", "s")
        assert places() == by_place


async def test_n_follows_the_order_in_which_the_mentions_are_sorted(harbour: Library) -> None:
    async with driving(harbour, LARGE) as reader:
        await reader.search("@copper ")
        await reader.press("enter", "enter", "s")
        listed = [row.rpartition(":")[0] for row in reader.ids(reader.card) if "#p" in row]
        await reader.press("N", "N", "N", "N", "N")
        visited = [f"{reader.at[0]}#p{reader.at[1]}"]
        for _ in listed[1:]:
            await reader.press("n")
            visited.append(f"{reader.at[0]}#p{reader.at[1]}")
        assert visited == listed != sorted(listed)


async def test_more_entities_facets_and_neighbours_are_listed_at_a_key(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("asking.ENTITIES", "asking.FACETS", "looking.NEIGHBOURS"):
        monkeypatch.setattr(f"cpec_tui.tui.{name}", 1)
    async with driving(harbour, LARGE) as reader:
        await reader.search("kind:place")
        await reader.press("enter")
        assert "1 of 3 entities listed: more" in texts(reader.results.rows)
        await reader.go_to_row("more entity 1", reader.results)
        await reader.press("enter")
        assert len([row for row in reader.ids() if row.startswith("@")]) == 3
        await reader.press("4")
        facets = reader.explorer.facets
        await reader.go_to_row("more document 1", facets)
        await reader.press("enter")
        assert {"documents harbour", "documents mine", "documents letter"} <= set(reader.ids(facets))
        await reader.press("1", "g", "enter")
        await reader.go_to_row("more neighbour 1", reader.card)
        await reader.press("enter")
        assert len([row for row in reader.ids(reader.card) if row.startswith("related ")]) > 1


async def test_of_many_mentions_more_are_listed_at_a_key(harbour: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpec_tui.tui.presenting.LISTED", 2)
    monkeypatch.setattr("cpec_tui.tui.presenting.MORE", 1)
    async with driving(harbour, LARGE) as reader:
        await reader.search("@copper ")
        await reader.press("enter", "enter")
        mentions = await reader.explorer.runner.ask(lambda library: list(library.mentions("copper")))
        every = [f"{one.address}:{one.start}" for one in mentions]
        assert [row for row in reader.ids(reader.card) if "#p" in row] == every[:2]
        await reader.press("G", "enter")
        assert [row for row in reader.ids(reader.card) if "#p" in row] == every[:3]
        assert reader.highlighted(reader.card) == every[2]
        assert f"3 of {len(every)} mentions listed: more" in texts(reader.card.rows)
        await reader.press("2", *"n" * len(every))
        assert reader.foot.startswith(f"copper · mention {len(every)}/{len(every)}")


@pytest.mark.parametrize("size", [LARGE, MIDDLE, NARROW])
async def test_facets_count_all_results_and_narrow_the_query(harbour: Library, size: tuple[int, int]) -> None:
    async with driving(harbour, size) as reader:
        await reader.search("copper")
        await reader.press("enter", "4")
        facets = reader.explorer.facets
        assert reader.focus == "facets"
        assert "kinds place" in reader.ids(facets)
        await reader.go_to_row("years 2025", facets)
        await reader.press("enter")
        assert reader.box.value.strip() == "date:2025 copper"
        assert addresses(reader) == ["letter#p2"]
        await reader.press("1")
        assert reader.focus == "results"


async def test_facets_count_publishers_and_languages_where_documents_say_them(tmp_path: Path) -> None:
    sources = {**SOURCES, "note.txt": "---\nlanguage: de\n---\n\nCopper is dear.\n"}
    library = built_library(make_corpus(tmp_path / "corpus", sources, entities=ENTITIES), tmp_path / "built")
    async with driving(library, LARGE) as reader:
        await reader.search("copper")
        await reader.press("enter", "4")
        facets = reader.explorer.facets
        lines = [" ".join(line.split()) for line in texts(facets.rows)]
        assert lines[lines.index("Publishers") :] == [
            *("Publishers", "Harbour Gazette 2", "without a publisher: 4", ""),
            *("Languages", "de 1", "without a language: 5"),
        ]
        await reader.go_to_row("languages de", facets)
        await reader.press("enter")
        assert addresses(reader) == ["note#p1"]


def test_what_no_document_says_has_no_heading_and_undated_paragraphs_are_always_told() -> None:
    assert texts(facet_rows(Facets(undated=3, unpublished=3, unspoken=3))) == ["without a date: 3"]


async def test_facets_stay_while_nothing_is_asked_for_and_can_be_hidden(harbour: Library) -> None:
    async with driving(harbour, LARGE) as reader:
        await reader.search("copper")
        await reader.press("enter", "4", "slash", "escape")
        assert "Nothing is asked for." in " ".join(texts(reader.explorer.facets.rows))
        await reader.press("tab", "4", "4")
        assert reader.focus == "results"
        assert "4 Facets" not in reader.shown()


@pytest.mark.parametrize(
    ("query", "keys", "said"),
    [
        ("", "s", "Sort: nothing to be sorted is listed: search, or go to the mentions on a card"),
        ("", "3s", "Sort: nothing to be sorted is listed: search, or go to the mentions on a card"),
        ("", "d", "Group by document: no paragraphs are listed: search first"),
        ("", "4", "Facets: no paragraphs are listed: search first"),
        ("quayz", "s", "Sort: nothing to be sorted is listed: search, or go to the mentions on a card"),
        ("quayz", "d", "Group by document: no paragraphs are listed: search first"),
        ("@tom ", "3s", "Sort: nothing to be sorted is listed: search, or go to the mentions on a card"),
        ("copper", "v", "Select text: it is for the source: 2 leads there"),
        ("copper", "3v", "Select text: it is for the source: 2 leads there"),
    ],
)
async def test_what_cannot_be_arranged_is_said_and_nothing_changes(
    harbour: Library, query: str, keys: str, said: str
) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.search(query)
        await reader.press("enter")
        before = (reader.ids(), str(reader.results.border_title))
        await reader.press(*keys)
        assert reader.said == said
        assert (reader.ids(), str(reader.results.border_title)) == before
        assert reader.source.selected == ()


@pytest.mark.parametrize(
    ("has_browser", "opens", "said"),
    [
        (True, True, f"opened {WIKIDATA} in the browser"),
        (False, True, f"there is no browser here; copied {WIKIDATA}"),
        (True, False, f"the browser did not open; copied {WIKIDATA}"),
    ],
)
async def test_links_are_opened_in_the_browser_or_copied(
    has_browser: bool, opens: bool, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entities = ENTITIES.replace("  name: Westland\n", "  name: Westland\n  ids: {wikidata: Q1}\n", 1)
    library = built_library(make_corpus(tmp_path / "corpus", SOURCES, entities=entities), tmp_path / "built")
    asked: list[str] = []

    def open_in_browser(url: str) -> bool:
        asked.append(url)
        return opens

    monkeypatch.setattr("cpec_tui.tui.links.has_browser", lambda: has_browser)
    monkeypatch.setattr("cpec_tui.tui.links.open_in_browser", open_in_browser)
    async with driving(library, WIDE) as reader:
        await reader.search("@westland ")
        await reader.press("enter", "enter")
        await reader.go_to_row("id wikidata", reader.card)
        await reader.press("enter")
        assert (reader.said, asked) == (said, [WIKIDATA] if has_browser else [])
        assert reader.app.clipboard == ("" if said.startswith("opened") else WIKIDATA)


async def test_in_a_web_page_links_are_opened_by_the_readers_own_browser(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    async with driving(harbour) as reader:
        monkeypatch.setattr(ListeningApp, "is_web", True)
        monkeypatch.setattr(reader.app, "open_url", opened.append)
        reader.explorer.open_link("https://example.org")
        await reader.settle()
        assert opened == ["https://example.org"]
        assert reader.said == "opened https://example.org in the browser"


async def test_capitals_lead_to_rows(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("copper")
        await reader.press("enter", "f")
        assert reader.is_laid_over()
        await reader.press("S")
        assert (reader.is_laid_over(), reader.highlighted()) == (False, "@sas")


async def test_capitals_lead_to_facets_too(harbour: Library) -> None:
    async with driving(harbour, LARGE) as reader:
        await reader.search("copper")
        await reader.press("enter", "4", "f")
        facets = reader.explorer.facets
        wanted = facets.rows_in_sight()[0]
        await reader.press("A")
        assert not reader.is_laid_over()
        assert reader.highlighted(facets) == facets.rows[wanted].id or reader.box.value != "copper"
