"""Mentions in texts outside the corpus."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings

from cpec_tui.linking.scan import scan
from cpec_tui.reading.canonical import canonicalize
from cpec_tui.reading.residue import ResidueFinder
from tests.linking.texts import ALIASES, entity, linker, texts

LINKER = linker(*(entity(alias, key=f"e{number}") for number, alias in enumerate(ALIASES)))


@settings(max_examples=100, deadline=None)
@given(texts(30))
def test_spans_are_of_the_text_as_given(text: str) -> None:
    for mention, start, end in scan(text, LINKER, ResidueFinder()):
        assert 0 <= start < end <= len(text)
        assert canonicalize(text[start:end]).text == mention.surface


def test_names_broken_over_lines_and_written_with_odd_spaces_are_found() -> None:
    text = "Then Xi\u00a0\r\nJinping and C\u00adPEC,\n\nI\u0307zmir"
    found = [text[start:end] for _, start, end in scan(text, LINKER, ResidueFinder())]
    assert found == ["Xi\u00a0\r\nJinping", "Xi", "Jinping", "C\u00adPEC", "I\u0307zmir"]
    assert [unicodedata.normalize("NFC", one) for one in found][-1] == "İzmir"


def test_a_blank_line_ends_a_name() -> None:
    assert [mention.surface for mention, _, _ in scan("Xi\n\nJinping", LINKER, ResidueFinder())] == ["Xi", "Jinping"]
