"""Mentions put right from the explorer: rejected, retargeted, accepted, taken back; seen at once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from cpec_tui.built.progress import Published
from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from cpec_tui.model import Status
from tests.tui.builds import REPORT, Builds
from tests.tui.driving import NARROW, Driver, driving, texts
from tests.tui.test_keys_in_order import bunch

MakeLibrary = Callable[[], Library]


@pytest.fixture
def library(own_ports: MakeLibrary) -> Library:
    """A corpus of the test's own."""
    return own_ports()


def verdicts(library: Library) -> str:
    path = library.corpus.index / "verdicts.yaml"
    return path.read_text(encoding="utf-8").partition("\n")[2].strip() if path.is_file() else ""


async def indexed(reader: Driver, builds: Builds, library: Library) -> None:
    """Let the build that the edit set off really be made, and be taken up."""

    def build() -> None:
        other = Library(library.corpus, library.folder)
        other.build()
        other.close()

    builds.say(build, Published(2, 3, 3, False), REPORT)
    builds.end()
    await reader.until(lambda: not reader.explorer.indexer.is_running)
    await reader.settle()


def status(reader: Driver, words: str) -> Status | None:
    """What the chosen paragraph shows these words to be."""
    assert reader.source.chosen is not None
    return next((one.status for one in reader.source.chosen.mentions if one.surface == words), None)


def offered(reader: Driver) -> list[str]:
    """What can be chosen in the list laid over the panes."""
    return [re.sub(r" {2,}", " ", line) for line in texts(reader.chooser.rows, 200)]


async def test_a_mention_is_rejected_by_three_keys_seen_at_once_and_undone(library: Library, builds: Builds) -> None:
    async with driving(library) as reader:
        await reader.search("lies")
        await reader.press("enter", "2", "x", "enter", "enter")
        assert reader.said == "“Westland” is not Westland, at mine#p2 · u undoes it"
        assert verdicts(library).startswith(
            "- verdict: reject\n  entity: westland\n  form: Westland\n  document: mine\n"
        )
        await indexed(reader, builds, library)
        assert reader.at == ("mine", 2)
        assert reader.focus == "source"
        assert status(reader, "Westland") is Status.REJECTED
        await reader.press("u")
        assert reader.said == "undone: “Westland” is not Westland, at mine#p2 · U does it again"
        await indexed(reader, builds, library)
        assert status(reader, "Westland") is Status.LINKED


async def test_keys_that_come_in_a_bunch_say_the_same(library: Library, builds: Builds) -> None:
    async with driving(library) as reader:
        await reader.search("lies")
        await reader.press("enter", "2")
        await bunch(reader, "x", "enter", "enter")
        assert reader.said == "“Westland” is not Westland, at mine#p2 · u undoes it"
        builds.end()


async def test_what_is_ambiguous_is_decided_here_in_the_document_or_everywhere(
    library: Library, builds: Builds
) -> None:
    async with driving(library) as reader:
        await reader.search("wrote")
        await reader.press("enter", "2", "x", "a")
        assert "─ Correct: “Brook”" in reader.shown()
        assert offered(reader) == [
            "is Ada Brook @ada",
            "is Tom Brook @tom",
            "is none of Ada Brook, Tom Brook",
            "is …: choose what",
        ]
        await reader.press("down", "enter")
        assert "─ “Brook” is Tom Brook" in reader.shown()
        assert [one.partition(":")[0] for one in offered(reader)] == ["here", "in this document", "everywhere"]
        await reader.press("down", "enter")
        assert reader.said == "“Brook” is Tom Brook, in letter · u undoes it"
        await indexed(reader, builds, library)
        assert status(reader, "Brook") is Status.LINKED
        await reader.press("x", "a", "enter")
        assert reader.said == "taken back: “Brook” is Tom Brook, in letter · u undoes it"
        await indexed(reader, builds, library)
        await reader.press("x", "a", "down", "down", "enter", "down", "down", "enter")
        assert reader.said == "“Brook” is none of Ada Brook, Tom Brook, everywhere · u undoes it"
        assert verdicts(library).count("verdict: reject") == 2
        builds.end()


async def test_another_entity_is_chosen_by_a_part_of_its_name(library: Library, builds: Builds) -> None:
    async with driving(library) as reader:
        await reader.search("lies")
        await reader.press("enter", "2", "x", "down", "enter")
        assert "@westland" not in reader.ids(reader.chooser)
        await reader.type("bankw")
        await reader.press("enter")
        assert "“Westland” is Bank of Westland, not Westland" in reader.shown()
        await reader.press("enter")
        assert reader.said == "“Westland” is Bank of Westland, not Westland, at mine#p2 · u undoes it"
        await indexed(reader, builds, library)
        assert reader.source.chosen is not None
        assert [one.entity for one in reader.source.chosen.mentions] == ["bank"]


async def test_selected_words_are_said_to_be_an_entity(library: Library, builds: Builds) -> None:
    async with driving(library) as reader:
        await reader.search("rail")
        await reader.press("enter")
        x, y = reader.place_of("copper mine", reader.source)
        await reader.drag((x, y), (x + len("copper mine") - 1, y))
        await reader.press("x")
        assert offered(reader) == ["is …: choose what"]
        await reader.press("enter")
        await reader.type("redhill")
        await reader.press("enter", "enter")
        assert reader.said == "“copper mine” is Redhill, at harbour#p3 · u undoes it"
        await indexed(reader, builds, library)
        assert status(reader, "copper mine") is Status.LINKED


async def test_a_rejected_mention_is_not_underlined_but_reached_and_taken_back(
    library: Library, builds: Builds
) -> None:
    async with driving(library) as reader:
        await reader.search("lies")
        await reader.press("enter", "2", "x", "enter", "enter")
        await indexed(reader, builds, library)
        await reader.press("o")
        assert reader.said == "nothing is named in the chosen paragraph"
        await reader.press("w")
        assert offered(reader)[0] == "“Westland” is rejected by a verdict"
        assert "no: a verdict rejects it" in offered(reader)[1]
        await reader.press("escape", "x")
        assert offered(reader) == [
            "take back that it is not Westland, at mine#p2",
            "is Westland @westland",
            "is …: choose what",
        ]
        await reader.press("enter")
        assert reader.said == "taken back: “Westland” is not Westland, at mine#p2 · u undoes it"
        assert verdicts(library) in ("", "[]")
        await indexed(reader, builds, library)
        assert status(reader, "Westland") is Status.LINKED


async def test_a_verdict_that_contradicts_an_earlier_one_takes_its_place_and_says_so(
    library: Library, builds: Builds
) -> None:
    async with driving(library) as reader:
        await reader.search("lies")
        await reader.press("enter", "2", "x", "enter", "enter")
        await indexed(reader, builds, library)
        await reader.press("x", "down", "enter", "enter")
        assert reader.said == "“Westland” is Westland, at mine#p2 (before: is not Westland) · u undoes it"
        assert verdicts(library).count("verdict: ") == 1
        builds.end()


async def test_where_nothing_is_named_it_is_said_how_words_are_chosen(library: Library) -> None:
    async with driving(library) as reader:
        await reader.search("nothing")
        await reader.press("enter", "2", "x")
        assert reader.said == "¶3 names nothing: select words with the mouse or find them with ctrl+f"


async def test_escape_leaves_each_list_without_a_verdict(library: Library) -> None:
    async with driving(library, NARROW) as reader:
        await reader.search("lies")
        await reader.press("enter", "2", "x", "escape")
        assert not reader.is_laid_over()
        await reader.press("x", "enter", "escape", "x", "down", "enter", "escape")
        assert not reader.is_laid_over()
        assert verdicts(library) == ""


async def test_the_corpus_that_came_with_the_program_is_copied_before_anything_is_corrected(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Corpus, "is_read_only", property(lambda corpus: True))
    async with driving(harbour) as reader:
        await reader.search("lies")
        await reader.press("enter", "2", "x")
        assert "read-only" in reader.shown()
        await reader.press("y")
        assert reader.app.explorer.next_errand == "correct"
