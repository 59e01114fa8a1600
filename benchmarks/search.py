"""How long a search takes: whole library calls over a corpus of real documents, by class of query.

    python benchmarks/search.py DOCUMENTS.jsonl[.xz] --cache DIR [--queries 60] [--seed 1] [--stock]

Each line of DOCUMENTS is an object with ``id``, ``title``, ``date`` and ``text``; or it is the folder of a corpus.
Corpus and built index are made in DIR when they are not there yet. Queries are drawn from the corpus's own words, as
often as these stand in it; every query is asked once, so nothing but the files is warm. Times are in milliseconds,
printed as a table in Markdown.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from documents import read_documents

from cpec_tui.corpus import Corpus
from cpec_tui.folding import tokens
from cpec_tui.library import Library
from cpec_tui.search.grammar import STOP_WORDS

LIMIT = 50
RARE = 5
ENTITIES = 300
BEGINNINGS = ("two letters", "three letters", "four letters")
CORPUS_YAML = """\
format: 1
title: Benchmark
kinds:
  - {name: place, plural: places}
  - {name: person, plural: persons}
  - {name: body, plural: bodies}
"""


# The corpus


def make_corpus(documents: Path, root: Path) -> Corpus:
    """The documents as a corpus in ``root``; its most frequent names of two words become entities."""
    if not (root / "index" / "corpus.yaml").exists():
        names: Counter[str] = Counter()
        for document in read_documents(documents):
            names.update(_names(document["text"]))
            path = root / "seeds" / f"{document['id']}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            head = "".join(f"{key}: {json.dumps(document[key])}\n" for key in ("title", "date") if document.get(key))
            path.write_text(f"---\n{head}---\n\n{document['text']}\n", encoding="utf-8")
        (root / "index" / "entities").mkdir(parents=True, exist_ok=True)
        (root / "index" / "entities" / "all.yaml").write_text(_entities(names), encoding="utf-8")
        (root / "index" / "corpus.yaml").write_text(CORPUS_YAML, encoding="utf-8")
    return Corpus(root)


def _names(text: str) -> Iterator[str]:
    words = text.split()
    for one, other in pairwise(words):
        if one.isalpha() and other.isalpha() and one.istitle() and other.istitle():
            yield f"{one} {other}"


def _entities(names: Counter[str]) -> str:
    lines = []
    for number, (name, _) in enumerate(names.most_common(ENTITIES)):
        kind = ("place", "person", "body")[number % 3]
        lines.append(f"- id: {name.lower().replace(' ', '-')}\n  kind: {kind}\n  name: {name}\n")
    return "".join(lines)


# The queries


@dataclass(frozen=True, slots=True)
class Words:
    """What queries are drawn from: the words of each paragraph, and how many paragraphs have each word."""

    paragraphs: list[list[str]]
    frequency: Counter[str]
    entities: list[str]
    kinds: list[str]
    titles: list[str]
    dates: list[str]

    @classmethod
    def of(cls, library: Library) -> Words:
        """The words of an open library."""
        paragraphs = [words for text in texts(library) if len(words := tokens(text)) > 8]
        frequency = Counter(word for words in paragraphs for word in set(words))
        mentioned = [hit for hit in library.entities() if hit.mentions]
        documents = library.documents()
        return cls(
            paragraphs,
            frequency,
            [hit.id for hit in mentioned],
            sorted({hit.kind for hit in mentioned}),
            [document.title for document in documents],
            [document.date for document in documents if document.date],
        )


def texts(library: Library) -> Iterator[str]:
    """The text of every paragraph."""
    for document in library.documents():
        for paragraph in library.document(document.id).paragraphs:
            yield paragraph.text


def classes(words: Words, chance: random.Random) -> dict[str, Callable[[], str]]:
    """A maker of queries for each class."""
    common = [word for word, _ in words.frequency.most_common(400) if word not in STOP_WORDS and len(word) > 3]
    rare = sorted(word for word, count in words.frequency.items() if count <= RARE and len(word) > 4)

    def content() -> list[str]:
        while len(found := [word for word in chance.choice(words.paragraphs) if _is_content(word)]) < 3:
            pass
        return found

    def beginning(length: int) -> str:
        return chance.choice([word for word in chance.choice(words.paragraphs) if len(word) >= length] or common)[
            :length
        ]

    def stretch(length: int, fits: Callable[[list[str]], bool]) -> str:
        while True:
            paragraph = chance.choice(words.paragraphs)
            at = chance.randrange(max(1, len(paragraph) - length))
            if fits(found := paragraph[at : at + length]):
                return f'"{" ".join(found)}"'

    def slipped() -> str:
        word = chance.choice([word for word in content() if len(word) > 4] or common)
        at = chance.randrange(1, len(word))
        return word[:at] + chance.choice("aeiorst") + word[at + 1 :]

    return {
        "one letter": lambda: beginning(1),
        "two letters": lambda: beginning(2),
        "three letters": lambda: beginning(3),
        "four letters": lambda: beginning(4),
        "common word": lambda: chance.choice(common) + " ",
        "rare word": lambda: chance.choice(rare) + " ",
        "AND of two": lambda: " ".join(chance.sample(content(), 2)) + " ",
        "OR of three": lambda: " OR ".join(chance.sample(content(), 3)) + " ",
        "phrase": lambda: stretch(2, lambda found: all(map(_is_content, found))),
        "phrase with stop words": lambda: stretch(4, lambda found: any(word in STOP_WORDS for word in found)),
        "near": lambda: stretch(3, lambda found: all(map(_is_content, found))) + "~5",
        "word, word unfinished": lambda: f"{chance.choice(content())} {beginning(chance.choice((2, 3)))}",
        "fuzzy": lambda: slipped() + "~1",
        "entity": lambda: f"@{chance.choice(words.entities)} ",
        "kind and word": lambda: f"kind:{chance.choice(words.kinds)} {chance.choice(content())} ",
        "NOT": lambda: f"{chance.choice(common)} -{chance.choice(common)} ",
        **nearness(words, chance, content),
        **the_rest(words, chance, content),
    }


def nearness(words: Words, chance: random.Random, content: Callable[[], list[str]]) -> dict[str, Callable[[], str]]:
    """Makers of queries for what stands near each other."""

    def pair() -> list[str]:
        """Two words of one paragraph, in their order."""
        found = content()
        at = chance.randrange(len(found) - 1)
        return [found[at], chance.choice(found[at + 1 : at + 5])]

    def entity() -> str:
        return f"@{chance.choice(words.entities)}"

    return {
        "NEAR of words": lambda: " NEAR/5 ".join(pair()) + " ",
        "PRE of words": lambda: " PRE/5 ".join(pair()) + " ",
        "NEAR of three": lambda: " NEAR/10 ".join(chance.sample(content(), 3)) + " ",
        "NEAR of a group": lambda: f"({' OR '.join(pair())}) NEAR/5 {chance.choice(content())} ",
        "entity NEAR word": lambda: f"{entity()} NEAR/10 {chance.choice(content())} ",
        "entity NEAR kind": lambda: f"{entity()} NEAR/10 kind:{chance.choice(words.kinds)} ",
        "kind NEAR kind": lambda: f"kind:{chance.choice(words.kinds)} NEAR/10 kind:{chance.choice(words.kinds)} ",
        "entities in quotes": lambda: f'"{entity()} {chance.choice(content())} {entity()}"~10',
        "entity in a phrase": lambda: f'"{chance.choice(content())} {entity()}"',
        "in:sentence": lambda: f"in:sentence({' '.join(pair())}) ",
        "in:sentence, entity": lambda: f"in:sentence({entity()} {chance.choice(content())}) ",
        "in:sentence, NOT": lambda: f"in:sentence({pair()[0]} -{pair()[1]}) ",
        "in:document": lambda: f"in:document({' '.join(chance.sample(content(), 2))}) ",
        "in:document, limiting": lambda: f"{chance.choice(content())} in:document({entity()} -{content()[0]}) ",
    }


def the_rest(words: Words, chance: random.Random, content: Callable[[], list[str]]) -> dict[str, Callable[[], str]]:
    """Makers of queries for wildcards, fields and patterns."""

    def wild(mark: str) -> str:
        word = chance.choice([word for word in content() if len(word) > 4] or ["government"])
        at = chance.randrange(2, len(word) - 1)
        return word[:at] + mark + word[at + 1 :] + " "

    titles = sorted({word for title in words.titles for word in tokens(title) if _is_content(word)})
    years = sorted({date[:4] for date in words.dates})
    return {
        "w*ld": lambda: wild("*"),
        "wild?card": lambda: wild("?"),
        "*ending": lambda: f"*{chance.choice(content())[-4:]} ",
        "fuzzy, two slips": lambda: f"{chance.choice(content())}~2 ",
        "title:": lambda: f"title:{chance.choice(titles)} ",
        "date:": lambda: f"{chance.choice(content())} date:>={chance.choice(years)} ",
        "date: alone": lambda: f"date:{chance.choice(years)}..{chance.choice(years)} ",
        "role:": lambda: f"role:{chance.choice(('title', 'heading', 'list', 'body'))} {chance.choice(content())} ",
        "has: and is:": lambda: f"{chance.choice(('has:date', 'has:entity', 'is:ambiguous', 'is:body'))} ",
        "page:": lambda: f"page:>={chance.randrange(9)} {chance.choice(content())} ",
        "re:, a word needed": lambda: f"re:/{chance.choice(content())} [a-z]+ing/ ",
        "re:, nothing needed": lambda: f"re:/[A-Z]{{2,}}-{chance.randrange(9)}/ ",
    }


def _is_content(word: str) -> bool:
    return word not in STOP_WORDS and len(word) > 2


# Measuring


def timed(asked: Iterable[str], ask: Callable[[str], object]) -> list[float]:
    """Milliseconds of each call."""
    found = []
    for query in asked:
        started = time.perf_counter()
        ask(query)
        found.append((time.perf_counter() - started) * 1000)
    return found


def row(name: str, times: list[float]) -> str:
    """A line of the table."""
    return f"| {name} | {statistics.median(times):.1f} | {p95(times):.1f} | {max(times):.1f} |"


def p95(times: list[float]) -> float:
    """What 95 of 100 calls do not exceed."""
    return statistics.quantiles(times, n=20)[18]


def stock(library: Library, folder: Path) -> Callable[[str], object]:
    """A search for a prefix as the documentation of Whoosh shows it, over the same paragraphs."""
    from whoosh import fields, index, query

    if not index.exists_in(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
        made = index.create_in(str(folder), fields.Schema(text=fields.TEXT(stored=True)))
        writer = made.writer(limitmb=512)
        for text in texts(library):
            writer.add_document(text=text)
        writer.commit()
    searcher = index.open_dir(str(folder)).searcher()
    return lambda prefix: [hit["text"] for hit in searcher.search(query.Prefix("text", prefix), limit=LIMIT)]


def main() -> None:
    """Build what is missing, measure, print."""
    arguments = _arguments()
    root = arguments.cache / arguments.documents.name.split(".")[0]
    if arguments.documents.is_dir():
        library = Library.at(Corpus(arguments.documents), arguments.cache)
    else:
        library = Library.at(make_corpus(arguments.documents, root / "corpus"), root / "built")
    if not library.open() or arguments.rebuild:
        report = library.build(rebuild=True)
        print(f"built {report.paragraphs:,} paragraphs in {report.seconds:.1f} s", file=sys.stderr)
    words = Words.of(library)
    made = classes(words, random.Random(arguments.seed))
    asked = {name: [make() for _ in range(arguments.queries)] for name, make in made.items()}
    paragraphs = library.overview().paragraphs
    print(f"Searching {paragraphs:,} paragraphs, {arguments.queries} queries a class, ms:\n")
    print("| query | p50 | p95 | longest |\n|---|---|---|---|")
    library.search("warm", limit=LIMIT, typing=True)
    ours = measure(
        {name: queries for name, queries in asked.items() if arguments.only in name},
        lambda query: library.search(query, limit=LIMIT, typing=True),
    )
    if arguments.stock:
        prefixes = {name: asked[name] for name in BEGINNINGS if name in ours}
        theirs = measure({f"stock Whoosh, {name}": prefixes[name] for name in prefixes}, stock(library, root / "stock"))
        times = (f"{name} {p95(theirs[f'stock Whoosh, {name}']) / p95(ours[name]):.0f}" for name in prefixes)
        print(f"\nThe p95 of stock Whoosh is so many times ours: {', '.join(times)}.")


def measure(asked: dict[str, list[str]], ask: Callable[[str], object]) -> dict[str, list[float]]:
    """The times of each class, printed as they come."""
    found = {}
    for name, queries in asked.items():
        found[name] = timed(queries, ask)
        print(row(name, found[name]), flush=True)
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path, help="the documents, one JSON object a line, or the folder of a corpus")
    parser.add_argument("--cache", type=Path, required=True, help="where corpus and built index are made and kept")
    parser.add_argument("--queries", type=int, default=60, help="how many queries of each class")
    parser.add_argument("--seed", type=int, default=1, help="which queries are drawn")
    parser.add_argument("--only", default="", help="only the classes with this in their name")
    parser.add_argument("--rebuild", action="store_true", help="build the index anew")
    parser.add_argument("--stock", action="store_true", help="also time stock Whoosh on prefixes")
    return parser.parse_args()


if __name__ == "__main__":
    main()
