"""The reader of plain text."""

from __future__ import annotations

import pytest
import regex

from cpec_tui.errors import ReadingError
from cpec_tui.model import Document, Role
from cpec_tui.reading.canonical import raw_span
from cpec_tui.reading.plaintext import read
from cpec_tui.reading.residue import ResidueFinder

LONG = "The corridor runs from the border down to the sea and is meant to bring trade to all provinces."


def document(text: str | bytes, path: str = "folder/name.txt", residue: tuple[str, ...] = ()) -> Document:
    content = text.encode() if isinstance(text, str) else text
    return read(content, "folder/name", path, ResidueFinder(residue))


def test_a_document_has_its_id_path_encoding_and_paragraphs() -> None:
    found = document(f"A title\n\n{LONG}")
    assert (found.id, found.path, found.encoding, found.notes) == ("folder/name", "folder/name.txt", "utf-8", ())
    assert [(one.ordinal, one.role, one.text) for one in found.paragraphs] == [
        (1, Role.TITLE, "A title"),
        (2, Role.BODY, LONG),
    ]


def test_the_first_line_gives_the_title_without_its_residue() -> None:
    found = document(f"A title (share)\n\n{LONG}", residue=(r"\(share\)",))
    assert (found.title, found.metadata.origins["title"]) == ("A title", "first line")
    assert found.paragraphs[0].text == "A title (share)"


def test_without_a_title_the_file_name_stands_for_it() -> None:
    found = document(f"{LONG}\n\n{LONG}")
    assert (found.title, found.metadata.origins["title"]) == ("name", "file name")
    assert found.paragraphs[0].role is Role.BODY


def test_the_title_of_the_front_matter_is_the_first_paragraph() -> None:
    raw = f"---\ndate: 2024\ntitle: A harbour\n---\n\nA heading\n\n{LONG}"
    found = document(raw)
    assert [(one.ordinal, one.role.value, one.text) for one in found.paragraphs] == [
        (1, "title", "A harbour"),
        (2, "heading", "A heading"),
        (3, "body", LONG),
    ]
    span = raw_span(found.paragraphs[0].offsets, 0, len("A harbour"))
    assert span is not None
    assert raw[slice(*span)] == "A harbour"
    assert (found.title, found.metadata.date, found.metadata.origins["title"]) == ("A harbour", "2024", "front matter")


def test_a_title_that_yaml_writes_in_another_way_has_no_place_in_the_source() -> None:
    found = document('---\ntitle: "A \\u0068arbour"\nnote: A harbour\n---\n\nText.')
    assert found.paragraphs[0].text == "A harbour"
    assert found.paragraphs[0].offsets == ()


def test_a_first_block_that_repeats_the_title_is_the_title() -> None:
    found = document(f"---\ntitle: The Pak-China harbour\n---\n\nTHE PAK–CHINA HARBOUR\n\n{LONG}")
    assert [one.text for one in found.paragraphs] == ["THE PAK–CHINA HARBOUR", LONG]
    assert found.paragraphs[0].role is Role.TITLE
    assert found.title == "The Pak-China harbour"


def test_a_document_may_be_nothing_but_its_title() -> None:
    assert [one.text for one in document("---\ntitle: A harbour\n---\n").paragraphs] == ["A harbour"]


def test_offsets_lead_into_the_decoded_text() -> None:
    raw = "A title\r\n\r\nSaindak\u00a0 Copper\r\nGold."
    body = document(raw.encode("utf-16")).paragraphs[1]
    assert body.text == "Saindak Copper Gold."
    span = raw_span(body.offsets, 8, 19)
    assert span is not None
    assert raw[slice(*span)] == "Copper\r\nGold"


@pytest.mark.parametrize("text", ["", b""])
def test_an_empty_file_is_refused(text: str | bytes) -> None:
    with pytest.raises(ReadingError, match="the file is empty") as caught:
        document(text)
    assert caught.value.hint


@pytest.mark.parametrize("text", [" \n\t\r\n", "\ufeff", "\u200b\n\n\u00a0", "---\ndate: 2024\n---\n \n"])
def test_a_file_of_white_space_is_refused(text: str) -> None:
    with pytest.raises(ReadingError, match="nothing but white space") as caught:
        document(text)
    assert caught.value.hint


def test_every_note_of_every_layer_is_told() -> None:
    found = document(b"---\ndate: soon\n---\nCaf\xc3\xa9 \xff\x00\n\nText.")
    assert [note.split(" ")[0] for note in found.notes] == ["1", "it", "the"]


def test_a_residue_pattern_that_takes_too_long_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow:
        def finditer(self, text: str, timeout: float) -> object:
            raise TimeoutError

    monkeypatch.setattr(regex, "compile", lambda pattern: Slow())
    residue = ResidueFinder(("(a+)+$",))
    first, second = (read(b"Text.", "a", "a.txt", residue) for _ in range(2))
    assert first.notes == ("the residue pattern `(a+)+$` takes too long here: not applied from here on",)
    assert second.notes == ()


def test_one_line_of_a_megabyte_is_a_document() -> None:
    found = document("ore " * 250_000)
    assert [len(one.text) for one in found.paragraphs] == [999_999]
