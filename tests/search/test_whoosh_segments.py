"""Segments written word by word: the same as Whoosh's own writer makes of the same paragraphs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from whoosh import index
from whoosh.codec.whoosh3 import W3Codec

from cpec_tui.model import Role
from cpec_tui.search import whoosh_schema, whoosh_segments
from cpec_tui.search.whoosh_rows import RowValue
from cpec_tui.search.whoosh_writer import WhooshWriter

Found = dict[tuple[str, bytes], list[tuple[int, float]]]


def made_up(documents: int, seed: int = 1) -> list[list[list[str]]]:
    """Documents of paragraphs of words: some stand everywhere, some once, some often in one paragraph."""
    chance = random.Random(seed)
    rare = [f"w{number}" for number in range(3000)] + ["é", "中", "\U0001f600", "z" * 40]
    return [
        [
            ["the"] * chance.randrange(1, 4) + chance.choices(["a", "of", "road"], k=3) + chance.choices(rare, k=6)
            for _ in range(chance.randrange(1, 8))
        ]
        for _ in range(documents)
    ]


def stock(folder: Path, documents: Sequence[list[list[str]]]) -> Found:
    """What Whoosh's own writer and format make of ``documents``."""
    folder.mkdir()
    writer: Any = index.create_in(str(folder), whoosh_schema.paragraphs()).writer(codec=W3Codec())
    row = 0
    for number, paragraphs in enumerate(documents):
        for words in paragraphs:
            writer.add_document(text=words, document=str(number), row=RowValue(row, len(words), 0).pack())
            row += 1
    writer.commit()
    return postings(folder)


def ours(folder: Path, documents: Sequence[list[list[str]]]) -> WhooshWriter:
    """A writer to which ``documents`` were given."""
    writer = WhooshWriter(folder, create=True)
    row = 0
    for number, paragraphs in enumerate(documents):
        writer.add(number, row, [(Role.BODY, words) for words in paragraphs])
        row += len(paragraphs)
    return writer


def postings(folder: Path) -> Found:
    """Of every word (row, how often), in the order of the rows; as Whoosh reads it."""
    found: Found = {}
    reader: Any = index.open_dir(str(folder)).reader()
    with reader:
        for leaf, _ in reader.leaf_readers():
            rows = [value >> 32 for value in leaf.column_reader("row")]
            for term in leaf.all_terms():
                matcher = leaf.postings(*term)
                while matcher.is_active():
                    found.setdefault(term, []).append((rows[matcher.id()], matcher.weight()))
                    matcher.next()
    return {term: sorted(places) for term, places in found.items()}


def count(documents: Sequence[list[list[str]]]) -> int:
    return sum(map(len, documents))


def segments(folder: Path) -> int:
    return len(list(folder.glob("*.trm")))


def test_they_hold_what_whoosh_itself_writes(tmp_path: Path) -> None:
    documents = made_up(900)  # More than a block of postings.
    ours(tmp_path / "ours", documents).commit(count(documents))
    assert postings(tmp_path / "ours") == stock(tmp_path / "stock", documents)
    assert segments(tmp_path / "ours") == 1


def test_very_many_words_make_several_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whoosh_segments, "MOST_WORDS", 2_000)
    documents = made_up(300)
    ours(tmp_path / "ours", documents).commit(count(documents))
    assert segments(tmp_path / "ours") > 2
    assert postings(tmp_path / "ours") == stock(tmp_path / "stock", documents)


def test_nothing_of_several_segments_is_seen_when_the_writing_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whoosh_segments, "MOST_WORDS", 2_000)
    ours(tmp_path, made_up(300)).cancel()
    assert index.open_dir(str(tmp_path)).doc_count() == 0
    writer = WhooshWriter(tmp_path, create=False)
    writer.add(0, 0, [(Role.BODY, ["word"])])
    writer.commit(1)
    assert segments(tmp_path) == 1


def test_merging_leaves_out_what_was_removed(tmp_path: Path) -> None:
    documents = made_up(12)
    rows, written = 0, 0
    for number, paragraphs in enumerate(documents):
        writer = WhooshWriter(tmp_path, create=number == 0)
        writer.add(number, rows, [(Role.BODY, words) for words in paragraphs])
        rows, written = rows + len(paragraphs), written + len(paragraphs)
        if number == 6:
            writer.remove(2)
            written -= len(documents[2])
        writer.commit(written)
    first = count(documents[:2])
    gone = range(first, first + len(documents[2]))
    kept = {
        term: [place for place in places if place[0] not in gone]
        for term, places in stock(tmp_path / "stock", documents).items()
    }
    assert postings(tmp_path) == {term: places for term, places in kept.items() if places}
    assert segments(tmp_path) < 8


def test_what_share_is_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpec_tui.search.whoosh_postings._TERMS_BETWEEN_NEWS", 500)
    documents = made_up(400)
    shares: list[float] = []
    ours(tmp_path, documents).commit(count(documents), shares.append)
    assert len(shares) > 2
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1


def test_what_is_as_good_as_empty_goes(tmp_path: Path) -> None:
    documents = made_up(40)
    ours(tmp_path, documents).commit(count(documents))
    writer = WhooshWriter(tmp_path, create=False)
    for number in range(30):
        writer.remove(number)
    writer.add(40, 1000, [(Role.BODY, ["new"])])
    writer.commit(count(documents[30:]) + 1)
    assert index.open_dir(str(tmp_path)).doc_count_all() == count(documents[30:]) + 1
    writer = WhooshWriter(tmp_path, create=False)
    for number in range(30, 41):
        writer.remove(number)
    writer.commit(0)
    assert segments(tmp_path) == 0


def test_there_are_never_many_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whoosh_segments, "_SMALL", 5)
    ours(tmp_path, made_up(2)).commit(written := count(made_up(2)))
    most = 0
    for number in range(2, 66):
        writer = WhooshWriter(tmp_path, create=False)
        writer.add(number, 1000 + number, [(Role.BODY, ["word"])])
        written += 1
        writer.commit(written)
        most = max(most, segments(tmp_path))
    assert most <= 6
