"""How long documents take to be opened and turned in the explorer, and how much memory it needs.

    python benchmarks/opening.py CORPUS --cache DIR [--size 160x45] [--documents 60] [--seed 1] [--word WORD]

Two documents of 5 MB made from the texts of CORPUS are put beside it: one in paragraphs, one of 100,000 lines; all is
indexed in DIR, once. Documents of the corpus drawn by chance, then the large ones, are opened, without a query and with
WORD asked for, which stands in many paragraphs; in each, the reader turns pages. Wall clock from the key to the frame
that shows it, in ms, printed as a table in Markdown, with the memory of the process at its highest. The exit code is 1
when a wanted figure is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from textual import events
from textual.pilot import Pilot

from benchmarks.headless import HEADING, TimedLoop, quantile, row
from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from cpec_tui.tui.app import ExplorerApp
from cpec_tui.tui.runner import Runner

SIZE = 5_000_000
LINES = 100_000
LARGE = ("five-megabytes", "hundred-thousand-lines")
OPENED, OPENED_LARGE, TURNED, MEGABYTES = 100.0, 800.0, 16.0, 250.0
_PATIENCE = 20.0


@dataclass
class Reader:
    """Who opens documents and turns pages, with a watch."""

    app: ExplorerApp
    took: dict[str, list[float]] = field(default_factory=dict)
    framed: asyncio.Event = field(default_factory=asyncio.Event)

    def on_frame(self) -> None:
        """A frame was written."""
        self.framed.set()

    async def until_seen(self, what: str, begin: Callable[[], object], is_there: Callable[[], bool]) -> None:
        """Do something, and note how long it takes until a frame shows it."""
        began = time.perf_counter()
        self.framed.clear()
        begin()
        while time.perf_counter() - began < _PATIENCE:
            await asyncio.wait_for(self.framed.wait(), _PATIENCE)
            self.framed.clear()
            if is_there():
                self.took.setdefault(what, []).append((time.perf_counter() - began) * 1000)
                await asyncio.sleep(0.15)
                return
        raise SystemExit(f"{what}: nothing was seen within {_PATIENCE:.0f} s")

    async def open(self, what: str, doc: str) -> None:
        """Open a document at its beginning."""
        explorer = self.app.explorer

        def is_there() -> bool:
            view = explorer.source.view
            return view is not None and view.doc == doc

        await self.until_seen(what, lambda: explorer.go(explorer.desk.open_document(doc)), is_there)

    async def turn(self, what: str, pages: int) -> None:
        """Turn pages."""
        source = self.app.explorer.source
        for _ in range(pages):
            before = source.scroll_offset.y
            if before >= source.max_scroll_y:
                return
            key = events.Key("pagedown", None)
            await self.until_seen(what, lambda: self.app.post_message(key), lambda: source.scroll_offset.y != before)  # noqa: B023


def large_documents(texts: Iterator[str]) -> dict[str, str]:
    """Two texts of 5 MB: in paragraphs with blank lines between, and in 100,000 lines."""
    paragraphs: list[str] = []
    size = 0
    while size < SIZE:
        paragraphs.append(next(texts))
        size += len(paragraphs[-1]) + 2
    running = " ".join(paragraphs)
    step = len(running) // LINES
    lines = [running[at : at + step].strip() or "-" for at in range(0, step * LINES, step)]
    return {LARGE[0]: "\n\n".join(paragraphs), LARGE[1]: "\n".join(lines)}


def corpus_with_large_documents(corpus: Path, folder: Path) -> Corpus:
    """The corpus with the large documents beside its own, in ``folder``; made once."""
    if not folder.exists():
        (folder / "seeds").mkdir(parents=True)
        os.symlink(corpus / "index", folder / "index")
        for source in sorted((corpus / "seeds").iterdir()):
            os.link(source, folder / "seeds" / source.name)
        paths = sorted((corpus / "seeds").iterdir())
        texts = (part for path in paths for part in path.read_text("utf-8").split("\n\n")[1:] if part.strip())
        for name, text in large_documents(texts).items():
            (folder / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    return Corpus(folder.resolve())


async def read_all(reader: Reader, documents: list[str], word: str) -> None:
    """Open everything, first with nothing asked for, then with a word that is found nearly everywhere."""
    explorer = reader.app.explorer
    for doc in documents:
        await reader.open("a document", doc)
        await reader.turn("a page", 3)
    for doc in LARGE:
        await reader.open(f"{doc}", doc)
        await reader.turn(f"a page of {doc}", 30)
    explorer.box.put(word)
    while explorer.desk.asking.page is None or not explorer.desk.hits.stops:
        await asyncio.sleep(0.05)
    await asyncio.sleep(1.0)
    for doc in documents:
        await reader.open(f"a document, `{word}` marked", doc)
    for doc in LARGE:
        await reader.open(f"{doc}, `{word}` marked", doc)
        await reader.turn(f"a page of {doc}, `{word}` marked", 30)


def measured(library: Library, size: tuple[int, int], documents: list[str], word: str) -> dict[str, list[float]]:
    """Run the explorer and read."""
    loop, app = TimedLoop(), ExplorerApp(Runner(library))
    reader = Reader(app)
    loop.on_frame = reader.on_frame

    async def pilot(_: Pilot[Any]) -> None:
        await asyncio.sleep(1.0)
        while app.explorer.desk.overview is None:
            await asyncio.sleep(0.1)
        await read_all(reader, documents, word)
        app.exit()

    try:
        loop.run_app(app, size, pilot)
    finally:
        app.explorer.runner.close()
    return reader.took


def wanted_of(what: str) -> float:
    """The highest median that is wanted."""
    if "a page" in what:
        return TURNED
    return OPENED if what.startswith("a document") else OPENED_LARGE


def main() -> int:
    """Measure and print; 1 when a target is missed."""
    arguments = _arguments()
    width, height = (int(number) for number in arguments.size.split("x"))
    corpus = corpus_with_large_documents(arguments.corpus.resolve(), arguments.cache / "corpus")
    library = Library.at(corpus, arguments.cache / "built")
    if not library.open():  # Built by another process, so that its memory is not counted here.
        place = ["--corpus", str(corpus.root), "--built-index", str(arguments.cache / "built")]
        subprocess.run([sys.executable, "-m", "cpec_tui", "index", *place], check=True)
        library.open()
    ids = [one.id for one in library.documents() if one.id not in LARGE]
    paragraphs = library.overview().paragraphs
    library.close()
    documents = random.Random(arguments.seed).sample(ids, min(arguments.documents, len(ids)))
    took = measured(library, (width, height), documents, arguments.word)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(f"{paragraphs:,} paragraphs, at {width}×{height}, ms:\n\n{HEADING}")
    reached = peak <= MEGABYTES
    for what, times in took.items():
        wanted = wanted_of(what)
        padded = times if len(times) > 1 else times * 2
        reached = reached and quantile(padded, 50) <= wanted
        print(row(what, padded, f"{wanted:.0f}"))
    print(f"\nMemory at its highest: {peak:.0f} MB (wanted {MEGABYTES:.0f}).")
    return int(not reached)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="the folder of the corpus")
    parser.add_argument("--cache", type=Path, required=True, help="where the corpus with the large documents is built")
    parser.add_argument("--size", default="160x45", help="columns and lines of the terminal")
    parser.add_argument("--documents", type=int, default=60, help="how many documents are opened")
    parser.add_argument("--seed", type=int, default=1, help="which documents are drawn")
    parser.add_argument("--word", default="government", help="what is asked for")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
