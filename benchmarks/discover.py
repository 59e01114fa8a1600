"""How long it takes to find the names that no entity covers, and how much memory.

    python benchmarks/discover.py CORPUS [--built-index DIR] [--rounds 3]

The corpus must be indexed. Each round is a process of its own: the first time all paragraphs are read; then the answer
is asked for again, for what answers a query, and for variants of known names only. Medians are printed as a table in
Markdown. The exit code is 1 when the first time takes longer than is wanted.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cpec_tui.answers import CandidateSort
from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from cpec_tui.library_discovery import Wanted

WANTED = 8.0
QUERY = "government"


def measured(root: Path, built_index: Path | None) -> dict[str, float]:
    """Seconds of each step, and the memory in MB at its highest."""
    library = Library.at(Corpus(root), built_index)
    if not library.open():
        raise SystemExit(f"{root} is not indexed")
    variants = Wanted(CandidateSort.VARIANTS)
    steps: dict[str, Callable[[], object]] = {
        "the first time, s": library.discover,
        "again, s": library.discover,
        f"in what answers `{QUERY}`, s": lambda: library.discover(QUERY),
        "variants of known names, s": lambda: library.discover(wanted=variants),
    }
    found: dict[str, float] = {}
    for name, step in steps.items():
        began = time.perf_counter()
        step()
        found[name] = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found["memory at its highest, MB"] = peak / (1024 if sys.platform != "darwin" else 1024**2)
    found["names without an entity"] = library.discover().total
    library.close()
    return found


def main() -> int:
    """Measure and print; 1 when the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="the folder of the corpus")
    parser.add_argument("--built-index", type=Path, help="where its built index is kept")
    parser.add_argument("--rounds", type=int, default=3, help="how many processes")
    arguments = parser.parse_args()
    work = (arguments.corpus.resolve(), arguments.built_index)
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        rounds = [pool.apply(measured, work) for _ in range(arguments.rounds)]
    print("| what | median | shortest | longest |\n|---|--:|--:|--:|")
    for name in rounds[0]:
        values = [one[name] for one in rounds]
        cells = (statistics.median(values), min(values), max(values))
        print(f"| {name} | {' | '.join(f'{value:,.2f}' if value < 100 else f'{value:,.0f}' for value in cells)} |")
    return int(statistics.median(one["the first time, s"] for one in rounds) > WANTED)


if __name__ == "__main__":
    sys.exit(main())
