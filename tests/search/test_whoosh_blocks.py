"""Postings by the block say what stepping from one to the next says."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from whoosh import index

from cpec_tui.model import Role
from cpec_tui.search.plan import AnyWord
from cpec_tui.search.whoosh_blocks import blocks_of, documents_of
from cpec_tui.search.whoosh_engine import WhooshEngine
from cpec_tui.search.whoosh_writer import WhooshWriter

WORDS = ("often", "seldom", "once")
PARAGRAPHS = 1_500


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of several segments; some documents are removed, some rows come in another order."""
    made = tmp_path_factory.mktemp("text") / "text"
    chance = random.Random(3)
    for create, numbers, gone in ((True, (0, 1), ()), (False, (3,), (1,)), (False, (5, 4), (0,))):
        writer = WhooshWriter(made, create=create)
        before = index.open_dir(str(made)).doc_count()
        for number in gone:
            writer.remove(number)
        for number in numbers:
            words = [chance.choices(WORDS, (9, 2, 1), k=chance.randrange(1, 9)) for _ in range(PARAGRAPHS)]
            words[0] = ["often"] * 300
            writer.add(number, number * PARAGRAPHS, [(Role.BODY, one) for one in words])
        writer.commit(before + PARAGRAPHS * (len(numbers) - len(gone)))
    return made


def stepped(reader: Any, word: str) -> dict[int, float]:
    matcher = reader.postings("text", word)
    found = {}
    while matcher.is_active():
        found[matcher.id()] = matcher.weight()
        matcher.next()
    return found


@pytest.mark.parametrize("word", WORDS)
def test_blocks_say_what_steps_say(folder: Path, word: str) -> None:
    with index.open_dir(str(folder)).reader() as reader:
        leaves: list[Any] = [leaf for leaf, _ in reader.leaf_readers()]
        for leaf in leaves:
            found: dict[int, float] = {}
            for distances, weights in blocks_of(leaf.postings("text", word)):
                documents = list(documents_of(distances))
                found |= zip(
                    documents, [weights] * len(documents) if isinstance(weights, float) else weights, strict=True
                )
            assert {one: times for one, times in found.items() if not leaf.is_deleted(one)} == stepped(leaf, word)


@pytest.mark.parametrize("word", WORDS)
def test_the_engine_knows_rows_by_their_documents(folder: Path, word: str) -> None:
    with index.open_dir(str(folder)).reader() as reader:
        rows: dict[int, float] = {}
        column = reader.column_reader("row")
        for document, times in stepped(reader, word).items():
            rows[column[document] >> 32] = times
    engine = WhooshEngine(folder)
    assert engine.rows(AnyWord((word,))) == sorted(rows)
    assert all(row >= 3 * PARAGRAPHS for row in rows)
    best, _ = engine.search(AnyWord((word,)), 1).best[0]
    assert rows[best] > 1
    engine.close()
