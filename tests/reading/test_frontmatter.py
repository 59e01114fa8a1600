"""The YAML block at the head of a text file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.model import Metadata
from cpec_tui.reading.frontmatter import FrontMatter, split

BLOCK = """\
---
title: The harbour
date: 2024-06
author: [Ada Brook, Bo Stone]
publisher: Harbour  Gazette
url: https://example.org/a?b=c#d
lang: en
license: CC0
tags: [ports, trade, ports]
section: 12
---
Text."""


def test_every_field_is_read_and_the_text_begins_after_the_block() -> None:
    head = split(BLOCK)
    assert head.metadata == Metadata(
        title="The harbour",
        date="2024-06",
        author="Ada Brook, Bo Stone",
        publisher="Harbour Gazette",
        url="https://example.org/a?b=c#d",
        language="en",
        licence="CC0",
        tags=("ports", "trade"),
        other={"section": "12"},
        origins=dict.fromkeys(
            ("title", "date", "author", "publisher", "url", "language", "licence", "tags"), "front matter"
        ),
    )
    assert BLOCK[head.body_start :] == "\nText."
    assert head.notes == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("fence", ["---", "...", "--- \t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_fences_and_a_mark_before_it_do_not_matter(end: str, fence: str, mark: str) -> None:
    raw = mark + end.join(["---", "title: x", fence, "Text."])
    head = split(raw)
    assert head.metadata.title == "x"
    assert raw[head.body_start :] == f"{end}Text."


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "Text.\n---\ntitle: x\n---\n",
        "--- title: x\n---\n",
        "---\ntitle: x\n",
        "---\ntitle: x\n----\n",
        "---\njust words\n---\nText.",
        "---\n- a list\n---\nText.",
        "---\n---\nText.",
        " ---\ntitle: x\n---\n",
    ],
)
def test_what_is_no_block_of_keys_is_text(raw: str) -> None:
    assert split(raw) == FrontMatter(Metadata(), 0)


@pytest.mark.parametrize(
    ("block", "line", "said"),
    [
        ("title: [a", 3, "not YAML"),
        ("title: a\ntitle: b", 3, "stands twice"),
        ("title: a\nby: *b", 3, "aliases"),
        ("title: !!str a", 2, "tag"),
        ("title: a\nodd: \x07", 3, "U+0007"),
    ],
)
def test_a_block_that_cannot_be_read_is_text_and_the_note_says_where(block: str, line: int, said: str) -> None:
    head = split(f"---\n{block}\n---\nText.")
    assert (head.metadata, head.body_start) == (Metadata(), 0)
    (note,) = head.notes
    assert note.startswith(f"line {line}: the front matter is read as text: ")
    assert said in note


@pytest.mark.parametrize("date", ["2024", "2024-06", "2024-06-30", '"2024-06-30"'])
def test_dates_are_as_precise_as_they_are_given(date: str) -> None:
    assert split(f"---\ndate: {date}\n---\n").metadata.date == date.strip('"')


@pytest.mark.parametrize("date", ["2025-02-30", "5 May 2024", "2024-06-30T10:00", "[2024, 2025]", "24"])
def test_a_date_that_is_none_is_left_out_and_told_and_kept(date: str) -> None:
    head = split(f"---\ndate: {date}\ntitle: x\n---\n")
    assert head.metadata.date is None
    assert head.metadata.title == "x"
    assert head.metadata.other["date"] == date.strip("[]")
    (note,) = head.notes
    assert "YYYY-MM-DD: left out" in note


@pytest.mark.parametrize("value", ["", "~", "null", '""', '" "', '"\u200b"', "[]"])
def test_an_empty_field_is_no_field(value: str) -> None:
    metadata = split(f"---\ntitle: {value}\ntags: {value}\nmore: {value}\n---\n").metadata
    assert metadata == Metadata()


def test_a_field_under_two_names_is_told_and_the_first_counts() -> None:
    head = split("---\nlanguage: en\nlang: ur\n---\n")
    assert head.metadata.language == "en"
    assert head.metadata.other == {"lang": "ur"}
    assert head.notes == ("`lang` gives the language a second time: left out",)


def test_values_are_canonical_text() -> None:
    metadata = split('---\nTitle: "Cafe\u0301\u00a0 de\u00adluxe"\n---\n').metadata
    assert metadata.title == "Caf\u00e9 deluxe"


def test_tags_may_be_one_text_with_commas() -> None:
    assert split("---\ntags: ports, trade ,, ports\n---\n").metadata.tags == ("ports", "trade")


def test_nested_values_are_kept_as_text() -> None:
    metadata = split("---\nsource:\n  name: A\n  pages: [1, 2]\ntags: [{a: b}]\n---\n").metadata
    assert metadata.other == {"source": "name: A; pages: 1, 2"}
    assert metadata.tags == ("a: b",)


def test_a_block_longer_than_any_is_text() -> None:
    assert split(f"---\ntitle: x\nmore: {'y' * 70_000}\n---\n").body_start == 0


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from(["---\n", "title: ", "a: b\n", "- x\n", "\n", "'", '"', "date: 2024\n", "[", "…", "\t"]))
)
def test_any_head_is_a_block_or_text(pieces: list[str]) -> None:
    raw = "---\n" + "".join(pieces)
    head = split(raw)
    assert 0 <= head.body_start <= len(raw)
    assert head.body_start == 0 or raw[: head.body_start].endswith("---")
