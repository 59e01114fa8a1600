"""Every command of the table, shown doing what it says: by its first key, or from the list of commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from cpec_tui.built.progress import Progress
from cpec_tui.curating.journal import History, Journal, journal_file
from cpec_tui.curating.steps import Step
from cpec_tui.library import Library
from cpec_tui.repeating.recording import record
from cpec_tui.repeating.runs import file_named, write_run
from cpec_tui.tui.commands import BY_ID, Command
from tests.tui.builds import Builds, FakeBuild
from tests.tui.driving import Driver, driving


@dataclass(frozen=True)
class Shown:
    """What is ``seen`` after a command, and not before it: ``keys`` were pressed then, after typing ``query``.

    ``corpus`` is the fixture of the corpus.
    """

    keys: str
    seen: Callable[[Driver], bool]
    query: str = "copper"
    corpus: str = "harbour"


def laid_over(title: str) -> Callable[[Driver], bool]:
    """Whether a frame of that title lies over the panes."""
    return lambda reader: reader.is_laid_over() and f"─ {title}" in reader.shown()


def focus(pane: str) -> Callable[[Driver], bool]:
    return lambda reader: reader.focus == pane


def row(row_id: str) -> Callable[[Driver], bool]:
    return lambda reader: reader.highlighted() == row_id


def paragraph(ordinal: int) -> Callable[[Driver], bool]:
    return lambda reader: reader.at[1] == ordinal and f"›¶{ordinal}" in reader.shown().replace(" ", "")


def copied(text: str) -> Callable[[Driver], bool]:
    return lambda reader: reader.app.clipboard == text and reader.said.startswith("copied “")


SHOWN = {
    "search": Shown("enter 2", lambda reader: (reader.focus, reader.box.selected_text) == ("query", "copper")),
    "open": Shown("enter", lambda reader: (reader.open_card, reader.focus) == ("copper", "card")),
    "next": Shown("enter 2", lambda reader: reader.foot == "hit 2/5 · ¶3 of 3"),
    "previous": Shown("enter 2 n n", lambda reader: reader.foot == "hit 2/5 · ¶3 of 3"),
    "follow": Shown("enter", lambda reader: "S■ Stone and Sons" in reader.shown()),
    "follow-here": Shown("enter 2", lambda reader: (reader.open_card, reader.focus) == ("westland", "card"), "lies"),
    "back": Shown("enter enter", focus("results")),
    "forward": Shown("enter enter backspace", focus("card")),
    "places": Shown("enter enter", laid_over("Places visited")),
    "cite": Shown("enter 2", copied("“Redhill copper mine”\n— “Redhill copper mine”. n.d., ¶1. [mine#p1]")),
    "copy": Shown("enter 2", copied("Redhill copper mine")),
    "copy-selection": Shown("enter 2 v j", copied("Redhill copper mine\n\n• The mine lies in Westland.")),
    "select": Shown("enter 2", lambda reader: "selecting: move to the last paragraph" in reader.shown()),
    "find": Shown("enter", lambda reader: (reader.is_finding(), reader.focus) == (True, "find-input")),
    "go-to": Shown("enter 2", laid_over("Paragraph, 1 to 3")),
    "quick-open": Shown("", laid_over("Quick open")),
    "edit": Shown("enter 2", lambda reader: "seeds/mine.txt:1" in reader.said),
    "why": Shown("enter 2 j", laid_over("Why, ¶2")),
    "correct": Shown("enter 2 j", laid_over("Correct: “Westland”")),
    "add": Shown("enter 2", laid_over("Add")),
    "add-alias": Shown("enter 2", laid_over("“Redhill copper mine” is a name of")),
    "merge": Shown("enter enter", laid_over("copper is the same as")),
    "discover": Shown("enter", lambda reader: "[all] names" in reader.shown()),
    "ignore": Shown("enter D", lambda reader: "is not offered again" in reader.said, corpus="unknown_names"),
    "undo": Shown("enter", lambda reader: reader.said == "undone: alias of SAS · U does it again"),
    "redo": Shown("enter", lambda reader: reader.said == "done again: alias of Ada Brook"),
    "sort": Shown("enter", lambda reader: "1 Results · 7 · newest first" in reader.shown()),
    "group": Shown("enter", lambda reader: "group mine" in reader.ids()),
    "facets": Shown("enter", lambda reader: reader.focus == "facets" and "Kinds" in reader.shown()),
    "keep-search": Shown("enter", laid_over("Keep this search")),
    "kept-searches": Shown("enter", laid_over("Kept searches")),
    "mark-seen": Shown("enter L", lambda reader: reader.said == ":ores is seen", corpus="kept_search"),
    "record-run": Shown("enter", laid_over("Record this run")),
    "recorded-runs": Shown("enter", laid_over("Recorded runs")),
    "ask-many": Shown("enter", laid_over("Ask many queries")),
    "past-queries": Shown("enter", laid_over("Past queries")),
    "more-like": Shown("enter 2", laid_over("Like mine#p1")),
    "show-results": Shown("enter 2", focus("results")),
    "show-source": Shown("enter", focus("source")),
    "show-card": Shown("enter", focus("card")),
    "next-pane": Shown("", focus("results")),
    "previous-pane": Shown("", focus("card")),
    "down": Shown("enter", row("@sas")),
    "up": Shown("enter j j", row("@sas")),
    "half-page-down": Shown("enter 2 g", paragraph(5), "ship"),
    "half-page-up": Shown("enter 2 G", paragraph(36), "ship"),
    "page-down": Shown("enter 2 g", paragraph(9), "ship"),
    "page-up": Shown("enter 2 G", paragraph(32), "ship"),
    "first": Shown("enter 2 G", paragraph(1), "ship"),
    "last": Shown("enter 2", paragraph(40), "ship"),
    "index": Shown("enter", lambda reader: "reading 1 of 3 files" in reader.screen()[0]),
    "problems": Shown("enter 2", laid_over("Problems")),
    "cancel-indexing": Shown("enter R", lambda reader: "indexing was stopped" in reader.screen()[0]),
    "theme": Shown("", laid_over("Looks")),
    "palette": Shown("", laid_over("Commands")),
    "help": Shown("enter", laid_over("Help")),
    "peel": Shown("", lambda reader: reader.box.value == "" and "1 Results · everything" in reader.shown()),
    "quit": Shown("enter", lambda reader: not reader.app.is_running),
}

# What takes away means something else in each list.
IN_LISTS = {
    "kept searches": Shown("enter L", lambda reader: ":ores" not in reader.shown(), corpus="kept_search"),
    "recorded runs": Shown("enter C", laid_over("Delete a recorded run"), corpus="recorded_run"),
}


@pytest.fixture
def at_work(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds read the first file, and then go on until they are cancelled."""

    def begun(*args: Any, **options: Any) -> FakeBuild:
        build = builds(*args, **options)
        build.queue.put(Progress("reading", 1, 3, 9, 0.5))
        return build

    monkeypatch.setattr("cpec_tui.built.child.ChildBuild", begun)


@pytest.fixture
def edited(harbour: Library) -> None:
    """One edit was made here, and another taken back; of neither is anything left to be changed."""
    steps = Step("alias of SAS", ()), Step("alias of Ada Brook", ())
    journal = Journal(journal_file(harbour.corpus))
    with journal.locked():
        journal.write(History(steps, done=1))


@pytest.fixture
def kept_search(own_ports: Callable[[], Library]) -> Library:
    """One search is kept under a name."""
    library = own_ports()
    library.corpus.searches_file.write_text("- {name: ores, query: copper OR gold}\n", encoding="utf-8")
    return library


@pytest.fixture
def recorded_run(harbour: Library) -> Library:
    """One run is recorded."""
    harbour.open()
    write_run(file_named(harbour.corpus, "ores"), record(harbour, "copper", datetime(2025, 3, 1, 12, tzinfo=UTC)))
    return harbour


def test_every_command_is_shown_and_nothing_that_is_none() -> None:
    assert list(SHOWN) == list(BY_ID)


@pytest.mark.usefixtures("at_work", "edited")
@pytest.mark.parametrize("command", BY_ID.values(), ids=BY_ID)
async def test_a_command_does_what_it_says(command: Command, request: pytest.FixtureRequest) -> None:
    await _do(command, SHOWN[command.id], request)


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize("name", IN_LISTS)
async def test_a_row_is_taken_away(name: str, request: pytest.FixtureRequest) -> None:
    await _do(BY_ID["ignore"], IN_LISTS[name], request)


async def _do(command: Command, shown: Shown, request: pytest.FixtureRequest) -> None:
    library: Library = request.getfixturevalue(shown.corpus)
    async with driving(library) as reader:
        await reader.search(shown.query)
        await reader.press(*shown.keys.split())
        assert not shown.seen(reader)
        if command.keys:
            await reader.key(command.keys[0])
        else:
            await reader.press("ctrl+p")
            await reader.type(command.title)
            await reader.key("enter")
        await reader.until(lambda: shown.seen(reader))
