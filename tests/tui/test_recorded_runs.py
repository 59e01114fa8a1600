"""Runs are recorded in files of the reader's own, and compared with what answers now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cpec_tui.library import Library
from cpec_tui.repeating.recording import read_run, record
from cpec_tui.repeating.runs import file_named, write_run
from cpec_tui.tui.widgets.row_list import RowList
from tests.tui.driving import Driver, driving, texts
from tests.tui.worlds import LETTER, MINE

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def changed(own_ports: Callable[[], Library], here: Path) -> Library:
    """A library whose corpus has changed since the answer to “copper” was recorded."""
    library = own_ports()
    library.open()
    write_run(file_named(library.corpus, "ores"), record(library, "copper", NOON))
    seeds = library.corpus.seeds
    (seeds / "mine.txt").write_text(MINE.replace("yields copper", "yields some copper"), encoding="utf-8")
    (seeds / "letter.txt").write_text(LETTER.replace("copper", "zinc"), encoding="utf-8")
    (seeds / "news.txt").write_text("Copper [/bold] \x1b[31mwent up.\n", encoding="utf-8")
    library.build()
    return library


def listed(reader: Driver) -> list[str]:
    """The lines of the list that lies above."""
    return [" ".join(line.split()) for line in texts(reader.app.screen.query_one(RowList).rows, 100)]


async def name_file(reader: Driver, name: str) -> None:
    """Answer with a name of one's own."""
    await reader.press("ctrl+u")
    await reader.type(name)
    await reader.press("enter")


async def test_a_run_is_put_into_a_file_of_the_proposed_name_in_the_order_of_the_results(
    harbour: Library, here: Path
) -> None:
    async with driving(harbour) as reader:
        await reader.search("copper OR gold")
        await reader.press("enter", "s", "W")
        assert "copper-or-gold.json" in reader.shown()
        await reader.press("enter")
        run = read_run(file_named(harbour.corpus, "copper-or-gold"))
        assert (run.query, run.order, len(run.answers)) == ("copper OR gold", "newest", 5)
        assert reader.said.startswith("recorded 5 paragraphs that answer copper OR gold: ")


async def test_a_file_that_is_there_is_replaced_only_when_that_is_agreed_to(harbour: Library, here: Path) -> None:
    (here / "run.json").write_text("mine", encoding="utf-8")
    async with driving(harbour) as reader:
        await reader.search("copper")
        await reader.press("enter", "W")
        await name_file(reader, "./run")
        assert "Replace it?" in reader.shown().replace("\n", " ")
        await reader.press("n")
        assert "./run" in reader.shown()
        await reader.press("escape")
        assert not reader.is_laid_over()
        assert (here / "run.json").read_text(encoding="utf-8") == "mine"
        await reader.press("W")
        await name_file(reader, "./run")
        await reader.press("y")
        assert read_run(here / "run.json").query == "copper"


async def test_what_can_be_no_file_is_told_and_asked_for_again(harbour: Library, here: Path) -> None:
    (here / "file").write_text("in the way", encoding="utf-8")
    async with driving(harbour) as reader:
        await reader.search("copper")
        await reader.press("enter", "W")
        await name_file(reader, "..")
        assert "is no name of a file" in reader.said
        assert reader.is_laid_over()
        await name_file(reader, "file/run")
        assert "cannot be written" in reader.said


async def test_a_query_that_cannot_be_asked_is_not_recorded(harbour: Library, here: Path) -> None:
    async with driving(harbour) as reader:
        await reader.search("sorce:x")
        await reader.press("enter", "W", "enter")
        assert reader.said.startswith("nothing is recorded: no field `sorce`")
        assert not file_named(harbour.corpus, "x").parent.exists()


async def test_what_came_changed_and_went_is_listed_and_the_circumstances_are_told(changed: Library) -> None:
    async with driving(changed) as reader:
        await reader.press("tab", "C")
        assert listed(reader)[0] == "copper 5 paragraphs"
        await reader.press("enter")
        assert listed(reader) == [
            "copper",
            "5 paragraphs on 2025-03-01 12:00 UTC, 5 now: 1 came, 1 changed, 1 went, 3 the same.",
            "The built index is another one than then: the corpus or the program has changed.",
            "",
            "Came: these answer now 1",
            "+ news ¶1",
            "Copper [/bold] \x1b[31mwent up.",
            "",
            "Changed: these have another text now 1",
            "~ Redhill copper mine ¶3",
            "Stone and Sons lead the work. The mine goes on [sic] and yields some copper.",
            "",
            "Went: these answer no longer 1",
            "- A letter from Aldport · its text is gone 2025-01 ¶2",
        ]


async def test_each_row_opens_its_paragraph_and_who_comes_back_finds_his_row(changed: Library) -> None:
    async with driving(changed) as reader:
        await reader.press("tab", "C", "enter", "enter")
        assert (reader.is_laid_over(), reader.focus, reader.at) == (False, "source", ("news", 1))
        await reader.press("C", "enter", "down", "enter")
        assert reader.at == ("mine", 3)
        await reader.press("C", "enter")
        assert reader.highlighted(reader.chooser) == "changed mine#p3"
        await reader.press("down", "enter")
        assert reader.at == ("letter", 2)
        await reader.press("backspace")
        assert reader.at == ("mine", 3)


async def test_the_list_is_narrowed_by_what_is_typed(changed: Library) -> None:
    async with driving(changed) as reader:
        await reader.press("tab", "C", "enter")
        await reader.type("redhill")
        assert [one for one in reader.ids(reader.chooser) if "#" in one] == ["changed mine#p3"]
        await reader.press("escape")
        assert "─ Recorded runs" in reader.shown()
        await reader.press("/")
        await reader.type("nothing so")
        assert listed(reader) == ["Another file"]
        await reader.press("escape")
        assert len(listed(reader)) == 3


async def test_a_document_that_is_gone_is_told(changed: Library) -> None:
    (changed.corpus.seeds / "letter.txt").unlink()
    changed.build()
    async with driving(changed) as reader:
        await reader.press("tab", "C", "enter")
        assert listed(reader)[-1] == "- letter#p2 · the document is gone ¶2"
        await reader.press("down", "down", "enter")
        assert "there is no document `letter`" in reader.said


@pytest.mark.parametrize("key", ["-", "x"])
async def test_a_run_is_deleted_once_the_reader_agrees(changed: Library, key: str) -> None:
    file = file_named(changed.corpus, "ores")
    async with driving(changed) as reader:
        await reader.press("tab", "C", key)
        assert "It cannot be had back." in reader.shown()
        await reader.press("n")
        assert file.exists()
        assert listed(reader)[0] == "copper 5 paragraphs"
        await reader.press(key, "y")
        assert not file.exists()
        assert reader.said == f"deleted: {file}"
        assert "No run is recorded" in " ".join(listed(reader))


async def test_a_run_that_cannot_be_deleted_stays_and_that_is_told(
    harbour: Library, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    harbour.open()
    write_run(here / "run.json", record(harbour, "copper", NOON))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    async with driving(harbour) as reader:
        await reader.press("tab", "C", "-")
        monkeypatch.setattr(Path, "unlink", refuse)
        await reader.press("y")
        assert reader.said.startswith(f"{here / 'run.json'} cannot be deleted: Permission denied")
        assert listed(reader)[0] == "copper 5 paragraphs"


async def test_the_way_to_another_file_is_nothing_that_could_be_deleted(harbour: Library, here: Path) -> None:
    async with driving(harbour) as reader:
        await reader.press("tab", "C", "G", "-")
        assert "Another file" in listed(reader)
        await reader.press("?")
        assert "Delete the file of the highlighted run" in reader.shown()


async def test_the_same_answer_is_told(harbour: Library, here: Path) -> None:
    harbour.open()
    write_run(here / "run.json", record(harbour, "copper", NOON))
    async with driving(harbour) as reader:
        await reader.press("tab", "C", "enter")
        said = " ".join(listed(reader))
        assert "5 now: the answer is the same." in said
        assert "The built index is the same as then." in said
        await reader.press("enter", "escape", "escape")
        assert not reader.is_laid_over()


async def test_a_run_of_another_corpus_in_a_file_of_ones_own_choice_says_so(
    harbour: Library, unknown_names: Library, tmp_path: Path, here: Path
) -> None:
    unknown_names.open()
    write_run(tmp_path / "run.json", record(unknown_names, "Highcliff", NOON))
    write_run(here / "here.json", record(unknown_names, "HB", NOON))
    unknown_names.close()
    async with driving(harbour) as reader:
        await reader.press("tab", "C")
        assert listed(reader)[1].startswith("2025-03-01 12:00 UTC · here.json · of ")
        await reader.press("down", "enter")
        await reader.type("../run.json")
        await reader.press("enter")
        assert "It was recorded on another corpus: " in " ".join(listed(reader))


async def test_files_that_hold_no_run_are_told(harbour: Library, here: Path) -> None:
    (here / "broken.json").write_text('{"format": 1, "program": "[/red]"}', encoding="utf-8")
    async with driving(harbour) as reader:
        await reader.press("tab", "C")
        assert listed(reader)[0].endswith("broken.json")
        await reader.press("enter")
        assert "is no recorded run" in " ".join(listed(reader))
        await reader.press("escape", "escape")
        assert not reader.is_laid_over()


async def test_without_any_run_the_list_says_how_one_is_recorded(harbour: Library, here: Path) -> None:
    async with driving(harbour) as reader:
        await reader.press("tab", "C")
        assert "and press W." in " ".join(listed(reader))
        await reader.press("enter")
        assert "the file" in reader.shown()
        await reader.press("escape", "escape")
        assert not reader.is_laid_over()


async def test_a_kept_search_is_recorded_from_its_list(own_ports: Callable[[], Library], here: Path) -> None:
    library = own_ports()
    library.corpus.searches_file.write_text("- {name: ores, query: copper, order: oldest}\n", encoding="utf-8")
    async with driving(library) as reader:
        await reader.press("tab", "L", "W", "enter")
        run = read_run(file_named(library.corpus, "ores"))
        assert (run.query, run.asked, run.order) == (":ores", "copper", "oldest")
        await reader.press("C", "enter", "escape", "escape")
        assert "─ Kept searches" in reader.shown()
