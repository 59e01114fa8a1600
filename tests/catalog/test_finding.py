"""Looking through all paragraphs for texts."""

from __future__ import annotations

import random
import sqlite3

import pytest

from cpec_tui.catalog.finding import Found, Sought, paragraphs_with


@pytest.fixture
def db() -> sqlite3.Connection:
    """A hundred paragraphs in two documents; every one has copper, the 50th tin, too."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE document (number INTEGER, id TEXT)")
    db.executemany("INSERT INTO document VALUES (?, ?)", [(1, "mine"), (2, "port")])
    columns = "row INTEGER, document INTEGER, ordinal INTEGER, role TEXT, text TEXT"
    db.execute(f"CREATE TABLE paragraph ({columns}, PRIMARY KEY (document, ordinal))")
    rows = (
        (row, 1 + row // 60, row, "body", "copper, tin and Zn" if row == 50 else f"copper {row}") for row in range(100)
    )
    db.executemany("INSERT INTO paragraph VALUES (?, ?, ?, ?, ?)", rows)
    return db


def places(db: sqlite3.Connection, *wanted: str) -> dict[str, list[tuple[str, int]]]:
    return where(paragraphs_with(db, wanted, Sought(), 100)[0])


def where(found: Found) -> dict[str, list[tuple[str, int]]]:
    return {text: [(doc, one.ordinal) for doc, one in those] for text, those in found.items()}


def test_each_text_is_found_where_it_stands_word_for_word(db: sqlite3.Connection) -> None:
    assert places(db, "tin and", "copper 61", "zn", "copper  61") == {
        "tin and": [("mine", 50)],
        "copper 61": [("port", 61)],
        "zn": [],
        "copper  61": [],
    }


def test_what_stands_everywhere_is_not_looked_for_to_the_end_and_the_rest_is(db: sqlite3.Connection) -> None:
    found = places(db, "copper", "copper 99", "Zn", "c")
    assert len(found["copper"]) == len(found["c"]) == 20
    assert (found["copper 99"], found["Zn"]) == ([("port", 99)], [("mine", 50)])


def test_any_number_of_texts_can_be_looked_for(db: sqlite3.Connection) -> None:
    found = places(db, *(f"copper {row}" for row in range(90, 100)), *(f"gold {number}" for number in range(200)))
    assert [text for text, where in found.items() if where] == [f"copper {row}" for row in range(90, 100)]


@pytest.mark.parametrize("seed", range(20))
def test_looking_at_what_is_new_comes_to_the_same_as_looking_at_all(db: sqlite3.Connection, seed: int) -> None:
    chance = random.Random(seed)
    wanted = ["gold", "silver", "tin", "copper 7", "lead", "copper", "zinc"]
    sought, row = Sought(), 100
    for number in range(3, 9):
        found, sought = paragraphs_with(db, chance.sample(wanted, 5), Sought.load(sought.dump()), row)
        db.execute("DELETE FROM paragraph WHERE document = ?", (chance.randrange(1, number),))
        db.execute("INSERT INTO document VALUES (?, ?)", (number, f"{chance.choice('amz')}{number}"))
        for ordinal in range(chance.randrange(30)):
            text = " ".join(chance.choices(wanted, k=2))
            db.execute("INSERT INTO paragraph VALUES (?, ?, ?, 'body', ?)", (row, number, ordinal, text))
            row += 1
        found, sought = paragraphs_with(db, wanted, sought, row)
        assert where(found) == where(paragraphs_with(db, wanted, Sought(), row)[0])


def test_paragraphs_that_were_looked_through_are_not_looked_at_again(db: sqlite3.Connection) -> None:
    _, sought = paragraphs_with(db, ["tin", "gold", "silver"], Sought(), 100)
    db.execute("UPDATE paragraph SET text = 'silver' WHERE row = 3")
    db.execute("INSERT INTO paragraph VALUES (100, 2, 100, 'body', 'gold and gold')")
    assert where(paragraphs_with(db, ["tin", "gold", "silver"], sought, 101)[0]) == {
        "tin": [("mine", 50)],
        "gold": [("port", 100)],
        "silver": [],
    }
