"""How fast texts are linked, by the number of aliases and by the length of the text.

    python benchmarks/linking.py corpus.jsonl [--aliases 200 1000 5000 20000] [--runs 5]

``corpus.jsonl`` has a text a line (``{"text": …}``). The shipped gazetteer is filled up with made-up names to so many
aliases; some of them are made of words of the texts, so that they are found.
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

from documents import read_documents

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
    print(f"{'aliases':>8}  {'mentions':>9}  {'MB/s':>7}  {'seconds':>8}")
    for aliases in options.aliases:
        linker = Linker(_gazetteer(aliases, documents))
        seconds, mentions = _timed(linker, documents, options.runs)
        print(f"{aliases:>8,}  {mentions:>9,}  {size / seconds / 1e6:>7.1f}  {seconds:>8.2f}")
    linker = Linker(_gazetteer(5_000, documents))
    text = "\n".join(paragraph.text for document in documents for paragraph in document)
    print(f"\n{'one text':>8}  {'MB/s':>7}  {'seconds':>8}   (5,000 aliases)")
    for kilobytes in (10, 100, 1_000, 3_000):
        piece = [[Paragraph(1, Role.BODY, text[: kilobytes * 1_000])]]
        seconds, _ = _timed(linker, piece, options.runs)
        print(f"{kilobytes:>5} kB  {kilobytes / seconds / 1e3:>7.1f}  {seconds:>8.3f}")


def _timed(linker: Linker, documents: Sequence[list[Paragraph]], runs: int) -> tuple[float, int]:
    taken = []
    mentions = 0
    for _ in range(runs):
        began = time.process_time()
        mentions = sum(len(found) for document in documents for found in linker.link(document))
        taken.append(time.process_time() - began)
    return statistics.median(taken), mentions


def _gazetteer(aliases: int, documents: Sequence[list[Paragraph]]) -> Gazetteer:
    curated = loading.load(Corpus(shipped_root()))
    entities = list(curated.entities)
    known = sum(1 + len(entity.aliases) for entity in entities)
    made = _made_up(max(0, aliases - known), documents)
    return Gazetteer([*entities, *made], curated.config.kinds_by_name)


def _made_up(count: int, documents: Sequence[list[Paragraph]]) -> Iterator[Entity]:
    """Names of two and three words: every tenth stands somewhere in the texts, the others are drawn from its words."""
    draw = random.Random(1)
    text = " ".join(paragraph.text for document in documents[:200] for paragraph in document)
    standing = sorted(set(re.findall(r"[A-Z][a-z]+ [A-Z][a-z]+", text)))
    words = sorted(set(re.findall(r"[A-Z][a-z]{3,}", text)))
    for number in range(count):
        name = draw.choice(standing) if number % 10 == 0 else " ".join(draw.sample(words, draw.choice((2, 3))))
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
