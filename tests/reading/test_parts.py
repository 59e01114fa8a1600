"""Parts become a document: canonical text, a title, roles, pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.errors import ReadingError
from cpec_tui.model import Document, Metadata, Role
from cpec_tui.reading.canonical import canonicalize
from cpec_tui.reading.parts import Part, Parts, assemble
from cpec_tui.reading.residue import ResidueFinder


def made(*parts: Part, title: str = "") -> Document:
    metadata = Metadata(title, origins={"title": "PDF info"} if title else {})
    return assemble(Parts(parts, metadata), "x", "folder/name.pdf", ResidueFinder())


def test_text_is_canonical_and_what_is_empty_left_out() -> None:
    document = made(Part(" a\n b\u00ad "), Part("\u200b \n"), Part("e\u0301"))
    assert [one.text for one in document.paragraphs] == ["a b", "é"]
    assert [one.ordinal for one in document.paragraphs] == [1, 2]


def test_roles_and_pages_stay() -> None:
    document = made(Part("Head", Role.HEADING, 1), Part("a | b", Role.TABLE_ROW, 2))
    assert [(one.role, one.page) for one in document.paragraphs] == [(Role.TITLE, 1), (Role.TABLE_ROW, 2)]


def test_the_files_own_title_comes_first_and_once() -> None:
    document = made(Part("A Report", Role.HEADING, 1), Part("Text.", page=2), title="A report")
    assert [(one.text, one.role) for one in document.paragraphs] == [("A Report", Role.TITLE), ("Text.", Role.BODY)]
    document = made(Part("Text.", page=2), title="A report")
    assert [(one.text, one.page) for one in document.paragraphs] == [("A report", 2), ("Text.", 2)]


def test_without_a_title_the_name_of_the_file_is_shown_but_is_no_text() -> None:
    document = made(Part("Text."))
    assert (document.title, document.metadata.origins["title"]) == ("name", "file name")
    assert [one.text for one in document.paragraphs] == ["Text."]


def test_nothing_to_read_is_refused() -> None:
    with pytest.raises(ReadingError, match="no text"):
        made(Part(" "), Part("\n"))


@given(st.lists(st.text(max_size=20), max_size=6))
def test_no_text_is_lost_or_made_up(texts: list[str]) -> None:
    wanted = [text for text in (canonicalize(one).text for one in texts) if text]
    if wanted:
        assert [one.text for one in made(*map(Part, texts)).paragraphs] == wanted
