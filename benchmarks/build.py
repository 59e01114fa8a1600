"""How fast a built index is made, kept up to date and opened, and how much memory and disk it takes.

    python benchmarks/build.py DOCUMENTS.jsonl[.xz] [--index DIR] [--engine whoosh|tantivy] [--rounds 3]

Each line of DOCUMENTS is an object with ``id``, ``title``, ``date`` and ``text``. They become a corpus in a temporary
folder, with the curated files in DIR (the shipped ones when none is named). Every build runs in a fresh process, as the
only one; each figure is the median of the rounds. Printed as a table in Markdown.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from array import array
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.documents import as_source, choose_engine, read_documents
from cpec_tui.built import manifest as manifests
from cpec_tui.built.building import build
from cpec_tui.built.generation import engine_of, open_current
from cpec_tui.corpus import Corpus, shipped_root
from cpec_tui.entities.loading import load_config
from cpec_tui.model import Role
from cpec_tui.search.engines import open_writer

MEGABYTE = 1024 * 1024
OPENINGS = 20
_WORDS = "SELECT document, row, role, words FROM paragraph ORDER BY row"


@dataclass(frozen=True, slots=True)
class Measured:
    """One build: seconds by the clock and of processors, what is in the built index, peak resident bytes.

    ``readers`` are the peak resident bytes of the largest process that read; its processor seconds count, too.
    """

    seconds: float
    processor: float
    documents: int
    paragraphs: int
    mentions: int
    memory: int
    readers: int


def make_corpus(documents: Path, index: Path, root: Path, engine: str | None) -> Corpus:
    """The documents as a corpus in ``root``, with the curated files of ``index``, answered by ``engine``."""
    shutil.copytree(index, root / "index")
    (root / "index" / "documents.yaml").unlink(missing_ok=True)
    if engine:
        choose_engine(root / "index" / "corpus.yaml", engine)
    for number, document in enumerate(read_documents(documents)):
        path = root / "seeds" / f"{number:06}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(as_source(document), encoding="utf-8")
    return Corpus(root.resolve())


def measure(corpus: Corpus, folder: Path) -> Measured:
    """One build in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_build, (corpus.root, folder))


def _build(root: Path, folder: Path) -> Measured:
    import resource

    started = time.perf_counter()
    report = build(Corpus(root), folder)
    seconds = time.perf_counter() - started
    unit = 1 if sys.platform == "darwin" else 1024
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = time.process_time() + children.ru_utime + children.ru_stime
    counts = (report.documents, report.paragraphs, report.mentions)
    return Measured(seconds, processor, *counts, memory, children.ru_maxrss * unit)


def index_only(folder: Path, home: Path) -> Measured:
    """Writing the text index alone, with its engine, from the words of a built index, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_index, (folder, home))


def _index(folder: Path, home: Path) -> Measured:
    import resource

    manifest = manifests.current(folder)
    assert manifest is not None
    db = sqlite3.connect(folder / manifest.catalog)
    forms = dict(db.execute("SELECT id, form FROM form"))
    engine = engine_of(manifest)
    assert engine is not None
    began, used = time.perf_counter(), time.process_time()
    writer = open_writer(engine, home / "text", create=True)
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    documents = rows = 0
    for number, of_document in groupby(db.execute(_WORDS), key=itemgetter(0)):
        found = list(of_document)
        paragraphs = [(Role(role), [forms[word] for word in array("I", words)]) for *_, role, words in found]
        began, used = time.perf_counter(), time.process_time()
        writer.add(number, found[0][1], paragraphs)
        seconds, processor = seconds + time.perf_counter() - began, processor + time.process_time() - used
        documents, rows = documents + 1, rows + len(found)
    began, used = time.perf_counter(), time.process_time()
    writer.commit(rows)
    seconds, processor = seconds + time.perf_counter() - began, processor + time.process_time() - used
    shutil.rmtree(home / "text")
    unit = 1 if sys.platform == "darwin" else 1024
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return Measured(seconds, processor, documents, rows, 0, memory, 0)


def opening(folder: Path) -> float:
    """Seconds to open the built index, the median of some openings."""
    found = []
    for _ in range(OPENINGS):
        started = time.perf_counter()
        generation = open_current(folder)
        assert generation is not None
        found.append(time.perf_counter() - started)
        generation.close()
    return statistics.median(found)


def change_a_document(corpus: Corpus) -> None:
    """Add a paragraph to the document in the middle."""
    paths = sorted(corpus.seeds.iterdir())
    path = paths[len(paths) // 2]
    path.write_text(path.read_text(encoding="utf-8") + "\nOne more paragraph stands here.\n", encoding="utf-8")
    os.utime(path, ns=(0, time.time_ns()))


def add_an_entity(corpus: Corpus, number: int) -> None:
    """Add an entity with a name that stands in many texts, so that all are linked anew."""
    kind = next(iter(load_config(corpus)[0].kinds_by_name))
    path = corpus.index / "entities" / "benchmark.yaml"
    path.write_text(f"- {{id: benchmark-{number}, kind: {kind}, name: government}}\n", encoding="utf-8")


def size_of(folder: Path) -> int:
    """Bytes of the generation in force."""
    generation = open_current(folder)
    assert generation is not None
    generation.close()
    return sum(written.size for written in generation.manifest.files.values())


def run(corpus: Corpus, home: Path, rounds: int) -> None:
    """Measure everything and print the table."""
    whole, written, idle, changed, curated, opened = [], [], [], [], [], []
    for number in range(rounds):
        folder = home / f"built-{number}"
        whole.append(measure(corpus, folder))
        written.append(index_only(folder, home))
        idle.append(measure(corpus, folder))
        opened.append(opening(folder))
        size = size_of(folder)
        change_a_document(corpus)
        changed.append(measure(corpus, folder))
        add_an_entity(corpus, number)
        curated.append(measure(corpus, folder))
        shutil.rmtree(folder)
        (corpus.index / "entities" / "benchmark.yaml").unlink()
    first = whole[0]
    print(f"{first.documents:,} documents, {first.paragraphs:,} paragraphs, {first.mentions:,} mentions;", end=" ")
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, median of {rounds}\n")
    print("| what | seconds | processor seconds, start-up included | paragraphs/s | peak MB | of a reader |")
    print("|---|---|---|---|---|---|")
    for name, found in (
        ("build from nothing", whole),
        ("of that the text index alone", written),
        ("nothing to do", idle),
        ("one document changed", changed),
        ("an entity added, all linked anew", curated),
    ):
        rate = f"{first.paragraphs / _median(found):,.0f}" if found is whole or found is written else ""
        memory = max(one.memory for one in found) / MEGABYTE
        processor = statistics.median(one.processor for one in found)
        reader = max(one.readers for one in found) / MEGABYTE
        print(f"| {name} | {_median(found):.2f} | {processor:.2f} | {rate} | {memory:.0f} | {reader:.0f} |")
    print(f"| opening | {statistics.median(opened):.4f} | | | | |")
    print(f"\n{size / MEGABYTE:.1f} MB on disk")


def _median(found: list[Measured]) -> float:
    return statistics.median(one.seconds for one in found)


def main() -> None:
    """Make the corpus, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--index", type=Path, default=shipped_root() / "index", help="a folder of curated files")
    parser.add_argument("--engine", choices=("whoosh", "tantivy"), help="the text engine; else the one that is usual")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        corpus = make_corpus(arguments.documents, arguments.index, Path(home) / "corpus", arguments.engine)
        run(corpus, Path(home), arguments.rounds)


if __name__ == "__main__":
    main()
