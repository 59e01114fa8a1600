"""Opening a corpus: what is indexed, what is not yet, what cannot be."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cpec_tui import platform
from cpec_tui.built.progress import Progress, Published, Rename
from cpec_tui.corpus import Corpus
from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library
from cpec_tui.tui.memory import LastPlace
from cpec_tui.tui.screens import opening
from cpec_tui.tui.settings import Settings
from cpec_tui.tui.steps import Stop
from cpec_tui.tui.watcher import Watcher
from tests.corpora import built_library, make_corpus
from tests.tui.builds import REPORT, Builds
from tests.tui.conftest import on_clock
from tests.tui.driving import MIDDLE, NARROW, SMALL, WIDE, driving, texts
from tests.tui.worlds import SOURCES, ports


def built_anew(library: Library) -> Callable[[], None]:
    """A build by somebody else."""

    def build() -> None:
        built_library(library.corpus, library.folder.parent).close()

    return build


async def test_the_first_run_can_be_searched_as_far_as_it_is_indexed(tmp_path: Path, builds: Builds) -> None:
    library = on_clock(ports(tmp_path / "corpus"), tmp_path / "built")
    async with driving(library, WIDE, opened=False) as reader:
        assert "This corpus is being indexed." in reader.shown()
        assert "indexing" in reader.screen()[0]
        await reader.type("copper")
        assert "This corpus is being indexed." in reader.shown()
        builds.say(Progress("reading", 1, 3, 40, 2.0, 1 / 3, 20.0, 4.0))
        await reader.until(lambda: "reading 1 of 3 files · 20 paragraphs/s · 4 s left" in reader.screen()[0])
        await reader.press("ctrl+p")
        await reader.type("cancel")
        assert "Stop indexing" in reader.shown()
        await reader.press("escape")
        builds.say(built_anew(library), Published(1, 3, 3, False))
        await reader.until(lambda: reader.desk.overview is not None)
        await reader.settle()
        # What was typed meanwhile is answered.
        assert reader.ids()[0] == "@copper"
        assert reader.box.value == "copper"
        builds.say(REPORT)
        builds.end()
        await reader.until(lambda: "up to date" in reader.screen()[0])
        await reader.press("tab", "R")
        assert len(builds.made) == 2
        await reader.press("R")
        assert reader.said == "indexing is going on"
        builds.end()


async def test_indexing_is_cancelled_by_command_and_what_is_done_stays(
    tmp_path: Path, builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_QUIET_SECONDS", 0.0)
    monkeypatch.setattr(opening, "_POLL_SECONDS", 3600.0)  # It is looked for changes when the test says so.
    library = on_clock(ports(tmp_path / "corpus"), tmp_path / "built")
    async with driving(library, SMALL, opened=False) as reader:
        builds.say(built_anew(library))
        await reader.press("ctrl+p")
        await reader.type("cancel indexing")
        await reader.press("enter")
        builds.wait()
        assert builds.made[0].is_cancelled
        await reader.until(lambda: reader.desk.overview is not None)
        await reader.settle()
        assert "indexing was stopped" in reader.screen()[0]
        assert reader.ids()[0] == "document harbour"
        # What is not indexed yet waits until the reader asks for it.
        (library.corpus.seeds / "new.txt").write_text("Something new.", encoding="utf-8")
        await reader.explorer._keep_up()
        assert len(builds.made) == 1
        await reader.press("tab", "R")
        builds.end()
        assert len(builds.made) == 2
        await reader.until(lambda: not reader.explorer.indexer.is_running)
        await reader.settle()
        await reader.press("ctrl+p")
        await reader.type("cancel indexing")
        await reader.press("enter")
        assert reader.said == "Cancel indexing: nothing is being indexed"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (platform.Busy(4711), "another program (process 4711) is indexing this corpus"),
        (BuiltIndexError("no space is left", "make room"), "no space is left"),
        (RuntimeError("[/red] nobody thought of this"), "indexing failed: [/red] nobody thought of this"),
    ],
)
async def test_an_index_that_cannot_be_made_is_told_with_the_reason(
    tmp_path: Path, builds: Builds, error: Exception, said: str
) -> None:
    async with driving(on_clock(ports(tmp_path / "corpus"), tmp_path / "built"), WIDE, opened=False) as reader:
        builds.say(error)
        builds.wait()
        await reader.until(lambda: bool(reader.notice))
        assert said in reader.notice
        assert said in reader.shown()
        assert "This corpus cannot be opened." in reader.shown()
        assert "not up to date" in reader.screen()[0]


@pytest.mark.usefixtures("polled")
async def test_what_another_program_indexes_is_taken_up(tmp_path: Path, builds: Builds) -> None:
    library = on_clock(ports(tmp_path / "corpus"), tmp_path / "built")
    async with driving(library, SMALL, opened=False) as reader:
        builds.say(platform.Busy(4711))
        builds.wait()
        await reader.until(lambda: "another program" in reader.notice)
        built_anew(library)()
        await reader.until(lambda: reader.desk.overview is not None)
        await reader.settle()
        assert reader.ids()[0] == "document harbour"


@pytest.mark.usefixtures("polled")
async def test_another_generation_is_taken_up_and_the_reader_stays_where_he_is(
    own_ports: Callable[[], Library], builds: Builds
) -> None:
    library = own_ports()
    async with driving(library, WIDE) as reader:
        await reader.type("copper")
        await reader.press("enter", "enter")
        await reader.go_to_row("harbour#p3:18", reader.card)
        await reader.press("enter")
        before = (reader.focus, reader.at, reader.source.current, reader.open_card, reader.foot, reader.box.value)
        (library.corpus.seeds / "new.txt").write_text("News\n\nCopper was found at Redhill.\n", encoding="utf-8")
        built_anew(library)()
        await reader.until(lambda: "4 documents" in reader.screen()[0])
        await reader.settle()
        after = (reader.focus, reader.at, reader.source.current, reader.open_card, reader.foot, reader.box.value)
        assert after[:4] == before[:4]
        assert after[4] == "copper · mention 2/7 · ¶3 of 40"
        assert "new#p2" in reader.ids()


async def test_changed_files_are_told_and_indexed(own_ports: Callable[[], Library], builds: Builds) -> None:
    library = own_ports()
    (library.corpus.seeds / "new.txt").write_text("News\n\nCopper was found.\n", encoding="utf-8")
    async with driving(library, SMALL) as reader:
        assert "1 new" in reader.screen()[0]
        assert reader.ids()[0] == "document harbour"
        builds.say(built_anew(library), Published(2, 4, 4, False), REPORT)
        builds.end()
        await reader.until(lambda: "up to date" in reader.screen()[0])
        await reader.settle()
        assert "4 documents" in reader.screen()[0]
        assert "document new" in reader.ids()


async def test_a_built_index_of_garbage_is_told_and_built_anew(
    own_ports: Callable[[], Library], builds: Builds
) -> None:
    library = own_ports()
    for path in library.folder.rglob("*"):
        if path.is_file() and "lock" not in path.name and path.suffix != ".json":
            path.write_bytes(b"\x80\x04garbage" * 50)
    async with driving(library, WIDE, opened=False) as reader:
        await reader.until(lambda: "built anew" in reader.notice or "built anew" in reader.shown())
        builds.say(built_anew(library), Published(1, 3, 3, False), REPORT)
        builds.end()
        await reader.until(lambda: reader.desk.overview is not None)
        await reader.settle()
        assert (reader.ids()[0], reader.notice) == ("document harbour", "")


async def test_files_that_could_not_be_read_are_counted(own_ports: Callable[[], Library], builds: Builds) -> None:
    library = own_ports()
    (library.corpus.seeds / "broken.txt").write_bytes(b"\x00\x01\x02" * 400)
    async with driving(library, SMALL) as reader:
        from dataclasses import replace

        failed = replace(REPORT, failed=(("broken.txt", "it is binary", "leave it out"),))
        builds.say(built_anew(library), Published(2, 4, 4, False), failed)
        builds.end()
        await reader.until(lambda: "could not be read" in reader.said)
        await reader.settle()
        assert reader.said == "1 file could not be read: ! says why"
        assert "1 file not read" in " ".join(reader.screen()[0].split()) or "1 not read" in reader.screen()[0]


async def test_a_renamed_source_is_told(own_ports: Callable[[], Library], builds: Builds) -> None:
    library = own_ports()
    (library.corpus.seeds / "mine.txt").rename(library.corpus.seeds / "pit.txt")
    async with driving(library, SMALL) as reader:
        from dataclasses import replace

        renamed = replace(REPORT, renamed=(Rename("mine", "pit", "mine.txt", "pit.txt", "add …"),))
        builds.say(built_anew(library), Published(2, 3, 3, False), renamed)
        builds.end()
        await reader.until(lambda: "mine is now pit" in reader.said)
        assert reader.said == "mine is now pit: ! says how its addresses go on working"


async def test_a_mistake_in_a_curated_file_is_shown(tmp_path: Path) -> None:
    corpus = ports(tmp_path / "corpus")
    (corpus.index / "entities" / "more.yaml").write_text("name: [broken\n", encoding="utf-8")
    async with driving(built_library(corpus, tmp_path / "built"), WIDE) as reader:
        await reader.until(lambda: "1 error in index/" in reader.screen()[0])
        assert reader.said.startswith("index/entities/more.yaml:")
        assert reader.said.endswith("(! lists all)")


async def test_an_empty_corpus_says_what_to_do(tmp_path: Path) -> None:
    library = built_library(make_corpus(tmp_path / "corpus", {}, entities=None), tmp_path / "built")
    async with driving(library, WIDE) as reader:
        said = " ".join(texts(reader.results.rows, 40))
        assert "This corpus has no documents yet." in said
        assert "This corpus has no entities yet." in said
        await reader.press(
            "tab", "down", "enter", "n", "f", "y", "e", "2", "j", "G", "enter", "o", "v", "3", "enter", "/"
        )
        await reader.type("anything")
        assert "put sources into the corpus's seeds folder" in reader.notice


async def test_a_corpus_without_entities_can_be_searched(tmp_path: Path) -> None:
    library = built_library(make_corpus(tmp_path / "corpus", SOURCES, entities=None), tmp_path / "built")
    async with driving(library, WIDE) as reader:
        assert "This corpus has no entities yet." in reader.shown()
        await reader.type("copper")
        assert reader.ids()[0] == "mine#p1"
        await reader.press("enter", "enter", "o")
        assert reader.said == "Follow the mention here: no entity is named in what the source pane shows"


async def test_a_corpus_whose_yaml_is_broken_is_told(tmp_path: Path) -> None:
    corpus = ports(tmp_path / "corpus")
    (corpus.root / "index" / "corpus.yaml").write_text("format: [1\n", encoding="utf-8")
    async with driving(on_clock(corpus, tmp_path / "built"), WIDE, opened=False) as reader:
        await reader.until(lambda: bool(reader.notice))
        assert "corpus.yaml:" in reader.notice
        assert "This corpus cannot be opened." in reader.shown()


async def test_a_yaml_that_breaks_later_leaves_what_is_indexed_in_use(own_ports: Callable[[], Library]) -> None:
    library = own_ports()
    (library.corpus.root / "index" / "corpus.yaml").write_text("format: [1\n", encoding="utf-8")
    async with driving(library, WIDE) as reader:
        await reader.type("copper")
        assert reader.ids()[0] == "@copper"
        await reader.until(lambda: "corpus.yaml:" in reader.notice)
        assert "not up to date" in reader.screen()[0]


async def test_a_session_goes_on_where_the_last_one_ended(harbour: Library) -> None:
    place = LastPlace("copper", "harbour", 40, "sas", "source")
    async with driving(harbour, WIDE, Settings(begin_at=place)) as reader:
        assert (reader.box.value, reader.at, reader.open_card, reader.focus) == (
            "copper",
            ("harbour", 40),
            "sas",
            "source",
        )
        assert reader.ids()[0] == "@copper"
        assert not reader.desk.history.behind


async def test_a_session_ends_in_the_place_where_the_next_one_begins(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("copper")
        await reader.press("enter", "s", "enter")
        await reader.go_to_row("harbour#p3:18", reader.card)
        await reader.press("4")
        seen = (reader.at, reader.source.current, reader.foot, reader.ids(), reader.ids(reader.explorer.facets))
        reader.explorer.command_quit()
    place = reader.explorer.last_place
    assert place == LastPlace("copper", "harbour", 3, "copper", "facets", (18, 24), followed=True, order="newest")
    async with driving(Library(harbour.corpus, harbour.folder), WIDE, Settings(begin_at=place)) as reader:
        again = (reader.at, reader.source.current, reader.foot, reader.ids(), reader.ids(reader.explorer.facets))
        assert again == seen
        assert (reader.focus, reader.desk.followed) == ("facets", "copper")
        assert str(reader.results.border_title).startswith("1 Results · 7 · newest")


@pytest.mark.parametrize("size", [MIDDLE, NARROW])
async def test_one_goes_back_to_the_facets_where_only_one_pane_fits(harbour: Library, size: tuple[int, int]) -> None:
    place = LastPlace("copper", "harbour", 3, "sas", "facets", (900, 999), order="loudest")
    async with driving(harbour, size, Settings(begin_at=place)) as reader:
        assert "4 Facets" in reader.shown()
        assert "years 2025" in reader.ids(reader.explorer.facets)
        assert reader.desk.asking.order == "rank"


async def test_a_last_place_that_is_gone_is_no_reason_to_fail(harbour: Library) -> None:
    place = LastPlace("copper", "gone", 99, "nobody", "card")
    async with driving(harbour, WIDE, Settings(begin_at=place)) as reader:
        assert reader.ids()[0] == "@copper"
        assert reader.app.is_running


async def test_before_anything_is_indexed_quick_open_says_so(tmp_path: Path, builds: Builds) -> None:
    async with driving(on_clock(ports(tmp_path / "corpus"), tmp_path / "built"), opened=False) as reader:
        await reader.press("ctrl+k")
        assert "indexed yet" in reader.shown()
        await reader.press("enter", "escape")
        assert not reader.is_laid_over()


async def test_a_movement_goes_before_what_a_new_generation_would_show(
    own_ports: Callable[[], Library], builds: Builds
) -> None:
    library = own_ports()
    async with driving(library, WIDE) as reader:
        await reader.type("copper")
        await reader.press("enter", "enter", "2", "G")
        (library.corpus.seeds / "mine.txt").write_text("Redhill copper mine\n\nIt is closed.\n", encoding="utf-8")
        await reader.press("R")
        builds.say(built_anew(library), Published(3, 3, 3, False))
        with reader.library_at_work():
            reader.explorer.go(reader.desk.jump(Stop("letter", 3)))
            await reader.pilot.pause()
        builds.end()
        await reader.until(lambda: reader.at == ("letter", 3))
        await reader.settle()
        assert reader.at == ("letter", 3)


async def test_files_that_change_are_indexed_as_soon_as_it_is_told(
    own_ports: Callable[[], Library], builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed, ended = threading.Event(), threading.Event()

    def looks(corpus: Corpus, stop: threading.Event) -> Iterator[None]:
        changed.wait()
        yield
        stop.wait()
        ended.set()

    monkeypatch.setattr("cpec_tui.built.following.looks", looks)
    monkeypatch.setattr(opening, "_POLL_SECONDS", 3_600)
    monkeypatch.setattr(opening, "_QUIET_SECONDS", 0.0)
    library = own_ports()
    async with driving(library, WIDE) as reader:
        (library.corpus.seeds / "new.txt").write_text("Something new.", encoding="utf-8")
        changed.set()
        await reader.until(lambda: bool(builds.made))
        builds.end()
        await reader.settle()
    assert ended.wait(10)


async def test_watching_that_fails_hinders_nothing(harbour: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def looks(corpus: Corpus, stop: threading.Event) -> Iterator[None]:
        yield
        raise RuntimeError("no more watches")

    monkeypatch.setattr("cpec_tui.built.following.looks", looks)
    async with driving(harbour, WIDE) as reader:
        await reader.type("copper")
        assert reader.ids()[0] == "@copper"


@pytest.mark.usefixtures("polled")
async def test_while_changes_are_told_files_are_not_looked_at_in_vain(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    monkeypatch.setattr("cpec_tui.built.following.looks", lambda corpus, stop: iter(stop.wait, True))
    monkeypatch.setattr("cpec_tui.tui.looking.out_of_date", lambda library: looked.append(True))
    async with driving(harbour, WIDE) as reader:
        at_first = len(looked)
        await reader.explorer._keep_up()
        assert len(looked) == at_first
        reader.explorer.post_message(Watcher.Changed())
        await reader.until(lambda: len(looked) > at_first)
