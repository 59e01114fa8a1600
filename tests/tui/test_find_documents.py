"""What was found belongs to the document in which it was found."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

import pytest

from cpec_tui.answers import ParagraphInDocument
from cpec_tui.library import Library
from cpec_tui.tui import finding
from cpec_tui.tui.finding import Found
from cpec_tui.tui.screens import opening
from cpec_tui.tui.steps import Stop
from tests.corpora import built_library
from tests.tui.builds import Builds
from tests.tui.driving import LARGE, MIDDLE, NARROW, SMALL, Driver, driving
from tests.tui.worlds import HARBOUR


class GatedFind:
    """Answers what it is first asked only when it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened, self.reached = threading.Event(), threading.Event()
        self._find = finding.find
        monkeypatch.setattr(finding, "find", self)

    def __call__(self, paragraphs: Iterable[ParagraphInDocument], wanted: str) -> Found:
        found = self._find(paragraphs, wanted)
        self.reached.set()
        self.opened.wait()
        return found


def marked(reader: Driver) -> int:
    """How many lines of the source show something that was found, or a hit."""
    reverse = [
        any(segment.style is not None and segment.style.reverse for segment in reader.source.render_line(y))
        for y in range(reader.source.page)
    ]
    return sum(reverse)


@pytest.mark.parametrize("size", [LARGE, SMALL, NARROW])
async def test_another_document_is_searched_for_the_same_and_the_reader_is_not_moved(
    harbour: Library, size: tuple[int, int]
) -> None:
    async with driving(harbour, size) as reader:
        await reader.type("weighed")
        await reader.press("enter", "enter", "ctrl+f")
        await reader.type("aldport")
        await reader.press("enter", "n")
        assert (reader.at, reader.count) == (("harbour", 2), "2/2")
        await reader.press("ctrl+k")
        await reader.type("letter from")
        await reader.press("enter")
        # Its title and its first paragraph name Aldport, too.
        assert (reader.at, reader.source.current, reader.count) == (("letter", 1), None, "–/2")
        await reader.press("n")
        assert (reader.at, reader.source.current, reader.count) == (("letter", 1), (14, 21), "1/2")
        await reader.press("n")
        assert (reader.at, reader.source.current, reader.count) == (("letter", 2), (35, 42), "2/2")
        await reader.press("n")
        assert reader.said == "nothing further is found in this source"
        await reader.press("backspace", "backspace")
        assert (reader.at, reader.count) == (("harbour", 2), "2/2")


async def test_a_document_that_holds_nothing_of_it_says_so_at_once(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("copper")
        await reader.press("enter", "ctrl+f")
        await reader.type("redhill")
        assert (reader.at, reader.count) == (("mine", 1), "1/1")
        await reader.press("enter", "1")
        await reader.go_to_row("letter#p2", reader.results)
        assert (reader.at, reader.count) == (("letter", 2), "not found")
        await reader.press("n")
        assert (reader.at, reader.said) == (("letter", 2), "nothing further is found in this source")


async def test_an_answer_for_a_document_that_is_not_shown_any_more_is_dropped(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(harbour) as reader:
        await reader.type("copper")
        await reader.press("enter", "2", "ctrl+f")
        gate = GatedFind(monkeypatch)
        for key in "copper":
            await reader.key(key)
        await reader.until(gate.reached.is_set)
        await reader.key("tab")
        reader.explorer.go(reader.desk.jump(Stop("letter", 2)))
        await reader.until(lambda: reader.at == ("letter", 2))
        await reader.key("n")
        await reader.until(lambda: reader.said == "this source is still being looked through")
        gate.opened.set()
        await reader.settle()
        assert (reader.at, reader.source.current, reader.count) == (("letter", 2), None, "–/1")
        await reader.press("n")
        assert (reader.at, reader.source.current, reader.count) == (("letter", 2), (17, 23), "1/1")


async def test_a_new_state_of_the_document_is_searched_anew(
    own_ports: Callable[[], Library], builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_POLL_SECONDS", 0.05)
    library = own_ports()
    async with driving(library, MIDDLE) as reader:
        await reader.type("ship 5")
        await reader.press("enter", "2", "ctrl+f")
        await reader.type("aldport")
        await reader.press("enter", "n")
        assert (reader.at, reader.count) == (("harbour", 2), "2/2")
        before = marked(reader)
        more = HARBOUR.replace("SAS also", "At Aldport SAS also")
        (library.corpus.seeds / "harbour.txt").write_text(more, encoding="utf-8")
        built_library(library.corpus, library.folder.parent).close()
        await reader.until(lambda: "At Aldport" in reader.shown())
        await reader.settle()
        assert (reader.at, reader.source.current, reader.count) == (("harbour", 2), (0, 7), "2/3")
        assert marked(reader) == before + 1
        await reader.press("n")
        assert (reader.at, reader.source.current, reader.count) == (("harbour", 3), (3, 10), "3/3")
        await reader.press("escape")
        assert reader.at == ("harbour", 5)


async def test_a_document_that_is_gone_leaves_nothing_found(
    own_ports: Callable[[], Library], builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_POLL_SECONDS", 0.05)
    library = own_ports()
    async with driving(library, MIDDLE) as reader:
        await reader.type("dear")
        await reader.press("enter", "ctrl+f")
        await reader.type("brook")
        assert reader.count == "1/1"
        (library.corpus.seeds / "letter.txt").unlink()
        built_library(library.corpus, library.folder.parent).close()
        await reader.until(lambda: reader.source.view is None)
        await reader.settle()
        assert reader.count == ""
        await reader.press("enter", "n", "N")
        assert reader.app.is_running
        await reader.press("escape")
        assert not reader.is_finding()


async def test_more_than_can_be_stepped_through_is_counted(harbour: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 2)
    async with driving(harbour, SMALL) as reader:
        await reader.type("rebuilt")
        await reader.press("enter", "enter", "ctrl+f")
        await reader.type("ship")
        assert reader.count == "1/2 of 36"
        assert "1/2 of 36" in reader.shown()
        await reader.press("enter", "n")
        assert reader.count == "2/2 of 36"
        await reader.press("n")
        assert reader.said == "n and N go through the first 2 places only"
