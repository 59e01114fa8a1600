"""What tests of edits share: selecting in the source, the file that is edited, and having an edit indexed."""

from __future__ import annotations

from cpec_tui.built.progress import Published
from cpec_tui.library import Library
from tests.corpora import built_library
from tests.tui.builds import REPORT, Builds
from tests.tui.driving import Driver


def card_file(library: Library) -> str:
    """The file of entities."""
    return (library.corpus.index / "entities" / "all.yaml").read_text(encoding="utf-8")


async def select(reader: Driver, first: str, last: str = "") -> None:
    """Drag the mouse from the beginning of a text in the source to its end, or to that of another."""
    x, y = reader.place_of(last or first, reader.source)
    await reader.drag(reader.place_of(first, reader.source), (x + len(last or first) - 1, y))


async def indexed(reader: Driver, builds: Builds) -> None:
    """Let the build that an edit began bring the built index up to date."""
    corpus, folder = reader.explorer.runner.corpus, reader.explorer.runner.folder
    builds.say(lambda: built_library(corpus, folder.parent).close(), Published(2, 3, 3, False), REPORT, None)
    builds.wait()
    await reader.until(lambda: not reader.explorer.indexer.is_running)
    await reader.settle()
