"""Render the pictures of the README from the real app on the shipped corpus.

    python docs/screenshots.py [--check]

With ``--check`` nothing is written: pictures are compared by their text, and the exit code is 1 when one is outdated.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from cpec_tui.corpus import Corpus, shipped_root
from cpec_tui.library import Library
from cpec_tui.tui.app import ExplorerApp
from cpec_tui.tui.runner import Runner
from cpec_tui.tui.settings import Settings

IMAGES = Path(__file__).parent / "images"
_PATIENCE = 400


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the keys that lead to it, and the size of the terminal."""

    name: str
    keys: tuple[str, ...]
    size: tuple[int, int] = (120, 34)
    theme: str = "cpec-dark"


PICTURES = (
    Picture("search", tuple("rare earth khy")),
    Picture("proof", (*"saindak", "enter", "enter", "enter")),
    Picture("follow", (*"mining", "enter", "enter", "n", "f"), (100, 30)),
    Picture("light", (*"kind:mineral mcc", "enter"), theme="cpec-light"),
)


def main() -> int:
    """Write the pictures, or check them."""
    checking = "--check" in sys.argv[1:]
    stale = []
    with tempfile.TemporaryDirectory() as home:
        library = Library.at(Corpus(shipped_root()), Path(home))
        library.build()
        library.close()
        for picture in PICTURES:
            svg = asyncio.run(rendered(picture, Path(home)))
            path = IMAGES / f"{picture.name}.svg"
            if not checking:
                IMAGES.mkdir(exist_ok=True)
                path.write_text(svg, encoding="utf-8")
            elif not path.exists() or text_of(path.read_text(encoding="utf-8")) != text_of(svg):
                stale.append(path.name)
    if stale:
        print(f"out of date: {', '.join(stale)}; make them anew with: make docs", file=sys.stderr)
    return 1 if stale else 0


async def rendered(picture: Picture, home: Path) -> str:
    """The picture as SVG, without fonts from elsewhere."""
    library = Library(Corpus(shipped_root()), Library.at(Corpus(shipped_root()), home).folder, clock=ticking())
    app = ExplorerApp(Runner(library), Settings(theme=picture.theme))
    async with app.run_test(size=picture.size) as pilot:
        await _settled(app, pilot.pause)
        for key in picture.keys:
            await pilot.press({" ": "space", ":": "colon"}.get(key, key))
            await _settled(app, pilot.pause)
        svg = app.export_screenshot(title="cpec-tui")
    app.explorer.runner.close()
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace("Fira Code", "monospace")


def text_of(svg: str) -> str:
    """What is written in a picture, line by line."""
    return "\n".join(unescape(line).rstrip("\xa0 ") for line in re.findall(r"<text[^>]*>(.*?)</text>", svg))


def ticking() -> Callable[[], float]:
    """A clock on which every search takes three thousandths of a second."""
    moments = itertools.count()
    return lambda: next(moments) * 0.003


async def _settled(app: ExplorerApp, pause: Callable[[], object]) -> None:
    """Wait until nothing is under way any more."""
    for _ in range(_PATIENCE):
        await pause()  # type: ignore[misc]
        if app.explorer.desk.overview is not None and not any(worker.is_running for worker in app.workers):
            break
        await asyncio.sleep(0.01)
    await pause()  # type: ignore[misc]


if __name__ == "__main__":
    sys.exit(main())
