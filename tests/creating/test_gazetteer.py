"""Entity files whose quotations become references: everything else stays as it is written."""

from __future__ import annotations

import pytest

from cpec_tui import yamlfile
from cpec_tui.creating.gazetteer import referring

SEED = {"title": "China’s President: [sic] #1", "date": "2025"}


def converted(text: str) -> tuple[str, object]:
    result = referring(text, {"seed": SEED})
    return result, yamlfile.parse(result)


def test_a_file_without_quotations_stays_byte_for_byte() -> None:
    text = "# a comment\n- {id: a, kind: place, name: A}  # another\n\n- id: b\n  facts: [{text: one}]\n"
    assert referring(text, {}) == text


def test_a_quotation_becomes_a_reference_and_comments_around_it_stay() -> None:
    text = """\
# places
- id: a   # the first
  facts:
    # what is known
    - text: A is a place in the
        north.
      evidence:
        document: seed
        text: "A: [a place]"

    # what is said
    - text: A is large.
  name: A
# the end
"""
    result, parsed = converted(text)
    assert parsed == [
        {
            "id": "a",
            "facts": [{"text": "A is a place in the north.", "references": [SEED]}, {"text": "A is large."}],
            "name": "A",
        }
    ]
    for comment in ("# places", "# the first", "# what is known", "# what is said", "# the end"):
        assert comment in result


@pytest.mark.parametrize(
    "facts",
    [
        "{text: one, evidence: {document: seed, text: x}}",
        "[{text: one, evidence: [{document: seed, text: x}, {document: seed, text: y}]}]",
        "\n    - {text: one, evidence: {document: seed, text: x}}",
        "\n    text: one\n    evidence: {document: seed, text: x}",
        "\n  - text: one\n    evidence:\n    - document: seed\n      text: |\n        x\n        # no comment\n",
    ],
)
def test_every_way_to_write_a_fact_is_understood(facts: str) -> None:
    _, parsed = converted(f"- id: a\n  facts: {facts}\n  name: A\n")
    assert isinstance(parsed, list)
    found = parsed[0]["facts"]
    assert (found if isinstance(found, list) else [found]) == [{"text": "one", "references": [SEED]}]
    assert parsed[0]["name"] == "A"


def test_references_of_its_own_come_first() -> None:
    own = "references: {title: A history}"
    _, parsed = converted(
        f"- id: a\n  facts:\n    - text: one\n      evidence: {{document: old, text: x}}\n      {own}\n"
    )
    assert isinstance(parsed, list)
    assert parsed[0]["facts"] == [{"text": "one", "references": [{"title": "A history"}, {"title": "old"}]}]


def test_a_file_that_holds_nothing_is_no_trouble() -> None:
    assert referring("# nothing yet\n", {}) == "# nothing yet\n"
