"""What is read of a word at once is what stepping from one document to the next says."""

from __future__ import annotations

import random
import struct
from array import array
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index

from cpec_tui.model import Role
from cpec_tui.search.plan import AnyWord
from cpec_tui.search.whoosh_blocks import packed, unpacked
from cpec_tui.search.whoosh_engine import WhooshEngine
from cpec_tui.search.whoosh_terms import Terms
from cpec_tui.search.whoosh_writer import WhooshWriter

WORDS = ("often", "seldom", "once")
PARAGRAPHS = 1_500


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index that grew in several steps; some documents are removed, some rows come in another order."""
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
def test_what_is_read_at_once_is_what_steps_say(folder: Path, word: str) -> None:
    with index.open_dir(str(folder)).reader() as reader:
        leaves: list[Any] = [leaf for leaf, _ in reader.leaf_readers()]
        for leaf in leaves:
            terms = Terms(leaf)
            posting = terms.posting(word)
            assert posting is not None
            assert terms.frequency(word) == len(posting) == leaf.doc_frequency("text", word)
            times = [posting.times] * len(posting) if isinstance(posting.times, int) else posting.times
            found = dict(zip(posting.documents(), times, strict=True))
            assert {one: often for one, often in found.items() if not leaf.is_deleted(one)} == stepped(leaf, word)
            terms.close()


def test_a_word_that_stands_nowhere_is_not_found(folder: Path) -> None:
    with index.open_dir(str(folder)).reader() as reader:
        for leaf, _ in reader.leaf_readers():
            terms = Terms(leaf)
            for word in ("", "ofte", "oftener", "ö", "x" * 200):
                assert (terms.posting(word), terms.frequency(word)) == (None, 0)
            terms.close()


@pytest.mark.parametrize("prefix", ["", "o", "on", "once", "p", "zz", "é"])
def test_words_come_by_their_beginning(folder: Path, prefix: str) -> None:
    engine = WhooshEngine(folder)
    assert engine.words_with_prefix(prefix) == sorted(word for word in WORDS if word.startswith(prefix))
    engine.close()


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_documents_come_back(data: st.DataObject) -> None:
    step = data.draw(st.sampled_from((1, 200, 300, 70_000, 500_000_000)))
    documents = sorted(data.draw(st.sets(st.integers(0, 8 * step), min_size=1, max_size=30)))
    most = data.draw(st.sampled_from((1, 3, 255, 256, 65_536)))
    times = [data.draw(st.integers(1, most)) for _ in documents]
    posting = unpacked(packed(documents, times))
    assert list(posting.documents(7)) == [7 + one for one in documents]
    assert (posting.times if not isinstance(posting.times, int) else [posting.times] * len(posting)) in (
        times,
        bytes(times) if max(times) < 256 else None,
        array("H", times) if max(times) < 65_536 else None,
        array("I", times),
    )


def test_bytes_that_were_cut_are_refused() -> None:
    for times in ([3, 3, 3], [3, 4, 5], [3, 4, 500]):
        whole = packed([5, 9, 1_000], times)
        for length in range(len(whole)):
            with pytest.raises((ValueError, struct.error)):
                unpacked(whole[:length])


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
