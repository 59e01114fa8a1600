"""A built index that is tidied while the explorer is open: nobody sees it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cpec_tui.built import caretaker, tidying
from cpec_tui.built.child_process import KeptChild
from cpec_tui.built.progress import Tidied
from cpec_tui.built.tidying import tidy
from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from tests.built.states import in_force
from tests.tui.builds import Builds
from tests.tui.driving import WIDE, driving


@pytest.mark.usefixtures("polled")
async def test_a_tidied_built_index_is_taken_up_and_nothing_on_the_screen_tells_of_it(
    own_ports: Callable[[], Library], builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = own_ports()
    folder = library.folder
    may_begin = threading.Event()

    class TidyingHere:
        """Tidies in the place of a child."""

        def __init__(self, corpus: Corpus, folder: Path, *, kept: KeptChild) -> None:
            assert may_begin.wait(60)

        def __enter__(self) -> TidyingHere:
            return self

        def __exit__(self, *error: object) -> None:
            pass

        def __iter__(self) -> Iterator[Tidied]:
            yield tidy(folder)

    monkeypatch.setattr(tidying, "worth_renewing", lambda segments: [0])
    monkeypatch.setattr(caretaker, "ChildTidying", TidyingHere)
    monkeypatch.setattr(caretaker, "REST_SECONDS", 0.0)
    async with driving(library, WIDE) as reader:
        await reader.type("copper")
        await reader.press("enter", "enter")
        await reader.go_to_row("harbour#p3:18", reader.card)
        await reader.press("enter")
        await reader.settle()
        overview, before = reader.desk.overview, (reader.screen(), reader.focus, reader.at, reader.ids(), reader.said)
        generation = in_force(library).generation
        may_begin.set()
        await reader.until(lambda: reader.desk.overview is not overview)
        await reader.settle()
        assert in_force(library).generation == generation + 1
        assert (reader.screen(), reader.focus, reader.at, reader.ids(), reader.said) == before
        assert builds.made == []
