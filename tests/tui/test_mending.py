"""What hindered indexing is mended while the explorer is open: it is told, and then no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cpec_tui.built.progress import Published, Report
from cpec_tui.errors import CorpusError
from cpec_tui.library import Library
from tests.corpora import built_library
from tests.tui.builds import REPORT, Builds
from tests.tui.driving import WIDE, Driver, driving

pytestmark = pytest.mark.usefixtures("polled")
NO_YAML = CorpusError("index/entities/more.yaml:1: this is no YAML", "mend it")
UNREAD = replace(REPORT, failed=(("more.txt", "it is binary", "leave it out"),))


def standing(reader: Driver) -> str:
    """What the head line says of the built index."""
    return reader.screen()[0].removesuffix(" · ? help").rpartition("  ")[2]


async def indexed(reader: Driver, builds: Builds, number: int, outcome: Report | CorpusError) -> None:
    """Build ``number``, which begins when a change was noticed, ends so."""
    corpus, folder = reader.explorer.runner.corpus, reader.explorer.runner.folder

    def build() -> None:
        built_library(corpus, folder.parent).close()

    await reader.until(lambda: len(builds.made) == number)
    if isinstance(outcome, CorpusError):
        builds.say(outcome)
    else:
        builds.say(build, Published(number, 3, 3, False), outcome, None)
    builds.wait()


async def test_a_file_that_kept_all_from_being_indexed_is_taken_away_again(
    own_ports: Callable[[], Library], builds: Builds
) -> None:
    library = own_ports()
    async with driving(library, WIDE) as reader:
        assert standing(reader) == "up to date"
        more = library.corpus.index / "entities" / "more.yaml"
        more.write_text("[", encoding="utf-8")
        await indexed(reader, builds, 1, NO_YAML)
        await reader.until(lambda: standing(reader) == "not up to date")
        assert reader.notice == str(NO_YAML)
        more.unlink()
        await reader.until(lambda: standing(reader) == "up to date")
        assert (len(builds.made), reader.notice) == (1, "")


async def test_a_file_that_kept_all_from_being_indexed_is_mended(
    own_ports: Callable[[], Library], builds: Builds
) -> None:
    library = own_ports()
    async with driving(library, WIDE) as reader:
        more = library.corpus.index / "entities" / "more.yaml"
        more.write_text("[", encoding="utf-8")
        await indexed(reader, builds, 1, NO_YAML)
        await reader.until(lambda: standing(reader) == "not up to date")
        more.write_text("- {id: zinc, kind: mineral, name: zinc}\n", encoding="utf-8")
        await indexed(reader, builds, 2, REPORT)
        await reader.until(lambda: standing(reader) == "up to date")
        assert (len(builds.made), reader.notice) == (2, "")
        assert "9 entities" in reader.screen()[0]


async def test_a_mistake_among_the_entities_is_counted_until_it_is_mended(
    own_ports: Callable[[], Library], builds: Builds
) -> None:
    library = own_ports()
    async with driving(library, WIDE) as reader:
        more = library.corpus.index / "entities" / "more.yaml"
        more.write_text("- {id: zinc, kind: mineral}\n", encoding="utf-8")
        await indexed(reader, builds, 1, REPORT)
        await reader.until(lambda: standing(reader) == "up to date · 1 error in index/")
        assert reader.said.endswith("(! lists all)")
        more.write_text("- {id: zinc, kind: mineral, name: zinc}\n", encoding="utf-8")
        await indexed(reader, builds, 2, REPORT)
        await reader.until(lambda: standing(reader) == "up to date")


async def test_a_source_that_cannot_be_read_is_counted_until_it_can(
    own_ports: Callable[[], Library], builds: Builds
) -> None:
    library = own_ports()
    async with driving(library, WIDE) as reader:
        more = library.corpus.seeds / "more.txt"
        more.write_bytes(b"\x00\x01\x02" * 400)
        await indexed(reader, builds, 1, UNREAD)
        await reader.until(lambda: standing(reader) == "up to date · 1 not read")
        assert reader.said == "1 file could not be read: ! says why"
        more.write_text("Copper was found at Redhill.\n", encoding="utf-8")
        await indexed(reader, builds, 2, REPORT)
        await reader.until(lambda: standing(reader) == "up to date")
        assert "not read" not in reader.screen()[0]
        assert "4 documents" in reader.screen()[0]
