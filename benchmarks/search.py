"""How long a search takes: whole library calls beside other engines over the same paragraphs, by class of query.

    python benchmarks/search.py CORPUS --cache DIR [--engine whoosh|tantivy] [--peers whoosh,fts5,tantivy]
        [--queries 60] [--rounds 3] [--seed 1] [--only CLASS] [--operators] [--calls] [--build]

CORPUS is a file of documents, a JSON object with ``id``, ``title``, ``date`` and ``text`` a line, packed or not, or the
folder of a corpus (``million.py`` makes one of a million paragraphs). Corpus, built index and those of the peers are
made in DIR when they are not there yet. Queries are drawn from the corpus's own words, as often as these stand in it,
and put to all in one mixed order; ours are whole calls with stored text, mentions, spans and the true total, the last
word unfinished unless a space follows. In each round all is opened anew and warmed with other queries; then each query
is asked once, and the median of its rounds is what counts (a peer that needs seconds has one round). Times are in ms.

Printed as tables in Markdown; ``--operators`` adds the other operators, ``--calls`` what takes more than one search,
``--build`` how fast the texts are indexed. The exit code is 1 when a wanted figure is missed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import building
from benchmarks.calls import time_calls
from benchmarks.classes import drawn, typed_classes
from benchmarks.contest import Ours, Rules, contest
from benchmarks.documents import library_for_engine, read_documents, write_corpus
from benchmarks.material import Words, paragraphs, words_of
from benchmarks.operators import operator_classes
from benchmarks.peers import PEERS, Contestant, Fts5
from benchmarks.reader import in_a_process
from benchmarks.tables import FEW, print_contest, print_rows, wanted_of
from cpec_tui.corpus import Corpus
from cpec_tui.library import Library

OPENINGS = 5
OPENED = 50.0
MEGABYTES = {"whoosh": 120.0, "tantivy": 100.0}
ASKED_OF_A_READER = 200
# The seed of the queries that only warm.
WARMING = -1


def library_of(given: Path, cache: Path, engine: str) -> Library:
    """The library of a corpus or of documents, in ``cache``; built when it is not."""
    home = cache / given.name.split(".")[0]
    corpus = Corpus(given.resolve())
    if not given.is_dir():
        corpus = Corpus(home / "corpus")
        if not (corpus.index / "corpus.yaml").exists():
            write_corpus(read_documents(given), corpus.root)
    library = library_for_engine(corpus, home, engine)
    report = library.build()
    if report.seconds > 1:
        print(f"built {report.paragraphs:,} paragraphs in {report.seconds:.1f} s", file=sys.stderr)
    return library


def search_contest(library: Library, words: Words, given: argparse.Namespace) -> bool:
    """Put the classes that are typed to all; True when everything wanted is reached."""
    folders = {name: library.folder.parents[2] / "peers" / name for name in given.peers}
    peers = {name: PEERS[name](folder) for name, folder in folders.items()}
    makers = {folder: PEERS[name] for name, folder in folders.items()}
    building.build_missing(makers, lambda: list(paragraphs(library)))
    asked = drawn(typed_classes, words, given.queries, given.seed, given.only)
    warming = drawn(typed_classes, words, 1, WARMING, given.only)
    contestants: list[Contestant] = [Ours(library), *peers.values()]
    result = contest(contestants, asked, warming, Rules(given.rounds, given.seconds, given.seed))
    library.open()
    of = library.overview().paragraphs
    wanted = {name: limit for name in asked if (limit := wanted_of(given.engine, of, name)) is not None}
    names = [peer.name for peer in peers.values()]
    reached = print_contest(result, list(asked), names, wanted, Fts5.name if of > FEW else "")
    text, whole = building.sizes_of_ours(library)
    theirs = (f", {peer.name} {building.size_of(folders[name]):.0f} MB" for name, peer in peers.items())
    print(f"On the disk: ours {whole:.0f} MB, of it the text index {text:.0f}{''.join(theirs)}.\n")
    return reached


def operators(library: Library, words: Words, given: argparse.Namespace) -> None:
    """Ask what peers have no equivalent for."""
    asked = drawn(operator_classes, words, given.queries, given.seed, given.only)
    warming = drawn(operator_classes, words, 1, WARMING, given.only)
    result = contest([Ours(library)], asked, warming, Rules(given.rounds, given.seconds, given.seed))
    library.open()
    print_contest(result, list(asked), [], {})


def readers(library: Library, words: Words, given: argparse.Namespace) -> bool:
    """Open in fresh processes; True when what is wanted is reached."""
    asked = drawn(typed_classes, words, ASKED_OF_A_READER // 10, given.seed)
    queries = [one.query for found in asked.values() for one in found if not one.counts]
    random.Random(given.seed).shuffle(queries)
    told = [
        in_a_process(library.corpus.root, library.folder.parent, [words.common[number], *queries[:ASKED_OF_A_READER]])
        for number in range(OPENINGS)
    ]
    opened = statistics.median(one.open_ms for one in told)
    whole = statistics.median(one.whole_ms for one in told)
    memory = statistics.median(one.resident_mb for one in told)
    limit = MEGABYTES[given.engine]
    print(f"Open to first hit, a fresh process, median of {OPENINGS}: {opened:.0f} ms (wanted {OPENED:.0f}); ", end="")
    print(f"with imports {whole:.0f} ms.")
    print(f"Resident after {ASKED_OF_A_READER} queries: {memory:.0f} MB (wanted {limit:.0f}).\n")
    return opened <= OPENED and memory <= limit


def main() -> int:
    """Build what is missing, measure, print; 1 when a target is missed."""
    given = _arguments()
    library = library_of(given.corpus, given.cache, given.engine)
    of = library.overview().paragraphs
    words = words_of(library, random.Random(given.seed))
    print(f"{given.engine}, {of:,} paragraphs, {given.queries} queries a class, {given.rounds} rounds, ms:\n")
    reached = search_contest(library, words, given)
    if given.operators:
        operators(library, words, given)
    if given.calls:
        print_rows("call", time_calls(library, words, max(2, given.queries // 3), given.seed).items())
        print()
    if not given.only:
        reached = readers(library, words, given) and reached
    if given.build:
        building.print_builds([PEERS[name] for name in given.peers], given.engine, list(paragraphs(library)))
    library.close()
    return int(not reached)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="a file of documents, or the folder of a corpus")
    parser.add_argument("--cache", type=Path, required=True, help="where everything is built and kept")
    parser.add_argument("--engine", choices=tuple(MEGABYTES), default="whoosh", help="the text engine of ours")
    parser.add_argument("--peers", type=_peers, default="", help=f"who is asked, too, of {','.join(PEERS)}")
    parser.add_argument("--queries", type=int, default=60, help="how many queries of each class")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is asked")
    parser.add_argument("--seconds", type=float, default=15.0, help="how long anyone is asked of one class")
    parser.add_argument("--seed", type=int, default=1, help="which queries are drawn")
    parser.add_argument("--only", default="", help="only the classes with this in their name")
    parser.add_argument("--operators", action="store_true", help="the other operators, too")
    parser.add_argument("--calls", action="store_true", help="what takes more than one search, too")
    parser.add_argument("--build", action="store_true", help="how fast the texts are indexed, too")
    return parser.parse_args()


def _peers(listed: str) -> list[str]:
    names = [name for name in listed.split(",") if name]
    if unknown := set(names) - set(PEERS):
        raise argparse.ArgumentTypeError(f"no such peers: {', '.join(sorted(unknown))}")
    return names


if __name__ == "__main__":
    sys.exit(main())
