"""The thread that looks through documents."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable, Iterator

import pytest

from cpec_tui.answers import ParagraphInDocument
from cpec_tui.tui import finding
from cpec_tui.tui.finder import Finder
from cpec_tui.tui.finding import Found
from cpec_tui.tui.runner import OvertakenError
from tests.tui.texts import document

VIEW = document("tea", "more tea")


class SlowFind:
    """Waits at every paragraph until it may go on; remembers where it came."""

    def __init__(self) -> None:
        self.may_go_on, self.has_begun = threading.Event(), threading.Event()
        self.looked_at: list[tuple[str, int]] = []

    def __call__(self, paragraphs: Iterable[ParagraphInDocument], wanted: str) -> Found:
        for paragraph in paragraphs:
            self.looked_at.append((wanted, paragraph.ordinal))
            self.has_begun.set()
            self.may_go_on.wait()
        return Found()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> SlowFind:
    made = SlowFind()
    monkeypatch.setattr(finding, "find", made)
    return made


@pytest.fixture
def finder() -> Iterator[Finder]:
    made = Finder()
    yield made
    made.close()


async def begun(finder: Finder, slow: SlowFind, wanted: str) -> asyncio.Task[finding.Findings]:
    """A search that is under way."""
    search = asyncio.create_task(finder.find(VIEW, wanted))
    await asyncio.to_thread(slow.has_begun.wait)
    return search


async def test_what_is_found_is_told_with_the_document_it_was_found_in(finder: Finder) -> None:
    findings = await finder.find(VIEW, "tea")
    assert findings.view is VIEW
    assert findings.found.places == ((1, (0, 3)), (2, (5, 8)))


async def test_of_many_searches_only_the_newest_is_gone_on_with(finder: Finder, slow: SlowFind) -> None:
    first = await begun(finder, slow, "t")
    second, third = (asyncio.create_task(finder.find(VIEW, wanted)) for wanted in ("te", "tea"))
    await asyncio.sleep(0)
    slow.may_go_on.set()
    answers = await asyncio.gather(first, second, third, return_exceptions=True)
    assert [isinstance(answer, OvertakenError) for answer in answers] == [True, True, False]
    assert slow.looked_at == [("t", 1), ("tea", 1), ("tea", 2)]


@pytest.mark.parametrize("end", [Finder.stop, Finder.close])
async def test_a_search_that_is_not_wanted_any_more_ends_before_the_next_paragraph(
    finder: Finder, slow: SlowFind, end: object
) -> None:
    search = await begun(finder, slow, "tea")
    assert callable(end)
    end(finder)
    slow.may_go_on.set()
    with pytest.raises(OvertakenError):
        await search
    assert slow.looked_at == [("tea", 1)]
