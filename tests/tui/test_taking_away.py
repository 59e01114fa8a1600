"""What leaves the explorer with the reader: quotations, texts, files opened in an editor."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cpec_tui.corpus import Corpus, own_copy_root
from cpec_tui.library import Library
from cpec_tui.tui.memory import LastPlace
from cpec_tui.tui.settings import Settings
from tests.corpora import built_library, make_corpus
from tests.tui.conftest import on_clock
from tests.tui.driving import WIDE, ListeningApp, driving, texts
from tests.tui.worlds import SOURCES

CITED = "Harbour Gazette, 2024-06, ¶3. [harbour#p3]"


async def test_y_copies_a_quotation_with_its_citation_and_shift_y_the_bare_text(harbour: Library) -> None:
    text = "SAS also runs the copper mine at Redhill. Copper, gold and silver leave by rail."
    async with driving(harbour) as reader:
        await reader.press("tab", "y")
        assert reader.said == "Copy quotation and citation: no source is open yet: open a result first"
        await reader.press("Y")
        assert reader.said == "Copy text: no source is open yet: open a result first"
        await reader.search("rail")
        await reader.press("enter", "y")
        assert reader.app.clipboard == f"“{text}”\n— “The harbour of Aldport”. {CITED}"
        assert reader.said == f"copied “{text[:59]}…” [harbour#p3]"
        await reader.press("Y")
        assert reader.app.clipboard == text
        assert reader.said == f"copied “{text[:59]}…”"


async def test_a_quotation_that_was_gone_to_is_copied_as_it_was_quoted(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("@sas ")
        await reader.press("enter", "enter", "enter", "y")
        assert reader.app.clipboard.startswith("“quays were rebuilt by Stone and Sons”\n— ")
        assert reader.app.clipboard.endswith("[harbour#p2]")


async def test_a_quotation_is_left_when_something_else_is_found(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("@sas ")
        await reader.press("enter", "enter", "enter", "ctrl+f")
        await reader.type("aldport")
        assert (reader.at, reader.source.current) == (("harbour", 2), (0, 7))
        await reader.press("enter", "y")
        assert reader.app.clipboard.startswith("“Aldport is the largest harbour of Westland. Its quays")


async def test_selected_paragraphs_are_copied_as_one(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.type("lies")
        await reader.press("enter", "2", "v")
        assert "selecting" in reader.said
        await reader.press("j", "Y")
        assert reader.app.clipboard == (
            "• The mine lies in Westland.\n\nStone and Sons lead the work. The mine goes on [sic] and yields copper."
        )
        assert reader.source.selected == ()
        await reader.press("k", "v", "j", "y")
        assert reader.app.clipboard.startswith("“The mine lies in Westland.\n\nStone")
        assert reader.app.clipboard.endswith(", ¶2–3. [mine#p2]–[mine#p3]")


async def test_ctrl_c_copies_what_is_selected_and_else_says_which_key_leaves(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.press("ctrl+c")
        assert reader.said == "nothing is selected to be copied; ctrl+q leaves"
        await reader.type("lies")
        await reader.press("home", "shift+right", "shift+right", "ctrl+c")
        assert reader.app.clipboard == "li"
        await reader.press("enter", "2", "v", "ctrl+c")
        assert reader.app.clipboard == "• The mine lies in Westland."
        await reader.press("ctrl+k", "ctrl+c")
        assert reader.said == "nothing is selected to be copied; ctrl+q leaves"
        assert reader.is_laid_over()


# Editing


@contextmanager
def suspended(app: Any) -> Iterator[None]:
    yield


@pytest.fixture
def editors(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The editors that were run; the app is not really suspended."""
    run: list[list[str]] = []

    def runs(command: list[str], **options: Any) -> Any:
        run.append(command)
        return subprocess.CompletedProcess(command, 3 if "fails" in command[0] else 0)

    monkeypatch.setattr(subprocess, "run", runs)
    monkeypatch.setattr(ListeningApp, "suspend", suspended)
    monkeypatch.setattr("cpec_tui.tui.indexer.Indexer.start", lambda self, **options: run.append(["index"]))
    return run


async def test_e_opens_the_source_or_the_yaml_of_the_card_at_its_line(
    harbour: Library, editors: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = harbour.corpus.root
    async with driving(harbour) as reader:
        await reader.press("tab", "e")
        assert reader.said == "Edit: nothing that has a file is shown"
        await reader.search("rail")
        await reader.press("enter", "2", "e")
        assert "no editor is set" in reader.said
        assert reader.said.endswith(f"{root / 'seeds' / 'harbour.txt'}:9")
        monkeypatch.setenv("VISUAL", "vim")
        await reader.press("e")
        assert editors == [["vim", "+9", str(root / "seeds" / "harbour.txt")], ["index"]]
        await reader.search("@sas ")
        await reader.press("enter", "enter", "e")
        assert editors[-2] == ["vim", "+12", str(root / "index" / "entities" / "all.yaml")]
        monkeypatch.setenv("VISUAL", "fails")
        await reader.press("e")
        assert reader.said == "fails ended with code 3"


async def test_an_editor_that_cannot_be_run_or_shown_is_told(harbour: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    async with driving(harbour) as reader:
        await reader.type("rail")
        await reader.press("enter", "2", "e")
        assert reader.said.startswith("no editor can be opened from here. The place is ")
        monkeypatch.setattr(ListeningApp, "suspend", suspended)
        await reader.press("e")
        assert reader.said.startswith("/no/such/editor cannot be run: No such file or directory. The place is ")


async def test_the_corpus_that_came_with_the_program_is_copied_before_it_is_edited(
    cpec: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Corpus, "is_read_only", property(lambda corpus: True))
    async with driving(cpec, WIDE) as reader:
        await reader.press("tab", "tab", "e")
        shown = " ".join(reader.shown().split())
        assert "read-only" in shown
        assert "y yes · n no" in shown
        await reader.press("n")
        assert not own_copy_root().exists()
        await reader.press("e", "y")
        assert reader.app.return_value == Corpus(own_copy_root())
        assert (own_copy_root() / "index" / "corpus.yaml").is_file()
        assert reader.app.explorer.next_errand == "edit"


async def test_the_errand_that_led_to_a_copy_is_done_there(
    own_ports: Callable[[], Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    place = LastPlace("copper", "harbour", 1, "sas", "card")
    async with driving(own_ports(), WIDE, Settings(begin_at=place, errand="edit")) as reader:
        await reader.until(lambda: reader.said.startswith("no editor can be opened from here. The place is "))
        assert "all.yaml:" in reader.said


async def test_a_row_of_the_results_is_edited_where_it_comes_from(harbour: Library) -> None:
    async with driving(harbour, WIDE) as reader:
        await reader.type("sas")
        await reader.press("enter", "home", "e")
        assert "all.yaml:" in reader.said
        await reader.press("end", "e")
        assert "seeds" in reader.said


async def test_what_is_wrong_is_listed_with_its_reason_and_opened_in_the_editor(
    tmp_path: Path, editors: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus(tmp_path / "corpus", {**SOURCES, "empty.txt": ""})
    (corpus.index / "entities" / "more.yaml").write_text("name: [broken\n", encoding="utf-8")
    built_library(corpus, tmp_path / "built").close()
    monkeypatch.setenv("VISUAL", "vim")
    async with driving(on_clock(corpus, tmp_path / "built"), WIDE) as reader:
        await reader.press("tab", "!")
        told = " ".join(texts(reader.chooser.rows, 400))
        assert "seeds/empty.txt — the file is empty; put text into it, or remove it" in told
        assert "index/entities/more.yaml:" in told
        await reader.type("empty.txt")
        await reader.press("enter")
        assert editors[0] == ["vim", "+1", str(corpus.seeds / "empty.txt")]


async def test_a_verdict_that_asks_to_be_decided_anew_is_a_problem_and_opened_at_its_line(
    own_ports: Callable[[], Library], editors: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = own_ports()
    verdicts = library.corpus.index / "verdicts.yaml"
    verdicts.write_text(
        "# Decided\n- {verdict: reject, entity: westland, form: Westland, document: mine, address: mine#p2,"
        ' before: "The mine lies deep in ", after: "."}\n',
        encoding="utf-8",
    )
    library.build()
    monkeypatch.setenv("VISUAL", "vim")
    async with driving(library, WIDE) as reader:
        await reader.press("tab", "!")
        assert "index/verdicts.yaml:2" in " ".join(texts(reader.chooser.rows, 400))
        await reader.type("verdict 1")
        await reader.press("enter")
        assert editors[0] == ["vim", "+2", str(verdicts)]


async def test_when_nothing_is_wrong_the_list_of_problems_says_so(cpec: Library) -> None:
    async with driving(cpec) as reader:
        await reader.press("tab", "!")
        assert "Nothing is wrong with the curated files" in reader.shown()


async def test_e_on_a_source_that_is_no_text_opens_what_is_known_of_it(
    tmp_path: Path, editors: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"letter.rtf": r"{\rtf1\ansi A letter about copper.\par}"})
    known = corpus.index / "documents.yaml"
    known.write_text("other:\n  title: x\nletter:\n  date: 2025\n", encoding="utf-8")
    built_library(corpus, tmp_path / "built").close()
    monkeypatch.setenv("VISUAL", "vim")
    async with driving(on_clock(corpus, tmp_path / "built"), WIDE) as reader:
        await reader.type("letter")
        await reader.press("enter", "2", "e")
        assert editors[0] == ["vim", "+3", str(known)]
