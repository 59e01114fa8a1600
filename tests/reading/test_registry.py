"""Which reader reads which file, and loading the bytes of one."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cpec_tui.errors import ReadingError
from cpec_tui.model import Document, Metadata
from cpec_tui.reading import registry
from cpec_tui.reading.registry import Overrides, digest, load, merge, read_source
from cpec_tui.reading.residue import ResidueFinder


def read(path: str, content: bytes = b"A title\n\nText.") -> Document:
    return read_source(content, "x", path, ResidueFinder())


@pytest.mark.parametrize(
    "path", ["a.txt", "a.TXT", "a.md", "a", "a.b/no_extension", "a.log", "a.cfg", "-a.txt", "a.key"]
)
def test_text_is_read_whatever_its_name(path: str) -> None:
    assert [one.text for one in read(path).paragraphs] == ["A title", "Text."]


def test_a_page_is_read_by_its_content_whatever_its_name() -> None:
    page = b"<!DOCTYPE html><html><body><h1>A title</h1><p>Some text of a page.</p></body></html>"
    for name in ("a.html", "a.txt", "a.docx", "a"):
        document = read(name, page)
        assert [one.text for one in document.paragraphs] == ["A title", "Some text of a page."]
        assert document.metadata.origins["title"] == "first heading"


def test_what_a_file_says_of_itself_is_kept_with_its_origin() -> None:
    mail = (
        b"From: Ada <ada@example.org>\r\nSubject: The harbour\r\nDate: Wed, 5 Feb 2025 10:00:00 +0500\r\n\r\nText.\r\n"
    )
    metadata = read("a.eml", mail).metadata
    assert (metadata.title, metadata.date) == ("The harbour", "2025-02-05")
    assert set(metadata.origins.values()) == {"e-mail header"}


def test_a_binary_file_with_an_unknown_name_is_refused() -> None:
    with pytest.raises(ReadingError, match="no text"):
        read("a.bin", bytes(range(256)) * 4)


def test_a_file_is_loaded_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"ab\x00" * 500_000)
    assert load(path) == b"ab\x00" * 500_000


def test_a_file_that_vanished_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="vanished") as caught:
        load(tmp_path / "gone.txt")
    assert caught.value.hint == "index again"


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="cannot be read"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), "no permission"),
        (OSError(errno.EIO, os.strerror(errno.EIO)), "Input/output error"),
        (OSError("odd"), "odd"),
    ],
)
def test_whatever_the_system_says_is_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    def fails(path: Path, flags: int) -> int:
        raise error

    monkeypatch.setattr(os, "open", fails)
    with pytest.raises(ReadingError, match=said) as caught:
        load(tmp_path / "a.txt")
    assert caught.value.hint


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "MAX_BYTES", 1 << 20)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * (1 << 20))
    assert len(load(path)) == 1 << 20
    path.write_bytes(b"x" * ((1 << 20) + 1))
    with pytest.raises(ReadingError, match="larger than 1 MB") as caught:
        load(path)
    assert caught.value.hint == "split it"


def test_the_digest_tells_contents_apart() -> None:
    assert digest(b"a") == digest(b"a") != digest(b"b")


def test_curated_metadata_overrules_what_the_file_says() -> None:
    own = Metadata(title="Own", date="2020", other={"a": "1"}, origins={"title": "first line", "date": "front matter"})
    curated = Metadata(title="Curated", tags=("x",), other={"note": "n"}, origins=dict.fromkeys(("title", "tags"), "y"))
    assert merge(own, curated) == Metadata(
        title="Curated",
        date="2020",
        tags=("x",),
        other={"a": "1", "note": "n"},
        origins={"title": "y", "date": "front matter", "tags": "y"},
    )


def test_only_documents_that_are_curated_change() -> None:
    document = read("a.txt")
    assert Overrides({}).apply(document) is document
    curated = Metadata(date="2021", origins={"date": "documents.yaml"})
    assert Overrides({"x": curated}).apply(document).metadata.date == "2021"
