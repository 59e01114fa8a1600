"""How fast texts are linked, by the number of aliases and by the length of the text.

    python benchmarks/linking.py corpus.jsonl [--aliases 200 1000 5000 20000] [--runs 5]

Each line of the corpus is an object with ``text``. The shipped gazetteer is filled up with made-up names, drawn from
words of the texts, to so many aliases; once none of them stands in the texts, so that only their number counts, and
once every tenth does, so that there is more to link. Seconds are of the processor: others on the machine do not count.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.documents import read_documents
from cpec_tui.collecting import collector_paused
from cpec_tui.corpus import Corpus, shipped_root
from cpec_tui.entities import loading
from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.linking.linker import Linker
from cpec_tui.model import Entity, Paragraph, Role


def main() -> None:
    """Print the tables."""
    options = _options()
    documents = list(_documents(options.corpus))
    size = sum(len(paragraph.text.encode()) for document in documents for paragraph in document)
    print(f"{len(documents):,} documents, {size / 1e6:.1f} MB of text, medians of {options.runs} runs\n")
    for standing in (0, 10):
        print(f"made-up names that stand in the texts: {'every tenth' if standing else 'none'}")
        print(f"{'aliases':>8}  {'mentions':>9}  {'MB/s':>7}  {'seconds':>8}")
        for aliases in options.aliases:
            linker = Linker(_gazetteer(aliases, documents, standing))
            seconds, mentions = _timed(linker, documents, options.runs)
            print(f"{aliases:>8,}  {mentions:>9,}  {size / seconds / 1e6:>7.1f}  {seconds:>8.2f}")
        print()
    linker = Linker(_gazetteer(5_000, documents, 0))
    text = "\n".join(paragraph.text for document in documents for paragraph in document)
    print(f"{'one text':>8}  {'MB/s':>7}  {'seconds':>8}   (5,000 aliases)")
    for kilobytes in (10, 100, 1_000, 3_000):
        piece = [[Paragraph(1, Role.BODY, text[: kilobytes * 1_000])]]
        seconds, _ = _timed(linker, piece, options.runs)
        print(f"{kilobytes:>5} kB  {kilobytes / seconds / 1e3:>7.1f}  {seconds:>8.3f}")


def _timed(linker: Linker, documents: Sequence[list[Paragraph]], runs: int) -> tuple[float, int]:
    taken = []
    mentions = 0
    for _ in range(runs):
        began = time.process_time()
        with collector_paused():  # As in every build.
            mentions = sum(len(found) for document in documents for found in linker.link(document))
        taken.append(time.process_time() - began)
    return statistics.median(taken), mentions


def _gazetteer(aliases: int, documents: Sequence[list[Paragraph]], standing: int) -> Gazetteer:
    curated = loading.load(Corpus(shipped_root()))
    entities = list(curated.entities)
    known = sum(1 + len(entity.aliases) for entity in entities)
    made = _made_up(max(0, aliases - known), documents, standing)
    return Gazetteer([*entities, *made], curated.config.kinds_by_name)


def _made_up(count: int, documents: Sequence[list[Paragraph]], standing: int) -> Iterator[Entity]:
    """Names of two and three words drawn from the texts; every ``standing``-th of them stands there, none with 0."""
    draw = random.Random(1)
    text = " ".join(paragraph.text for document in documents[:200] for paragraph in document)
    known = sorted(set(re.findall(r"[A-Z][a-z]+ [A-Z][a-z]+", text)))
    words = sorted(set(re.findall(r"[A-Z][a-z]{3,}", text)))
    for number in range(count):
        stands = standing and number % standing == 0
        name = draw.choice(known) if stands else " ".join(draw.sample(words, draw.choice((2, 3))))
        yield Entity(f"made-{number}", "organisation", name)


def _documents(path: Path) -> Iterator[list[Paragraph]]:
    for document in read_documents(path):
        blocks = document["text"].split("\n\n")
        yield [Paragraph(number, Role.BODY, " ".join(block.split())) for number, block in enumerate(blocks, 1)]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast texts are linked.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--aliases", type=int, nargs="+", default=[200, 1_000, 5_000, 20_000])
    parser.add_argument("--runs", type=int, default=5)
    return parser.parse_args()


if __name__ == "__main__":
    main()
