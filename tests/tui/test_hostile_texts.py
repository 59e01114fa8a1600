"""Texts that look like markup, steer terminals or are wide, in every place where a text is shown."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from cpec_tui.library import Library
from cpec_tui.visible import visible
from tests.corpora import built_library, make_corpus
from tests.tui.driving import MIDDLE, NARROW, WIDE, driving
from tests.tui.texts import HOSTILE

NAME = "[/red] Qux [sic]"
SOURCE = f"""\
[/bold] A \x1b[31mtitle\x1b[0m 中国 [link=x]

{NAME} is named here: [Pakistan] [on red]black[/].

\u202eevil\u202c text, نص عربي, e\u0301e\u0301, 中国－巴基斯坦经济走廊 ❤\ufe0f 👩\u200d🔬 tab\there.

{"unbroken" * 300}
"""
ENTITIES = f"""\
- id: qux
  kind: place
  name: "{NAME}"
  aliases: ["[@click=app.quit]Quux[/]"]
  summary: "[blink]summary[/blink] with [/] and \\\\[ escapes"
  facts:
    - text: "[/] a fact"
      according_to: "[b]them"
  ids: {{wikidata: "[/x]"}}
"""


@pytest.fixture(scope="module")
def hostile_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    sources = {"[/]&.txt": SOURCE, "other.txt": "\n\n".join(("Other", *HOSTILE[:6]))}
    built_library(make_corpus(folder / "corpus", sources, entities=ENTITIES), folder / "built").close()
    return folder


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_everything_is_shown_as_it_is(hostile_home: Path, size: tuple[int, int]) -> None:
    from cpec_tui.corpus import Corpus

    library = Library.at(Corpus((hostile_home / "corpus").resolve()), hostile_home / "built")
    async with driving(library, size) as reader:
        await reader.type("qux")
        assert NAME in reader.shown()
        await reader.press("enter", "enter")
        assert reader.open_card == "qux"
        card = " ".join(reader.shown().split())
        for text in ("[@click=app.quit]Quux[/]", "[blink]summary[/blink]", "[/] a fact", "[/x]"):
            assert text.split()[0] in card
        await reader.press("2", "g")
        view = reader.source.view
        assert view is not None
        assert visible(view.title)[:20] in reader.shown().replace("\n", " ")
        await reader.press("j", "j", "j", "j", "G", "f", "escape", "y", "ctrl+o", "escape", "ctrl+k")
        await reader.type("[/]")
        await reader.press("escape", "ctrl+f")
        await reader.type("[on red]")
        assert reader.at[1] == 2
        await reader.press("escape", "1", "?")
        await reader.type("[/red]")
        assert "nothing is said of “[/red]”" in " ".join(reader.shown().split())


async def test_every_line_of_the_source_is_as_wide_as_the_pane(hostile_home: Path) -> None:
    from cpec_tui.corpus import Corpus

    library = Library.at(Corpus((hostile_home / "corpus").resolve()), hostile_home / "built")
    async with driving(library, NARROW) as reader:
        await reader.press("tab", "enter", "2")
        for _ in range(12):
            await reader.press("pagedown")
            width = reader.source.scrollable_content_region.width
            lines = [reader.source.render_line(y) for y in range(reader.source.page)]
            assert {line.cell_length for line in lines} == {width}
            await asyncio.sleep(0)
