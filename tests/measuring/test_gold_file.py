"""Reading the gold file: what is taken, and what is told about mistakes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cpec_tui.measuring.gold import GoldDocument, GoldError, read_gold
from tests.measuring.making import gold_file, gold_line, marked

ADA = marked("a", "[Ada Brook:brook] saw 😀 [Aldport:aldport] and [Zed:].")


def written(**changed: Any) -> bytes:
    """A line of one mention, of which some keys are changed; None takes a key away."""
    line = gold_line(marked("a", "[Ada Brook:brook] left"))
    for key, value in changed.items():
        place = line["mentions"][0] if key in line["mentions"][0] else line
        place[key] = value
        if value is None:
            del place[key]
    return json.dumps(line).encode()


def told(content: bytes) -> list[str]:
    with pytest.raises(GoldError) as caught:
        read_gold(content, "gold.jsonl")
    return [str(problem) for problem in caught.value.problems]


def test_documents_are_read_with_their_mentions_in_order() -> None:
    assert read_gold(gold_file(ADA), "gold.jsonl") == (ADA,)
    assert [one.surface for one in ADA.mentions] == ["Ada Brook", "Aldport", "Zed"]
    assert ADA.mentions[1].start == 16, "spans count code points"


def test_other_keys_empty_lines_and_marks_of_the_file_are_left_alone() -> None:
    line = gold_line(ADA) | {"source": "a newspaper"}
    line["mentions"][0]["sure"] = True
    line["mentions"].reverse()
    content = f"\ufeff\n{json.dumps(line)}\r\n\r\n".encode()
    assert read_gold(content, "gold.jsonl") == (ADA,)


def test_an_empty_id_is_that_of_a_name_without_an_entity() -> None:
    line = gold_line(ADA)
    line["mentions"][2]["entity_id"] = ""
    assert read_gold(json.dumps(line).encode(), "gold.jsonl") == (ADA,)


def test_a_line_end_inside_a_text_ends_no_line() -> None:
    document = GoldDocument("a", "one\u2028two\u0085three", ())
    assert read_gold(gold_file(document), "gold.jsonl") == (document,)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "gold.jsonl: there is no document in it; a gold file has one JSON object a line"),
        (b"{", "gold.jsonl:1: no JSON: "),
        (b"[1]", "gold.jsonl:1: no JSON object; a line is {"),
        (b"\n[" * 5000, "gold.jsonl:2: no JSON: "),
        (b"[" * 100_000, "gold.jsonl:1: no JSON: "),
        (b'{"doc_id": "\xff"}', "gold.jsonl:1: byte 13 of the line is not UTF-8; save"),
        (written(doc_id=None), "gold.jsonl:1: the document has no `doc_id`; add `doc_id`: a text"),
        (written(doc_id=3), "gold.jsonl:1: `doc_id` of the document is not a text; make it"),
        (written(doc_id=""), "gold.jsonl:1: `doc_id` is empty; give"),
        (written(text="\ud83d Ada"), "gold.jsonl:1: the text has half a character"),
        (written(mentions={}), "gold.jsonl:1: `mentions` of the document is not a list"),
        (written(mentions=[7]), "gold.jsonl:1: mention 1 is no object; write"),
        (written(start=None), "gold.jsonl:1: mention 1 has no `start`; add"),
        (written(end=True), "gold.jsonl:1: `end` of mention 1 is not a whole number"),
        (written(surface=None), "gold.jsonl:1: mention 1 has no `surface`"),
        (written(entity_id=None), "gold.jsonl:1: mention 1 has no `entity_id`; add the id, or null"),
        (written(entity_id=4), "gold.jsonl:1: `entity_id` of mention 1 is not a text"),
        (written(end=99), "gold.jsonl:1: mention 1 (0-99) is no span of the text, which has 14; spans count"),
        (written(end=0), "gold.jsonl:1: mention 1 (0-0) is no span of the text"),
        (written(start=-9), "gold.jsonl:1: mention 1 (-9-9) is no span of the text"),
        (written(surface="left"), "mention 1 (0-9) is “Ada Brook” in the text, and not “left”; it stands at 10-14;"),
        (written(surface="Zed"), "in the text, and not “Zed”; spans count code points of text"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_do(content: bytes, said: str) -> None:
    assert said in told(content)[0]


def test_a_mention_that_stands_twice_is_told_and_two_entities_at_one_span_are_none() -> None:
    line = gold_line(ADA)
    line["mentions"].append(dict(line["mentions"][0]))
    assert told(json.dumps(line).encode()) == [
        "gold.jsonl:1: “Ada Brook” (0-9, brook) is annotated twice; take one of them out"
    ]
    line["mentions"][-1]["entity_id"] = "rook"
    assert len(read_gold(json.dumps(line).encode(), "gold.jsonl")[0].mentions) == 4


def test_a_document_that_stands_twice_is_told() -> None:
    assert told(gold_file(ADA, ADA)) == ["gold.jsonl:2: the document `a` stands in line 1, too; give it another doc_id"]


def test_all_mistakes_are_told_at_once_the_many_ones_counted() -> None:
    with pytest.raises(GoldError) as caught:
        read_gold(b"{\n" * 30, "gold.jsonl")
    assert len(caught.value.problems) == 30
    assert caught.value.hint.splitlines()[-1] == "and 10 more"
