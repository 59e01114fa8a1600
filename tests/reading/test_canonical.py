"""Canonical text and its map to the raw text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.reading.canonical import canonicalize, raw_span
from tests.reading.texts import HOSTILE, naive_canonical

QUICK = settings(max_examples=100, deadline=None)


@QUICK
@given(HOSTILE)
def test_canonical_text_is_what_its_definition_says(raw: str) -> None:
    assert canonicalize(raw).text == naive_canonical(raw)


@QUICK
@given(HOSTILE)
def test_canonical_text_is_its_own_canonical_text(raw: str) -> None:
    once = canonicalize(raw).text
    assert canonicalize(once).text == once


@QUICK
@given(HOSTILE, st.data())
def test_the_raw_span_of_a_span_holds_what_the_span_says(raw: str, data: st.DataObject) -> None:
    canonical = canonicalize(raw)
    if not canonical.text:
        return
    start = data.draw(st.integers(0, len(canonical.text) - 1))
    end = data.draw(st.integers(start + 1, len(canonical.text)))
    span = raw_span(canonical.runs, start, end)
    assert span is not None
    assert 0 <= span[0] < span[1] <= len(raw)
    assert canonical.text[start:end].strip() in naive_canonical(raw[slice(*span)])


@QUICK
@given(HOSTILE)
def test_raw_spans_of_neighbours_do_not_go_back(raw: str) -> None:
    canonical = canonicalize(raw)
    spans = [raw_span(canonical.runs, at, at + 1) for at in range(len(canonical.text))]
    starts = [span[0] for span in spans if span is not None]
    assert len(starts) == len(canonical.text)
    assert starts == sorted(starts)


@QUICK
@given(HOSTILE, HOSTILE, HOSTILE)
def test_a_stretch_is_mapped_to_offsets_of_the_whole(before: str, raw: str, after: str) -> None:
    alone = canonicalize(raw)
    inside = canonicalize(before + raw + after, len(before), len(before) + len(raw))
    assert inside.text == alone.text
    for at in range(len(alone.text)):
        here, there = raw_span(alone.runs, at, at + 1), raw_span(inside.runs, at, at + 1)
        assert here is not None
        assert there == (here[0] + len(before), here[1] + len(before))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\u00a0\u00a0b", "a b"),
        ("a\r\nb", "a b"),
        ("a \u200b b", "a b"),
        ("Pak\u00adistan", "Pakistan"),
        ("\ufeffa", "a"),
        ("a\u2060b", "ab"),
        ("cafe\u0301", "caf\u00e9"),
        ("e\u00ad\u0301", "\u00e9"),
        ("\u1100\u1161\u11a8", "\uac01"),
        ("\u0958", "\u0915\u093c"),
        ("a\u200cb\u200dc\u200e\u202e", "a\u200cb\u200dc\u200e\u202e"),
        ("a\x00b\x1b[31m", "a\x00b\x1b[31m"),
        (" \n\u200b ", ""),
        ("", ""),
    ],
)
def test_what_becomes_of_odd_characters(raw: str, text: str) -> None:
    assert canonicalize(raw).text == text


def test_a_word_with_a_soft_hyphen_spans_the_hyphen() -> None:
    canonical = canonicalize("in Pak\u00adistan, now")
    assert raw_span(canonical.runs, 3, 11) == (3, 12)


def test_a_composed_letter_spans_its_parts() -> None:
    canonical = canonicalize("xe\u0301y")
    assert [raw_span(canonical.runs, at, at + 1) for at in range(3)] == [(0, 1), (1, 3), (3, 4)]


def test_two_letters_out_of_one_both_span_that_one() -> None:
    canonical = canonicalize("\u0958x")
    assert [raw_span(canonical.runs, at, at + 1) for at in range(3)] == [(0, 1), (0, 1), (1, 2)]
    assert raw_span(canonical.runs, 0, 2) == (0, 1)


def test_an_empty_span_and_a_text_without_a_source_have_no_raw_span() -> None:
    canonical = canonicalize("a b")
    assert raw_span(canonical.runs, 2, 2) is None
    assert raw_span((), 0, 1) is None


def test_a_heap_of_marks_is_left_as_it_is_and_costs_nothing() -> None:
    heap = "a" + "\u0301\u0323" * 100_000
    assert canonicalize(heap).text == heap
    assert canonicalize(f"{heap} cafe\u0301").text == f"{heap} caf\u00e9"


def test_a_letter_with_many_marks_is_still_composed() -> None:
    letter = "e\u0323" + "\u0301" * 40
    assert canonicalize(letter).text == unicodedata.normalize("NFC", letter)


def test_a_megabyte_of_gaps_is_read_in_one_pass() -> None:
    canonical = canonicalize("a\u00ad \n" * 250_000)
    assert len(canonical.text) == 2 * 250_000 - 1
    assert raw_span(canonical.runs, 2, 3) == (4, 5)
