"""Two entities that are one are merged from the card, and a renamed document keeps its former id."""

from __future__ import annotations

from collections.abc import Callable

from textual.widgets import Static

from cpec_tui.library import Library
from tests.corpora import built_library
from tests.tui.builds import Builds
from tests.tui.curating_desk import card_file, indexed
from tests.tui.driving import LARGE, SMALL, WIDE, Driver, driving

Own = Callable[[], Library]


async def open_card(reader: Driver, entity: str) -> None:
    """Follow an entity."""
    await reader.search(f"@{entity}")
    await reader.press("enter", "enter")
    assert reader.open_card == entity


async def test_the_entity_on_the_card_is_merged_into_another_and_the_card_shows_both(
    own_ports: Own, builds: Builds
) -> None:
    library = own_ports()
    async with driving(library, LARGE) as reader:
        await open_card(reader, "tom")
        await reader.press("m")
        offered = reader.ids(reader.chooser)
        assert offered[0] == "@ada"  # A name like Tom Brook.
        assert "@tom" not in offered
        await reader.press("enter")
        question = str(reader.app.screen.query_one(Static).render())
        assert question == (
            "Merge Tom Brook (tom) into Ada Brook (ada)? What its card says then counts as said of Ada Brook, its names"
            " lead there, and the id tom goes on working. u undoes it."
        )
        await reader.press("y")
        assert reader.said == "Tom Brook (tom) merged into Ada Brook (ada) · u undoes it"
        assert "- id: tom\n  kind: person\n  name: Tom Brook\n  merged_into: ada\n" in card_file(library)
        await indexed(reader, builds)
        assert reader.open_card == "ada"
        assert "also Brook, Tom Brook" in reader.shown()
        await reader.press("u")
        assert "merged_into" not in card_file(library)
        await indexed(reader, builds)
        await open_card(reader, "tom")


async def test_nothing_is_merged_without_a_yes_or_without_a_card(own_ports: Own, builds: Builds) -> None:
    library = own_ports()
    before = card_file(library)
    async with driving(library, SMALL) as reader:
        await reader.press("tab", "m")
        assert reader.said == "Merge: no card is open: follow a mention first"
        await open_card(reader, "tom")
        await reader.press("m", "enter", "n")
        assert not reader.is_laid_over()
        await reader.press("m", "escape")
        assert (card_file(library), builds.made) == (before, [])


def renamed(library: Library) -> Library:
    """The corpus with a source renamed, built again."""
    seeds = library.corpus.seeds
    (seeds / "mine.txt").rename(seeds / "redhill-mine.txt")
    built_library(library.corpus, library.folder.parent).close()
    return library


async def test_a_renamed_document_gets_its_former_id_from_the_list_of_problems(own_ports: Own, builds: Builds) -> None:
    library = renamed(own_ports())
    documents = library.corpus.index / "documents.yaml"
    async with driving(library, WIDE) as reader:
        await reader.press("tab", "!")
        await reader.type("is now")
        assert len(reader.chooser.rows) == 1
        await reader.press("enter")
        assert reader.ids(reader.chooser) == ["former id", "editor"]
        assert "redhill-mine was mine" in reader.shown()
        await reader.press("enter")
        assert reader.said == "redhill-mine had the id mine · u undoes it"
        assert "redhill-mine:\n  former_ids: [mine]\n" in documents.read_text(encoding="utf-8")
        await indexed(reader, builds)
        await reader.press("!")
        assert "is now" not in reader.shown()


async def test_a_renamed_document_can_be_settled_in_the_editor_too(own_ports: Own) -> None:
    async with driving(renamed(own_ports()), WIDE) as reader:
        await reader.press("tab", "!")
        await reader.type("is now")
        await reader.press("enter", "down", "enter")
        assert "index/documents.yaml:1" in reader.said
