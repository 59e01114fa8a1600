"""Whether a built index grows worse over very many small updates: files added, changed and removed one at a time.

    python benchmarks/updates.py DOCUMENTS.jsonl[.xz] [--index DIR] [--engine ENGINE] [--updates 1000] [--seed 1]
                                 [--pause 100]

The corpus is made as ``build.py`` makes it, built once, and then updated again and again in this process, which
remembers the curated files as a kept child does. After every ``--pause`` updates it is tidied, as the explorer does
when nothing changes for a while; 0 is never. Seconds are those of the processor, but for one column, so that other
programs on the machine say little. Printed as a table in Markdown, a line for each tenth of the updates, with
what tidying made of it; at the end the answers are compared with those of a build from nothing. How long a change takes
until a search finds it is what ``noticing.py`` measures.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.build import MEGABYTE, make_corpus
from cpec_tui.built.building import build
from cpec_tui.built.generation import open_current
from cpec_tui.built.memory import Memory
from cpec_tui.built.tidying import tidy
from cpec_tui.corpus import Corpus, shipped_root
from cpec_tui.library import Library

LINES = 10
# Words that stand in many paragraphs and in few, beginnings, a phrase; each asked in a library opened anew.
QUERIES = (
    "government",
    "trade agreement",
    "cor*",
    "secur*",
    '"united states"',
    "energy OR water",
    "china -trade",
    "p*",
)


@dataclass(frozen=True, slots=True)
class State:
    """What a built index takes: segments of the text index, files and bytes of the generation in force."""

    segments: int
    files: int
    size: int


def state_of(folder: Path) -> State:
    """The state of the generation in force."""
    generation = open_current(folder)
    assert generation is not None
    generation.close()
    files = generation.manifest.files
    # Whoosh's and Tantivy's names for the words of one segment.
    segments = sum(name.endswith((".trm", ".term")) for name in files if name.startswith(generation.manifest.text))
    return State(segments, len(files), sum(written.size for written in files.values()))


def update(corpus: Corpus, chance: random.Random, number: int) -> None:
    """Change one file, add one or remove one: as many are added as removed."""
    paths = sorted(corpus.seeds.iterdir())
    path = chance.choice(paths)
    match chance.randrange(4):
        case 0:
            text = path.read_text(encoding="utf-8").partition("\n---\n")[2]
            (corpus.seeds / f"new-{number:06}.txt").write_text(text[: chance.randrange(500, 20_000)], encoding="utf-8")
        case 1:
            path.unlink()
        case _:
            path.write_text(
                f"{path.read_text(encoding='utf-8')}\n\nParagraph {number} stands here.\n", encoding="utf-8"
            )


def totals(corpus: Corpus, folder: Path) -> list[int]:
    """How many paragraphs answer each query."""
    library = Library(corpus, folder)
    library.open()
    pages = [library.search(query) for query in QUERIES]
    library.close()
    return [page.total for page in pages]


def search_seconds(corpus: Corpus, folder: Path) -> float:
    """The 95th percentile of the queries, each asked in a few libraries opened anew, of the processor."""
    found = []
    for _ in range(5):
        library = Library(corpus, folder)
        library.open()
        for query in QUERIES:
            began = time.process_time()
            library.search(query)
            found.append(time.process_time() - began)
        library.close()
    return statistics.quantiles(found, n=20)[-1]


@dataclass(slots=True)
class Spent:
    """Seconds of each update by the clock and of the processor, and of tidying."""

    elapsed: list[float]
    processor: list[float]
    tidying: float = 0.0


def run(corpus: Corpus, folder: Path, updates: int, seed: int, pause: int) -> None:
    """Build, update, tidy and print the table."""
    chance, memory = random.Random(seed), Memory()
    report = build(corpus, folder)
    print(f"{report.documents:,} documents, {report.paragraphs:,} paragraphs; {updates:,} updates, seed {seed}\n")
    print("| updates | median s | longest s | by the clock s | tidying s | segments | files | MB | search p95 ms |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    at_first = _state(corpus, folder)
    _line("none", Spent([0.0], [0.0]), at_first, at_first)
    for first in range(0, updates, max(1, updates // LINES)):
        spent = Spent([], [])
        numbers = range(first, min(updates, first + max(1, updates // LINES)))
        for number in numbers:
            update(corpus, chance, number)
            began, used = time.perf_counter(), time.process_time()
            build(corpus, folder, memory=memory)
            spent.elapsed.append(time.perf_counter() - began)
            spent.processor.append(time.process_time() - used)
            before = _state(corpus, folder) if number == numbers[-1] else at_first
            if pause and (number + 1) % pause == 0:
                used = time.process_time()
                tidy(folder)
                spent.tidying += time.process_time() - used
        _line(f"{first + 1} to {numbers[-1] + 1}", spent, before, _state(corpus, folder))
    fresh = folder.with_name("fresh")
    build(corpus, fresh)
    same = totals(corpus, folder) == totals(corpus, fresh)
    print(f"\nThe totals of a build from nothing are {'the same' if same else 'DIFFERENT'}.")


def _state(corpus: Corpus, folder: Path) -> tuple[str, ...]:
    state, p95 = state_of(folder), search_seconds(corpus, folder)
    return str(state.segments), str(state.files), f"{state.size / MEGABYTE:.1f}", f"{1000 * p95:.0f}"


def _line(name: str, spent: Spent, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    medians = statistics.median(spent.processor), statistics.median(spent.elapsed)
    seconds = medians[0], max(spent.processor), medians[1], spent.tidying
    states = (one if one == other else f"{one}, then {other}" for one, other in zip(before, after, strict=True))
    print(f"| {' | '.join((name, *(f'{one:.2f}' for one in seconds), *states))} |", flush=True)


def main() -> None:
    """Make the corpus, update it, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--index", type=Path, default=shipped_root() / "index", help="a folder of curated files")
    parser.add_argument("--engine", help="whoosh or tantivy; without, what the curated files say")
    parser.add_argument("--updates", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pause", type=int, default=100, help="updates between two pauses")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        corpus = make_corpus(arguments.documents, arguments.index, Path(home) / "corpus", arguments.engine)
        run(corpus, Path(home) / "built", arguments.updates, arguments.seed, arguments.pause)


if __name__ == "__main__":
    main()
