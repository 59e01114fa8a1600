"""Many queries are asked in one go, and each can be asked alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cpec_tui.library import Library
from cpec_tui.tui.widgets.row_list import RowList
from tests.tui.driving import Driver, driving, texts

LIST = """\
- {name: "[red]ores[/]", query: copper OR gold}
- zzyzx
- {name: odd}
- query: "sorce:x"
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with one list of queries."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def listed(reader: Driver) -> list[str]:
    """The lines of the list that lies above."""
    rows = [row for shown in reader.app.screen.query(RowList) for row in shown.rows]
    return [" ".join(line.split()) for line in texts(rows, 110)]


async def test_the_queries_of_a_file_are_counted_with_what_is_wrong_in_it(harbour: Library, here: Path) -> None:
    (here / "list.yml").write_text("- copper\n" * 3 + LIST, encoding="utf-8")
    async with driving(harbour) as reader:
        await reader.press("tab", "B")
        assert reader.ids(reader.chooser) == [str(here / "list.yml"), "another file"]
        assert listed(reader)[0].endswith("7 queries")
        await reader.press("enter")
        assert listed(reader)[6:] == [
            "[red]ores[/]: copper OR gold 5 paragraphs",
            "3 documents · 6 entities named · 2024 to 2025 · 2 paragraphs undated · 1 entity answers",
            "zzyzx 0 paragraphs",
            "`zzyzx` does not stand in the corpus: no word is spelled like it",
            "line 6 cannot be asked",
            "line 6: `query` is missing, or is no text",
            "sorce:x cannot be asked",
            "line 7: no field `sorce`: did you mean `source`?",
        ]
        assert "7 queries · 1 finds nothing · 2 cannot be asked" in reader.shown()


async def test_enter_asks_one_alone_and_who_comes_back_finds_his_row(harbour: Library, here: Path) -> None:
    (here / "list.txt").write_text("gold\ncopper\n", encoding="utf-8")
    async with driving(harbour) as reader:
        await reader.press("tab", "B", "enter", "down", "enter")
        assert (reader.is_laid_over(), reader.box.value, reader.focus) == (False, "copper", "results")
        await reader.press("B", "enter")
        assert reader.highlighted(reader.chooser) == "1"
        await reader.press("escape")
        assert "─ Ask many queries" in reader.shown()


async def test_the_list_is_there_at_once_is_narrowed_and_fills(harbour: Library, here: Path) -> None:
    (here / "list.txt").write_text("gold\ncopper\n", encoding="utf-8")
    async with driving(harbour) as reader:
        await reader.press("tab", "B")
        with reader.library_at_work():
            await reader.key("enter")
            await reader.until(lambda: listed(reader)[:1] == ["gold …"])
            assert "0 of 2 queries" in reader.shown()
        await reader.settle()
        await reader.type("cop")
        assert listed(reader)[0] == "copper 5 paragraphs"
        await reader.press("enter")
        assert reader.box.value == "copper"


async def test_what_is_wrong_with_a_line_is_told_when_it_is_to_be_asked(harbour: Library, here: Path) -> None:
    (here / "list.jsonl").write_text('"a"\n"b"\n"c"\n{"name": "odd"}\n', encoding="utf-8")
    async with driving(harbour) as reader:
        await reader.press("tab", "B", "enter", *["down"] * 3, "enter")
        assert reader.said == "`query` is missing, or is no text"
        assert reader.box.value == ""


async def test_all_kept_searches_are_counted_and_one_is_asked_in_its_order(own_ports: Callable[[], Library]) -> None:
    library = own_ports()
    kept = "- {name: ores, query: copper}\n- {name: rails, query: rail, order: newest}\n"
    library.corpus.searches_file.write_text(kept, encoding="utf-8")
    async with driving(library) as reader:
        await reader.press("tab", "L", "B")
        assert listed(reader)[0] == "All kept searches 2 queries"
        await reader.press("enter")
        assert listed(reader)[::2] == [":ores 5 paragraphs", ":rails 1 paragraph"]
        await reader.press("down", "enter")
        assert (reader.is_laid_over(), reader.box.value) == (False, ":rails")
        assert "newest first" in reader.shown()


async def test_another_file_is_asked_for_and_listed_from_then_on(harbour: Library, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("copper\n", encoding="utf-8")
    async with driving(harbour) as reader:
        await reader.press("tab", "B", "enter")
        await reader.type("nowhere.txt")
        await reader.press("enter")
        assert "cannot be read" in reader.said
        await reader.press("B", "enter")
        await reader.type("../mine.csv")
        await reader.press("enter")
        assert listed(reader)[0] == "copper 5 paragraphs"
        await reader.press("escape")
        assert reader.highlighted(reader.chooser).endswith("mine.csv")
        await reader.press("escape")
        assert not reader.is_laid_over()
