"""The documents that the benchmarks build corpora from."""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cpec_tui.corpus import Corpus
from cpec_tui.creating import create
from cpec_tui.entities.schema import CorpusModel
from cpec_tui.library import Library

Document = Mapping[str, str]
_IN_A_FOLDER = 1_000


def read_documents(path: Path) -> Iterator[dict[str, str]]:
    """The documents of a file with one JSON object (``id``, ``title``, ``date``, ``text``) a line, packed or not."""
    opener: Callable[..., Any] = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def as_source(document: Document) -> str:
    """A document as a plain text source with its title and date at the head."""
    head = "".join(f"{key}: {json.dumps(document[key])}\n" for key in ("title", "date") if document.get(key))
    return f"---\n{head}---\n\n{document['text']}\n"


def write_corpus(documents: Iterable[Document], root: Path) -> Corpus:
    """The documents as a corpus in ``root``, which must not be one yet, with the shipped gazetteer."""
    for number, document in enumerate(documents):
        path = root / "seeds" / f"{number // _IN_A_FOLDER:03}" / f"{number:06}.txt"
        if not number % _IN_A_FOLDER:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_source(document), encoding="utf-8")
    # Made last: a folder that is a corpus is a whole one.
    return create(root, shipped_entities=True).corpus


def library_for_engine(corpus: Corpus, home: Path, engine: str) -> Library:
    """``corpus`` answered by ``engine``: a copy of what is curated, and a built index, in a folder of its own."""
    return Library.at(corpus_for_engine(corpus, home / engine / "corpus", engine), home / engine / "built")


def corpus_for_engine(corpus: Corpus, root: Path, engine: str) -> Corpus:
    """``corpus`` once more in ``root``, answered by ``engine``: curated files are copied, sources are linked to."""
    index = root / "index"
    if not index.exists():
        index.mkdir(parents=True)
        for path in corpus.index.rglob("*"):
            target = index / path.relative_to(corpus.index)
            if path.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
        (root / "seeds").symlink_to(corpus.seeds.resolve(), target_is_directory=True)
    choose_engine(root / "index" / "corpus.yaml", engine)
    return Corpus(root)


def choose_engine(path: Path, engine: str) -> None:
    """Write ``engine`` into a corpus.yaml. Ends the run when this version has no choice of engines."""
    if "engine" not in CorpusModel.model_fields:
        if engine != "whoosh":
            raise SystemExit(f"this version of the program has no engine `{engine}`")
        return
    before = path.read_text(encoding="utf-8")
    kept = [line for line in before.splitlines() if not line.startswith("engine:")]
    text = "\n".join([*kept, f"engine: {engine}"]) + "\n"
    if text != before:
        path.write_text(text, encoding="utf-8")
