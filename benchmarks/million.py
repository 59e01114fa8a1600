"""Many more documents made out of some: as long as these, with the same words as often, and no two of them copies.

    python benchmarks/million.py DOCUMENTS.jsonl[.xz] CORPUS [--rounds 10] [--seed 1] [--check]

Each round deals the paragraphs of all documents anew, in short runs, over as many documents of the same lengths, and
exchanges words in them, so that one out of 100,000 paragraphs comes back in other company and in other words:

- every seventh word in small letters becomes one of those that are nearly as frequent, so that frequencies stay;
- every second time a word that stands once or twice in all becomes a new one, made of the beginning of one such word
  and the end of another: in real texts, too, half of what is added to the vocabulary stands there once.

Titles are those of other documents, with words exchanged, dates are moved by up to a year. CORPUS becomes a corpus with
plain text sources and the shipped gazetteer. The same seed gives the same files. ``--check`` reads them as the program
does, and counts.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.documents import Document, read_documents, write_corpus
from cpec_tui.corpus import Corpus
from cpec_tui.folding import tokens
from cpec_tui.reading.registry import read_source
from cpec_tui.reading.residue import ResidueFinder
from cpec_tui.resemblance import Sketch, Sketcher, copies

WORD = re.compile(r"\b[a-z]{3,}\b")
EXCHANGED = 1 / 7
RENEWED = 1 / 2
RARE = 2
# Words stand in groups of so many that are nearly as frequent as each other; the most frequent, on which grammar
# hangs, are left alone.
ALIKE = 40
LEFT_ALONE = 120
LONGEST_RUN = 6
DAYS = 365


class Exchange:
    """Puts other words into a text."""

    def __init__(self, texts: Sequence[str], chance: random.Random) -> None:
        """Counts the words of ``texts``; ``chance`` decides."""
        frequency: Counter[str] = Counter(word for text in texts for word in WORD.findall(text))
        ordered = sorted(frequency, key=lambda word: (-frequency[word], word))
        self._chance = chance
        self._rare = [word for word in ordered if frequency[word] <= RARE and len(word) > 5]
        self._is_rare = frozenset(self._rare)
        self._alike: dict[str, list[str]] = {}
        for at in range(LEFT_ALONE, len(ordered), ALIKE):
            alike = ordered[at : at + ALIKE]
            self._alike.update(dict.fromkeys(alike, alike))

    def words_of(self, text: str) -> str:
        """``text`` with some of its words exchanged."""
        return WORD.sub(self._other, text)

    def _other(self, match: re.Match[str]) -> str:
        word: str = match.group()
        if word in self._is_rare:
            return self._made_up() if self._chance.random() < RENEWED else self._chance.choice(self._rare)
        alike = self._alike.get(word)
        return word if alike is None or self._chance.random() >= EXCHANGED else self._chance.choice(alike)

    def _made_up(self) -> str:
        head, tail = self._chance.choice(self._rare), self._chance.choice(self._rare)
        return head[: (len(head) + 1) // 2] + tail[len(tail) // 2 :]


def made_of(documents: Sequence[Document], rounds: int, seed: int) -> Iterator[Document]:
    """The documents of so many rounds; each has other paragraphs, another title and another date."""
    blocks = [document["text"].split("\n\n") for document in documents]
    numbers = count()
    for number in range(rounds):
        chance = random.Random(f"{seed}/{number}")
        exchange = Exchange([document["text"] for document in documents], chance)
        paragraphs = _dealt(blocks, chance)
        titles = [document.get("title", "") for document in documents]
        chance.shuffle(titles)
        for document, title, own in zip(documents, titles, blocks, strict=True):
            text = "\n\n".join(map(exchange.words_of, islice(paragraphs, len(own))))
            day = _moved(document.get("date", ""), chance)
            yield {"id": f"{next(numbers)}", "title": exchange.words_of(title), "date": day, "text": text}


def _dealt(blocks: Sequence[Sequence[str]], chance: random.Random) -> Iterator[str]:
    """All paragraphs in another order, some of each document still one after the other."""
    runs: list[Sequence[str]] = []
    for of_document in blocks:
        at = 0
        while at < len(of_document):
            length = chance.randint(1, LONGEST_RUN)
            runs.append(of_document[at : at + length])
            at += length
    chance.shuffle(runs)
    return (block for run in runs for block in run)


def _moved(day: str, chance: random.Random) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(chance.randint(-DAYS, DAYS))).isoformat()
    except ValueError:
        return day


def check(corpus: Corpus) -> None:
    """Read all sources as the program does; print how many paragraphs and words there are, and how many copies."""
    finder, sketcher = ResidueFinder(), Sketcher()
    sketches: dict[int, Sketch] = {}
    paragraphs = 0
    frequency: Counter[str] = Counter()
    for number, path in enumerate(sorted(corpus.seeds.rglob("*.txt"))):
        document = read_source(path.read_bytes(), path.name, path.stem, finder)
        paragraphs += len(document.paragraphs)
        words = [tokens(paragraph.text) for paragraph in document.paragraphs]
        sketches[number] = sketcher.sketch(words)
        for of_paragraph in words:
            frequency.update(of_paragraph)
    alike = sum(len(group) for group in copies(sketches))
    print(f"{len(sketches):,} documents, {paragraphs:,} paragraphs, {frequency.total():,} words, ", end="")
    print(f"{len(frequency):,} different ones; {alike:,} documents are copies of another")
    shares = (f"{word} {1000 * times / frequency.total():.2f}" for word, times in frequency.most_common(10))
    print("of 1,000 words:", ", ".join(shares))


def main() -> None:
    """Make the corpus when it is not there yet; check it when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path, help="the documents, one JSON object a line")
    parser.add_argument("corpus", type=Path, help="the folder that becomes the corpus")
    parser.add_argument("--rounds", type=int, default=10, help="how many times the paragraphs are dealt")
    parser.add_argument("--seed", type=int, default=1, help="how they are dealt")
    parser.add_argument("--check", action="store_true", help="count what the program reads of it")
    given = parser.parse_args()
    corpus = Corpus(given.corpus)
    if not (given.corpus / "index" / "corpus.yaml").exists():
        corpus = write_corpus(made_of(list(read_documents(given.documents)), given.rounds, given.seed), given.corpus)
    if given.check:
        check(corpus)


if __name__ == "__main__":
    main()
