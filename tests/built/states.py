"""What a built index answers, as plain data to be compared."""

from __future__ import annotations

import os
from array import array
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from cpec_tui.built import manifest as manifests
from cpec_tui.built.building import build
from cpec_tui.built.manifest import Manifest
from cpec_tui.catalog.reading import Catalog
from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from cpec_tui.model import Status

QUERIES = (
    "copper",
    "co*",
    "c*",
    "m*",
    '"copper mine"',
    "west",
    "@sas",
    "kind:place",
    "brook -stone",
    "date:2024",
    "the",
    "@sas NEAR/5 m*",
    "kind:place NEAR/20 kind:mineral",
)


def in_force(library: Library) -> Manifest:
    """The manifest of the generation in force."""
    manifest = manifests.current(library.folder)
    assert manifest is not None
    return manifest


def answers(library: Library) -> Mapping[str, object]:
    """Everything that a user could see of a library."""
    documents = {}
    for document in library.documents():
        view = library.document(document.id)
        documents[document.id] = [
            (one.address, one.role, one.text, one.mentions, one.residue) for one in view.paragraphs
        ] + [document.path, document.metadata]
    found = {
        query: {hit.address: (hit.highlights, hit.copies) for hit in library.search(query, limit=1000).hits}
        for query in QUERIES
    }
    totals = {query: library.search(query).total for query in QUERIES}
    cards = {one.id: (library.card(one.id), list(library.mentions(one.id))) for one in library.entities()}
    # What a document was called before is remembered; no build from nothing can know it.
    lasting = [problem for problem in library.problems() if problem.code != "renamed-document"]
    problems = sorted(str(replace(problem, hint="")) for problem in lasting)
    return {"documents": documents, "found": found, "totals": totals, "cards": cards, "problems": problems}


def answers_of_a_fresh_build(corpus: Corpus, home: Path) -> Mapping[str, object]:
    """What a build from nothing would answer."""
    library = Library.at(corpus, home)
    build(corpus, library.folder)
    assert library.open()
    try:
        return answers(library)
    finally:
        library.close()


def check_counts(library: Library) -> None:
    """Compare the counts on the cards with the mentions in the texts."""
    linked: dict[str, int] = {}
    ambiguous: dict[str, int] = {}
    documents: dict[str, set[str]] = {}
    for document in library.documents():
        for paragraph in library.document(document.id).paragraphs:
            for mention in paragraph.mentions:
                if mention.status is Status.LINKED:
                    assert mention.entity is not None
                    linked[mention.entity] = linked.get(mention.entity, 0) + 1
                    documents.setdefault(mention.entity, set()).add(document.id)
                for candidate in mention.candidates:
                    ambiguous[candidate] = ambiguous.get(candidate, 0) + 1
    for entity in library.entities():
        card = library.card(entity.id)
        counts = linked.get(entity.id, 0), len(documents.get(entity.id, ())), ambiguous.get(entity.id, 0)
        assert (card.mentions, card.documents, card.ambiguous) == counts
        assert entity.mentions == counts[0] == len(list(library.mentions(entity.id)))
    assert library.overview().mentions == sum(linked.values())


def check_line(library: Library) -> None:
    """Compare the line of words with the words of each paragraph that names something."""
    catalog = Catalog(library.folder / in_force(library).catalog)
    named = sorted(catalog.rows_with_mentions(Status.LINKED))
    line = catalog.line
    assert frozenset(named) <= frozenset(line.rows)
    for row, stream, _ in catalog.streams(named):
        start = line.start_of[row]
        for place, word in enumerate(array("I", stream), start):
            places = catalog.stretches_of_words([word])
            assert places is not None
            assert place in places.starts.at
            assert line.rows_of([place]) == {row}
    catalog.close()


def write(corpus: Corpus, name: str, text: str) -> Path:
    """Write a source whose time is sure to be new."""
    path = corpus.seeds / name
    path.parent.mkdir(parents=True, exist_ok=True)
    later = path.stat().st_mtime_ns + 1_000_000_000 if path.exists() else None
    path.write_text(text, encoding="utf-8")
    if later is not None:
        os.utime(path, ns=(later, later))
    return path
