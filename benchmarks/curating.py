"""How long it takes until a new alias shows its mentions: the edit, the build in a child process, opening, the card.

    python benchmarks/curating.py CORPUS --built-index DIR [--runs 5]

Works on a copy of ``index/`` beside a link to the sources, made in DIR with its built index when it is not there yet.
Each run adds an alias to one entity, as the explorer does, and takes it back.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cpec_tui.built.child import build_in_child
from cpec_tui.corpus import Corpus
from cpec_tui.curating import Curator
from cpec_tui.library import Library

ALIASES = ("Rawalpindi", "Nairobi", "climate change", "General Assembly", "Kyoto Protocol")


def main() -> None:
    """Print the table."""
    options = _options()
    corpus = _copy(options.corpus, options.built_index)
    library = Library.at(corpus, options.built_index)
    build_in_child(corpus, library.folder)
    library.open()
    entity = library.entities()[0].id
    curator = Curator(corpus, options.built_index / "undo.json")
    print(f"{'alias':<20}{'mentions':>9}{'edit':>9}{'build':>9}{'open':>9}{'together':>10}   seconds")
    together = []
    for alias in ALIASES[: options.runs]:
        times = [time.perf_counter()]
        curator.add_alias(entity, alias)
        times.append(time.perf_counter())
        build_in_child(corpus, library.folder)
        times.append(time.perf_counter())
        library.open()
        found = sum(one.alias == alias for one in library.mention_places(entity))
        times.append(time.perf_counter())
        steps = [later - earlier for earlier, later in pairwise(times)]
        together.append(sum(steps))
        print(f"{alias:<20}{found:>9,}" + "".join(f"{one:>9.2f}" for one in steps) + f"{together[-1]:>10.2f}")
        curator.undo()
        build_in_child(corpus, library.folder)
        library.open()
    print(f"median together: {statistics.median(together):.2f} s")


def _copy(corpus: Path, folder: Path) -> Corpus:
    root = folder / "corpus"
    if not root.exists():
        shutil.copytree(corpus / "index", root / "index")
        (root / "seeds").symlink_to(corpus.absolute() / "seeds", target_is_directory=True)
    return Corpus(root)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How long a new alias takes.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--built-index", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=len(ALIASES))
    return parser.parse_args()


if __name__ == "__main__":
    main()
